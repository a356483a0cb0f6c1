"""What can go wrong with a server, and trying again where that may help."""

from collections.abc import Callable
from typing import TypeVar

# A server that is restarted is back within seconds; whoever pushes should not wait for minutes.
WAITS = (1.0, 2.0, 4.0, 8.0)
_LONGEST_WAIT = 60.0

_Given = TypeVar("_Given")


class ServerError(Exception):
    """A server cannot be used; the message is one line for people, without credentials."""


class UnreachableError(ServerError):
    """A server cannot be used for now.

    Args:
        message: one line for people, without credentials.
        wait: the seconds after which the server wants to be asked again, if it said so.
    """

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def tried_again(attempt: Callable[[], _Given], sleep: Callable[[float], None]) -> _Given:
    """Do something, and again a few times as long as the server cannot be reached.

    Args:
        attempt: does it; must do no harm the second time.
        sleep: waits for so many seconds.

    Returns:
        What `attempt` gave.

    Raises:
        UnreachableError: it could not be reached the last time either.
    """
    for usual in WAITS:
        try:
            return attempt()
        except UnreachableError as error:
            sleep(usual if error.wait is None else min(error.wait, _LONGEST_WAIT))
    return attempt()
