"""Figures in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import template

from songhanh.indicators.models import Observation
from songhanh.indicators.rules import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

register = template.Library()


@register.filter
def entry(values: Mapping[str, Any], key: str) -> Any:
    """Return what stands under a key, or the key itself."""
    return values.get(key, key)


@register.filter
def split_label(split: str) -> str:
    """Return what a split is called."""
    return str(Observation.Split(split).label)


@register.filter
def figure(value: Decimal | str | None) -> str:
    """Return a number in the Vietnamese way; what nobody has reported is empty, and gets a dash."""
    return numbers.written(None if isinstance(value, str) else value)


@register.filter
def cell_words(cell: Mapping[str, Any]) -> str:
    """Return a sent cell in words: its number, or which kind of empty and why."""
    value = "" if cell["value"] is None else numbers.written(Decimal(cell["value"]))
    kind = str(Observation.Empty(cell["empty"]).label) if cell["empty"] else ""
    words = [value, f"({kind})" if value and kind else kind, cell["reason"]]
    return " ".join(word for word in words if word)


@register.filter
def empty_label(empty: str) -> str:
    """Return what a kind of empty is called."""
    return str(Observation.Empty(empty).label)


@register.filter
def reason_of(wrong: Mapping[str, str], key: str) -> str:
    """Return why a cell is wrong, or nothing."""
    return wrong.get(key, "")
