"""Numbers of a published figure in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from decimal import Decimal

register = template.Library()


@register.filter
def split(values: dict[str, Decimal], name: str) -> Decimal | None:
    """Return the number of one split, or None where there is none."""
    return values.get(name)
