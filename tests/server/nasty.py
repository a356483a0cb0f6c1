"""A small learning record store that answers in every way that hurts."""

import base64
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

# What is done instead of answering; True says that nothing more is to be answered.
Trick = Callable[["_Handler"], bool]


@dataclass
class NastyStore:
    """What the store has, and what it does next instead of answering; tests change both."""

    url: str = ""
    statements: dict[str, dict[str, Any]] = field(default_factory=dict)
    tricks: list[Trick | None] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    most_bytes: int = 10_000_000
    bad: set[str] = field(default_factory=set)
    known_is_a_conflict: bool = False
    names_only_new_ones: bool = False
    password: str | None = None
    over: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def nasty(self) -> NastyStore:
        return self.server.nasty  # type: ignore[attr-defined,no-any-return]  # ours

    def log_message(self, *_: object) -> None:
        """Be quiet."""

    def give(self, status: int, body: object = None, **headers: str) -> None:
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        statements = json.loads(data)
        if self._tricked("POST", len(statements)):
            return
        if len(data) > self.nasty.most_bytes:
            self.give(413, {"error": "too much"})
        elif self.nasty.bad & {said["id"] for said in statements}:
            self.give(400, {"error": "no statement"})
        elif any(self._conflicts(said) for said in statements):
            self.give(409, {"error": "conflict"})
        else:
            ids = [said["id"] for said in statements]
            if self.nasty.names_only_new_ones:
                ids = [id_ for id_ in ids if id_ not in self.nasty.statements]
            self.nasty.statements |= {said["id"]: said for said in statements}
            self.give(200 if ids else 204, ids or None)

    def do_GET(self) -> None:
        if self._tricked("GET", 1):
            return
        (id_,) = parse_qs(urlsplit(self.path).query)["statementId"]
        found = self.nasty.statements.get(id_)
        if found is None:
            self.give(404, {"error": "unknown"})
        else:
            self.give(200, {**found, "stored": "2026-11-24T12:00:01Z", "authority": {}})

    def _conflicts(self, said: dict[str, Any]) -> bool:
        there = self.nasty.statements.get(said["id"])
        return there is not None and (self.nasty.known_is_a_conflict or there != said)

    def _tricked(self, method: str, number: int) -> bool:
        self.nasty.asked.append((method, number))
        self.nasty.headers.append(dict(self.headers))
        if self.nasty.password is not None:
            wanted = base64.b64encode(self.nasty.password.encode()).decode()
            if self.headers["Authorization"] != f"Basic {wanted}":
                self.give(401, {"error": "who are you?"})
                return True
        trick = self.nasty.tricks.pop(0) if self.nasty.tricks else None
        return trick is not None and trick(self)


def status(code: int, **headers: str) -> Trick:
    def trick(handler: _Handler) -> bool:
        handler.give(code, {"error": f"says {code}"}, **headers)
        return True

    return trick


def says(body: object, code: int = 200) -> Trick:
    def trick(handler: _Handler) -> bool:
        handler.give(code, body)
        return True

    return trick


def cut(handler: _Handler) -> bool:
    """Hang up without a word."""
    handler.close_connection = True
    return True


def cut_in_the_answer(handler: _Handler) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'["')
    handler.close_connection = True
    return True


def slow(handler: _Handler) -> bool:
    """Do nothing for longer than anybody waits."""
    handler.nasty.over.wait(60)
    handler.close_connection = True
    return True


def cut_after_taking(handler: _Handler) -> bool:
    """Take what is sent, and hang up before the answer."""
    handler.give = lambda *_, **__: None  # type: ignore[method-assign]  # says nothing
    handler.close_connection = True
    return False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    nasty: NastyStore

    def handle_error(self, *_: object) -> None:
        """Be quiet about those who hang up."""


@contextmanager
def nasty_store(certificate: Path | None = None) -> Iterator[NastyStore]:
    """Run one; with a certificate (and its key in the same file) it speaks TLS."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        scheme = "http"
        if certificate is not None:
            scheme = "https"
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        server.nasty = NastyStore(f"{scheme}://127.0.0.1:{server.server_port}/xAPI")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server.nasty
        finally:
            server.nasty.over.set()
            server.shutdown()
            thread.join()
