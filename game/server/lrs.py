"""Records in a learning record store, to which any program can send xAPI statements.

As the Experience API 1.0.3 wants it (section 2.1 of its part "Communication"): statements are
posted some at a time, and a store takes all of them or none. What it has already it knows by the
statement's id, which is the id of the event.
"""

import base64
import json
import ssl
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from game.learning.events import COLUMNS, read_event
from game.learning.xapi import VERSION, statement
from game.server.address import Address
from game.server.outcome import Outcome, Refusal, Row
from game.server.trouble import ServerError, UnreachableError, tried_again

MOST_AT_ONCE = 100

_SECONDS_TO_ANSWER = 30.0
_SHOWN_LETTERS = 200
_FEW = 10
_WRONG = str(HTTPStatus.BAD_REQUEST.value)
_ID = COLUMNS.index("id")

_UNSAID = "only a newer version of the game can make a statement of it"
_ANOTHER = "another statement stands there under this id"

_FOR_NOW = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)
_NOT_LET_IN = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_ABOUT_WHAT_WAS_SENT = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
)

# A store adds these, and may say the time in another zone; they do not make another statement.
_ADDED = frozenset({"authority", "stored", "version", "timestamp"})

_Statement = Mapping[str, Any]


class LearningRecordStore:
    """A learning record store.

    Args:
        address: where it is and what lets us in.
        evidence: the ids of those judgements that count.
        sleep: waits for so many seconds.
    """

    def __init__(
        self, address: Address, evidence: Collection[str], sleep: Callable[[float], None]
    ) -> None:
        self._address = address
        self._evidence = evidence
        self._sleep = sleep
        self._most = MOST_AT_ONCE
        self._opener = build_opener(_NoRedirects)

    def send_new(self, rows: Sequence[Row]) -> Outcome:
        """Send records that were never sent before.

        Args:
            rows: the records.

        Raises:
            ServerError: not all of it got an answer, or all of it was called wrong.
        """
        outcome = self.send(rows)
        wrong = {r.reason for r in outcome.refused if r.reason.startswith(_WRONG)}
        if len(rows) > _FEW and wrong and len(outcome.refused) == len(rows):
            # It is not the records then, and they must not all be called refused.
            raise ServerError(f"{self._address.name} takes no statement at all: {min(wrong)}")
        return outcome

    def send(self, rows: Sequence[Row]) -> Outcome:
        """Send records; what is there already is left as it is.

        Args:
            rows: the records.

        Raises:
            ServerError: not all of it got an answer; what did is there.
        """
        statements, refused = self._statements(rows)
        outcome = Outcome(refused=tuple(refused))
        while statements:
            some, statements = statements[: self._most], statements[self._most :]
            outcome += self._post(some)
        return outcome

    def _statements(self, rows: Sequence[Row]) -> tuple[list[_Statement], list[Refusal]]:
        statements: list[_Statement] = []
        refused = []
        for row in rows:
            event = read_event(row)
            said = event and statement(event, evidence=event.id in self._evidence)
            if said:
                statements.append(said)
            else:
                refused.append(Refusal(row[_ID], _UNSAID))
        return statements, refused

    def _post(self, statements: Sequence[_Statement]) -> Outcome:
        answer = self._asked("POST", "", statements)
        if answer.status == HTTPStatus.NO_CONTENT:
            # So answers a store that has all of it, and many a server that is no store.
            if self._compare(statements[0]).refused:
                raise self._no_store()
            return Outcome(already_there=len(statements))
        if answer.status == HTTPStatus.OK:
            return self._taken(answer, statements)
        if len(statements) > 1:
            return self._post_halves(statements, answer)
        (said,) = statements
        if answer.status == HTTPStatus.CONFLICT:
            return self._compare(said)
        return Outcome(refused=(Refusal(said["id"], answer.why),))

    def _post_halves(self, statements: Sequence[_Statement], answer: "_Answer") -> Outcome:
        half = len(statements) // 2
        if answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            self._most = min(self._most, half)
        return self._post(statements[:half]) + self._post(statements[half:])

    def _taken(self, answer: "_Answer", statements: Sequence[_Statement]) -> Outcome:
        found = answer.json()
        ids = {str(id_).lower() for id_ in found} if isinstance(found, list) else set()
        if not ids or not ids.issubset(said["id"] for said in statements):
            raise self._no_store()
        outcome = Outcome(sent=len(ids))
        for said in statements:
            # Some stores name only those that are new to them.
            if said["id"] not in ids:
                outcome += self._compare(said)
        return outcome

    def _no_store(self) -> ServerError:
        # For example the page of a hotel's network that wants a password.
        return ServerError(f"{self._address.name} does not answer like a learning record store")

    def _compare(self, said: _Statement) -> Outcome:
        answer = self._asked("GET", "?" + urlencode({"statementId": said["id"]}), None)
        there = answer.json() if answer.status == HTTPStatus.OK else None
        if isinstance(there, dict) and isinstance(there.get("statements"), list):
            # Ralph gives a list of one where the standard wants one.
            (there,) = there["statements"][:1] or (None,)
        if isinstance(there, dict) and same(said, there):
            return Outcome(already_there=1)
        return Outcome(refused=(Refusal(said["id"], _ANOTHER),))

    def _asked(self, method: str, query: str, body: object) -> "_Answer":
        return tried_again(lambda: self._ask(method, query, body), self._sleep)

    def _ask(self, method: str, query: str, body: object) -> "_Answer":
        headers = {
            "X-Experience-API-Version": VERSION,
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "sarika",
        }
        if self._address.key is not None:
            both = f"{self._address.key}:{self._address.secret}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(both).decode()}"
        data = None if body is None else json.dumps(body).encode()
        url = f"{self._address.url}/statements{query}"
        request = Request(url, data, headers, method=method)  # noqa: S310 - only http and https
        try:
            with self._opener.open(request, timeout=_SECONDS_TO_ANSWER) as answer:
                return _Answer(answer.status, answer.headers, answer.read())
        except HTTPError as error:
            with error:
                return self._answered(error, method)
        except (OSError, HTTPException) as error:
            raise self._no_answer(error) from None

    def _answered(self, error: HTTPError, method: str) -> "_Answer":
        answer = _Answer(error.code, error.headers, _read(error))
        status, name = answer.status, self._address.name
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _FOR_NOW:
            raise UnreachableError(f"{name} cannot be used now: {answer.why}", answer.wait())
        if status in _NOT_LET_IN:
            raise ServerError(
                f"{name} did not let us in ({status}): "
                "are SARIKA_LRS_KEY and SARIKA_LRS_SECRET right?"
            )
        if status < HTTPStatus.BAD_REQUEST:
            raise ServerError(
                f"{name} has moved ({status}): give the address where it is now, "
                "with https:// if it has that"
            )
        if method == "GET" or status in _ABOUT_WHAT_WAS_SENT:
            return answer
        raise ServerError(
            f"there is no learning record store at {name}: {answer.why}. "
            "Its address usually ends in /xAPI or /xapi"
        )

    def _no_answer(self, error: OSError | HTTPException) -> ServerError:
        reason = error.reason if isinstance(error, URLError) else error
        name = self._address.name
        if isinstance(reason, ssl.SSLCertVerificationError):
            return ServerError(f"{name} cannot prove who it is: {reason.verify_message}")
        if isinstance(reason, ssl.SSLError) and not isinstance(reason, ssl.SSLEOFError):
            return ServerError(f"{name} has no safe connection to offer: {reason.reason}")
        said = " ".join(str(reason).split()) or type(reason).__name__
        return UnreachableError(f"{name} cannot be reached: {said}")


def same(ours: _Statement, theirs: _Statement) -> bool:
    """Say whether a store has the very statement that we would send.

    Args:
        ours: what we would send.
        theirs: what it has.
    """
    if _instant(ours.get("timestamp")) != _instant(theirs.get("timestamp")):
        return False
    names = (ours.keys() | theirs.keys()) - _ADDED
    return all(_plain(ours.get(name)) == _plain(theirs.get(name)) for name in names)


def _plain(value: object) -> object:
    """Leave out what a store may add: the kind of an object where it is the usual one."""
    if isinstance(value, dict):
        return {
            name: _plain(inner)
            for name, inner in value.items()
            if (name, inner) not in (("objectType", "Agent"), ("objectType", "Activity"))
        }
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


def _instant(time: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(time))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def why(self) -> str:
        """Give what the server says, in one line."""
        text = " ".join(self.body.decode("utf-8", "replace").split())
        short = text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS]}…"
        return f"{self.status} {short}".rstrip()

    def json(self) -> object:
        """Give what the server says as a value; None if it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def wait(self) -> float | None:
        """Say after how many seconds the server wants to be asked again, if it says so."""
        text = self.headers.get("Retry-After", "")
        if text.isdecimal():
            return float(text)
        return None


class _NoRedirects(HTTPRedirectHandler):
    """Follow no redirects: urllib would ask there for what it was told to send."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Say that there is nothing to ask instead."""


def _read(error: HTTPError) -> bytes:
    try:
        return error.read()
    except (OSError, HTTPException):
        return b""
