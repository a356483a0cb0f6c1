"""Examples of rules made whole: what an example leaves out is filled in from a small good story."""

import re

# By key; a story's own keys take their places.
_FRAME = {
    "title": "title: One evening\n",
    "about": "about: Dara gets a message.\n",
    "lead": "lead: dara\n",
    "ages": "ages: 8-14\n",
    "minutes": "minutes: 1\n",
    "number": "number: 1\n",
    "contacts": "contacts:\n  wolf: {name: Wolf, relation: stranger}\n"
    "  sreyneang: {relation: family}\n",
    "variables": "variables:\n  told: no\n  gems: 0 to 3\n",
    "start": "start: evening\n",
    "scenes": "scenes:\n  evening:\n    - wolf: Hi!\n    - talk: Who writes?\n"
    "    - end: asleep\n      title: Asleep\n      text: Good night.\n",
}
_TOP = re.compile(r"(?m)^([a-z]+):")


def framed(example: str) -> str:
    """Make a whole story of an example."""
    own = set(_TOP.findall(example))
    return "".join(text for key, text in _FRAME.items() if key not in own) + example
