"""Rules about the ways through a story; every way is walked."""

import math
from collections.abc import Iterator

from game.story.explore import MOST_STATES, TooManyStatesError
from game.story.model import Choose, Option, Step, Story
from game.story.paths import Span
from game.story.rules.rule import About, Noticed, Rule
from game.story.wording import quoted

# The estimate is rough, and children differ: what is declared may be off by so much.
_SHORT, _LONG = 0.75, 1.5


def too_many_states(error: TooManyStatesError) -> str:
    """Say which variables to bound in a story that has too many states to walk."""
    names = ", ".join(map(quoted, error.variables))
    mend = (
        f"ask less often for {names}, or give them smaller ranges" if names else "make it shorter"
    )
    return (
        f"the story has more than {MOST_STATES:,} states, so its ways cannot be walked. "
        f"{mend[0].upper()}{mend[1:]}"
    )


def _scenes_never_reached(about: About) -> Noticed:
    reached = {scene for scene, _ in about.paths.walk.reached}
    for scene in about.story.scenes.values():
        if scene.id not in reached:
            yield (
                scene.place,
                f"nothing leads to the scene {quoted(scene.id)}. Add a `go`, or remove it",
            )


def _steps_never_reached(about: About) -> Noticed:
    walk = about.paths.walk
    reached = {scene for scene, _ in walk.reached}
    for scene in about.story.scenes.values():
        if scene.id not in reached:
            continue
        for number, step in enumerate(scene.steps):
            if (scene.id, number) not in walk.reached and not walk.outcomes(step):
                yield (
                    step.place,
                    (
                        "no way leads here: every way leaves the scene before this. "
                        "Move it up, or remove it"
                    ),
                )
                break


def _with_conditions(story: Story) -> Iterator[tuple[Step | Option, str]]:
    for scene in story.scenes.values():
        for step in scene.steps:
            parts: list[Step | Option] = [step]
            if isinstance(step, Choose):
                parts += step.options
            yield from ((part, part.when.text) for part in parts if part.when is not None)


def _always_true(about: About) -> Noticed:
    for part, text in _with_conditions(about.story):
        if about.paths.walk.outcomes(part) == {True}:
            yield part.place, f"`when: {text}` is always true here. Remove it, or change it"


def _never_true(about: About) -> Noticed:
    for part, text in _with_conditions(about.story):
        if about.paths.walk.outcomes(part) == {False}:
            what = "the option" if isinstance(part, Option) else "the step"
            yield (
                part.place,
                (
                    f"`when: {text}` is never true here, so {what} never happens. "
                    "Change it, or set what it asks for"
                ),
            )


def _never_ends(about: About) -> Noticed:
    paths = about.paths
    runs, ways = paths.walk.runs, paths.walk.ways
    entered = {
        runs[target].scene
        for at, targets in enumerate(ways)
        if at not in paths.endless
        for target in targets
        if target in paths.endless
    }
    if 0 in paths.endless:
        entered = {about.story.start}
    for name in sorted(entered, key=list(about.story.scenes).index):
        yield (
            about.story.scenes[name].place,
            (
                f"from the scene {quoted(name)} on the story can go round for ever and come to no "
                "ending. Let one of its ways lead out"
            ),
        )


def _shows_nothing(about: About) -> Noticed:
    runs, ways = about.paths.walk.runs, about.paths.walk.ways
    silent = {
        at for at, run in enumerate(runs) if not (run.shown or run.asked or run.options or run.end)
    }
    told: set[str] = set()
    settled: set[int] = set()
    for begin in silent:
        passed: list[int] = []
        at = begin
        while at in silent and at not in settled:
            settled.add(at)
            passed.append(at)
            (at,) = ways[at]
        scene = runs[at].scene
        if at in passed and scene not in told:
            told.add(scene)
            yield (
                about.story.scenes[scene].place,
                (
                    f"from the scene {quoted(scene)} on nothing is ever shown, and the game would "
                    "stand still. Add a message or a choice"
                ),
            )


def _same_options(about: About) -> Noticed:
    for scene in about.story.scenes.values():
        for step in scene.steps:
            if isinstance(step, Choose) and len(step.options) > 1:
                effects = {(o.acts, o.whom, o.sets, o.go, o.to) for o in step.options}
                if len(effects) == 1:
                    yield (
                        step.place,
                        (
                            "all options do the same, so nothing is chosen. "
                            "Let one go elsewhere, set something, or be another `act`"
                        ),
                    )


def _never_read(about: About) -> Noticed:
    asked = {
        name
        for part, _ in _with_conditions(about.story)
        if part.when is not None
        for name in part.when.names
    }
    for variable in about.story.variables.values():
        if variable.id not in asked:
            yield (
                variable.place,
                f"no `when` asks for {quoted(variable.id)}. Ask for it, or remove it",
            )


def _minutes(span: Span) -> str:
    least = max(1, round(span.least))
    if span.most is None:
        return f"{least} minutes or more"
    most = max(1, round(span.most))
    if most > least:
        return f"{least} to {most} minutes"
    return "a minute" if most == 1 else f"{most} minutes"


def _too_short(about: About) -> Noticed:
    minutes, declared = about.paths.minutes, about.story.minutes
    if math.ceil(minutes.least) < _SHORT * declared:
        yield (
            about.story.place,
            (
                f"`minutes` says {declared}, but a play takes about {_minutes(minutes)}. "
                "Change `minutes`, or let more happen on the shortest way"
            ),
        )


def _too_long(about: About) -> Noticed:
    minutes, declared = about.paths.minutes, about.story.minutes
    if minutes.most is not None and math.floor(minutes.most) > _LONG * declared:
        yield (
            about.story.place,
            (
                f"`minutes` says {declared}, but a play takes about {_minutes(minutes)}. "
                "Change `minutes`, or make the longest way shorter"
            ),
        )


_ENDS = "    - {end: asleep, title: Asleep, text: Good night.}\n"
_LOOP = (
    "scenes:\n  evening:\n    - wolf: Again?\n    - choose:\n"
    "        - {say: Again!, act: carry_on, go: evening}\n"
)
FLOW_RULES = (
    Rule(
        "SA201",
        "scene-never-reached",
        "warning",
        "Work that no child ever sees is lost, and often a `go` is missing somewhere.",
        f"scenes:\n  evening:\n    - wolf: Hi!\n{_ENDS}"
        "  night:\n    - wolf: Still awake?\n    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - go: night\n"
        f"  night:\n    - wolf: Still awake?\n{_ENDS}",
        find=_scenes_never_reached,
    ),
    Rule(
        "SA202",
        "step-never-reached",
        "warning",
        "A step after the scene was left is never shown.",
        "scenes:\n  evening:\n    - go: night\n    - wolf: Wait!\n    - go: night\n"
        f"  night:\n    - wolf: Still awake?\n{_ENDS}",
        "scenes:\n  evening:\n    - wolf: Wait!\n    - go: night\n"
        f"  night:\n    - wolf: Still awake?\n{_ENDS}",
        find=_steps_never_reached,
    ),
    Rule(
        "SA203",
        "always-true",
        "warning",
        "A condition that is always true makes readers look for the way on which it is not.",
        "scenes:\n  evening:\n    - set: {told: yes}\n    - wolf: Hi!\n      when: told\n" + _ENDS,
        "scenes:\n  evening:\n    - set: {told: yes}\n    - wolf: Hi!\n" + _ENDS,
        find=_always_true,
    ),
    Rule(
        "SA204",
        "never-true",
        "warning",
        "What hangs on a condition that is never true is never shown.",
        "scenes:\n  evening:\n    - wolf: Who knows?\n      when: told\n" + _ENDS,
        "scenes:\n  evening:\n    - choose:\n"
        "        - {do: Wait, act: stop}\n"
        "        - {do: Tell, act: tell, whom: family, set: {told: yes}}\n"
        "    - wolf: Who knows?\n      when: told\n" + _ENDS,
        find=_never_true,
    ),
    Rule(
        "SA205",
        "never-ends",
        "error",
        "Children who go round for ever never hear how it ends, and never get help.",
        _LOOP + "        - {do: Wait, act: stop, go: evening}\n",
        _LOOP + "        - {do: Sleep, act: stop, go: night}\n  night:\n" + _ENDS,
        find=_never_ends,
    ),
    Rule(
        "SA206",
        "shows-nothing",
        "error",
        "Where nothing is shown and nothing is asked, the game stands still.",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - go: night\n"
        "  night:\n    - set: {gems: +1}\n    - go: night\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - go: night\n"
        "  night:\n    - set: {gems: +1}\n" + _ENDS,
        find=_shows_nothing,
    ),
    Rule(
        "SA207",
        "same-options",
        "warning",
        "A choice whose options all do the same is none, and children notice.",
        "scenes:\n  evening:\n    - choose:\n"
        "        - {say: Yes, act: carry_on}\n        - {say: Okay, act: carry_on}\n" + _ENDS,
        "scenes:\n  evening:\n    - choose:\n"
        "        - {say: Yes, act: carry_on}\n        - {say: Who asks?, act: check}\n" + _ENDS,
        find=_same_options,
    ),
    Rule(
        "SA208",
        "never-read",
        "warning",
        "What is remembered and never asked for costs thought, and often a `when` is missing.",
        "variables:\n  told: no\nscenes:\n  evening:\n    - set: {told: yes}\n" + _ENDS,
        "variables:\n  told: no\nscenes:\n  evening:\n    - choose:\n"
        "        - {do: Wait, act: stop}\n"
        "        - {do: Tell, act: tell, whom: family, set: {told: yes}}\n"
        "    - wolf: Who knows?\n      when: not told\n" + _ENDS,
        find=_never_read,
    ),
    Rule(
        "SA209",
        "too-short",
        "warning",
        "Whoever plans a session counts on the minutes on the card.",
        "minutes: 20\n",
        "minutes: 1\n",
        find=_too_short,
    ),
    Rule(
        "SA210",
        "too-long",
        "warning",
        "Whoever plans a session counts on the minutes on the card.",
        "minutes: 1\nscenes:\n  evening:\n"
        + "".join(
            f"    - wolf: This is message {n} of one hundred and twenty.\n" for n in range(50)
        )
        + _ENDS,
        "minutes: 4\nscenes:\n  evening:\n"
        + "".join(
            f"    - wolf: This is message {n} of one hundred and twenty.\n" for n in range(50)
        )
        + _ENDS,
        find=_too_long,
    ),
    Rule(
        "SA211",
        "too-many-states",
        "error",
        "A story that has more states than can be walked cannot be checked, and no author can keep "
        "it in mind either.",
        "a story that remembers twenty yes/no variables until its end",
        "a story that asks for each variable soon, and then forgets it",
        "words",
    ),
)
