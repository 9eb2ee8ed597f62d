"""Who keeps the books, who reads them, who approves papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.accounts.models import Role

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User
    from songhanh.organizations.models import Body


def _place(body: Body) -> set[int]:
    """Return the body and the authority whose office it is."""
    return {body.pk, body.parent_id} - {None}  # type: ignore[return-value]


def can_write(user: User, body: Body, *, on: date) -> bool:
    """Coordinators and administrators of the body, of its authority, or of one of its offices."""
    mine = [m for m in user.memberships_on(on) if m.role in {Role.COORDINATOR, Role.ADMINISTRATOR}]
    return any(m.body_id in _place(body) or m.body.parent_id == body.pk for m in mine)


def can_read(user: User, body: Body, *, on: date) -> bool:
    """Whoever keeps the books, and the leaders."""
    return can_write(user, body, on=on) or can_approve(user, body, on=on)


def can_approve(user: User, body: Body, *, on: date) -> bool:
    """Leaders of the body or of its authority."""
    return bool(user.unit_ids(on=on, role=Role.LEADER) & _place(body))
