"""Reads one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.reading.found import Reading

if TYPE_CHECKING:
    from datetime import date


def read(text: str, published: date | None = None) -> Reading:
    """Return what a careful official reads out of `text`; `published` may lend a missing year."""
    del published
    return Reading(text=text)
