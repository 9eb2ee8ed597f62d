from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Counts that are kept between requests must not go from one test to the next."""
    caches["worked-out"].clear()
    yield
    caches["worked-out"].clear()
