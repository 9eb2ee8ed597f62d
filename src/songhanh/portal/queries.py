"""What anyone may see of the work: directives made public, their duties, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from songhanh.core.errors import NotFound
from songhanh.directives.models import Assignment, Directive, Duty, conditions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Progress:
    """How many assignments there are, and how they stand on a day. They add up to `given`."""

    given: int
    accepted: int
    late: int
    units: int

    @property
    def doing(self) -> int:
        """Given, neither accepted nor late."""
        return self.given - self.accepted - self.late


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty on the public page."""

    duty: Duty
    progress: Progress


def _public(*, at: datetime) -> Q:
    return Q(issued_at__isnull=False, public_from__lte=at)


def is_public(directive: Directive, *, at: datetime) -> bool:
    """Whether anyone may open the directive at that moment."""
    return bool(directive.issued_at and directive.public_from and directive.public_from <= at)


def public_directives(*, at: datetime) -> QuerySet[Directive]:
    """Return the directives that anyone may open, the newest first."""
    return Directive.objects.filter(_public(at=at)).order_by("-dated_on", "-pk")


def public_directive(slug: str, *, at: datetime) -> Directive:
    """Return one public directive.

    Raises:
        NotFound: there is none at that address, or it is not public.
    """
    rows = public_directives(at=at).select_related("authority", "standing_unit")
    directive = rows.filter(slug=slug).first()
    if directive is None:
        raise NotFound
    return directive


def _counts(*, on: date) -> dict[str, Count]:
    return {
        "given": Count("pk"),
        "accepted": Count("pk", filter=conditions.accepted()),
        "late": Count("pk", filter=conditions.late(on=on)),
        "units": Count("unit", distinct=True),
    }


def progress_of(directive: Directive, *, on: date) -> Progress:
    """Return how the whole directive stands. One query."""
    rows = Assignment.objects.filter(directive=directive, withdrawn_at__isnull=True)
    return _progress(rows.aggregate(**_counts(on=on)))


def _progress(row: Mapping[str, Any]) -> Progress:
    return Progress(row["given"], row["accepted"], row["late"], row["units"])


def duty_lines(directive: Directive, *, on: date) -> list[DutyLine]:
    """Return each duty with how it stands. Two queries."""
    rows = (
        Assignment.objects.filter(directive=directive, withdrawn_at__isnull=True)
        .order_by()
        .values("duty_id")
        .annotate(**_counts(on=on))
    )
    found = {row["duty_id"]: _progress(row) for row in rows}
    duties = directive.duties.filter(dropped_at__isnull=True)
    return [DutyLine(duty, found.get(duty.pk, Progress(0, 0, 0, 0))) for duty in duties]


def sentence(directive: Directive, duty: Duty) -> tuple[str, str, str]:
    """Return the text around a duty in three parts: before, the clause itself, after.

    A duty that the coordinator added has no place in the text: only its own words are given.
    """
    if duty.span_start is None or duty.span_end is None:
        return "", duty.text, ""
    text = directive.text
    start = text.rfind("\n", 0, duty.span_start) + 1
    end = text.find("\n", duty.span_end)
    end = len(text) if end < 0 else end
    return (
        text[start : duty.span_start],
        text[duty.span_start : duty.span_end],
        text[duty.span_end : end],
    )


def public_duty(directive: Directive, order: int) -> Duty:
    """Return one duty of a public directive by its number.

    Raises:
        NotFound: the directive has no such duty.
    """
    duty = directive.duties.filter(dropped_at__isnull=True, order=order).first()
    if duty is None:
        raise NotFound
    return duty


@dataclass(frozen=True, slots=True)
class UnitLine:
    """How one unit stands with one duty: dates only, no names of people."""

    unit: str
    period: str
    due_on: date | None
    first_due_on: date | None
    reported_at: datetime | None
    accepted_at: datetime | None


def unit_lines(duty: Duty) -> list[UnitLine]:
    """Return every unit that was given the duty, in Vietnamese order. One query."""
    rows = duty.assignments.filter(withdrawn_at__isnull=True).order_by("unit__sort_key", "period")
    fields = ("unit__name", "period", "due_on", "first_due_on", "reported_at", "accepted_at")
    return [UnitLine(*row) for row in rows.values_list(*fields)]
