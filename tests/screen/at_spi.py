"""A screen reader as short as it can be: looks through AT-SPI, presses a button, looks again.

Run by a Python that has the GObject bindings, inside a session bus, with the label of the button
and a file; writes there what was seen before and after, as JSON.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

_gi: Any = importlib.import_module("gi")
_gi.require_version("Atspi", "2.0")
_atspi: Any = importlib.import_module("gi.repository.Atspi")
_gio: Any = importlib.import_module("gi.repository.Gio")
_glib: Any = importlib.import_module("gi.repository.GLib")

Seen = dict[str, tuple[str, list[int]]]


def switch_readers_on() -> None:
    """Tell every program of the session that a reader is there."""
    switch = ("org.a11y.Status", "IsEnabled", _glib.Variant.new_boolean(True))  # noqa: FBT003
    session = _gio.bus_get_sync(_gio.BusType.SESSION)
    where = ("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set")
    session.call_sync(*where, _glib.Variant("(ssv)", switch), None, 0, 5000)


def windows() -> Iterator[Any]:
    """Find the windows of every program that can be read."""
    desktop = _atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        if program is not None and program.get_child_count():
            yield program.get_child_at_index(0)


def things(window: Any) -> Iterator[Any]:  # noqa: ANN401 - AT-SPI has no types
    """List what is in a window."""
    for at in range(window.get_child_count()):
        thing = window.get_child_at_index(at)
        if thing is not None:
            yield thing


def seen(window: Any) -> Seen:  # noqa: ANN401
    """Note kind and place of what is in a window, by name."""
    found: Seen = {}
    for thing in things(window):
        if "Component" in thing.get_interfaces():
            at = thing.get_extents(_atspi.CoordType.WINDOW)
            found[thing.get_name()] = (thing.get_role_name(), [at.x, at.y, at.width, at.height])
    return found


def wait_for(look: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Look until something is there."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        # What is asked for may go away while it is asked for.
        with suppress(_glib.GError):
            if found := look():
                return found
        time.sleep(0.05)
    raise TimeoutError(look)


def main(label: str, file: Path) -> None:
    """Look, press, look."""
    switch_readers_on()
    _atspi.init()
    window = wait_for(lambda: next(windows(), None))
    before = wait_for(lambda: seen(window))
    button = next(thing for thing in things(window) if thing.get_name() == label)
    button.do_action(0)
    after = wait_for(lambda: label not in seen(window) and seen(window))
    found = {"name": window.get_name(), "before": before, "after": after}
    file.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
