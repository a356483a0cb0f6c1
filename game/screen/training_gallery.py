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
from game.screen.training_results import ResultsView
from game.screen.training_scenes import ScenesView
from game.screen.training_seen import Seen
from game.screen.view import View
from game.story.jumps import Jumps
from game.story.model import Choose, End, Line, Story
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
    number = 0
    while view.looked_at is not None or not isinstance(view.play.now, Over):
        yield f"training-{number:03d}-{_state(view)}", view
        number += 1
        if view.looked_at is None:
            view.choose(view.options[-1].id)
        else:
            view.default()
    yield f"training-{number:03d}-over", view
    scenes = ScenesView(app, jumps, seen, lambda _: None)
    kinds = {type(moment.step): at for at, moment in enumerate(scenes.moments)}
    for kind, name in ((type(None), "scene"), (Choose, "choice"), (End, "ending")):
        scenes.choose(kinds[kind])
        yield f"training-scenes-{name}", scenes


def _state(view: AdultEpisodeView) -> str:
    if view.looked_at is None:
        return "choosing"
    step = view.looked_at.step
    if isinstance(step, Line):
        return "safe" if step.safe else "trick"
    return "told"


def _check(app: "App", story: Story) -> Iterator[tuple[str, View]]:
    app.rng.seed(_SEED)
    view = SelfCheckView(app, story)
    number = 0
    while not view.over:
        number += 1
        yield f"training-check-{number}", view
        right = number % 2 == 0
        answers = (it for it in view.question.answers if (it == view.question.right) == right)
        view.answer(next(answers))
        yield f"training-check-{number}-explained", view
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
