"""The periods of a recurring duty, and the day by which each is due."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12, "5-yearly": 60}
LABEL = re.compile(r"(\d{4})(?:-H([12])|-Q([1-4])|-(\d{2})(?!\d)|-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with its label; `ends_on` is its last day, and due unless told otherwise."""

    label: str
    starts_on: date
    ends_on: date
    due_on: date


def periods(recurs: str, start: date, until: date, *, due_on: date | None = None) -> list[Period]:
    """Return every period from the one that holds `start` to the one that holds `until`.

    `due_on` is the deadline of the first one; later ones move with it by whole months, so that
    “before 15 December each year” stays 15 December. Without it a period's last day is its due day.
    An unknown `recurs` gives no period.
    """
    return list(_periods(recurs, start, until, due_on)) if recurs in MONTHS else []


def period_of(recurs: str, day: date) -> Period:
    """Return the one period that holds the day."""
    return periods(recurs, day, day)[0]


def later_due(due_on: date, months: int) -> date:
    """Return the same day `months` later, or the last day of a shorter month."""
    return _moved(due_on, months, last_day_stays=True)


def _periods(recurs: str, start: date, until: date, due_on: date | None) -> Iterator[Period]:
    months, begins, moved = MONTHS[recurs], _begin(recurs, start), 0
    while begins <= until:
        following = _moved(begins, months)
        last = date.fromordinal(following.toordinal() - 1)
        due = later_due(due_on, moved) if due_on else last
        yield Period(_label(recurs, begins), begins, last, due)
        begins, moved = following, moved + months


def _begin(recurs: str, day: date) -> date:
    if recurs == "5-yearly":  # plans run 2021-2025, 2026-2030
        return date((day.year - 1) // 5 * 5 + 1, 1, 1)
    length = MONTHS[recurs]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _label(recurs: str, begins: date) -> str:
    labels = {
        "5-yearly": f"{begins.year}-{begins.year + 4}",
        "yearly": f"{begins.year}",
        "half-yearly": f"{begins.year}-H{begins.month // 6 + 1}",
        "quarterly": f"{begins.year}-Q{begins.month // 3 + 1}",
        "monthly": f"{begins.year}-{begins.month:02d}",
    }
    return labels[recurs]


def _moved(day: date, months: int, *, last_day_stays: bool = False) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = monthrange(years, month + 1)[1]
    at_end = last_day_stays and day.day == monthrange(day.year, day.month)[1]
    return date(years, month + 1, longest if at_end else min(day.day, longest))


def period_words(label: str) -> str:
    """Return a label as an official says it: “6 tháng đầu năm 2021”, “quý II năm 2021”."""
    found = LABEL.fullmatch(label)
    if not found:
        return label
    year, half, quarter, month, until = found.groups()
    if until:
        return f"giai đoạn {year} - {until}"
    if half:
        return f"6 tháng {'đầu' if half == '1' else 'cuối'} năm {year}"
    if quarter:
        return f"quý {('I', 'II', 'III', 'IV')[int(quarter) - 1]} năm {year}"
    return f"tháng {int(month)} năm {year}" if month else f"năm {year}"
