"""How numbers and lines of the books are written. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify

from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def number_text(number: int) -> str:
    """Return a number as clerks write it: under 10 with a zero.

    Source: `document-types` in data/packs/vietnam, number_rule (Decree 30/2020/NĐ-CP).
    """
    return f"{number:02d}"


def symbol(number: int, suffix: str) -> str:
    """Return number and symbol, such as 05/KH-UBND; the number alone where there is no symbol."""
    return f"{number_text(number)}/{suffix}" if suffix else number_text(number)


def search_words(parts: Iterable[object]) -> str:
    """Return what a line is found by: its words without marks, between spaces."""
    return f" {fold(' '.join(str(part) for part in parts if part))} "


def same_symbol(one: str, other: str) -> bool:
    """Whether two numbers with symbol are the same, however they were typed: 5/kh - ubnd."""
    return bool(plain_symbol(one)) and plain_symbol(one) == plain_symbol(other)


def plain_symbol(text: str) -> str:
    """Return a number with symbol without marks, spaces and leading zeros."""
    return "".join(fold(text).split()).lstrip("0")


def file_name(kind: str, on: date, *, sample: bool) -> str:
    """Return the name of a paper's files, without ending: mau-bao-cao-tong-hop-24-11-2026."""
    return slugify(f"{'mau ' if sample else ''}{fold(kind)} {on:%d-%m-%Y}")
