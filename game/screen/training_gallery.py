"""The screens of the training for adults, in each state, for the pictures of all screens."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from game.learning.training import FILE, SelfCheck, erase_trained, keep_check
from game.screen.adults_common import SureView
from game.screen.training import TrainingView
from game.screen.training_certificate import certificate
from game.screen.training_check import SelfCheckView
from game.screen.training_episode import AdultEpisodeView
from game.screen.training_questions import all_fixed
from game.screen.training_results import ResultsView
from game.screen.training_scenes import ScenesView
from game.screen.training_seen import Seen
from game.screen.view import View
from game.story.asides import asides
from game.story.jumps import Jumps
from game.story.model import Choose, End, Line, Story, Talk, Think
from game.story.playthrough import Over, Playthrough

if TYPE_CHECKING:
    from game.screen.app import App

_DAY = date(2026, 11, 24)
_CHECKS = 3
_SEED = 7


def training_screens(app: "App") -> Iterator[tuple[str, View]]:
    """Make each screen of the training.

    Args:
        app: a game; results are written and erased in its data folder.

    Yields:
        The name of a picture and what is on it.
    """
    yield "training-results-none", ResultsView(app)
    stories = app.library.stories[:_CHECKS]
    for number, story in enumerate(stories):
        keep_check(SelfCheck(_DAY, story.id, 8 - number, 8, "1"), app.around.data)
    yield "training", TrainingView(app)
    # Before a self-check is kept with the date of today, which pictures must not show.
    yield from _results(app)
    for story in stories[:1]:
        yield from _episode(app, story)
        yield from _check(app, story)
    erase_trained(app.around.data)


def _episode(app: "App", story: Story) -> Iterator[tuple[str, View]]:
    jumps, seen = Jumps(story), Seen(story)
    view = AdultEpisodeView(app, Playthrough.begin(story), jumps, seen)
    shown: set[str] = set()
    while (state := _state(view)) != "over":
        if state not in shown:
            yield f"training-{state}", view
        shown.add(state)
        if state == "choosing":
            view.choose(view.options[-1].id)
        else:
            view.default()
    yield "training-over", view
    scenes = ScenesView(app, jumps, seen, lambda _: None)
    kinds = {type(moment.step): at for at, moment in enumerate(scenes.moments)}
    for kind, name in ((type(None), "scene"), (Choose, "choice"), (End, "ending")):
        scenes.choose(kinds[kind])
        yield f"training-scenes-{name}", scenes


def _state(view: AdultEpisodeView) -> str:
    if view.looked_at is None:
        return "over" if isinstance(view.play.now, Over) else "choosing"
    shown, story = view.looked_at, view.play.story
    found = asides(story.scenes[shown.scene], shown.step, view.play.variables)
    if any(isinstance(aside, Talk) for aside in found):
        return "question"
    if not isinstance(shown.step, Line):
        return "thought" if isinstance(shown.step, Think) else "told"
    return "safe" if shown.step.safe else "trick"


def _check(app: "App", story: Story) -> Iterator[tuple[str, View]]:
    """Show messages of both kinds, and every fixed question, rightly and wrongly answered."""
    app.rng.seed(_SEED)
    view = SelfCheckView(app, story)
    messages = [question for question in view.questions if question.about == "message"]
    view.questions = (*messages, *all_fixed(app.ui, story))
    for number, question in enumerate(view.questions, 1):
        yield f"training-check-{number:02d}", view
        right = number % 2 == 0
        view.answer(next(it for it in question.answers if (it == question.right) == right))
        yield f"training-check-{number:02d}-explained", view
        view.default()
    yield "training-check-over", view


def _results(app: "App") -> Iterator[tuple[str, View]]:
    with (app.around.data / FILE).open("ab") as file:
        file.write(b"cut off")
    results = ResultsView(app)
    yield "training-results", results
    yield "training-erase", SureView(app, results.question, lambda: None, lambda: None)
    page = certificate(app, results.trained)
    yield "training-certificate", page
    page.written = app.around.data / "exports" / "sarika-certificate.html"
    yield "training-certificate-done", page
    page.failed = "No space left on device"
    yield "training-certificate-failed", page
