from collections.abc import Container, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest

from game.language.entry_checks import length
from game.language.extraction import (
    Extractor,
    extract_common,
    extract_quick_eyes,
    extract_story,
    extractor,
)
from game.language.interface import FOR_ADULTS_ARE, extract_interface
from game.language.pofiles import Entry
from game.language.room import room
from game.places import ROOT, SCENARIOS
from game.story.load import load_common, load_quick_eyes, load_story
from game.story.model import Story
from tests.story.examples import GROUPED
from tests.story.samples import FIXTURES

Found = dict[str, tuple[int, str, list[str]]]


def story_texts(file: Path) -> Found:
    return found_by(extract_story, file)


def found_by(extract: Extractor, file: Path) -> Found:
    with file.open("rb") as opened:
        return {
            text: (line, context, comments)
            for line, _, (context, text), comments in extract(opened, (), (), {})
        }


@pytest.fixture
def texts(project: Path) -> Found:
    return story_texts(project / "scenarios/stories/friend.yaml")


@pytest.mark.parametrize(
    ("text", "line", "context"),
    [
        ("A friend from the game", 1, "story"),
        ("Winters 2020", 8, "story"),
        ("SkyWolf_99", 11, "contact/wolf"),
        ("Where this is", 15, "contact/wolf"),
        ("19:42", 21, "scene/evening"),
        ("I'm moving our team chat 🔥", 22, "scene/evening"),
        ("What now?", 41, "scene/evening"),
        ("I got you 500 gems.", 43, "scene/gift"),
        ("No", 46, "scene/gift"),
        ("It is not your fault.", 55, "scene/gift"),
    ],
)
def test_a_text_has_its_line_in_the_yaml_and_its_scene_as_context(
    texts: Found, text: str, line: int, context: str
) -> None:
    assert texts[text][:2] == (line, context)


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        (
            "I'm moving our team chat 🔥",
            [
                "Chat: Vanna (boy, 13, peer) writes to Dara (boy, 13).",
                "This message is safe but looks like a trick: secret_chat.",
            ],
        ),
        (
            "ok",
            [
                "Chat: Dara (boy, 13) writes to Vanna (boy, 13, peer).",
                "The line before: “I'm moving our team chat 🔥”",
            ],
        ),
        (
            "You carried our team!",
            [
                "Chat: SkyWolf_99 (says 14, stranger) writes to Dara (boy, 13).",
                "This message is a trick: too_fast, gifts.",
                "The line before: “ok”",
            ],
        ),
        (
            "Three days are short.",
            [
                (
                    "Explanation after the player judged the message "
                    "“You carried our team!” of SkyWolf_99 (says 14, stranger)."
                ),
                "This message is a trick: too_fast, gifts.",
            ],
        ),
        (
            "haha thanks",
            [
                "A choice, and then chat: Dara (boy, 13) writes to SkyWolf_99 (says 14, stranger).",
                "The line before: “He is nice...”",
            ],
        ),
        (
            "What now?",
            [
                "The question above the choices, about Dara (boy, 13).",
                "The line before: “He is nice...”",
            ],
        ),
        (
            "I got you 500 gems.",
            [
                "Chat: SkyWolf_99 (says 14, stranger) writes to Dara (boy, 13).",
                "The scene begins after “haha thanks” or “Tell Vanna”.",
            ],
        ),
        (
            "Mother calls.",
            [
                (
                    "What happens off the phone, told about Dara (boy, 13); "
                    "beside it is a picture of Vanna (boy, 13, peer)."
                ),
                "Only if: told.",
                "The line before: “No”",
            ],
        ),
    ],
)
def test_a_comment_says_who_speaks_to_whom_and_after_what(
    texts: Found, text: str, comments: list[str]
) -> None:
    assert texts[text][2][:-1] == comments


def test_in_a_group_a_comment_says_who_reads_along(project: Path) -> None:
    (project / "scenarios/cast.yaml").write_bytes((FIXTURES / "cast.yaml").read_bytes())
    file = project / "scenarios/stories/class.yaml"
    file.write_text(GROUPED, encoding="utf-8")
    texts = story_texts(file)
    fah, mint = "Fah (girl, 11)", "Mint (girl, 11, peer)"
    grandmother = "Grandmother (woman, 67, family)"
    for text, comment in (
        (
            "done!",
            f"Chat: {fah} writes in the group chat “Class 6/2”, read by {mint}, {grandmother}.",
        ),
        (
            "Eat first.",
            f"Chat: {grandmother} writes in the group chat “Class 6/2”, read by {fah}, {mint}.",
        ),
        ("Hi!", f"Chat: Wolf (stranger) writes in the group chat “The garden”, read by {fah}."),
        (
            "no, flowers",
            (
                f"A choice, and then chat: {fah} writes in the group chat “The garden”, "
                "read by Wolf (stranger)."
            ),
        ),
        ("it is our secret, Mint", f"A choice, and then chat: {fah} writes to {mint}."),
        ("Class 6/2", f"Name of a group chat in the phone, with {mint}, {grandmother} and {fah}."),
        (
            "Families read along",
            f"On the card of the group chat “Class 6/2”: what {fah} knows about it.",
        ),
        (
            "Who reads at night",
            "On the card of the group chat “Class 6/2”: what nobody knows about it.",
        ),
    ):
        assert texts[text][2][0] == comment
    assert texts["Class 6/2"][1] == texts["Families read along"][1] == "group/class"


@pytest.mark.parametrize("text", ["Winters 2020", "Talk about speed.", "Praise this."])
def test_texts_for_adults_are_marked(texts: Found, text: str) -> None:
    assert "For adults only; children never see it." in texts[text][2]


def test_words_of_the_format_are_no_texts(texts: Found) -> None:
    names = {"dara", "8-14", "peer", "no", "carry_on", "friend", "last", "safe", "told", "evening"}
    assert not names & texts.keys()


def test_texts_come_in_the_order_of_the_file(texts: Found) -> None:
    lines = [line for line, _, _ in texts.values()]
    assert lines == sorted(lines)


def test_a_story_without_a_cast_is_extracted_with_ids_for_names(project: Path) -> None:
    (project / "scenarios/cast.yaml").unlink()
    texts = story_texts(project / "scenarios/stories/friend.yaml")
    assert texts["ok"][2][0] == "Chat: dara writes to vanna (peer)."


@pytest.mark.parametrize(
    ("file", "context", "text", "comment"),
    [
        ("cast", "cast/dara", "Dara", "Name of a person in the stories: Dara (boy, 13)."),
        ("tricks", "trick/pretending", "Pretending", "A child's name for a trick; also an answer"),
        ("help", "help", "Take It Down", "Name of a help line (takeitdown.ncmec.org, all)"),
        ("help", "help", "Your mother or father", "People a child can tell."),
    ],
)
def test_the_common_files_have_a_context_for_each_person_and_trick(
    file: str, context: str, text: str, comment: str
) -> None:
    with (SCENARIOS / f"{file}.yaml").open("rb") as opened:
        found = {key: comments for _, _, key, comments in extract_common(opened, (), (), {})}
    assert found[context, text][0].startswith(comment)


def test_every_text_of_every_shipped_trick_is_extracted() -> None:
    with (SCENARIOS / "tricks.yaml").open("rb") as opened:
        contexts = [context for _, _, (context, _), _ in extract_common(opened, (), (), {})]
    tricks = set(contexts)
    assert len(tricks) == 18
    assert all(contexts.count(trick) >= 7 for trick in tricks)


def shown(story: Story, cast: Container[str]) -> Iterator[tuple[str, str | None]]:
    """List every text of a story that the game or a guide can show."""
    review = story.review
    told = (review.shown, review.implied, review.left_out, review.questions) if review else ()
    for text in (story.title, story.about, *story.sources, *chain.from_iterable(told)):
        yield "story", text
    for contact in story.contacts.values():
        own = () if contact.id in cast else (contact.name,)
        for text in (*own, *contact.known, *contact.unknown):
            yield f"contact/{contact.id}", text
    for group in story.groups.values():
        for text in (group.name, *group.known, *group.unknown):
            yield f"group/{group.id}", text
    for scene in story.scenes.values():
        for step in scene.steps:
            yield from ((f"scene/{scene.id}", text) for text in getattr(step, "answers", ()))
            for part in (step, *getattr(step, "options", ())):
                for name in ("text", "because", "note", "question", "title", "comfort"):
                    yield f"scene/{scene.id}", getattr(part, name, None)


@pytest.mark.parametrize("file", sorted((SCENARIOS / "stories").glob("*.yaml")))
def test_every_text_that_a_shipped_story_can_show_is_extracted(file: Path) -> None:
    common = load_common(SCENARIOS)
    with file.open("rb") as opened:
        extracted = {key for _, _, key, _ in extract_story(opened, (), (), {})}
    can_be_shown = {(c, text) for c, text in shown(load_story(file, common), common.cast) if text}
    assert can_be_shown <= extracted
    assert {context.partition("/")[0] for context, _ in extracted - can_be_shown} <= {"contact"}


def test_a_possible_answer_says_to_which_question_and_that_children_never_see_it() -> None:
    with (SCENARIOS / "stories" / "nana-12.yaml").open("rb") as opened:
        found = {text: comments for _, _, (_, text), comments in extract_story(opened, (), (), {})}
    comments = found["Somebody who does not scold, and who has time."]
    assert comments[0].startswith("What a group may answer to “Whom could you ask to look at a")
    assert comments[1] == "For adults only; children never see it."


SAFE = "This message is safe but looks like a trick: secrecy."


def test_an_item_of_quick_eyes_says_who_writes_what_it_is_and_what_it_does(project: Path) -> None:
    texts = found_by(extract_quick_eyes, project / "scenarios/quick-eyes.yaml")
    cake = "Not a word about the cake!"
    assert texts[cake] == (
        6,
        "form/a/cake",
        [
            "A single chat message to a child; who writes: A cousin (girl, family).",
            SAFE,
            "Room: 60 letters.",
        ],
    )
    assert texts["The secret ends on Sunday."] == (
        9,
        "form/a/cake",
        [
            (
                f"Explanation after the player judged the message “{cake}” of "
                "A cousin (girl, family)."
            ),
            SAFE,
            "Room: 60 letters.",
        ],
    )
    assert texts["Not a word about the gems!"][2][1] == "This message is a trick: secrecy, gifts."
    assert texts["A cousin"] == (
        12,
        "form/b/gems",
        ["Who writes the message “Not a word about the gems!”; family.", "Room: 24 letters."],
    )
    assert texts["Ask what a good secret is."][2] == [
        "Note about the message.",
        "For adults only; children never see it.",
        "Room: 60 letters.",
    ]
    assert len(texts) == 6


def test_every_text_that_quick_eyes_can_show_is_extracted_and_nothing_else() -> None:
    with (SCENARIOS / "quick-eyes.yaml").open("rb") as opened:
        extracted = [key for _, _, key, _ in extract_quick_eyes(opened, (), (), {})]
    shown = [
        (f"form/{form.id}/{item.id}", text)
        for form in load_quick_eyes(SCENARIOS, load_common(SCENARIOS)).forms.values()
        for item in form.items
        for text in (item.writer, item.message, item.because, item.note)
        if text is not None
    ]
    assert extracted == shown


def test_each_file_of_the_scenarios_has_its_extractor() -> None:
    by_file = {
        "stories/holiday.yaml": extract_story,
        "stories/help.yaml": extract_story,
        "anywhere.yaml": extract_story,
        "cast.yaml": extract_common,
        "tricks.yaml": extract_common,
        "help.yaml": extract_common,
        "quick-eyes.yaml": extract_quick_eyes,
    }
    for file, extract in by_file.items():
        assert extractor(SCENARIOS / file) is extract


def test_a_text_says_how_many_letters_have_room_as_the_check_counts_them(project: Path) -> None:
    texts = story_texts(project / "scenarios/stories/friend.yaml")
    for text, (_, _, comments) in texts.items():
        assert comments[-1] == f"Room: {room([text])} letters."
        fits = Entry("", text, msgstr=("x" * room([text]),))
        assert not [*length(fits)]
        assert [*length(replace(fits, msgstr=(fits.msgstr[0] + "x",)))]


def interface_texts(source: str) -> list[tuple[int, str, tuple[str, ...], list[str]]]:
    opened = BytesIO(source.encode())
    return list(extract_interface(opened, (), (), {}))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('t("title", "Play")', [(1, "pgettext", ("title", "Play"), ["Room: 16 letters."])]),
        (
            'x = ui.n("bar", "{n} star", "{n} stars", 3)',
            [(1, "npgettext", ("bar", "{n} star", "{n} stars"), ["Room: 26 letters."])],
        ),
        (
            'self.app.words.t(\n    "title",\n    "A long "\n    "text",\n)',
            [(2, "pgettext", ("title", "A long text"), ["Room: 30 letters."])],
        ),
        (
            '# Translators: an animal\n# that sings\nt("who", "Bird")',
            [
                (
                    3,
                    "pgettext",
                    ("who", "Bird"),
                    ["Translators: an animal", "that sings", "Room: 16 letters."],
                )
            ],
        ),
        (
            't("work", "Stop")',
            [
                (
                    1,
                    "pgettext",
                    ("work", "Stop"),
                    ["For adults only; children never see it.", "Room: 16 letters."],
                )
            ],
        ),
        ('# of a bird\n\nt("who", name)\nt(context, "Bird")\nt("who", f"{x}")\nfit("a", "b")', []),
        ('t("who")\nn("a", "b")\ntext = "t(1, 2)"', []),
    ],
)
def test_the_texts_of_a_screen_are_what_it_asks_for_with_a_context(
    source: str, found: list[tuple[int, str, tuple[str, ...], list[str]]]
) -> None:
    assert interface_texts(source) == found


def test_every_context_that_only_adults_see_is_known_as_such() -> None:
    seen: dict[str, set[bool]] = {}
    for file in (ROOT / "game/screen").glob("*.py"):
        for _, _, (context, *_), _ in interface_texts(file.read_text("utf-8")):
            for_adults = file.name.startswith(("adults", "training"))
            seen.setdefault(context, set()).add(for_adults)
    assert {context for context, adults in seen.items() if adults == {True}} <= FOR_ADULTS_ARE
    assert not FOR_ADULTS_ARE & {
        context for context, adults in seen.items() if adults == {False}
    } - {
        "pin",
        "watch",
    }
