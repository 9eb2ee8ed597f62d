"""Small counts of people harmed or helped: hidden, and not to be worked out from the rest.

A table has a row for each unit and a column for each split; its last row and its column `total`
are sums. Hiding only the small cells would not help: a neighbour and a sum give them away. So a
unit with a small cell is hidden whole, a second one goes with it, and hidden parts are never
allowed to add up to a small number themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from songhanh.indicators.rules.cells import PARTS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

SMALLEST = 5  # counts under this are not shown

Row = dict[str, "Decimal | None"]


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be shown: hidden rows hold no values, hidden sums are left out."""

    rows: dict[int, Row]
    hidden_rows: frozenset[int]
    sums: dict[str, Decimal]
    hidden_sums: frozenset[str]

    @property
    def hides_anything(self) -> bool:
        """Whether the reader must be told that something is withheld."""
        return bool(self.hidden_rows or self.hidden_sums)

    def rule(self) -> str:
        """Return the sentence that stands beside a hidden cell."""
        return _(
            "Số người bị hại hoặc được giúp dưới 5 không công bố. Một số ô khác cũng được giữ lại "
            "để không ai tính ngược ra những số ấy."
        )


def protect(table: Mapping[int, Row]) -> Protected:
    """Return the table with its sums, and what of it to hide.

    `table` maps a unit to its cells by split; a row may lack a split or hold None. Every hidden
    cell is left with at least two possible values, and no hidden group adds up to under five.
    """
    rows = {unit: {s: v for s, v in row.items() if v is not None} for unit, row in table.items()}
    sums = sums_of(table)
    hidden_sums = _hidden_sums(sums)
    hidden_rows = _hidden_rows(rows, sums, hidden_sums)
    shown: dict[int, Row] = {
        unit: {split: None if unit in hidden_rows else value for split, value in row.items()}
        for unit, row in table.items()
    }
    return Protected(
        rows=shown,
        hidden_rows=hidden_rows,
        sums={split: value for split, value in sums.items() if split not in hidden_sums},
        hidden_sums=hidden_sums,
    )


def sums_of(table: Mapping[int, Row]) -> dict[str, Decimal]:
    """Return each column's sum over the units that gave a number."""
    sums: dict[str, Decimal] = {}
    for row in table.values():
        for split, value in row.items():
            if value is not None:
                sums[split] = sums.get(split, value * 0) + value
    return sums


def _hidden_sums(sums: Mapping[str, Decimal]) -> frozenset[str]:
    """Hide small sums, then more until what is hidden cannot be worked out from the total."""
    hidden = {split for split, value in sums.items() if value < SMALLEST}
    if not hidden and _rest_is_small(sums):
        return frozenset(sums) - {TOTAL}
    if not hidden or TOTAL in hidden:
        return frozenset(sums) if hidden else frozenset()
    parts = sorted((split for split in PARTS if split in sums), key=lambda split: sums[split])
    for split in parts:
        if len(hidden) > 1 and sum(sums[name] for name in hidden) >= SMALLEST:
            return frozenset(hidden)
        hidden.add(split)
    # With every part hidden only the total remains, which says nothing about the parts.
    return frozenset(hidden) if _enough(sums, hidden) else frozenset(sums)


def _rest_is_small(row: Mapping[str, Decimal]) -> bool:
    """Whether the total betrays a small count in a part that was not given."""
    parts = [row[split] for split in PARTS if split in row]
    return bool(parts) and TOTAL in row and 0 < row[TOTAL] - sum(parts) < SMALLEST


def _enough(sums: Mapping[str, Decimal], hidden: set[str]) -> bool:
    return len(hidden) > 1 and sum(sums[name] for name in hidden) >= SMALLEST


def _hidden_rows(
    rows: Mapping[int, Mapping[str, Decimal]],
    sums: Mapping[str, Decimal],
    hidden_sums: frozenset[str],
) -> frozenset[int]:
    """Hide every unit with a small cell, then the smallest others until the sums give none away."""
    hidden = {
        unit
        for unit, row in rows.items()
        if any(value < SMALLEST for value in row.values()) or _rest_is_small(row)
    }
    others = sorted(
        (unit for unit, row in rows.items() if row and unit not in hidden),
        key=lambda unit: (rows[unit].get(TOTAL, 0), unit),
    )
    shown_sums = sums.keys() - hidden_sums
    while hidden and others and not _safe([rows[unit] for unit in hidden], shown_sums):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def _safe(hidden: Sequence[Mapping[str, Decimal]], shown_sums: AbstractSet[str]) -> bool:
    """Whether what the sums tell about the hidden rows together is no small number."""
    told = {split: [row[split] for row in hidden if split in row] for split in shown_sums}
    if any(len(values) < 2 or sum(values) < SMALLEST for values in told.values() if values):
        return False
    # What the told parts leave of the told total is told as well.
    untold = [value for row in hidden for split, value in row.items() if split not in shown_sums]
    if TOTAL not in told or not untold:
        return True
    return sum(told[TOTAL]) - sum(sum(told[s]) for s in PARTS if s in told) >= SMALLEST
