"""A real PostgreSQL of our own, in a folder that is gone afterwards."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg

PASSWORD = "not@secret/at:all"  # noqa: S105 - and with all that must be escaped in a URL
_ESCAPED = "not%40secret%2Fat%3Aall"
_DEBIAN = Path("/usr/lib/postgresql")
# The server refuses to run as root.
_NOBODY = 65534 if hasattr(os, "geteuid") and os.geteuid() == 0 else None
_OTHER_GROUPS = None if _NOBODY is None else ()
# Durability is what is not tested here; without it every test is faster.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB")


def programs() -> Path | None:
    """Find the folder with `initdb` and `postgres`; Debian's is on nobody's PATH."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


class Server:
    """A server that runs."""

    def __init__(self, port: int) -> None:
        self._place = f"127.0.0.1:{port}"
        self._number = count(1)

    def url(self, database: str, user: str = "owner", password: str = _ESCAPED) -> str:
        return f"postgresql://{user}:{password}@{self._place}/{database}"

    def new_database(self) -> str:
        name = f"records{next(self._number)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return name


@contextlib.contextmanager
def a_server(bin_folder: Path) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="sarika-postgres-"))
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if _NOBODY is not None:
            shutil.chown(folder, _NOBODY, _NOBODY)
            shutil.chown(folder / "password", _NOBODY, _NOBODY)
        _make(bin_folder, folder)
        port = _free_port()
        with (folder / "log").open("wb") as log:
            options = [*_QUICK, "listen_addresses=127.0.0.1", f"port={port}"]
            options.append(f"unix_socket_directories={folder}")
            server = subprocess.Popen(
                [bin_folder / "postgres", "-D", folder / "data", *(f"-c{o}" for o in options)],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                user=_NOBODY,
                group=_NOBODY,
                extra_groups=_OTHER_GROUPS,
            )
        try:
            _wait(Server(port), server, folder / "log")
            yield Server(port)
        finally:
            # Nothing of it is needed any more: stop at once.
            server.send_signal(getattr(signal, "SIGQUIT", signal.SIGTERM))
            server.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(bin_folder: Path, folder: Path) -> None:
    done = subprocess.run(
        [
            bin_folder / "initdb",
            f"--pgdata={folder / 'data'}",
            f"--pwfile={folder / 'password'}",
            "--username=owner",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        user=_NOBODY,
        group=_NOBODY,
        extra_groups=_OTHER_GROUPS,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(log.read_text(encoding="utf-8"))
