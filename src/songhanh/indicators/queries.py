"""Definitions and sums. Sums are added up from their parts each time, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from songhanh.indicators.models import FigureDefinition, Observation
from songhanh.indicators.rules import cells

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FigureSum:
    """One figure of all units together: by split, with how many units gave a number."""

    sums: dict[str, Decimal]
    units: int  # that gave a number for the total
    without: int  # that said they have none, or that it is not due
    estimates: int  # of the numbers in the total


def definitions_for(themes: Iterable[str]) -> list[FigureDefinition]:
    """Return the figures asked for under any of the themes, in the order of the pack. One query."""
    wanted = set(themes)
    rows = FigureDefinition.objects.select_related("denominator")
    return [row for row in rows if wanted.intersection(row.themes)]


def figure_sums(*, asked_by: str, until: datetime) -> dict[str, FigureSum]:
    """Return the sums of accepted observations by code of the figure. One query.

    `until` is the moment before which they were accepted.
    """
    rows = (
        Observation.objects.filter(asked_by=asked_by, accepted_at__lt=until)
        .order_by()
        .values("figure__code", "figure__decimals", "split")
        .annotate(
            sum=Sum("value"),
            units=Count("body", filter=Q(value__isnull=False), distinct=True),
            without=Count("body", filter=Q(value__isnull=True), distinct=True),
            estimates=Count("body", filter=Q(empty=cells.ESTIMATE), distinct=True),
        )
    )
    found: dict[str, FigureSum] = {}
    for row in rows:
        code, split = row["figure__code"], row["split"]
        whole = found.setdefault(code, FigureSum({}, 0, 0, 0))
        if row["sum"] is not None:
            whole.sums[split] = round(row["sum"], row["figure__decimals"])
        if split == cells.TOTAL:
            found[code] = FigureSum(whole.sums, row["units"], row["without"], row["estimates"])
    return found


def unit_cells(
    *, asked_by: str, until: datetime, codes: Iterable[str] | None = None
) -> list[Observation]:
    """Return every accepted observation, with figure and unit. One query."""
    rows = Observation.objects.filter(asked_by=asked_by, accepted_at__lt=until)
    if codes is not None:
        rows = rows.filter(figure__code__in=list(codes))
    return list(
        rows.select_related("figure", "body").order_by(
            "figure__order", "body__sort_key", "body_id", "period", "split"
        )
    )
