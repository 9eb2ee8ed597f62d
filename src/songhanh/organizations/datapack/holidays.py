"""The working calendar of each year that somebody entered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from songhanh.organizations.datapack.rows import BadPack, check_choice, entries, put
from songhanh.organizations.models import Calendar, Confidence, NonWorkingDay

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year; `unsure` days are free according to some."""

    year: int
    conf: str
    source: str = ""
    off: list[str] = field(default_factory=list)
    worked: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def read_holidays(path: Path) -> list[YearRow]:
    """Read and check the whole file.

    Raises:
        BadPack: a day is none, lies in another year, or a year is repeated.
    """
    data, rows = entries(path, "years")
    years = []
    for number, entry in enumerate(rows, start=1):
        try:
            years.append(YearRow(**{"source": str(data.get("source", "")), **entry}))
        except TypeError as error:
            raise BadPack(f"{path.name}, year {number}: {error}") from error
    for row in years:
        check_choice(row.conf, Confidence.values, f"{path.name}, {row.year}")
        for day in days([*row.off, *row.worked, *row.unsure]):
            if day.year != row.year:
                raise BadPack(f"{path.name}: {day} is not in {row.year}.")
    if len({row.year for row in years}) < len(years):
        raise BadPack(f"{path.name}: a year is repeated. Keep one entry.")
    return years


def days(spans: list[str]) -> list[date]:
    """Return the days of „2026-02-16..2026-02-20” and single days.

    Raises:
        BadPack: a day is none.
    """
    found = []
    for span in spans:
        first, _, last = span.partition("..")
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError as error:
            raise BadPack(
                f"{span}: write days as 2026-02-16, or 2026-02-16..2026-02-20."
            ) from error
        found += [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return found


@transaction.atomic
def load_holidays(years: list[YearRow]) -> int:
    """Write the years; a year is taken whole, so days that were withdrawn go. Return what was new."""
    written = 0
    for row in years:
        values = {"confidence": row.conf, "source": row.source}
        written += put(Calendar, {"year": row.year}, values)[1]
        kept = set()
        for spans, kind, conf in (
            (row.off, NonWorkingDay.Kind.OFF, row.conf),
            (row.worked, NonWorkingDay.Kind.WORKED, row.conf),
            (row.unsure, NonWorkingDay.Kind.OFF, Confidence.UNSURE),
        ):
            for day in days(spans):
                kept.add(day)
                written += put(NonWorkingDay, {"day": day}, {"kind": kind, "confidence": conf})[1]
        gone = NonWorkingDay.objects.filter(day__year=row.year).exclude(day__in=kept)
        written += gone.delete()[0]
    return written
