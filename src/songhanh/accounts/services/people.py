"""People and their memberships. `by` is None only when the machine itself sets things up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from songhanh.accounts import permissions, queries
from songhanh.accounts.errors import (
    BodyNotThere,
    EndsBeforeStart,
    LastAdministrator,
    MembershipExists,
    PersonExists,
    WeakPassword,
)
from songhanh.accounts.models import Membership, Role, User
from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.organizations.queries import exists_on

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.organizations.models import Body


def check_right(by: User | None, *, at: datetime) -> None:
    """Raise `NotAllowed` unless `by` manages people on that day, or is the machine itself."""
    if by is not None and not permissions.can_manage_people(by, on=timezone.localdate(at)):
        raise NotAllowed


def check_password(*, password: str, email: str, name: str) -> None:
    """Refuse what is easily guessed.

    Raises:
        WeakPassword: says every reason.
    """
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from error


@transaction.atomic
def create_person(
    *, email: str, name: str, password: str | None, by: User | None, at: datetime
) -> User:
    """Make somebody who can sign in; without a password they cannot, until they reset it.

    They may do nothing before they have a membership.

    Raises:
        NotAllowed: `by` does not manage people.
        PersonExists: the address is taken.
    """
    check_right(by, at=at)
    if queries.has_account(email):
        raise PersonExists
    user = User.objects.create_user(email, name, password)
    user.joined_at = at
    user.save(update_fields=["joined_at"])
    audit.record("accounts.person.created", target=user, by=by or audit.SYSTEM, at=at)
    return user


@transaction.atomic
def add_membership(
    *,
    user: User,
    body: Body,
    role: str,
    valid_from: date,
    by: User | None,
    at: datetime,
    title: str = "",
) -> Membership:
    """Let a person work for a body in a role from a day on.

    Raises:
        NotAllowed: `by` does not manage people.
        BodyNotThere: the body does not exist on that day.
        MembershipExists: they hold the role there already, on that day or later.
    """
    check_right(by, at=at)
    if not exists_on(body, valid_from):
        raise BodyNotThere
    User.objects.select_for_update().get(pk=user.pk)
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    if Membership.objects.filter(still, user=user, body=body, role=role).exists():
        raise MembershipExists
    row = Membership.objects.create(
        user=user, body=body, role=Role(role), valid_from=valid_from, title=title
    )
    forget_memberships(user)
    audit.record(
        "accounts.membership.added", target=row, by=by or audit.SYSTEM, at=at,
        user=user.pk, body=body.pk, role=role, valid_from=valid_from,
    )  # fmt: skip
    return row


@transaction.atomic
def end_membership(*, membership: Membership, valid_to: date, by: User, at: datetime) -> Membership:
    """End a membership; `valid_to` is the first day on which it gives no right.

    Raises:
        NotAllowed: `by` does not manage people.
        EndsBeforeStart: the day is not after the first.
        LastAdministrator: nobody would be left to manage people.
    """
    check_right(by, at=at)
    # Whoever ends an administrator waits for whoever ends another, so that one is left.
    held = {m.pk: m for m in Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR)}
    row = held.get(membership.pk) or Membership.objects.select_for_update().get(pk=membership.pk)
    if valid_to <= row.valid_from:
        raise EndsBeforeStart
    left = queries.administrators(max(valid_to, timezone.localdate(at))).exclude(pk=row.pk)
    if row.role == Role.ADMINISTRATOR and not left.exists():
        raise LastAdministrator
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    forget_memberships(membership.user)
    audit.record("accounts.membership.ended", target=row, by=by, at=at, valid_to=valid_to)
    return row


def forget_memberships(user: User) -> None:
    """Let a loaded person look up their memberships anew."""
    user.__dict__.pop("_memberships", None)
