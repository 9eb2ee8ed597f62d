"""The coordinator's answer to what a unit sent: accepted, or only the wrong cells sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives.services import steps, workdays
from songhanh.indicators import services as indicators
from songhanh.returns import permissions
from songhanh.returns.errors import NoAnswer, NothingWrong, NotSent, SectionClosed
from songhanh.returns.models import Proposal, Section
from songhanh.returns.queries import sections as queries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from songhanh.accounts.models import User
    from songhanh.organizations.models import Body
    from songhanh.organizations.rules import WorkingDay
    from songhanh.returns.models import UnitReturn

REASON_MAX = 300


def resend_by_default(on: date) -> WorkingDay:
    """Return the day by which a section sent back on that day comes again, if nobody says else."""
    return workdays.after(on, steps.RESEND_WORKING_DAYS)


@transaction.atomic
def accept_section(*, section: Section, by: User, at: datetime) -> Section:
    """Accept what a section says; its figures count from now on.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        SectionClosed: it was accepted before.
        NotSent: nothing was sent, or it is with the unit again.
    """
    row = _locked(section, by=by, at=at)
    row.accepted_at, row.accepted_by = at, by
    row.save(update_fields=["accepted_at", "accepted_by"])
    indicators.accept(source=queries.source_of(row), by=by, at=at)
    steps.record_acceptance(assignment=row.assignment, by=by, at=at)
    audit.record("returns.section.accepted", target=row, by=by, at=at, submission=row.sent_id)
    return row


@transaction.atomic
def accept_all(*, unit_return: UnitReturn, by: User, at: datetime) -> list[Section]:
    """Accept every section of a return that waits for it; return them.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        NotSent: no section waits.
    """
    waiting = Section.objects.filter(
        unit_return=unit_return,
        sent__isnull=False,
        accepted_at__isnull=True,
        sent_back_at__isnull=True,
        assignment__withdrawn_at__isnull=True,
    )
    rows = list(waiting.order_by("assignment__duty__order", "pk"))
    if not rows:
        raise NotSent
    return [accept_section(section=row, by=by, at=at) for row in rows]


@transaction.atomic
def send_back(
    *,
    section: Section,
    wrong_cells: Mapping[str, str],
    resend_on: date | None = None,
    by: User,
    at: datetime,
) -> Section:
    """Send back the wrong cells of a section, each with its reason. The others stay as they are.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        NothingWrong: no cell has a reason.
        SectionClosed: it was accepted before.
        NotSent: nothing was sent, or it is with the unit already.
    """
    row = _locked(section, by=by, at=at)
    wrong = {cell: reason.strip()[:REASON_MAX] for cell, reason in wrong_cells.items()}
    wrong = {cell: reason for cell, reason in wrong.items() if reason}
    if not wrong:
        raise NothingWrong
    row.sent_back_at, row.wrong_cells = at, wrong
    row.save(update_fields=["sent_back_at", "wrong_cells"])
    steps.record_send_back(
        assignment=row.assignment,
        resend_on=resend_on,
        note="; ".join(wrong.values()),
        by=by,
        at=at,
    )
    audit.record("returns.section.sent-back", target=row, by=by, at=at, cells=sorted(wrong))
    return row


@transaction.atomic
def answer_proposal(
    *, proposal: Proposal, answer: str, receiver: Body | None = None, by: User, at: datetime
) -> Proposal:
    """Answer what a unit proposed, and say which body it concerns. The unit sees the answer.

    Raises:
        NotAllowed: `by` neither coordinates the directive nor leads the receiving body.
        NoAnswer: neither an answer nor a receiver is given.
    """
    rows = Proposal.objects.select_for_update(of=("self",))
    row = rows.select_related("section__unit_return__directive").get(pk=proposal.pk)
    directive = row.section.unit_return.directive
    if not permissions.can_answer(by, row, directive, on=timezone.localtime(at).date()):
        raise NotAllowed
    if not answer.strip() and receiver is None:
        raise NoAnswer
    row.receiver = receiver or row.receiver
    if answer.strip():
        row.answer, row.answered_at, row.answered_by = answer.strip(), at, by
    row.save(update_fields=["receiver", "answer", "answered_at", "answered_by"])
    audit.record("returns.proposal.answered", target=row, by=by, at=at, receiver=row.receiver_id)
    return row


def _locked(section: Section, *, by: User, at: datetime) -> Section:
    """Lock a section that waits for the coordinator."""
    rows = Section.objects.select_for_update(of=("self",))
    row = rows.select_related("assignment__directive", "unit_return").get(pk=section.pk)
    if not permissions.can_review(by, row.assignment.directive, on=timezone.localtime(at).date()):
        raise NotAllowed
    if row.accepted_at is not None:
        raise SectionClosed
    if row.sent_id is None or row.sent_back_at is not None:
        raise NotSent
    return row
