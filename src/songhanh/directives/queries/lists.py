"""Directives and assignments that a person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from songhanh.accounts.models import Role
from songhanh.core.errors import NotFound
from songhanh.directives.models import Assignment, Directive
from songhanh.organizations.models import Body, alive

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from songhanh.accounts.models import User


def _overseen(viewer: User, *, on: date, prefix: str = "") -> Q:
    """Condition: the viewer coordinates the directive or leads those who do."""
    coordinated = viewer.unit_ids(on=on, role=Role.COORDINATOR)
    led = viewer.unit_ids(on=on, role=Role.LEADER)
    return Q(**{f"{prefix}standing_unit__in": coordinated | led}) | Q(
        **{f"{prefix}authority__in": led}
    )


def overseen_directives(viewer: User, *, on: date) -> QuerySet[Directive]:
    """Directives that the viewer coordinates or leads, drafts too, the newest first."""
    rows = Directive.objects.filter(_overseen(viewer, on=on))
    return rows.order_by("-created_at", "-pk")


def directives_for(viewer: User, *, on: date) -> QuerySet[Directive]:
    """Directives that the viewer oversees, and issued ones that give work to the viewer's units."""
    given = Assignment.objects.filter(unit__in=viewer.unit_ids(on=on)).values("directive_id")
    seen = _overseen(viewer, on=on) | Q(issued_at__isnull=False, pk__in=given)
    rows = Directive.objects.filter(seen).select_related("authority", "standing_unit", "file")
    return rows.order_by("-created_at", "-pk")


def directive_for(viewer: User, *, pk: int, on: date) -> Directive:
    """Return one directive.

    Raises:
        NotFound: there is none, or the viewer may not see it. The two look the same.
    """
    directive = directives_for(viewer, on=on).filter(pk=pk).first()
    if directive is None:
        raise NotFound
    return directive


def overseen_directive(viewer: User, *, pk: int, on: date) -> Directive:
    """Return one directive that the viewer coordinates or leads.

    Raises:
        NotFound: there is none, or the viewer does neither.
    """
    rows = overseen_directives(viewer, on=on).select_related("authority", "standing_unit", "file")
    directive = rows.filter(pk=pk).first()
    if directive is None:
        raise NotFound
    return directive


def assignments_for(viewer: User, *, on: date) -> QuerySet[Assignment]:
    """Assignments given to the viewer's units, or overseen by the viewer."""
    # The ids of the few overseen directives first: an OR across the join would scan every row.
    overseen = list(overseen_directives(viewer, on=on).values_list("pk", flat=True))
    seen = Q(directive__in=overseen) | Q(unit__in=viewer.unit_ids(on=on))
    rows = Assignment.objects.filter(seen).defer("directive__reading")
    return rows.select_related("unit", "duty", "directive", "person")


def assignment_for(viewer: User, *, pk: int, on: date) -> Assignment:
    """Return one assignment.

    Raises:
        NotFound: there is none, or the viewer may not see it. The two look the same.
    """
    assignment = assignments_for(viewer, on=on).filter(pk=pk).first()
    if assignment is None:
        raise NotFound
    return assignment


def public_directive(slug: str, *, at: datetime) -> Directive:
    """Return a directive that anyone may open.

    Raises:
        NotFound: there is none at that address, or it is not public.
    """
    rows = Directive.objects.filter(issued_at__isnull=False, public_from__lte=at)
    directive = rows.select_related("authority", "standing_unit").filter(slug=slug).first()
    if directive is None:
        raise NotFound
    return directive


def coordinated_units(viewer: User, *, on: date) -> list[Body]:
    """Return the units of that day for which the viewer coordinates, with their authorities."""
    units = viewer.unit_ids(on=on, role=Role.COORDINATOR)
    rows = Body.objects.filter(alive(on=on), pk__in=units).select_related("parent")
    return list(rows.order_by("sort_key"))


def coordinated_unit(viewer: User, *, pk: int, on: date) -> Body:
    """Return one unit for which the viewer coordinates.

    Raises:
        NotFound: the viewer does not.
    """
    unit = next((unit for unit in coordinated_units(viewer, on=on) if unit.pk == pk), None)
    if unit is None:
        raise NotFound
    return unit


def following_units(viewer: User, *, on: date) -> list[tuple[int, str]]:
    """Return the units that follow up the viewer's directives, for a filter."""
    rows = directives_for(viewer, on=on).order_by("standing_unit__sort_key")
    return list(dict.fromkeys(rows.values_list("standing_unit_id", "standing_unit__name")))
