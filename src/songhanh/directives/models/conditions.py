"""The states of an assignment as conditions, so that lists, counts and reports agree.

The same rules as `rules.states`; a property test holds the two together. A condition looks at the
latest facts on the row (for today), or, with the prefix `then_`, at the facts that `as_of` adds
from the steps (for any past day).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, DateTimeField, F, Max, Q, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from songhanh.directives.models.assignment import Assignment, Step
from songhanh.directives.rules import Facts, State, Timing
from songhanh.directives.rules.states import RISK_DAYS

if TYPE_CHECKING:
    from django.db.models import QuerySet

THEN = "then_"


def withdrawn(prefix: str = "") -> Q:
    """Condition: taken back by whoever gave it."""
    return Q(**{f"{prefix}withdrawn_at__isnull": False})


def counted(prefix: str = "") -> Q:
    """Condition: not withdrawn, so part of every count."""
    return Q(**{f"{prefix}withdrawn_at__isnull": True})


def accepted(prefix: str = "") -> Q:
    """Condition: the report was accepted."""
    return counted(prefix) & Q(**{f"{prefix}accepted_at__isnull": False})


def done(prefix: str = "") -> Q:
    """Condition: reported or accepted, so that the clock has stopped."""
    accepted_or_reported = Q(**{f"{prefix}accepted_at__isnull": False}) | Q(
        **{f"{prefix}reported_at__isnull": False}
    )
    return counted(prefix) & accepted_or_reported


def waiting(prefix: str = "") -> Q:
    """Condition: reported, and nobody has accepted it or sent it back."""
    return counted(prefix) & Q(
        **{f"{prefix}accepted_at__isnull": True, f"{prefix}reported_at__isnull": False}
    )


def to_do(prefix: str = "") -> Q:
    """Condition: neither reported nor accepted: the unit has something to do."""
    return counted(prefix) & Q(
        **{f"{prefix}accepted_at__isnull": True, f"{prefix}reported_at__isnull": True}
    )


def sent_back(prefix: str = "") -> Q:
    """Condition: sent back, and not reported again."""
    return to_do(prefix) & Q(**{f"{prefix}sent_back_at__isnull": False})


def challenged(prefix: str = "") -> Q:
    """Condition: the unit objects, and waits for an answer."""
    return to_do(prefix) & Q(
        **{f"{prefix}sent_back_at__isnull": True, f"{prefix}challenged_at__isnull": False}
    )


def _calm(prefix: str) -> Q:
    return to_do(prefix) & Q(
        **{f"{prefix}sent_back_at__isnull": True, f"{prefix}challenged_at__isnull": True}
    )


def confirmed(prefix: str = "") -> Q:
    """Condition: the unit has said that it will do it."""
    return _calm(prefix) & Q(**{f"{prefix}confirmed_at__isnull": False})


def given(prefix: str = "") -> Q:
    """Condition: the unit has said nothing yet."""
    return _calm(prefix) & Q(**{f"{prefix}confirmed_at__isnull": True})


def no_deadline(prefix: str = "") -> Q:
    """Condition: no clock runs."""
    return withdrawn(prefix) | (to_do(prefix) & Q(**{f"{prefix}due_on__isnull": True}))


def _ends_before(day: date, prefix: str) -> Q:
    no_resend = Q(**{f"{prefix}resend_on__isnull": True})
    return Q(**{f"{prefix}due_on__lt": day}) & (no_resend | Q(**{f"{prefix}resend_on__lt": day}))


def _ends_from(day: date, prefix: str) -> Q:
    has_due = Q(**{f"{prefix}due_on__isnull": False})
    return has_due & (Q(**{f"{prefix}due_on__gte": day}) | Q(**{f"{prefix}resend_on__gte": day}))


def late(*, on: date, prefix: str = "") -> Q:
    """Condition: to do, although the last day is before `on`."""
    return to_do(prefix) & _ends_before(on, prefix)


def at_risk(*, on: date, prefix: str = "") -> Q:
    """Condition: to do, and the last day is `on` or one of the seven days after it."""
    within = _ends_before(on + timedelta(days=RISK_DAYS + 1), prefix)
    return to_do(prefix) & _ends_from(on, prefix) & within


def on_time(*, on: date, prefix: str = "") -> Q:
    """Condition: to do, with more than seven days left."""
    return to_do(prefix) & _ends_from(on + timedelta(days=RISK_DAYS + 1), prefix)


def done_late(prefix: str = "") -> Q:
    """Condition: reported after the last day."""
    after_resend = Q(**{f"{prefix}resend_on__isnull": True}) | Q(
        **{f"{prefix}reported_on__gt": F(f"{prefix}resend_on")}
    )
    return done(prefix) & Q(**{f"{prefix}reported_on__gt": F(f"{prefix}due_on")}) & after_resend


def done_on_time(prefix: str = "") -> Q:
    """Condition: reported by the last day, or with no deadline at all."""
    never = Q(**{f"{prefix}reported_on__isnull": True}) | Q(**{f"{prefix}due_on__isnull": True})
    in_time = Q(**{f"{prefix}reported_on__lte": F(f"{prefix}due_on")}) | Q(
        **{f"{prefix}reported_on__lte": F(f"{prefix}resend_on")}
    )
    return done(prefix) & (never | in_time)


def in_state(which: State, prefix: str = "") -> Q:
    """Condition: in this state."""
    conditions = {
        State.GIVEN: given,
        State.CONFIRMED: confirmed,
        State.CHALLENGED: challenged,
        State.REPORTED: waiting,
        State.SENT_BACK: sent_back,
        State.ACCEPTED: accepted,
        State.WITHDRAWN: withdrawn,
    }
    return conditions[which](prefix)


def in_timing(which: Timing, *, on: date, prefix: str = "") -> Q:
    """Condition: standing so with its clock on that day."""
    running = {Timing.LATE: late, Timing.AT_RISK: at_risk, Timing.ON_TIME: on_time}
    if which in running:
        return running[which](on=on, prefix=prefix)
    still = {
        Timing.NO_DEADLINE: no_deadline,
        Timing.DONE_ON_TIME: done_on_time,
        Timing.DONE_LATE: done_late,
    }
    return still[which](prefix)


def end_of(day: date) -> datetime:
    """Return the first moment after the day, by the office's clock."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def as_of(on: date) -> QuerySet[Step, Any]:
    """Return steps grouped by assignment, with the facts at the end of that day as `then_…`.

    Callers filter by `assignment__…` first and put `.values("assignment_id")` before this one's
    annotations by starting from here; one row per assignment that was given by then.
    """
    kinds = Step.Kind
    rows = Step.objects.filter(at__lt=end_of(on)).order_by().values("assignment_id")
    rows = rows.annotate(
        then_due_on=Max("due_on", filter=Q(kind__in=[kinds.GIVEN, kinds.EXTENDED])),
        then_resend_on=Max("due_on", filter=Q(kind=kinds.SENT_BACK)),
        then_accepted_at=_latest(kinds.ACCEPTED),
        then_withdrawn_at=_latest(kinds.WITHDRAWN),
        then_confirmed_at=_latest(kinds.CONFIRMED),
        last_reported=_latest(kinds.REPORTED),
        last_sent_back=_latest(kinds.SENT_BACK),
        last_challenged=_latest(kinds.CHALLENGED),
        last_calmed=_latest(kinds.ANSWERED, kinds.CONFIRMED),
    )
    rows = rows.annotate(
        then_reported_at=_unless_followed("last_reported", "last_sent_back"),
        then_sent_back_at=_unless_followed("last_sent_back", "last_reported"),
        then_challenged_at=_unless_followed("last_challenged", "last_calmed"),
    )
    return rows.annotate(then_reported_on=TruncDate("then_reported_at"))


def _latest(*kinds: Step.Kind) -> Max:
    return Max("at", filter=Q(kind__in=kinds))


def _unless_followed(what: str, by: str) -> Case:
    stands = Q(**{f"{by}__isnull": True}) | Q(**{f"{what}__gt": F(by)})
    return Case(When(stands, then=F(what)), output_field=DateTimeField())


def _day(at: datetime | None) -> date | None:
    return timezone.localtime(at).date() if at else None


def facts_of(assignment: Assignment) -> Facts:
    """Return the latest facts on the row, as `rules` takes them."""
    return Facts(
        first_due_on=assignment.first_due_on,
        due_on=assignment.due_on,
        resend_on=assignment.resend_on,
        confirmed_on=_day(assignment.confirmed_at),
        challenged_on=_day(assignment.challenged_at),
        reported_on=assignment.reported_on or _day(assignment.reported_at),
        sent_back_on=_day(assignment.sent_back_at),
        accepted_on=_day(assignment.accepted_at),
        withdrawn_on=_day(assignment.withdrawn_at),
    )
