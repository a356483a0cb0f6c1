"""No deadline for examples, since a busy machine says nothing about the product."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from game.learning.store import Store

settings.register_profile("usual", deadline=None)
settings.load_profile("usual")


@pytest.fixture(autouse=True)
def stores_are_closed() -> Iterator[None]:
    """Close what a test has opened; Python complains about connections that nobody closes."""
    opened: list[Store] = []
    usual = Store.open

    def remembering(*given: Any) -> Store:  # noqa: ANN401 - whatever it is given
        opened.append(usual(*given))
        return opened[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "open", remembering)
        yield
    for store in opened:
        store.close()
