"""Do something beside the screen, in a thread of its own."""

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.learning.exchange import Progress

Result = TypeVar("Result")


class StoppedError(Exception):
    """Somebody asked for the work to be given up."""


class Work(Generic[Result]):
    """Do something in a thread of its own.

    Nobody else may use the records meanwhile.

    Args:
        do: what is to be done; it is given what to call with the part done, from 0 to 1.
    """

    def __init__(self, do: "Callable[[Progress], Result]") -> None:
        self.part = 0.0
        self._do = do
        self._stopped = False
        self._result: Result | None = None
        self._error: BaseException | None = None
        # A game that is closed must not wait here.
        self._thread = threading.Thread(target=self._run, name="work", daemon=True)
        self._thread.start()

    def done(self, seconds: float | None = 0.0) -> bool:
        """Say whether it is done, or was given up.

        Args:
            seconds: how long to wait for it; for ever for None.
        """
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Give it up as soon as it says how far it is."""
        self._stopped = True

    def result(self) -> Result:
        """Give what came of it, once it is done.

        Raises:
            StoppedError: it was given up.
            Exception: whatever ended it.
        """
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value] # None only where that is the result

    def _run(self) -> None:
        try:
            self._result = self._do(self._progress)
        except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
            self._error = error

    def _progress(self, part: float) -> None:
        if self._stopped:
            raise StoppedError
        self.part = part
