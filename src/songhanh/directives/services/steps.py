"""What happens to an assignment: each function writes the step and the latest facts together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives import permissions
from songhanh.directives.errors import (
    AlreadyAccepted,
    NotAColleague,
    NothingAsked,
    NotReported,
    Withdrawn,
)
from songhanh.directives.models import Assignment, Step
from songhanh.directives.rules.states import later
from songhanh.directives.services import telling, workdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from songhanh.accounts.models import User

RESEND_WORKING_DAYS = 3


@transaction.atomic
def confirm(*, assignments: Iterable[Assignment], by: User, at: datetime) -> list[Assignment]:
    """Say that the unit has received and understood what it is to do; twice changes nothing.

    Raises:
        NotAllowed: `by` does not work for the unit.
        Withdrawn: one of them was taken back.
    """
    rows = _locked(assignments, by=by, on=_day(at))
    fresh = [
        row
        for row in rows
        if row.accepted_at is None and (row.confirmed_at is None or row.challenged_at)
    ]
    if fresh:
        _write(fresh, Step.Kind.CONFIRMED, by=by, at=at, confirmed_at=at, challenged_at=None)
    return rows


@transaction.atomic
def challenge(*, assignment: Assignment, note: str, by: User, at: datetime) -> Assignment:
    """Object to an assignment: wrong unit, unclear, impossible. It stays open until answered.

    Raises:
        NotAllowed: `by` does not work for the unit.
        AlreadyAccepted: the assignment is closed.
        Withdrawn: it was taken back.
    """
    (row,) = _open(_locked([assignment], by=by, on=_day(at)))
    _write([row], Step.Kind.CHALLENGED, by=by, at=at, note=note, challenged_at=at)
    telling.tell_coordinators(row, key=f"challenged:{at:%Y%m%d%H%M%S}", at=at)
    return row


@transaction.atomic
def answer_challenge(*, assignment: Assignment, note: str, by: User, at: datetime) -> Assignment:
    """Answer a unit's objection; the assignment stands. To take it back, withdraw it.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        NothingAsked: there is no open objection.
    """
    row = _coordinated(assignment, by=by, on=_day(at))
    if row.challenged_at is None:
        raise NothingAsked
    _write([row], Step.Kind.ANSWERED, by=by, at=at, note=note, challenged_at=None)
    telling.tell_unit(row, key=f"answered:{at:%Y%m%d%H%M%S}", at=at)
    return row


@transaction.atomic
def pass_on(*, assignment: Assignment, person: User, by: User, at: datetime) -> Assignment:
    """Hand an assignment to a colleague of the same unit.

    Raises:
        NotAllowed: `by` may not say who does it.
        NotAColleague: `person` does not work there on that day.
        AlreadyAccepted: the assignment is closed.
        Withdrawn: it was taken back.
    """
    row = _lock([assignment])[0]
    if not permissions.can_pass_on(by, row, on=_day(at)):
        raise NotAllowed
    _open([row])
    if row.unit_id not in person.unit_ids(on=_day(at)):
        raise NotAColleague
    _write([row], Step.Kind.PASSED_ON, by=by, at=at, note=person.name, person=person)
    telling.tell_person(row, person, at=at)
    return row


@transaction.atomic
def record_report(*, assignments: Sequence[Assignment], by: User, at: datetime) -> list[Assignment]:
    """Note that the unit has reported, which stops the clock. `returns` calls this when one is sent.

    The unit itself reports, or a coordinator enters its paper reply.

    Raises:
        NotAllowed: `by` may do neither.
        AlreadyAccepted: one of them is closed.
        Withdrawn: one of them was taken back.
    """
    rows = _open(_lock(assignments))
    for row in rows:
        coordinates = permissions.can_coordinate(by, row.directive, on=_day(at))
        if not (coordinates or permissions.can_report(by, row, on=_day(at))):
            raise NotAllowed
    facts: dict[str, Any] = {"reported_at": at, "reported_on": _day(at), "sent_back_at": None}
    _write(rows, Step.Kind.REPORTED, by=by, at=at, **facts)
    return rows


@transaction.atomic
def record_acceptance(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """Accept what was reported and close the assignment.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        AlreadyAccepted: somebody else was quicker.
        NotReported: there is no report to accept.
        Withdrawn: it was taken back.
    """
    (row,) = _open([_coordinated(assignment, by=by, on=_day(at))])
    if row.reported_at is None:
        raise NotReported
    _write([row], Step.Kind.ACCEPTED, by=by, at=at, accepted_at=at)
    telling.tell_unit(row, key="accepted", at=at)
    return row


@transaction.atomic
def record_send_back(
    *, assignment: Assignment, resend_on: date | None = None, note: str, by: User, at: datetime
) -> Assignment:
    """Send a report back. The clock runs again until `resend_on`, by default three working days.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        AlreadyAccepted: it was accepted already.
        NotReported: there is no report to send back.
        Withdrawn: it was taken back.
    """
    (row,) = _open([_coordinated(assignment, by=by, on=_day(at))])
    if row.reported_at is None:
        raise NotReported
    until = resend_on or workdays.after(_day(at), RESEND_WORKING_DAYS).day
    until = later(row.resend_on, until) or until  # time once given is never taken back
    facts: dict[str, Any] = {
        "reported_at": None, "reported_on": None, "sent_back_at": at, "resend_on": until,
    }  # fmt: skip
    _write([row], Step.Kind.SENT_BACK, by=by, at=at, note=note, step_due_on=until, **facts)
    telling.tell_unit(row, key=f"sent-back:{at:%Y%m%d%H%M%S}", at=at)
    return row


@transaction.atomic
def withdraw(
    *, assignments: Iterable[Assignment], note: str, by: User, at: datetime
) -> list[Assignment]:
    """Take assignments back: the units need not do them. Accepted ones stay as they are.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
    """
    rows = _lock(assignments)
    if not all(permissions.can_coordinate(by, row.directive, on=_day(at)) for row in rows):
        raise NotAllowed
    open_rows = [row for row in rows if row.accepted_at is None and row.withdrawn_at is None]
    if open_rows:
        _write(open_rows, Step.Kind.WITHDRAWN, by=by, at=at, note=note, withdrawn_at=at)
    return rows


def lock_coordinated(assignment: Assignment, *, by: User, at: datetime) -> Assignment:
    """Lock one assignment for a coordinator of its directive.

    Raises:
        NotAllowed: `by` does not coordinate it.
    """
    return _coordinated(assignment, by=by, on=_day(at))


def extend(row: Assignment, *, until: date, note: str, by: User, at: datetime) -> None:
    """Move the deadline of a locked row; the first one stays beside it."""
    first = row.first_due_on or until
    facts: dict[str, Any] = {"first_due_on": first, "due_on": until}
    _write([row], Step.Kind.EXTENDED, by=by, at=at, note=note, step_due_on=until, **facts)


def refuse(row: Assignment, *, note: str, by: User, at: datetime) -> None:
    """Note that more time was asked for and not given."""
    _write([row], Step.Kind.REFUSED, by=by, at=at, note=note)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _lock(assignments: Iterable[Assignment]) -> list[Assignment]:
    pks = sorted({row.pk for row in assignments})
    rows = Assignment.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    return list(rows.select_related("directive", "duty", "unit").order_by("pk"))


def _locked(assignments: Iterable[Assignment], *, by: User, on: date) -> list[Assignment]:
    rows = _lock(assignments)
    if not all(permissions.can_report(by, row, on=on) for row in rows):
        raise NotAllowed
    if any(row.withdrawn_at for row in rows):
        raise Withdrawn
    return rows


def _coordinated(assignment: Assignment, *, by: User, on: date) -> Assignment:
    """Lock one assignment for a coordinator of its directive."""
    row = _lock([assignment])[0]
    if not permissions.can_coordinate(by, row.directive, on=on):
        raise NotAllowed
    return row


def _open(rows: list[Assignment]) -> list[Assignment]:
    for row in rows:
        if row.withdrawn_at:
            raise Withdrawn
        if row.accepted_at:
            raise AlreadyAccepted
    return rows


def _write(
    rows: list[Assignment],
    kind: Step.Kind,
    *,
    by: User,
    at: datetime,
    note: str = "",
    step_due_on: date | None = None,
    **facts: Any,
) -> None:
    """Write the step, the latest facts and the trail, for rows that are locked."""
    Step.objects.bulk_create(
        Step(assignment=row, kind=kind, at=at, by=by, note=note, due_on=step_due_on) for row in rows
    )
    if facts:
        Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(**facts)
    for row in rows:
        for name, value in facts.items():
            setattr(row, name, value)
    action = f"directives.assignment.{kind.value}"
    audit.record(action, target=rows[0], by=by, at=at, assignments=[row.pk for row in rows])
