"""Giving the duties of a directive to the units: one assignment for each body, and each period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from songhanh.accounts.models import current
from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives import permissions
from songhanh.directives.errors import NobodyToDoIt, NothingToIssue
from songhanh.directives.models import Assignment, Directive, Duty, DutyBody, Step
from songhanh.directives.rules import Period, period_of, periods
from songhanh.directives.services import telling
from songhanh.directives.services.drafts import lock_draft
from songhanh.registry import services as registry
from songhanh.registry.models import Book

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from songhanh.accounts.models import User
    from songhanh.registry.models import Entry

ROWS_AT_ONCE = 2000


@transaction.atomic
def issue(
    *, directive: Directive, by: User, at: datetime, revision: int | None = None
) -> Directive:
    """Give every duty to every body named in it, tell their people, and enter it in the book.

    Done once: a second click finds it issued.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        AlreadyIssued: it was issued before.
        EditedMeanwhile: somebody changed the draft after `revision`.
        NothingToIssue: no duty is left.
        NobodyToDoIt: a duty has no body.
    """
    directive = lock_draft(directive.pk, revision=revision, by=by, at=at)
    duties = list(directive.duties.filter(dropped_at__isnull=True))
    bodies = DutyBody.objects.filter(duty__in=duties).values_list("duty_id", "body_id", "part")
    given = list(bodies)
    if not duties:
        raise NothingToIssue
    if {duty.pk for duty in duties} - {duty_id for duty_id, _body, _part in given}:
        raise NobodyToDoIt
    first = {duty.pk: _first_period(duty, directive, at) for duty in duties}
    count = _give(directive, {d.pk: d for d in duties}, given, first, by=by, at=at)
    directive.issued_at, directive.issued_by = at, by
    directive.entry = directive.entry or _enter(directive, by=by, at=at)
    directive.save(update_fields=["issued_at", "issued_by", "entry"])
    per_unit = Counter(body_id for _duty, body_id, _part in given)
    telling.tell_units_of_issue(directive, per_unit, key=f"issued:{directive.pk}", at=at)
    audit.record(
        "directives.directive.issued", target=directive, by=by, at=at,
        duties=len(duties), units=len(per_unit), assignments=count,
    )  # fmt: skip
    return directive


def _enter(directive: Directive, *, by: User, at: datetime) -> Entry:
    """Put the directive into the authority's book of incoming papers."""
    return registry.enter(
        body=directive.authority,
        kind=Book.Kind.INCOMING,
        on=timezone.localtime(at).date(),
        by=by,
        at=at,
        author=directive.issuer_name,
        symbol=directive.number,
        dated_on=directive.dated_on,
        doc_type=directive.doc_type,
        subject=directive.subject,
        forwarded_on=timezone.localtime(at).date(),
        recipients=directive.standing_unit.name,
        file=directive.file,
        sample=directive.sample,
    )


@transaction.atomic
def publish(*, directive: Directive, public: bool, by: User, at: datetime) -> Directive:
    """Show the directive and how its duties stand to everyone, or take the page back.

    Raises:
        NotAllowed: `by` neither coordinates nor leads it.
    """
    directive = Directive.objects.select_for_update().get(pk=directive.pk)
    if not permissions.can_oversee(by, directive, on=timezone.localtime(at).date()):
        raise NotAllowed
    directive.public_from = at if public else None
    directive.save(update_fields=["public_from"])
    action = "published" if public else "unpublished"
    audit.record(f"directives.directive.{action}", target=directive, by=by, at=at)
    return directive


@transaction.atomic
def open_periods(*, on: date, at: datetime) -> int:
    """Open the periods of recurring duties that have begun since the last run; return how many rows.

    Running it again, or after days without running, opens each period once.
    """
    recurring = Duty.objects.filter(dropped_at__isnull=True, directive__issued_at__isnull=False)
    recurring = recurring.exclude(recurs="").select_related("directive")
    return sum(_open_periods_of(duty, on=on, at=at) for duty in recurring)


def _open_periods_of(duty: Duty, *, on: date, at: datetime) -> int:
    until = min(on, duty.recurs_until) if duty.recurs_until else on
    begun = periods(duty.recurs, _start(duty.directive), until, due_on=duty.due_on)
    known = set(duty.assignments.values_list("period", flat=True).distinct())
    missing = [period for period in begun if period.label not in known]
    return sum(_open_period(duty, period, at=at) for period in missing)


def _open_period(duty: Duty, period: Period, *, at: datetime) -> int:
    alive = current(on=period.starts_on, prefix="body__")
    given = list(duty.bodies.filter(alive).values_list("duty_id", "body_id", "part"))
    due = period.due_on if duty.due_on else None  # no deadline is ever made up
    _give(duty.directive, {duty.pk: duty}, given, {duty.pk: (period.label, due)}, by=None, at=at)
    key = f"period:{duty.pk}:{period.label}"
    per_unit = Counter(body_id for _duty, body_id, _part in given)
    telling.tell_units_of_issue(duty.directive, per_unit, key=key, at=at)
    audit.record(
        "directives.period.opened", target=duty, by=audit.SYSTEM, at=at,
        period=period.label, assignments=len(given),
    )  # fmt: skip
    return len(given)


def _start(directive: Directive) -> date:
    return directive.dated_on or timezone.localtime(directive.issued_at).date()


def _first_period(duty: Duty, directive: Directive, at: datetime) -> tuple[str, date | None]:
    if not duty.recurs:
        return "", duty.due_on
    day = directive.dated_on or timezone.localtime(at).date()
    return period_of(duty.recurs, day).label, duty.due_on


def _give(
    directive: Directive,
    duties: dict[int, Duty],
    given: Iterable[tuple[int, int, str]],
    period: dict[int, tuple[str, date | None]],
    *,
    by: User | None,
    at: datetime,
) -> int:
    """Write the assignments and their first steps in few statements; return how many."""
    rows = [
        Assignment(
            directive_id=directive.pk, duty_id=duty_id, unit_id=body_id, part=part, given_at=at,
            period=period[duty_id][0], first_due_on=period[duty_id][1], due_on=period[duty_id][1],
        )
        for duty_id, body_id, part in given
    ]  # fmt: skip
    Assignment.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    Step.objects.bulk_create(
        (
            Step(assignment_id=r.pk, kind=Step.Kind.GIVEN, at=at, by=by, due_on=r.first_due_on)
            for r in rows
        ),
        batch_size=ROWS_AT_ONCE,
    )
    return len(rows)
