"""The conditions in SQL and the rules say the same, today and for any past day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from songhanh.accounts.models import Role
from songhanh.core.errors import DomainError
from songhanh.directives import services
from songhanh.directives.models import Assignment
from songhanh.directives.models.conditions import as_of, facts_of, in_state, in_timing
from songhanh.directives.rules import State, Timing, facts_on, state, timing
from tests import make

if TYPE_CHECKING:
    from songhanh.accounts.models import User

START = date(2026, 3, 2)
ACTS = [
    "confirm", "challenge", "answer", "report", "accept", "send back", "extend", "withdraw",
]  # fmt: skip
events = st.lists(
    st.tuples(st.sampled_from([*ACTS, "report", "send back"]), st.integers(0, 9)), max_size=9
)


def at(day: int, minute: int) -> datetime:
    return timezone.make_aware(datetime(2026, 3, 2, 9, 0)) + timedelta(days=day, minutes=minute)  # noqa: DTZ001


def act(row: Assignment, what: str, length: int, *, unit: User, office: User, at: datetime) -> None:
    """Do one thing to an assignment; what is not possible now changes nothing."""
    on = timezone.localtime(at).date()
    by_unit: dict[str, Any] = {"by": unit, "at": at}
    by_office: dict[str, Any] = {"by": office, "at": at}
    try:
        if what == "confirm":
            services.confirm(assignments=[row], **by_unit)
        elif what == "challenge":
            services.challenge(assignment=row, note="x", **by_unit)
        elif what == "report":
            services.record_report(assignments=[row], **by_unit)
        else:
            _act_for_office(row, what, on + timedelta(days=length), by_office)
    except DomainError:
        return


def _act_for_office(row: Assignment, what: str, until: date, by: dict[str, Any]) -> None:
    if what == "answer":
        services.answer_challenge(assignment=row, note="x", **by)
    elif what == "accept":
        services.record_acceptance(assignment=row, **by)
    elif what == "send back":
        services.record_send_back(assignment=row, resend_on=until, note="x", **by)
    elif what == "extend":
        services.set_deadline(assignment=row, until=until, **by)
    else:
        services.withdraw(assignments=[row], note="x", **by)


def lived(due: int | None, happened: list[tuple[str, int]]) -> tuple[Assignment, int]:
    """An assignment to which all this happened, and the number of the last day."""
    duty = make.duty(due_on=START + timedelta(days=due) if due is not None else None)
    row = make.assignment(duty=duty, due_on=duty.due_on, given_at=at(0, 0))
    unit = make.user(Role.FOCAL_POINT, body=row.unit)
    office = duty.directive.issued_by
    assert office is not None
    day = 0
    for minute, (what, days) in enumerate(happened, start=1):
        day += days
        act(row, what, days, unit=unit, office=office, at=at(day, minute))
    row.refresh_from_db()
    return row, day


class Agreement(TestCase):
    @example(None, [("confirm", 0), ("challenge", 0), ("confirm", 1)], 0)  # confirmed anew
    @given(st.none() | st.integers(0, 20), events, st.integers(0, 12))
    @settings(max_examples=60, deadline=None)
    def test_today_from_the_latest_facts(
        self, due: int | None, happened: list[tuple[str, int]], wait: int
    ) -> None:
        row, last = lived(due, happened)
        on = START + timedelta(days=last + wait)
        facts = facts_of(row)
        rows = Assignment.objects.filter(pk=row.pk)

        assert facts == facts_on(row.steps.order_by("at", "pk"), on)
        assert [s for s in State if rows.filter(in_state(s)).exists()] == [state(facts, on)]
        assert [t for t in Timing if rows.filter(in_timing(t, on=on)).exists()] == [
            timing(facts, on)
        ]

    @given(st.none() | st.integers(0, 20), events, st.integers(0, 60))
    @settings(max_examples=60, deadline=None)
    def test_any_past_day_from_the_steps(
        self, due: int | None, happened: list[tuple[str, int]], days: int
    ) -> None:
        row, _last = lived(due, happened)
        on = START + timedelta(days=days)
        facts = facts_on(row.steps.order_by("at", "pk"), on)
        rows = as_of(on).filter(assignment=row)

        found = [s for s in State if rows.filter(in_state(s, "then_")).exists()]
        clock = [t for t in Timing if rows.filter(in_timing(t, on=on, prefix="then_")).exists()]
        assert found == [state(facts, on)]
        assert clock == [timing(facts, on)]


@pytest.mark.django_db
def test_a_day_ends_at_midnight_in_viet_nam() -> None:
    row = make.assignment(given_at=at(0, 0))
    unit = make.user(Role.FOCAL_POINT, body=row.unit)
    just_before = timezone.make_aware(datetime(2026, 3, 5, 23, 59, 59))  # noqa: DTZ001

    services.record_report(assignments=[row], by=unit, at=just_before)

    row.refresh_from_db()
    assert row.reported_on == date(2026, 3, 5)
    assert as_of(date(2026, 3, 4)).filter(in_state(State.REPORTED, "then_")).count() == 0
    assert as_of(date(2026, 3, 5)).filter(in_state(State.REPORTED, "then_")).count() == 1
