"""The list of directives taken in, with what each has come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from songhanh.directives.models import Assignment, Directive
from songhanh.directives.models.conditions import counted, done, late
from songhanh.directives.queries.lists import directives_for
from songhanh.directives.rules.themes import Standing
from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty means all."""

    words: str = ""
    year: int | None = None
    unit: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One directive in the list."""

    directive: Directive
    standing: Standing
    given: int
    done: int
    late: int


def register(viewer: User, *, wanted: Wanted, on: date) -> list[RegisterRow]:
    """Return the directives that match, the newest first; words match without their tone marks."""
    rows = directives_for(viewer, on=on).defer("text")
    if wanted.year:
        rows = rows.filter(_in_year(wanted.year))
    if wanted.unit:
        rows = rows.filter(standing_unit=wanted.unit)
    asked = fold(wanted.words).split()
    found = [row for row in rows if _standing_fits(row, wanted.state) and _fits(row, asked)]
    counts = _counts([row.pk for row in found], on)
    return [_row(row, counts.get(row.pk, {})) for row in found]


def register_years(viewer: User, *, on: date) -> list[int]:
    """Return the years that the viewer's directives are from, the latest first."""
    days = directives_for(viewer, on=on).values_list("dated_on", "created_at")
    return sorted({(dated or taken_in).year for dated, taken_in in days}, reverse=True)


def standing(directive: Directive) -> Standing:
    """Return what has become of a directive here."""
    if directive.issued_at:
        return Standing.ISSUED
    if directive.reading_problem:
        return Standing.FAILED
    return Standing.DRAFT if "duties" in directive.reading else Standing.READING


def _in_year(year: int) -> Q:
    undated = Q(dated_on__isnull=True, created_at__year=year)
    return Q(dated_on__year=year) | undated


def _standing_fits(directive: Directive, wanted: str) -> bool:
    return not wanted or standing(directive).value == wanted


def _fits(directive: Directive, asked: list[str]) -> bool:
    file = directive.file.name if directive.file else ""
    text = fold(f"{directive.number} {directive.issuer_name} {directive.subject} {file}")
    return all(word in text for word in asked)


def _counts(directives: list[int], on: date) -> dict[int, dict[str, int]]:
    rows = Assignment.objects.filter(counted(), directive__in=directives).order_by()
    grouped = rows.values("directive_id").annotate(
        given=Count("pk"),
        done=Count("pk", filter=done()),
        late=Count("pk", filter=late(on=on)),
    )
    columns = ("directive_id", "given", "done", "late")
    return {pk: {"given": g, "done": d, "late": n} for pk, g, d, n in grouped.values_list(*columns)}


def _row(directive: Directive, counts: dict[str, int]) -> RegisterRow:
    return RegisterRow(
        directive,
        standing(directive),
        counts.get("given", 0),
        counts.get("done", 0),
        counts.get("late", 0),
    )
