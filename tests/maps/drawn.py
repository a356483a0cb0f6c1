"""Maps for the tests: of the episodes, and of a story with everything in it."""

from pathlib import Path

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.maps.sheet import Sheet, sheet
from game.places import LOCALES, SCENARIOS, cache_folder
from game.story.chart import branches, chart
from game.story.explore import walk
from game.story.load import load_all, load_story
from tests.story.samples import COMMON

LOCALE = load_locales(LOCALES)
LIBRARY = load_all(SCENARIOS)
EPISODES = {story.id: story for story in LIBRARY.stories}

ODD = r"""
title: 'Fish & <chips>: "50 \ %"'
about: One evening.
lead: fah
ages: 8-14
minutes: 1
number: 1
contacts:
  wolf: {name: "Wolf | [x]", relation: stranger}
variables:
  told: no
start: end
scenes:
  end:
    - wolf: 'Say "hi" & <b>win</b> #1; {a} `b` *c* \N'
      trick: gifts
    - wolf: Here is your book.
      looks_like: gifts
    - choose:
        - say: 'Is "it" & mine?'
          act: check
        - do: Run <away>
          act: stop
          go: home
        - do: Never
          act: stop
          when: told
          go: home
      question: What & now?
    - wolf: Again.
    - choose:
        - do: Go round
          act: stop
          go: end
        - do: Go home
          act: stop
          go: home
      when: not told
    - go: home
  home:
    - go: asleep
  asleep:
    - end: asleep
      title: Asleep & <well>
      text: Good night.
  island:
    - think: Nobody comes here.
    - go: island
      when: told
    - go: home
"""


def of_episode(story_id: str, code: str, *, only_branches: bool = False) -> Sheet:
    """Say what stands on the map of an episode."""
    story = EPISODES[story_id]
    drawn = chart(story, walk(story))
    words = Words(LOCALES, code, cache_folder())
    return sheet(branches(drawn) if only_branches else drawn, LIBRARY.common, words)


def odd(folder: Path, *, only_branches: bool = False) -> Sheet:
    """Say what stands on the map of the story with everything in it."""
    path = folder / "odd.yaml"
    path.write_text(ODD, encoding="utf-8")
    story = load_story(path, COMMON)
    drawn = chart(story, walk(story))
    words = Words(folder, "en", folder)
    return sheet(branches(drawn) if only_branches else drawn, COMMON, words)
