from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.cast import cast, sign_in
from tests.participation.outside import ask, visitor

__all__ = ["ask", "cast", "sign_in", "visitor"]


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    """Let no test be refused because of what the one before did: rates are counted in the cache."""
    cache.clear()
    yield
