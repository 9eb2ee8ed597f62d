"""Whose work a paper is: a paper of earlier years belongs to the office of its own day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.directives import permissions
from songhanh.organizations import queries as organizations

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive


def put_office(directive: Directive, *, by: User, on: date) -> bool:
    """Give the paper to the office that existed when it was written; return whether that is another.

    Only where the authority it was taken in for did not exist then, and only to a unit for which
    `by` coordinates: the one whose authority issued the paper, or the only one there was.
    """
    day = directive.dated_on
    if day is None or organizations.exists(directive.authority, on=day):
        return False
    mine = permissions.units_coordinated(by, on=on)
    offices = [(u.parent, u) for u in organizations.bodies_among(mine, on=day) if u.parent]
    issued = [
        (authority, unit)
        for authority, unit in offices
        if authority in organizations.resolve(directive.issuer_name, authority=authority, on=day)
    ]
    found = issued or offices
    if len(found) != 1:
        return False
    directive.authority, directive.standing_unit = found[0]
    return True
