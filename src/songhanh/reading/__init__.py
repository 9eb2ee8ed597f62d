"""Reads Vietnamese administrative text: text in, dataclasses with character spans out."""

from __future__ import annotations

from songhanh.reading.found import (
    Deadline,
    Duty,
    LegalRef,
    Mark,
    Page,
    Reading,
    Span,
    Window,
)
from songhanh.reading.reader import read
from songhanh.reading.vietnamese import fold, sort_key

__all__ = [
    "Deadline",
    "Duty",
    "LegalRef",
    "Mark",
    "Page",
    "Reading",
    "Span",
    "Window",
    "fold",
    "read",
    "sort_key",
]
