"""Real programs of others that tests need beside Python packages: what is done without them."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip a test whose counterpart is missing; fail where all of them must be there."""
    if os.environ.get("SARIKA_COUNTERPARTS") == "required":
        pytest.fail(what)
    pytest.skip(what)
