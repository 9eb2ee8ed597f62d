"""What coordinators and leaders see: who answered, what waits, what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Min, Q

from songhanh.accounts.models import Role
from songhanh.core.errors import NotFound
from songhanh.directives.models import Assignment
from songhanh.directives.queries.lists import overseen_directives
from songhanh.returns.models import Proposal, UnitReturn
from songhanh.returns.queries.sections import returns_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive
    from songhanh.organizations.models import Body


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's answer to a directive for one period. `unit_return` is None if not opened."""

    unit: int
    name: str
    period: str
    given: int
    reported: int
    sent_back: int
    accepted: int
    due_on: date | None
    unit_return: int | None

    @property
    def silent(self) -> bool:
        """Nothing was sent yet."""
        return not (self.reported or self.accepted or self.sent_back)


@dataclass(frozen=True, slots=True)
class MyReturn:
    """One return that the viewer's unit owes or has opened."""

    directive: int
    number: str
    subject: str
    sample: bool
    unit: int
    unit_name: str
    period: str
    given: int
    reported: int
    sent_back: int
    accepted: int
    due_on: date | None
    unit_return: int | None
    first_assignment: int  # from which the return is opened


def unit_rows(directive: Directive) -> list[UnitRow]:
    """Return one row per unit and period, in Vietnamese order. Two queries."""
    opened = _opened(UnitReturn.objects.filter(directive=directive))
    rows = (
        Assignment.objects.filter(directive=directive, withdrawn_at__isnull=True)
        .order_by("unit__sort_key", "unit_id", "period")
        .values("unit_id", "unit__name", "unit__sort_key", "period")
        .annotate(**_counts())
    )
    return [
        UnitRow(
            unit=row["unit_id"],
            name=row["unit__name"],
            period=row["period"],
            unit_return=opened.get((directive.pk, row["unit_id"], row["period"])),
            **_counted(row),
        )
        for row in rows
    ]


def my_returns(viewer: User, *, on: date) -> list[MyReturn]:
    """Return what the units where the viewer reports owe, the nearest deadline first."""
    units = viewer.unit_ids(on=on, role=Role.FOCAL_POINT)
    given = Assignment.objects.filter(withdrawn_at__isnull=True, directive__issued_at__isnull=False)
    given = given.filter(Q(unit__in=units) | Q(person=viewer, unit__in=viewer.unit_ids(on=on)))
    rows = (
        given.order_by()
        .values(
            "directive_id", "directive__number", "directive__subject", "directive__sample",
            "unit_id", "unit__name", "period",
        )
        .annotate(**_counts(), first=Min("pk"))
        .order_by(F("due_on").asc(nulls_last=True), "directive_id", "unit_id", "period")
    )  # fmt: skip
    opened = _opened(UnitReturn.objects.filter(unit__in=viewer.unit_ids(on=on)))
    return [
        MyReturn(
            directive=row["directive_id"],
            number=row["directive__number"],
            subject=row["directive__subject"],
            sample=row["directive__sample"],
            unit=row["unit_id"],
            unit_name=row["unit__name"],
            period=row["period"],
            unit_return=opened.get((row["directive_id"], row["unit_id"], row["period"])),
            first_assignment=row["first"],
            **_counted(row),
        )
        for row in rows
    ]


FILTERS: dict[str, Callable[[UnitRow], bool]] = {
    "silent": lambda row: row.silent,
    "waiting": lambda row: row.reported > 0,
    "back": lambda row: row.sent_back > 0,
    "done": lambda row: row.accepted == row.given,
}


def filtered(rows: list[UnitRow], only: str) -> list[UnitRow]:
    """Return the rows of one filter; an unknown filter keeps all."""
    keep = FILTERS.get(only)
    return [row for row in rows if keep(row)] if keep else rows


def counted(rows: list[UnitRow]) -> dict[str, int]:
    """Return how many rows each filter keeps."""
    return {name: sum(map(keep, rows)) for name, keep in FILTERS.items()} | {"all": len(rows)}


def unit_given(directive: Directive, *, pk: int) -> Body:
    """Return a unit that was given something by the directive.

    Raises:
        NotFound: it was given nothing.
    """
    row = directive.assignments.filter(unit=pk).select_related("unit").first()
    if row is None:
        raise NotFound
    return row.unit


def _counts() -> dict[str, Count | Min]:
    accepted = Q(accepted_at__isnull=False)
    return {
        "given": Count("pk"),
        "reported": Count("pk", filter=Q(reported_at__isnull=False) & ~accepted),
        "sent_back": Count("pk", filter=Q(sent_back_at__isnull=False) & ~accepted),
        "accepted": Count("pk", filter=accepted),
        "due_on": Min("due_on", filter=~accepted),
    }


def _counted(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _counts()}


def _opened(returns: QuerySet[UnitReturn]) -> dict[tuple[int, int, str], int]:
    rows = returns.values_list("directive_id", "unit_id", "period", "pk")
    return {(directive, unit, period): pk for directive, unit, period, pk in rows}


def proposals_for(viewer: User, directive: Directive, *, on: date) -> QuerySet[Proposal]:
    """Return what units proposed, what waits for an answer first; a unit sees its own."""
    rows = Proposal.objects.filter(
        section__unit_return__directive=directive,
        section__unit_return__in=returns_for(viewer, on=on).values("pk"),
        withdrawn_at__isnull=True,
    ).select_related("section__unit_return__unit", "section__assignment__duty", "receiver")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "made_at", "pk")


def proposal_for(viewer: User, *, pk: int, on: date) -> Proposal:
    """Return one proposal.

    Raises:
        NotFound: there is none, or it is neither in a return the viewer may see nor sent to the
            viewer's body.
    """
    returns = returns_for(viewer, on=on).values("pk")
    led = viewer.unit_ids(on=on, role=Role.LEADER)
    seen = Q(section__unit_return__in=returns) | Q(receiver__in=led)
    rows = Proposal.objects.filter(seen, pk=pk, withdrawn_at__isnull=True)
    found = rows.select_related("section__unit_return__directive", "receiver").first()
    if found is None:
        raise NotFound
    return found


def followed(viewer: User, *, on: date) -> QuerySet[Directive]:
    """Return the issued directives that the viewer follows up or leads, the newest first."""
    return overseen_directives(viewer, on=on).filter(issued_at__isnull=False)
