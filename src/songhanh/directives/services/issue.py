"""Giving the duties of a directive to the units: one assignment for each body, and each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, DateField, DateTimeField, IntegerField, Value
from django.utils import timezone

from songhanh.accounts.models import current
from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives import permissions
from songhanh.directives.errors import NobodyToDoIt, NothingToIssue
from songhanh.directives.models import Assignment, Directive, Duty, DutyBody, Step
from songhanh.directives.rules import Period, period_of, periods
from songhanh.directives.services import telling
from songhanh.directives.services.copying import insert_from
from songhanh.directives.services.drafts import lock_draft
from songhanh.registry import services as registry
from songhanh.registry.models import Book

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from songhanh.accounts.models import User
    from songhanh.registry.models import Entry


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
    if not duties:
        raise NothingToIssue
    bodies = DutyBody.objects.filter(duty__in=duties)
    if bodies.values("duty_id").distinct().count() < len(duties):
        raise NobodyToDoIt
    for duty in duties:
        label, due_on = _first_period(duty, directive, at)
        _give(duty, duty.bodies.all(), label, due_on, by=by, at=at)
    per_unit = _per_unit(bodies)
    directive.issued_at, directive.issued_by = at, by
    directive.entry = directive.entry or _enter(directive, by=by, at=at)
    directive.save(update_fields=["issued_at", "issued_by", "entry"])
    telling.tell_units_of_issue(directive, per_unit, key=f"issued:{directive.pk}", at=at)
    audit.record(
        "directives.directive.issued", target=directive, by=by, at=at,
        duties=len(duties), units=len(per_unit), assignments=sum(per_unit.values()),
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
    alive = duty.bodies.filter(current(on=period.starts_on, prefix="body__"))
    due = period.due_on if duty.due_on else None  # no deadline is ever made up
    count = _give(duty, alive, period.label, due, by=None, at=at)
    key, per_unit = f"period:{duty.pk}:{period.label}", _per_unit(alive)
    telling.tell_units_of_issue(duty.directive, per_unit, key=key, at=at)
    audit.record(
        "directives.period.opened", target=duty, by=audit.SYSTEM, at=at,
        period=period.label, assignments=count,
    )  # fmt: skip
    return count


def _start(directive: Directive) -> date:
    return directive.dated_on or timezone.localtime(directive.issued_at).date()


def _first_period(duty: Duty, directive: Directive, at: datetime) -> tuple[str, date | None]:
    if not duty.recurs:
        return "", duty.due_on
    day = directive.dated_on or timezone.localtime(at).date()
    return period_of(duty.recurs, day).label, duty.due_on


def _per_unit(bodies: QuerySet[DutyBody]) -> dict[int, int]:
    rows = bodies.order_by().values("body_id").annotate(count=Count("pk"))
    return dict(rows.values_list("body_id", "count"))


def _give(
    duty: Duty,
    bodies: QuerySet[DutyBody],
    period: str,
    due_on: date | None,
    *,
    by: User | None,
    at: datetime,
) -> int:
    """Write the assignments of one duty and their first steps, two statements for any number."""
    due, moment = Value(due_on, DateField()), Value(at, DateTimeField())
    directive = Value(duty.directive_id, IntegerField())
    given = bodies.order_by().values_list(
        "duty_id", "body_id", "part", directive, Value(period), moment, due, due
    )
    columns = ("duty", "unit", "part", "directive", "period", "given_at", "first_due_on", "due_on")
    count = insert_from(Assignment, columns, given)
    fresh = Assignment.objects.filter(duty=duty, period=period, steps__isnull=True).order_by()
    first = fresh.values_list(
        "pk",
        Value(Step.Kind.GIVEN.value),
        moment,
        Value(by and by.pk, IntegerField()),
        due,
        Value(""),
    )
    insert_from(Step, ("assignment", "kind", "at", "by", "due_on", "note"), first)
    return count
