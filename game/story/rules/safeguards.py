"""Rules about what protects children, as far as a program can know it."""

from collections.abc import Iterator

from game.story.model import Ask, Line, Option, Story, Talk
from game.story.rules.rule import About, Noticed, Rule
from game.story.rules.shape import texts, texts_for_adults
from game.story.vocabulary import uses
from game.story.wording import quoted

_LEAST_SAFE = 0.4
_FAIR = 0.55  # what answering always the same may score; half, with a little room for branches


def _lines(story: Story) -> Iterator[Line]:
    for scene in story.scenes.values():
        yield from (step for step in scene.steps if isinstance(step, Line))


def _has_tricks(story: Story) -> bool:
    return any(not line.safe for line in _lines(story))


def tells(option: Option) -> bool:
    """Say whether somebody is told who can help; a friend of the same age is not enough."""
    return "tell" in option.acts and option.whom != "friend"


def _out_of_reach(about: About) -> Noticed:
    if not _has_tricks(about.story):
        return
    for run, option in about.paths.out_of_reach(tells):
        if option is None:
            yield (
                about.story.scenes[run.scene].place,
                "nobody who can help is ever told. Add an option with `act: tell` to every way",
            )
        else:
            yield (
                option.place,
                (
                    f"after {quoted(option.text)} nobody who can help can be told any more. "
                    "Let a later choice offer `act: tell`"
                ),
            )


def _no_comfort(about: About) -> Noticed:
    after_risk = about.paths.ends_after(lambda option: "risky" in option.acts)
    for end in about.story.endings:
        if end.slug in after_risk and end.comfort is None:
            yield (
                end.place,
                (
                    f"the ending {quoted(end.slug)} can follow a risky act and has no `comfort`. "
                    "Say that it is not their fault, and never too late to tell"
                ),
            )


def _no_look_alike(about: About) -> Noticed:
    alike = {trick for line in _lines(about.story) for trick in line.looks_like}
    for line in _lines(about.story):
        for trick in line.tricks:
            if trick not in alike:
                alike.add(trick)
                yield (
                    line.place,
                    (
                        f"no safe message looks like {quoted(trick)}. "
                        f"Add a friendly one with `looks_like: {trick}`"
                    ),
                )


def _judged(story: Story) -> list[Line]:
    """List the messages that are made to be judged: marked, explained, or asked about."""
    found: list[Line] = []
    for scene in story.scenes.values():
        for number, step in enumerate(scene.steps):
            if isinstance(step, Line) and (
                step.tricks
                or step.looks_like
                or step.because is not None
                or any(isinstance(after, Ask) for after in scene.steps[number + 1 : number + 2])
            ):
                found.append(step)
    return found


def _no_because(about: About) -> Noticed:
    asked = {id(line) for run in about.paths.walk.runs for _, line in run.asked}
    for line in _lines(about.story):
        if line.because is None and (line.tricks or line.looks_like or id(line) in asked):
            yield (
                line.place,
                (
                    f"the message {quoted(line.text)} is judged, but nothing is said after it. "
                    "Add `because`"
                ),
            )


def _family_all_unsafe(about: About) -> Noticed:
    for contact in about.story.contacts.values():
        lines = [line for line in _lines(about.story) if line.contact == contact.id]
        if contact.relation == "family" and lines and not any(line.safe for line in lines):
            yield (
                contact.place,
                (
                    f"every message of {quoted(contact.name)} is a trick, and they are family. "
                    "Add safe messages, so that children do not fear their own people"
                ),
            )


def _nothing_to_talk_about(about: About) -> Noticed:
    steps = (step for scene in about.story.scenes.values() for step in scene.steps)
    if not any(isinstance(step, Talk) for step in steps):
        yield about.story.place, "a class has nothing to talk about. Add a question with `talk`"


def _avoided_words(about: About) -> Noticed:
    for place, _, text in texts(about.story):
        for said in uses(text, about.avoided):
            yield place, said
    for place, text in texts_for_adults(about.story):
        for said in uses(text, about.avoided, adults=True):
            yield place, said


def _few_safe(about: About) -> Noticed:
    judged = _judged(about.story)
    safe = sum(line.safe for line in judged)
    if judged and safe < _LEAST_SAFE * len(judged):
        yield (
            about.story.place,
            (
                f"{safe} of {len(judged)} messages to judge are safe. Make it {_LEAST_SAFE:.0%} or "
                "more, so that suspecting everybody does not pay"
            ),
        )


def _one_answer_wins(about: About) -> Noticed:
    unsafe, safe = about.paths.asked
    asked = unsafe + safe
    if not _has_tricks(about.story) or not asked:
        return
    if max(unsafe, safe) > _FAIR * asked:
        answer, other = ("a trick", "a safe") if unsafe > safe else ("okay", "an unsafe")
        yield (
            about.story.place,
            (
                f"who answers Sarika always with “{answer}” is right "
                f"{max(unsafe, safe) / asked:.0%} of the time. "
                f"Let her ask about {other} message more"
            ),
        )


_ENDS = "    - {end: asleep, title: Asleep, text: Good night.}\n"
_TRICK = "    - wolf: It stays our secret, ok?\n      trick: secrecy\n"
_WHY = "      because: This secret has no end.\n"
_SAFE = (
    "    - sreyneang: Not a word to Mum about the cake!\n      looks_like: secrecy\n"
    "      because: Mum will know on Sunday.\n"
)
SAFEGUARD_RULES = (
    Rule(
        "SA301",
        "help-out-of-reach",
        "error",
        "Whatever was chosen, it is never too late to tell.",
        f"scenes:\n  evening:\n{_TRICK}    - choose:\n"
        "        - {do: Wait, act: stop}\n"
        f"        - {{do: Tell Mum, act: tell, whom: parent}}\n{_ENDS}",
        f"scenes:\n  evening:\n{_TRICK}    - choose:\n"
        "        - {do: Wait, act: stop, go: night}\n"
        "        - {do: Tell Mum, act: tell, whom: parent, go: told}\n"
        "  night:\n    - choose:\n        - {do: Tell Mum, act: tell, whom: parent, go: told}\n"
        f"  told:\n{_ENDS}",
        find=_out_of_reach,
    ),
    Rule(
        "SA302",
        "no-comfort",
        "error",
        "A child whose story took a wrong turn must hear that it is not their fault.",
        "scenes:\n  evening:\n    - choose:\n        - {say: Ok!, act: risky}\n"
        "        - {do: Wait, act: stop}\n    - end: asleep\n      title: Asleep\n"
        "      text: Good night.\n",
        "scenes:\n  evening:\n    - choose:\n        - {say: Ok!, act: risky}\n"
        "        - {do: Wait, act: stop}\n    - end: asleep\n      title: Asleep\n"
        "      text: Good night.\n"
        "      comfort: It is not your fault. It is never too late to tell.\n",
        find=_no_comfort,
    ),
    Rule(
        "SA303",
        "no-look-alike",
        "warning",
        "Who sees only bad examples learns to suspect everybody.",
        f"scenes:\n  evening:\n{_TRICK}{_ENDS}",
        f"scenes:\n  evening:\n{_TRICK}{_SAFE}{_ENDS}",
        find=_no_look_alike,
    ),
    Rule(
        "SA304",
        "no-because",
        "warning",
        "Children learn from the explanation, right or wrong.",
        f"scenes:\n  evening:\n{_TRICK}{_ENDS}",
        f"scenes:\n  evening:\n{_TRICK}{_WHY}{_ENDS}",
        find=_no_because,
    ),
    Rule(
        "SA305",
        "family-all-unsafe",
        "warning",
        "Children need to trust their families; a relative who only harms needs great care.",
        "scenes:\n  evening:\n    - sreyneang: Our secret, ok?\n      trick: secrecy\n" + _ENDS,
        "scenes:\n  evening:\n    - sreyneang: Our secret, ok?\n      trick: secrecy\n"
        "    - sreyneang: Have you eaten?\n" + _ENDS,
        find=_family_all_unsafe,
    ),
    Rule(
        "SA306",
        "nothing-to-talk-about",
        "warning",
        "Sessions work because children talk with each other.",
        f"scenes:\n  evening:\n    - wolf: Hi!\n{_ENDS}",
        f"scenes:\n  evening:\n    - wolf: Hi!\n    - talk: Who writes?\n{_ENDS}",
        find=_nothing_to_talk_about,
    ),
    Rule(
        "SA307",
        "avoided-word",
        "error",
        "Some words blame children or make harm sound like something else; real companies are not "
        "named.",
        f"scenes:\n  evening:\n    - think: That was so stupid of me.\n{_ENDS}",
        f"scenes:\n  evening:\n    - think: I did not see it coming.\n{_ENDS}",
        find=_avoided_words,
    ),
    Rule(
        "SA308",
        "few-safe",
        "warning",
        "Telling safe from unsafe can only be learned where both are met.",
        f"scenes:\n  evening:\n{_TRICK}{_WHY}{_ENDS}",
        f"scenes:\n  evening:\n{_TRICK}{_WHY}{_SAFE}{_ENDS}",
        find=_few_safe,
    ),
    Rule(
        "SA309",
        "one-answer-wins",
        "warning",
        "If Sarika asks mostly about one kind, always the same answer scores without looking.",
        f"scenes:\n  evening:\n{_TRICK}    - ask: last\n{_SAFE}{_ENDS}",
        f"scenes:\n  evening:\n{_TRICK}    - ask: last\n{_SAFE}    - ask: last\n{_ENDS}",
        find=_one_answer_wins,
    ),
)
