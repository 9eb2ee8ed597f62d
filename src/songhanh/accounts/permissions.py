"""Who may manage people. `MATRIX` in tests/accounts/test_permissions.py tells it cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.accounts.models import Role

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User


def can_manage_people(user: User, *, on: date) -> bool:
    """Administrators see everybody, invite, and begin or end memberships, in every unit."""
    return user.has_role(Role.ADMINISTRATOR, on=on)


def can_see_person(user: User, person: User, *, on: date) -> bool:
    """Everybody sees themselves; administrators see all."""
    return user.pk == person.pk or can_manage_people(user, on=on)
