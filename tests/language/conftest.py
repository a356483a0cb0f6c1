"""A small project on disk: a story that uses every key, a cast, a source and three languages."""

import shutil
from pathlib import Path

import pytest

from game.places import ROOT

STORY = """\
title: A friend from the game
about: Dara meets somebody.
lead: dara
ages: 8-14
minutes: 8
number: 1
stage: [identify, trust]
sources: [Winters 2020]
contacts:
  wolf:
    name: SkyWolf_99
    age: says 14
    relation: stranger
    known: Met in Battle Isle three days ago
    unknown: [Who this is, Where this is]
  vanna: {relation: peer, known: Sits next to Dara}
variables: {told: no}
start: evening
scenes:
  evening:
    - time: "19:42"
    - vanna: I'm moving our team chat 🔥
      looks_like: secret_chat
      because: Nobody is left out.
    - dara: ok
    - wolf: You carried our team!
      trick: [too_fast, gifts]
      because: Three days are short.
      note: Talk about speed.
    - ask: last
    - think: He is nice...
    - choose:
        - say: haha thanks
          act: carry_on
          go: gift
        - do: Tell Vanna
          act: tell
          whom: friend
          note: Praise this.
          go: gift
      question: What now?
  gift:
    - wolf: >-
        I got you
        500 gems.
    - dara: No
      to: vanna
    - narrate: Mother calls.
      by: vanna
      when: told
    - talk: Why gems?
    - end: safe
      title: A good night
      text: Dara sleeps well.
      comfort: It is not your fault.
"""

CAST = """\
dara: {name: Dara, sex: boy, age: "13", home: Battambang, about: He plays football.}
vanna: {name: Vanna, sex: boy, age: "13", about: He sits next to Dara.}
"""

QUICK_EYES = """\
a:
  cake:
    from: A cousin
    relation: family
    sex: girl
    message: Not a word about the cake!
    looks_like: secrecy
    twin: gems
    because: The secret ends on Sunday.
b:
  gems:
    from: A cousin
    relation: family
    message: Not a word about the gems!
    trick: [secrecy, gifts]
    twin: cake
    because: The secret has no end.
    note: Ask what a good secret is.
"""

SOURCE = '''"""A view."""

t("title", "Play")
ui.t("bar", "Hello, {name}!", name="Dara")
# Translators: counts messages
words.n("notebook", "{count} message", "{count} messages", 3)
t("title", "100% sure")
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in {
        "scenarios/stories/friend.yaml": STORY,
        "scenarios/cast.yaml": CAST,
        "scenarios/quick-eyes.yaml": QUICK_EYES,
        "game/view.py": SOURCE,
        "game/screen/title.py": 't("title", "Leave")\n',
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for language in ("en", "th", "km"):
        folder = tmp_path / "locales" / language
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "locales" / language / "locale.yaml", folder)
    for mapping in (ROOT / "locales").glob("*.toml"):
        shutil.copy(mapping, tmp_path / "locales")
    return tmp_path
