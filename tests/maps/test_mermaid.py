"""The map as Mermaid reads it."""

import re
from pathlib import Path

import yaml

from game.maps.mermaid import mermaid
from tests.maps.drawn import odd, of_episode


def test_it_is_a_flowchart_with_a_title(tmp_path: Path) -> None:
    _, head, body = mermaid(odd(tmp_path)).split("---\n")
    assert yaml.safe_load(head) == {"title": 'Map of “Fish & <chips>: "50 \\ %"”'}
    assert body.startswith("flowchart TD\n")


def test_every_line_is_a_place_a_way_or_a_look() -> None:
    body = mermaid(of_episode("talent-page", "th")).split("flowchart TD\n")[1]
    place = r'  n\d+(\["[^"]+"\]|\{\{"[^"]+"\}\}|\(\["[^"]+"\]\)):::(scene|choice|ending)'
    way = r'  n\d+ -->(\|"[^"]+"\|)? n\d+'
    look = r"  classDef (scene|choice|ending|never) [\w:#,. -]+"
    for line in body.splitlines():
        assert re.fullmatch(f"{place}|{way}|{look}", line), line


def test_what_is_never_reached_is_dashed_and_says_so(tmp_path: Path) -> None:
    text = mermaid(odd(tmp_path))
    names = dict(re.findall(r'  (n\d+)[\[({]+"(?:▶ Start<br>)?[?◎ ]*([\w· ]+)', text))
    [never] = re.findall(r"  class (\S+) never", text)
    assert [names[name] for name in never.split(",")] == ["end · 3", "island"]
    assert '-.->|"Never<br>if told<br>✕ Never reached"|' in text
    assert "✕ Never reached" in text


def test_signs_tell_tricks_from_what_looks_like_them(tmp_path: Path) -> None:
    assert "⚑ Gift, then a favour<br>✓ Gift, then a favour" in mermaid(odd(tmp_path))


def test_signs_of_mermaid_html_and_markdown_are_written_as_numbers(tmp_path: Path) -> None:
    text = mermaid(odd(tmp_path))
    assert "Run #60;away#62;" in text
    assert "“Is #34;it#34; #38; mine?”" in text
    assert "#35;1#59; #123;a#125; #96;b#96; #42;c#42; #92;N" in text
