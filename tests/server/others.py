"""Programs of other makers that know xAPI: the record store Ralph, and xapi-validation."""

import base64
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tests.counterparts import missing

KEY, SECRET = "sarika", "not@secret"

_HERE = Path(__file__).parent
_VALIDATE_WITH_RALPH = """
import json, sys
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement
for line in sys.stdin:
    try:
        BaseXapiStatement.model_validate(json.loads(line))
        print("[]")
    except ValidationError as error:
        print(json.dumps([str(e["loc"]) + " " + e["msg"] for e in error.errors()]))
"""
_VALIDATE_WITH_NODE = """
const { statement } = require('xapi-validation/dist/factory');
for (const line of require('fs').readFileSync(0, 'utf8').split('\\n').filter(Boolean)) {
  const found = statement(JSON.parse(line), ['statement']);
  console.log(JSON.stringify(found.map((one) => one.path.join('.') + ' ' + one.name)));
}
"""
# The store in a file cannot be added to, unless it is told to; everything else is Ralph's own.
_RUN_RALPH = """
import sys
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
import uvicorn
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""
_MAKE_CREDENTIALS = """
import bcrypt, json, sys
name, secret = sys.argv[1:]
hashed = bcrypt.hashpw(secret.encode(), bcrypt.gensalt(4)).decode()
agent = {"mbox": "mailto:sarika@example.org"}
user = {"username": name, "hash": hashed, "scopes": ["all"], "agent": agent, "target": None}
print(json.dumps([user]))
"""


def ralphs_python() -> str:
    """Find the Python that has Ralph."""
    named = os.environ.get("SARIKA_RALPH")
    if named:
        return named
    if importlib.util.find_spec("ralph") is None:
        missing(
            "no Ralph here: install the extra [counterparts] into a virtual environment "
            "and name its Python in SARIKA_RALPH"
        )
    return sys.executable


def flaws_by_ralph(lines: Iterable[str]) -> list[list[str]]:
    """Say what Ralph's model finds wrong with each statement."""
    return _flaws([ralphs_python(), "-c", _VALIDATE_WITH_RALPH], lines)


def flaws_by_xapi_validation(lines: Iterable[str]) -> list[list[str]]:
    """Say what xapi-validation finds wrong with each statement."""
    node = shutil.which("node")
    if node is None or not (_HERE / "node_modules" / "xapi-validation").is_dir():
        missing("no xapi-validation here: `npm install --prefix tests/server` brings it")
    return _flaws([node, "-e", _VALIDATE_WITH_NODE], lines)


def _flaws(command: list[str], lines: Iterable[str]) -> list[list[str]]:
    done = subprocess.run(
        command, input="".join(lines), capture_output=True, text=True, check=False, cwd=_HERE
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


class Ralph:
    """A record store that runs."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/xAPI"

    def statements(self) -> Iterator[dict[str, Any]]:
        """Give all that is in it, page by page."""
        more = f"{urlsplit(self.url).path}/statements"
        while more:
            page = self.ask(more)
            yield from page["statements"]
            more = page.get("more", "")

    def post(self, *statements: Mapping[str, Any]) -> None:
        self.ask(f"{urlsplit(self.url).path}/statements", statements)

    def ask(self, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        known = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        headers = {"Authorization": f"Basic {known}", "X-Experience-API-Version": "1.0.3"}
        headers["Content-Type"] = "application/json"
        data = None if body is None else json.dumps(body).encode()
        parts = urlsplit(self.url)
        request = Request(f"{parts.scheme}://{parts.netloc}{path}", data, headers)  # noqa: S310
        with urlopen(request, timeout=30) as answer:  # noqa: S310 - our own
            return json.loads(answer.read() or "null")


@contextmanager
def a_ralph(folder: Path) -> Iterator[Ralph]:
    python = ralphs_python()
    credentials = folder / "auth.json"
    made = subprocess.run(
        [python, "-c", _MAKE_CREDENTIALS, KEY, SECRET], capture_output=True, text=True, check=True
    )
    credentials.write_text(made.stdout, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(credentials),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "statements"),
    }
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [python, "-c", _RUN_RALPH, str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        )
    try:
        _wait(Ralph(port), server, log)
        yield Ralph(port)
    finally:
        server.terminate()
        server.wait(20)


def _wait(ralph: Ralph, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            ralph.ask("/whoami")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(log.read_text(encoding="utf-8"))
