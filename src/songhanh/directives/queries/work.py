"""“Việc của tôi”: what a person's units have to do, by directive, with the one next thing to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from songhanh.accounts.models import Role, User, current
from songhanh.directives.models import Assignment, Extension, Step
from songhanh.directives.models.conditions import counted, facts_of
from songhanh.directives.rules import Facts, State, Timing, facts_on, state, timing
from songhanh.directives.rules.periods import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from songhanh.directives.models import Directive
    from songhanh.organizations.models import Body

ROWS_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One assignment as its unit sees it."""

    assignment: Assignment
    state: State
    timing: Timing
    days_left: int | None
    last_day: date | None

    @property
    def can_confirm(self) -> bool:
        """Whether the unit has still to say that it will do it."""
        return self.state is State.GIVEN

    @property
    def can_report(self) -> bool:
        """Whether a report is waited for."""
        return self.state in {State.GIVEN, State.CONFIRMED, State.CHALLENGED, State.SENT_BACK}


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """What one unit has to do for one directive (and period)."""

    directive: Directive
    unit: Body
    period: str
    rows: Sequence[WorkRow]

    @property
    def unconfirmed(self) -> int:
        """How many the unit has said nothing to."""
        return sum(row.can_confirm for row in self.rows)

    @property
    def to_report(self) -> int:
        """How many wait for a report."""
        return sum(row.can_report for row in self.rows)

    @property
    def period_words(self) -> str:
        """The period as officials say it."""
        return period_words(self.period)

    @property
    def first_to_report(self) -> Assignment | None:
        """The first that waits for a report: the way into the unit's return."""
        return next((row.assignment for row in self.rows if row.can_report), None)

    @property
    def next_due(self) -> date | None:
        """The next last day among those that wait for a report."""
        days = [row.last_day for row in self.rows if row.can_report]
        return min((day for day in days if day), default=None)


def row_of(assignment: Assignment, *, on: date) -> WorkRow:
    """Return an assignment with its state and clock as of today's facts."""
    return row_from(assignment, facts_of(assignment), on=on)


def row_from(assignment: Assignment, facts: Facts, *, on: date) -> WorkRow:
    """Return an assignment with the state and clock that follow from the facts."""
    last = facts.last_day
    left = (last - on).days if last else None
    return WorkRow(assignment, state(facts, on), timing(facts, on), left, last)


def my_work(viewer: User, *, on: date, done: bool = False) -> list[WorkGroup]:
    """Return what the viewer's units have to do, the most urgent first. Two queries.

    `done` asks for what was accepted instead.
    """
    units = viewer.unit_ids(on=on, role=Role.FOCAL_POINT) | viewer.unit_ids(on=on, role=Role.LEADER)
    mine = Q(unit__in=units) | Q(person=viewer, unit__in=viewer.unit_ids(on=on))
    rows = Assignment.objects.filter(mine, counted(), accepted_at__isnull=not done)
    rows = rows.select_related("directive", "duty", "unit", "person").defer(
        "directive__text", "directive__reading"
    )
    found: dict[tuple[int, int, str], list[WorkRow]] = {}
    for row in rows.order_by("directive_id", "unit_id", "duty__order")[:ROWS_AT_MOST]:
        key = (row.directive_id, row.unit_id, row.period)
        found.setdefault(key, []).append(row_of(row, on=on))
    groups = [_group(rows) for rows in found.values()]
    return sorted(groups, key=_urgency)


def _group(rows: list[WorkRow]) -> WorkGroup:
    first = rows[0].assignment
    return WorkGroup(first.directive, first.unit, first.period, rows)


def _urgency(group: WorkGroup) -> tuple[bool, str, int]:
    due = group.next_due
    return due is None, due.isoformat() if due else "", -group.directive.pk


def colleagues(viewer: User, assignment: Assignment, *, on: date) -> list[User]:
    """Return who else works in the assignment's unit on that day."""
    there = current(on=on, prefix="memberships__") & Q(memberships__body=assignment.unit_id)
    rows = User.objects.filter(there, is_active=True).exclude(pk=viewer.pk).distinct()
    return list(rows.order_by("name"))


@dataclass(frozen=True, slots=True)
class History:
    """An assignment with everything that happened to it."""

    row: WorkRow
    steps: list[Step]
    extensions: list[Extension]
    open_extension: Extension | None

    @property
    def newest_first(self) -> list[Step]:
        """The steps, the latest on top."""
        return self.steps[::-1]


def history_of(assignment: Assignment, *, on: date) -> History:
    """Return an assignment's steps, first to last, and how it stood at the end of that day."""
    steps = list(assignment.steps.select_related("by").order_by("at", "pk"))
    row = row_from(assignment, facts_on(steps, on), on=on)
    asked = list(assignment.extensions.select_related("asked_by", "decided_by").order_by("pk"))
    return History(row, steps, asked, next((e for e in asked if e.decided_at is None), None))
