"""Who may change bodies. People are known above this area, so they come as what they can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

ADMINISTRATOR = "administrator"


class RoleHolder(Protocol):
    """Somebody who holds roles on days: a user."""

    def has_role(self, role: str, *, on: date) -> bool: ...


def can_manage_bodies(user: RoleHolder, *, on: date) -> bool:
    """Administrators add, correct and end bodies, and read the territories."""
    return user.has_role(ADMINISTRATOR, on=on)
