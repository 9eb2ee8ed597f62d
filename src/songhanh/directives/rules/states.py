"""In what state an assignment is, and how it stands with its clock, on any day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

RISK_DAYS = 7  # before the last day; what is not reported by then is at risk


class State(TextChoices):
    GIVEN = "given", _("Chưa xác nhận")
    CONFIRMED = "confirmed", _("Đang thực hiện")
    CHALLENGED = "challenged", _("Có ý kiến, chờ trả lời")
    REPORTED = "reported", _("Đã báo cáo, chờ nghiệm thu")
    SENT_BACK = "sent_back", _("Trả lại để sửa")
    ACCEPTED = "accepted", _("Đã nghiệm thu")
    WITHDRAWN = "withdrawn", _("Đã rút")


class Timing(TextChoices):
    NO_DEADLINE = "no_deadline", _("Chưa có hạn")
    ON_TIME = "on_time", _("Còn hạn")
    AT_RISK = "at_risk", _("Sắp đến hạn")
    LATE = "late", _("Quá hạn")
    DONE_ON_TIME = "done_on_time", _("Đã báo cáo đúng hạn")
    DONE_LATE = "done_late", _("Đã báo cáo, quá hạn")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one assignment at the end of a day, in days of the office's own clock.

    A report that was sent back is no report any more, and a sending back that was answered by a
    new report is over: at most one of `reported_on` and `sent_back_on` is set.
    """

    first_due_on: date | None = None
    due_on: date | None = None
    resend_on: date | None = None
    confirmed_on: date | None = None
    challenged_on: date | None = None
    reported_on: date | None = None
    sent_back_on: date | None = None
    accepted_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day that is still in time; none where the duty has no deadline."""
        return later(self.due_on, self.resend_on) if self.due_on else None


def later(first: date | None, second: date | None) -> date | None:
    """Return the later of two days, or the one that is known."""
    return max((day for day in (first, second) if day), default=None)


def state(facts: Facts, on: date) -> State:
    """Return the state at the end of the day `on`; what is dated after it has not happened yet."""
    order = (
        (facts.withdrawn_on, State.WITHDRAWN),
        (facts.accepted_on, State.ACCEPTED),
        (facts.reported_on, State.REPORTED),
        (facts.sent_back_on, State.SENT_BACK),
        (facts.challenged_on, State.CHALLENGED),
        (facts.confirmed_on, State.CONFIRMED),
    )
    return next((found for day, found in order if day and day <= on), State.GIVEN)


def timing(facts: Facts, on: date) -> Timing:
    """Return how the assignment stands with its clock at the end of the day `on`.

    Reporting stops the clock, sending back starts it again. What was withdrawn has no clock.
    A duty without a deadline is never late; once reported it was done in time.
    """
    now = state(facts, on)
    if now is State.WITHDRAWN:
        return Timing.NO_DEADLINE
    if now in {State.REPORTED, State.ACCEPTED}:
        return _done(facts)
    last = facts.last_day
    if last is None:
        return Timing.NO_DEADLINE
    if last < on:
        return Timing.LATE
    return Timing.AT_RISK if last <= on + timedelta(days=RISK_DAYS) else Timing.ON_TIME


def _done(facts: Facts) -> Timing:
    last = facts.last_day
    if last and facts.reported_on and facts.reported_on > last:
        return Timing.DONE_LATE
    return Timing.DONE_ON_TIME


class Happened(Protocol):
    """One step: what, on which day, and until when it gave time."""

    kind: str
    due_on: date | None

    @property
    def day(self) -> date: ...


def facts_on(steps: Iterable[Happened], on: date) -> Facts:
    """Return what the assignment looked like at the end of the day `on`.

    `steps` come in the order in which they happened. Time once given is never taken back.
    """
    facts = Facts()
    for step in steps:
        if step.day <= on and (change := CHANGES.get(step.kind)):
            facts = change(facts, step)
    return facts


def _given(facts: Facts, step: Happened) -> Facts:
    return replace(facts, first_due_on=step.due_on, due_on=later(facts.due_on, step.due_on))


def _extended(facts: Facts, step: Happened) -> Facts:
    first = facts.first_due_on or step.due_on
    return replace(facts, first_due_on=first, due_on=later(facts.due_on, step.due_on))


def _confirmed(facts: Facts, step: Happened) -> Facts:
    return replace(facts, confirmed_on=step.day, challenged_on=None)


def _challenged(facts: Facts, step: Happened) -> Facts:
    return replace(facts, challenged_on=step.day)


def _answered(facts: Facts, _step: Happened) -> Facts:
    return replace(facts, challenged_on=None)


def _reported(facts: Facts, step: Happened) -> Facts:
    return replace(facts, reported_on=step.day, sent_back_on=None)


def _sent_back(facts: Facts, step: Happened) -> Facts:
    resend = later(facts.resend_on, step.due_on)
    return replace(facts, reported_on=None, sent_back_on=step.day, resend_on=resend)


def _accepted(facts: Facts, step: Happened) -> Facts:
    return replace(facts, accepted_on=step.day)


def _withdrawn(facts: Facts, step: Happened) -> Facts:
    return replace(facts, withdrawn_on=step.day)


CHANGES: dict[str, Callable[[Facts, Happened], Facts]] = {
    "given": _given,
    "extended": _extended,
    "confirmed": _confirmed,
    "challenged": _challenged,
    "answered": _answered,
    "reported": _reported,
    "sent-back": _sent_back,
    "accepted": _accepted,
    "withdrawn": _withdrawn,
}
