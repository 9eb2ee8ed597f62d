"""How the work stands on a day: by duty, by unit, and the rows behind every number."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.core.cache import caches
from django.db.models import Case, CharField, Count, Value, When

from songhanh.audit.models import Head
from songhanh.core.errors import NotFound
from songhanh.directives.models import Assignment, Duty
from songhanh.directives.models.conditions import as_of, counted, done, in_timing
from songhanh.directives.queries.lists import overseen_directives
from songhanh.directives.rules import Timing
from songhanh.organizations.models import Body

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive

UNITS_A_PAGE = 50
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assignments stand how with their clock. They add up to `total`."""

    total: int = 0
    no_deadline: int = 0
    on_time: int = 0
    at_risk: int = 0
    late: int = 0
    done_on_time: int = 0
    done_late: int = 0

    @property
    def done(self) -> int:
        """Reported, in time or not."""
        return self.done_on_time + self.done_late

    @property
    def running(self) -> int:
        """To do, and not late: with more than seven days left, or without a deadline."""
        return self.no_deadline + self.on_time

    def __add__(self, other: Counts) -> Counts:
        """Add up two counts of different assignments."""
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty and how it stands in all units."""

    duty: Duty
    counts: Counts

    @property
    def duty_key(self) -> str:
        """Its id, as an address takes it."""
        return str(self.duty.pk)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit and how all its duties stand."""

    pk: int
    name: str
    counts: Counts

    @property
    def unit_key(self) -> str:
        """Its id, as an address takes it."""
        return str(self.pk)


@dataclass(frozen=True, slots=True)
class Progress:
    """The leader's page: the whole, by duty, and one page of units, the most overdue first."""

    on: date
    total: Counts
    duties: list[DutyRow]
    units: list[UnitRow]
    unit_count: int


Found = tuple[dict[int, Counts], list[UnitRow], int]  # by duty, a page of units, how many units


def progress(
    viewer: User,
    *,
    on: date,
    today: date | None = None,
    directive: Directive | None = None,
    page: int | None = 1,
) -> Progress:
    """Return how the work that the viewer oversees stands at the end of the day `on`.

    `today` is the day on which the viewer asks; by itself `on`. A past day is read from the steps,
    so that it can be asked again at any time. Without `page` all units are there.
    """
    today = today or on
    overseen = _overseen(viewer, today, directive)
    by_duty, by_unit, count = _counted_once(overseen, on=on, past=on < today, page=page)
    return Progress(
        on=on,
        total=sum(by_duty.values(), Counts()),
        duties=_duty_rows(by_duty),
        units=by_unit,
        unit_count=count,
    )


def _overseen(viewer: User, today: date, directive: Directive | None) -> list[int]:
    rows = overseen_directives(viewer, on=today).filter(issued_at__isnull=False)
    if directive is None:
        return list(rows.values_list("pk", flat=True))
    if not rows.filter(pk=directive.pk).exists():
        raise NotFound
    return [directive.pk]


def _duty_rows(by_duty: dict[int, Counts]) -> list[DutyRow]:
    duties = (
        Duty.objects.filter(pk__in=by_duty)
        .select_related("directive")
        .defer("directive__text", "directive__reading")
    )
    rows = sorted(duties, key=lambda duty: (-duty.directive_id, duty.order, duty.pk))
    return [DutyRow(duty, by_duty[duty.pk]) for duty in rows]


def _counting(on: date) -> dict[str, Count]:
    """Return one count for each timing but those that follow from the others."""
    asked = (Timing.ON_TIME, Timing.AT_RISK, Timing.LATE, Timing.DONE_LATE)
    counts = {which.value: Count("pk", filter=in_timing(which, on=on)) for which in asked}
    return counts | {"total": Count("pk"), "done": Count("pk", filter=done())}


def _counts(row: dict[str, int]) -> Counts:
    done_on_time = row["done"] - row["done_late"]
    running = row["on_time"] + row["at_risk"] + row["late"]
    return Counts(
        total=row["total"],
        no_deadline=row["total"] - row["done"] - running,
        on_time=row["on_time"],
        at_risk=row["at_risk"],
        late=row["late"],
        done_on_time=done_on_time,
        done_late=row["done_late"],
    )


def _counted_once(directives: list[int], *, on: date, past: bool, page: int | None) -> Found:
    """Count: the same question is counted once until something happens.

    Every change of an assignment lengthens the audit trail in the same transaction, so the seal at
    its end names the state of everything that is counted here.
    """
    count = _from_steps if past else _from_rows
    seal = Head.objects.values_list("digest", flat=True).first()
    key = _short(f"{seal}:{past}:{on}:{page}:{','.join(map(str, sorted(directives)))}")
    known: Found | None = caches["worked-out"].get(key) if seal else None
    if known is None:
        known = count(directives, on=on, page=page)
        caches["worked-out"].set(key, known, KEPT_SECONDS)
    return known


def _short(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _from_rows(directives: list[int], *, on: date, page: int | None) -> Found:
    """Count the latest facts."""
    rows = Assignment.objects.filter(counted(), directive__in=directives).order_by()
    by_duty = {row["duty_id"]: _counts(row) for row in _grouped(rows, "duty_id", on)}
    count = rows.aggregate(units=Count("unit_id", distinct=True))["units"]
    shown = _grouped(rows, "unit_id", on)[_on_page(page)]
    names = Body.objects.in_bulk([row["unit_id"] for row in shown])
    units = [UnitRow(r["unit_id"], names[r["unit_id"]].name, _counts(r)) for r in shown]
    return by_duty, units, count


def _on_page(page: int | None) -> slice:
    if page is None:
        return slice(None)
    return slice((page - 1) * UNITS_A_PAGE, page * UNITS_A_PAGE)


def _grouped(rows: QuerySet[Assignment], by: str, on: date) -> QuerySet[Assignment, dict[str, int]]:
    """Return the counts of each group, the most overdue first."""
    groups: Any = rows.values(by).annotate(**_counting(on))  # the checker cannot know the names
    return groups.order_by("-late", by)  # type: ignore[no-any-return]


def _from_steps(directives: list[int], *, on: date, page: int | None) -> Found:
    """Count as of the end of a past day."""
    then = as_of(on).filter(assignment__directive__in=directives).filter(counted("then_"))
    rows = then.annotate(timing=_timing(on)).values_list(
        "assignment__duty_id", "assignment__unit_id", "timing"
    )
    by_duty: dict[int, Counter[str]] = {}
    by_unit: dict[int, Counter[str]] = {}
    for duty, unit, which in rows.iterator(chunk_size=10_000):
        by_duty.setdefault(duty, Counter())[which] += 1
        by_unit.setdefault(unit, Counter())[which] += 1
    ordered = sorted(by_unit, key=lambda unit: (-by_unit[unit][Timing.LATE], unit))
    shown = ordered[_on_page(page)]
    names = Body.objects.in_bulk(shown)
    units = [UnitRow(unit, names[unit].name, _summed(by_unit[unit])) for unit in shown]
    return {duty: _summed(counter) for duty, counter in by_duty.items()}, units, len(ordered)


def _summed(counter: Counter[str]) -> Counts:
    return Counts(total=counter.total(), **{which.value: counter[which] for which in Timing})


def _timing(on: date) -> Case:
    whens = [When(in_timing(t, on=on, prefix="then_"), then=Value(t.value)) for t in Timing]
    return Case(*whens, output_field=CharField())
