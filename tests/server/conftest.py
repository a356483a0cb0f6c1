from collections.abc import Iterator

import pytest

from tests.counterparts import missing
from tests.server.postgres import Server, a_server, programs


@pytest.fixture(scope="session", autouse=True)
def _no_proxy() -> Iterator[None]:
    """Ask the servers of the tests themselves, also where a proxy leads out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1,localhost")
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests; each makes its own databases."""
    found = programs()
    if found is None:
        missing("no PostgreSQL server here: `apt-get install postgresql` brings one")
    with a_server(found) as running:
        yield running


@pytest.fixture
def database(server: Server) -> str:
    """The URL of an empty database."""
    return server.url(server.new_database())
