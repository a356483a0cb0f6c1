"""Small good forms of Quick Eyes, and examples of rules made whole with them."""

from typing import Any

import yaml

from game.places import SCENARIOS
from game.story.load import load_common

FORMS = "abc"
_SIZE = 16
_TRICKS = tuple(load_common(SCENARIOS).tricks)

Source = dict[str, dict[str, dict[str, Any]]]


def plain_forms() -> Source:
    """Make three forms of Quick Eyes that break no rule."""
    pairs = [
        *(("a", n, "b", n) for n in range(8)),
        *(("b", n, "c", n - 8) for n in range(8, _SIZE)),
        *(("c", n, "a", n) for n in range(8, _SIZE)),
    ]
    items: dict[tuple[str, int], dict[str, Any]] = {}
    for number, (form, n, other, m) in enumerate(pairs):
        trick = _TRICKS[number if number < len(_TRICKS) else number - 6]
        safe = (form == "a") is (n % 2 == 0)  # every second one, so that every half has four
        items[form, n] = _item(
            f"{form}{n}", f"{other}{m}", "looks_like" if safe else "trick", trick
        )
        items[other, m] = _item(
            f"{other}{m}", f"{form}{n}", "trick" if safe else "looks_like", trick
        )
    return {form: {f"{form}{n}": items[form, n] for n in range(_SIZE)} for form in FORMS}


def _item(name: str, twin: str, kind: str, trick: str) -> dict[str, Any]:
    return {
        "from": "A player in the game",
        "relation": "stranger",
        "message": f"Hello from {name:>3} in the game!",
        kind: trick,
        "twin": twin,
        "because": "So it is.",
    }


def framed_forms(example: str) -> str:
    """Make whole forms of an example: its items take the places of the first ones, key by key."""
    forms = plain_forms()
    changes: Source = yaml.safe_load(example)
    named = {f"{form}{n}": name for form, items in changes.items() for n, name in enumerate(items)}
    whole: Source = {}
    for form, items in forms.items():
        whole[form] = {}
        for old, item in items.items():
            name = named.get(old, old) if form in changes else old
            item["twin"] = named.get(item["twin"], item["twin"])
            own = changes.get(form, {}).get(name, {})
            lost = {"trick", "looks_like"} if own.keys() & {"trick", "looks_like"} else set()
            whole[form][name] = {key: item[key] for key in item if key not in lost} | own
    return written(whole)


def written(forms: Source) -> str:
    """Write forms as a file."""
    return yaml.safe_dump(forms, sort_keys=False, allow_unicode=True, width=1000)
