"""The rows behind every number, and how each stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from songhanh.directives.models import Assignment, Duty, Step
from songhanh.directives.models.conditions import as_of, counted, facts_of, in_state, in_timing
from songhanh.directives.queries.lists import assignments_for, overseen_directives
from songhanh.directives.queries.work import WorkRow, row_from
from songhanh.directives.rules import State, Timing, facts_on
from songhanh.organizations.models import Body
from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive

LINES_AT_ONCE = 2000


def issued_choices(viewer: User, *, on: date) -> list[Directive]:
    """Return the issued directives among which a page can choose, the newest first."""
    rows = overseen_directives(viewer, on=on).filter(issued_at__isnull=False)
    return list(rows.only("number", "subject", "slug", "sample"))


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of assignments is narrowed to; empty means all."""

    directive: int | None = None
    unit: int | None = None
    duty: int | None = None
    state: str = ""
    timing: tuple[str, ...] = ()
    words: str = ""


def filtered_assignments(
    viewer: User, *, wanted: Filter, on: date, today: date
) -> QuerySet[Assignment]:
    """Return the rows behind a number: the same conditions as the counts, on the same day."""
    names = {"directive": wanted.directive, "unit": wanted.unit, "duty": wanted.duty}
    plain = {name: value for name, value in names.items() if value}
    rows = assignments_for(viewer, on=today).filter(**plain)
    if on >= today:
        rows = rows.filter(_wanted(wanted, on=on))
    else:
        then = as_of(on).filter(**{f"assignment__{k}": v for k, v in plain.items()})
        then = then.filter(_wanted(wanted, on=on, prefix="then_"))
        rows = rows.filter(pk__in=then.values("assignment_id"))
    if wanted.words:
        rows = rows.filter(_named(fold(wanted.words)))
    # By ids: sorting by names would join and sort every row before the first fifty are known.
    order = (F("due_on").asc(nulls_last=True), "directive_id", "duty_id", "unit_id")
    return rows.order_by(*order).defer("directive__text", "directive__reading")


def _wanted(wanted: Filter, *, on: date, prefix: str = "") -> Q:
    condition = Q() if wanted.state == State.WITHDRAWN else counted(prefix)
    if wanted.state in State.values:
        condition &= in_state(State(wanted.state), prefix)
    timings = [Timing(value) for value in wanted.timing if value in Timing.values]
    if timings:
        either = Q()
        for which in timings:
            either |= in_timing(which, on=on, prefix=prefix)
        condition &= either
    return condition


def _named(words: str) -> Q:
    """Condition: the unit or the duty is called so; tone marks do not matter."""
    units = [pk for pk, name in Body.objects.values_list("pk", "name") if words in fold(name)]
    titles = Duty.objects.values_list("pk", "title", "text")
    duties = [pk for pk, title, text in titles if words in fold(f"{title} {text}")]
    return Q(unit__in=units) | Q(duty__in=duties)


def standing_of(rows: Sequence[Assignment], *, on: date, today: date) -> list[WorkRow]:
    """Return how each row stood at the end of that day; for a past day one more query."""
    if on >= today:
        return [row_from(row, facts_of(row), on=on) for row in rows]
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(assignment__in=[row.pk for row in rows]).order_by("at", "pk"):
        steps.setdefault(step.assignment_id, []).append(step)
    return [row_from(row, facts_on(steps.get(row.pk, ()), on), on=on) for row in rows]


def assignment_lines(rows: QuerySet[Assignment], *, on: date, today: date) -> list[tuple[Any, ...]]:
    """Return the list as lines of a table: first whether it is invented, then its columns."""
    return [
        _line(found) for part in _parts(rows) for found in standing_of(part, on=on, today=today)
    ]


def _parts(rows: Iterable[Assignment]) -> Iterator[list[Assignment]]:
    part: list[Assignment] = []
    for row in rows:
        part.append(row)
        if len(part) == LINES_AT_ONCE:
            yield part
            part = []
    yield part


def _line(found: WorkRow) -> tuple[Any, ...]:
    row = found.assignment
    return (
        row.directive.sample,
        row.directive.number or row.directive.subject,
        row.duty.order,
        row.duty.title or row.duty.text,
        row.unit.name,
        row.period,
        row.first_due_on,
        row.due_on,
        str(found.state.label),
        str(found.timing.label),
    )
