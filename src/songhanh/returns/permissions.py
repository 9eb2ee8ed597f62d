"""Who may do what with a unit's return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.accounts.models import Role
from songhanh.directives import permissions as directives

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User
    from songhanh.directives.models import Assignment, Directive
    from songhanh.returns.models import Proposal


def can_edit(user: User, assignment: Assignment, *, on: date) -> bool:
    """The unit's own people, and the coordinator who types in a paper reply."""
    return directives.can_report(user, assignment, on=on) or can_review(
        user, assignment.directive, on=on
    )


def can_review(user: User, directive: Directive, *, on: date) -> bool:
    """Coordinators of the unit that follows the directive up accept and send back."""
    return directives.can_coordinate(user, directive, on=on)


def can_consolidate(user: User, directive: Directive, *, on: date) -> bool:
    """Coordinators write the consolidated report; leaders read and approve it."""
    return directives.can_coordinate(user, directive, on=on)


def can_answer(user: User, proposal: Proposal, directive: Directive, *, on: date) -> bool:
    """Coordinators answer any proposal, the receiving body's leaders those sent to it."""
    if proposal.receiver_id in user.unit_ids(on=on, role=Role.LEADER):
        return True
    return directives.can_coordinate(user, directive, on=on)
