"""What changes people: inviting, joining, beginning and ending memberships."""

from __future__ import annotations

from songhanh.accounts.services.invitations import (
    Invited,
    NewInvitation,
    accept_invitation,
    invite_people,
    link_of,
    send_invitation,
    withdraw_invitation,
)
from songhanh.accounts.services.people import (
    add_membership,
    check_password,
    create_person,
    end_membership,
)

__all__ = [
    "Invited",
    "NewInvitation",
    "accept_invitation",
    "add_membership",
    "check_password",
    "create_person",
    "end_membership",
    "invite_people",
    "link_of",
    "send_invitation",
    "withdraw_invitation",
]
