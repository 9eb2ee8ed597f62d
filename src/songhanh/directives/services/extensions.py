"""More time: a unit asks, the coordinator decides, the first deadline stays visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives import permissions
from songhanh.directives.errors import (
    AlreadyAccepted,
    AlreadyAsked,
    AlreadyDecided,
    NoDeadline,
    NotLater,
    Withdrawn,
)
from songhanh.directives.models import Assignment, Extension
from songhanh.directives.services import steps, telling

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.accounts.models import User


@transaction.atomic
def ask_extension(
    *, assignment: Assignment, until: date, reason: str, by: User, at: datetime
) -> Extension:
    """Ask for more time. One question at a time.

    Raises:
        NotAllowed: `by` does not work for the unit.
        AlreadyAccepted: the assignment is closed.
        Withdrawn: it was taken back.
        NoDeadline: there is no deadline to move.
        NotLater: the day asked for is not after the deadline, or is past.
        AlreadyAsked: a question is open.
    """
    on = timezone.localtime(at).date()
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if not permissions.can_report(by, row, on=on):
        raise NotAllowed
    if until <= _open_deadline(row) or until < on:
        raise NotLater
    if row.extensions.filter(decided_at__isnull=True).exists():
        raise AlreadyAsked
    asked = Extension.objects.create(
        assignment=row, asked_at=at, asked_by=by, until=until, reason=reason
    )
    audit.record("directives.extension.asked", target=asked, by=by, at=at, until=until)
    telling.tell_coordinators(row, key=f"extension:{asked.pk}", at=at)
    return asked


@transaction.atomic
def decide_extension(
    *, extension: Extension, granted_until: date | None, answer: str, by: User, at: datetime
) -> Extension:
    """Grant until a day, which may differ from the one asked for, or refuse with None.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        AlreadyDecided: somebody else was quicker.
        NotLater: the day granted is not after the deadline.
    """
    row = steps.lock_coordinated(extension.assignment, by=by, at=at)
    asked = Extension.objects.select_for_update().get(pk=extension.pk)
    if asked.decided_at is not None:
        raise AlreadyDecided
    if granted_until and row.due_on and granted_until <= row.due_on:
        raise NotLater
    asked.decided_at, asked.decided_by = at, by
    asked.granted_until, asked.answer = granted_until, answer
    asked.save()
    if granted_until:
        steps.extend(row, until=granted_until, note=answer, by=by, at=at)
    else:
        steps.refuse(row, note=answer, by=by, at=at)
    audit.record("directives.extension.decided", target=asked, by=by, at=at, until=granted_until)
    telling.tell_unit(row, key=f"extension:{asked.pk}", at=at)
    return asked


@transaction.atomic
def set_deadline(*, assignment: Assignment, until: date, by: User, at: datetime) -> Assignment:
    """Give an issued assignment that has no deadline one, or move it later.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        AlreadyAccepted: the assignment is closed.
        Withdrawn: it was taken back.
        NotLater: the day is not after the present deadline.
    """
    row = steps.lock_coordinated(assignment, by=by, at=at)
    if row.withdrawn_at:
        raise Withdrawn
    if row.accepted_at:
        raise AlreadyAccepted
    if until < timezone.localtime(at).date() or (row.due_on and until <= row.due_on):
        raise NotLater
    steps.extend(row, until=until, note="", by=by, at=at)
    telling.tell_unit(row, key=f"deadline:{until}", at=at)
    return row


def _open_deadline(row: Assignment) -> date:
    if row.withdrawn_at:
        raise Withdrawn
    if row.accepted_at:
        raise AlreadyAccepted
    if row.due_on is None:
        raise NoDeadline
    return row.due_on
