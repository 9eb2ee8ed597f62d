"""Who works where, as what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from songhanh.accounts import permissions, rules
from songhanh.accounts.errors import InvitationGone, InvitationUsed
from songhanh.accounts.models import Invitation, Membership, Role, User, current
from songhanh.core.errors import NotAllowed, NotFound
from songhanh.organizations.models import Body
from songhanh.reading.vietnamese import fold, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet


def people_of(body_ids: Iterable[int], *, on: date, role: str = "") -> list[User]:
    """Return who works for these bodies on that day, in that role or any. One query."""
    held = Membership.objects.filter(current(on=on), body__in=list(body_ids))
    if role:
        held = held.filter(role=role)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return sorted(people, key=lambda person: (sort_key(person.name), person.pk))


def editors(on: date) -> list[User]:
    """Return who may publish on that day: what other sign-in systems' groups follow."""
    held = Membership.objects.filter(current(on=on), role=Role.EDITOR)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk"))


def administrators(on: date) -> QuerySet[Membership]:
    """Return the memberships that let somebody manage people on that day."""
    rows = Membership.objects.filter(current(on=on), role=Role.ADMINISTRATOR, user__is_active=True)
    return rows.order_by("pk")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person and what they work as on the day."""

    person: User
    memberships: tuple[Membership, ...]


def people_for(
    viewer: User, *, on: date, words: str = "", role: str = "", former: bool = False
) -> list[PersonRow]:
    """Return everybody who works on that day, or with `former` whoever no longer does. Two queries.

    Words are looked for in name, address and unit, without marks.

    Raises:
        NotAllowed: the viewer does not manage people.
    """
    if not permissions.can_manage_people(viewer, on=on):
        raise NotAllowed
    held = Membership.objects.filter(current(on=on)).select_related("body").order_by("pk")
    people = User.objects.prefetch_related(Prefetch("memberships", held, to_attr="held_today"))
    rows = [PersonRow(p, tuple(p.held_today)) for p in people]
    wanted = fold(words).split()
    found = [
        row
        for row in rows
        if bool(row.memberships) != former and _has_words(row, wanted) and _has_role(row, role)
    ]
    return sorted(found, key=lambda row: (sort_key(row.person.name), row.person.pk))


def _has_words(row: PersonRow, wanted: list[str]) -> bool:
    units = " ".join(membership.body.name for membership in row.memberships)
    text = fold(f"{row.person.name} {row.person.email} {units}")
    return all(word in text for word in wanted)


def _has_role(row: PersonRow, role: str) -> bool:
    return not role or any(membership.role == role for membership in row.memberships)


def person_for(viewer: User, *, pk: int, on: date) -> User:
    """Return one person.

    Raises:
        NotFound: there is none, or the viewer may not see them. The two look the same.
    """
    person = User.objects.filter(pk=pk).first()
    if person is None or not permissions.can_see_person(viewer, person, on=on):
        raise NotFound
    return person


def memberships_of(viewer: User, person: User, *, on: date) -> list[Membership]:
    """Return everything the person ever worked as, the newest first.

    Raises:
        NotFound: the viewer may not see the person.
    """
    if not permissions.can_see_person(viewer, person, on=on):
        raise NotFound
    rows = person.memberships.select_related("body", "user")
    return list(rows.order_by("-valid_from", "-pk"))


def membership_for(viewer: User, *, pk: int, on: date) -> Membership:
    """Return one membership for somebody who manages people.

    Raises:
        NotFound: there is none, or the viewer does not manage people.
    """
    row = Membership.objects.select_related("user", "body").filter(pk=pk).first()
    if row is None or not permissions.can_manage_people(viewer, on=on):
        raise NotFound
    return row


def invitations_for(viewer: User, *, on: date) -> list[Invitation]:
    """Return all invitations, the newest first.

    Raises:
        NotAllowed: the viewer does not manage people.
    """
    if not permissions.can_manage_people(viewer, on=on):
        raise NotAllowed
    rows = Invitation.objects.select_related("body", "invited_by", "accepted_by")
    return list(rows.order_by("-invited_at", "-pk"))


def invitation_for(viewer: User, *, pk: int, on: date) -> Invitation:
    """Return one invitation for somebody who manages people.

    Raises:
        NotFound: there is none, or the viewer does not manage people.
    """
    row = Invitation.objects.select_related("body").filter(pk=pk).first()
    if row is None or not permissions.can_manage_people(viewer, on=on):
        raise NotFound
    return row


def invitation_by_token(token: str, *, at: datetime) -> Invitation:
    """Return the invitation that the link opens.

    Raises:
        InvitationGone: there is none, it was withdrawn, or its time is over. All look the same.
        InvitationUsed: it was accepted before.
    """
    rows = Invitation.objects.select_related("body", "body__territory")
    row = rows.filter(token_digest=rules.digest_of(token)).first()
    if row is None:
        raise InvitationGone
    check_open(row, at=at)
    return row


def check_open(invitation: Invitation, *, at: datetime) -> None:
    """Raise why the invitation cannot be accepted at that moment, if so."""
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.withdrawn_at is not None or at >= invitation.expires_at:
        raise InvitationGone


def state_of(invitation: Invitation, *, at: datetime) -> str:
    """Return accepted, withdrawn, expired or waiting."""
    return rules.invitation_state(
        accepted=invitation.accepted_at is not None,
        withdrawn=invitation.withdrawn_at is not None,
        expires_at=invitation.expires_at,
        at=at,
    )


STATES = {
    "accepted": (gettext_lazy("Đã nhận"), "done"),
    "withdrawn": (gettext_lazy("Đã thu hồi"), "none"),
    "expired": (gettext_lazy("Hết hạn"), "late"),
    "waiting": (gettext_lazy("Đang chờ"), "waiting"),
}


class InvitationRow(NamedTuple):
    """An invitation and what became of it: in words, and the tone of its tag."""

    invitation: Invitation
    label: str
    tone: str


def invitation_rows(viewer: User, *, at: datetime) -> list[InvitationRow]:
    """Return all invitations and what became of each, the newest first.

    Raises:
        NotAllowed: the viewer does not manage people.
    """
    rows = []
    for invitation in invitations_for(viewer, on=timezone.localdate(at)):
        label, tone = STATES[state_of(invitation, at=at)]
        rows.append(InvitationRow(invitation, str(label), tone))
    return rows


def waiting(*, at: datetime) -> Q:
    """Condition: an invitation that can still be accepted at that moment."""
    return Q(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)


def has_account(email: str) -> bool:
    """Whether somebody signs in with that address."""
    return User.objects.filter(email__iexact=email).exists()


def no_bodies() -> QuerySet[Body]:
    """Return an empty choice of bodies, for forms that are given theirs later."""
    return Body.objects.none()


def roles() -> list[tuple[str, str]]:
    """Return the roles as people choose them."""
    return [(value, str(label)) for value, label in Role.choices]


def role_words() -> dict[str, str]:
    """Return what people may write for each role."""
    return {str(word): value for value, label in Role.choices for word in (value, label)}
