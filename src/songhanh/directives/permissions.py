"""Who may do what with directives and with what units were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.accounts.models import Role
from songhanh.directives.models import Assignment

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive


def can_read_in(user: User, *, on: date) -> bool:
    """Coordinators take in directives."""
    return user.has_role(Role.COORDINATOR, on=on)


def units_coordinated(user: User, *, on: date) -> frozenset[int]:
    """Return the units for which the person coordinates on that day."""
    return user.unit_ids(on=on, role=Role.COORDINATOR)


def can_coordinate(user: User, directive: Directive, *, on: date) -> bool:
    """Coordinators of the unit that follows the directive up."""
    return directive.standing_unit_id in user.unit_ids(on=on, role=Role.COORDINATOR)


def can_lead(user: User, directive: Directive, *, on: date) -> bool:
    """Leaders of the authority, or of the unit that follows the directive up."""
    led = user.unit_ids(on=on, role=Role.LEADER)
    return bool(led & {directive.authority_id, directive.standing_unit_id})


def can_oversee(user: User, directive: Directive, *, on: date) -> bool:
    """Whoever coordinates or leads sees every unit's work."""
    return can_coordinate(user, directive, on=on) or can_lead(user, directive, on=on)


def can_report(user: User, assignment: Assignment, *, on: date) -> bool:
    """Focal points of the unit on that day, and the colleague there to whom it was passed on."""
    if assignment.unit_id in user.unit_ids(on=on, role=Role.FOCAL_POINT):
        return True
    return assignment.person_id == user.pk and assignment.unit_id in user.unit_ids(on=on)


def can_pass_on(user: User, assignment: Assignment, *, on: date) -> bool:
    """Focal points and leaders of the unit say who does it."""
    leads = assignment.unit_id in user.unit_ids(on=on, role=Role.LEADER)
    return leads or can_report(user, assignment, on=on)


def can_see(user: User, directive: Directive, *, on: date) -> bool:
    """Whoever oversees it, and once it is issued whoever works for a unit that has to do with it."""
    if can_oversee(user, directive, on=on):
        return True
    if directive.issued_at is None:
        return False
    return Assignment.objects.filter(directive=directive, unit__in=user.unit_ids(on=on)).exists()
