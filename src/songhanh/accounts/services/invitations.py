"""Invitations: the only way in. Good rows of a list are sent, each bad row is named with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from songhanh.accounts import queries, rules
from songhanh.accounts.errors import AccountExists, InvitationGone, InvitationUsed
from songhanh.accounts.models import Invitation, Membership, Role, User, current
from songhanh.accounts.services.people import add_membership, check_password, check_right
from songhanh.audit import services as audit
from songhanh.core.background import later
from songhanh.integrations import mail
from songhanh.organizations.queries import bodies_on, office

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from songhanh.accounts.rules import InviteRow
    from songhanh.organizations.models import Body

NAME_LENGTH = 150


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An invitation and its link, which is shown once and then only in the letter."""

    invitation: Invitation
    link: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of a list."""

    sent: tuple[NewInvitation, ...]
    refused: tuple[InviteRow, ...]


def link_of(invitation: Invitation) -> str:
    """Return the address that lets the invited person in."""
    token = rules.token_for(invitation.token_seed, key=settings.SECRET_KEY)
    return settings.BASE_URL + reverse("accounts:accept", args=[token])


@transaction.atomic
def invite_people(*, rows: Sequence[InviteRow], by: User | None, at: datetime) -> Invited:
    """Invite everybody on a list; rows that cannot be taken come back with the reason.

    An earlier invitation of the same person to the same role is withdrawn by the new one.

    Raises:
        NotAllowed: `by` does not manage people.
    """
    check_right(by, at=at)
    on = timezone.localdate(at)
    bodies = {body.code: body for body in bodies_on(on)}
    twice = rules.repeated(rows)
    held = _held(rows, at=at)
    sent, refused = [], []
    for row in rows:
        problem = row.problem or _problem(row, bodies, held, twice)
        if problem:
            refused.append(replace(row, problem=problem))
        else:
            sent.append(_invite(row, bodies[row.code], by=by, at=at))
    return Invited(tuple(sent), tuple(refused))


def _held(rows: Sequence[InviteRow], *, at: datetime) -> set[tuple[str, str, str]]:
    now = Membership.objects.filter(current(on=timezone.localdate(at)))
    keys = now.filter(user__email__in={row.email for row in rows})
    return set(keys.values_list("user__email", "role", "body__code"))


def _problem(
    row: InviteRow,
    bodies: Mapping[str, Body],
    held: set[tuple[str, str, str]],
    twice: set[int],
) -> str:
    try:
        validate_email(row.email)
    except ValidationError:
        return _("Địa chỉ thư điện tử không đúng.")
    reasons = (
        (not row.name or len(row.name) > NAME_LENGTH, _("Thiếu họ tên, hoặc họ tên quá dài.")),
        (
            row.role not in Role.values,
            _("Không rõ vai trò. Hãy ghi một trong: %(roles)s.")
            % {"roles": ", ".join(str(label) for label in Role.labels)},
        ),
        (row.code not in bodies, _("Không có đơn vị nào mang mã này hôm nay.")),
        (row.line in twice, _("Dòng này lặp lại một dòng phía trên.")),
        ((row.email, row.role, row.code) in held, _("Người này đã giữ vai trò đó ở đơn vị.")),
    )
    return next((text for wrong, text in reasons if wrong), "")


def _invite(row: InviteRow, body: Body, *, by: User | None, at: datetime) -> NewInvitation:
    earlier = Invitation.objects.filter(
        queries.waiting(at=at), email=row.email, role=row.role, body=body
    )
    earlier.update(withdrawn_at=at)
    seed = token_hex(32)
    digest = rules.digest_of(rules.token_for(seed, key=settings.SECRET_KEY))
    invitation = Invitation.objects.create(
        email=row.email, name=row.name, role=row.role, body=body, token_seed=seed,
        token_digest=digest, invited_at=at, invited_by=by, expires_at=at + rules.INVITATION_LASTS,
    )  # fmt: skip
    later("accounts.tasks.send_invitation", invitation.pk)
    audit.record(
        "accounts.invitation.sent", target=invitation, by=by or audit.SYSTEM, at=at,
        body=body.pk, role=row.role,
    )  # fmt: skip
    return NewInvitation(invitation, link_of(invitation))


def send_invitation(*, pk: int, at: datetime) -> None:
    """Send the letter with the link, unless the invitation is no longer open. Written in Vietnamese."""
    invitation = Invitation.objects.select_related("body").get(pk=pk)
    try:
        queries.check_open(invitation, at=at)
    except (InvitationGone, InvitationUsed):
        return
    ours = office()
    with override(settings.LANGUAGE_CODE):
        values = {
            "name": invitation.name,
            "office": ours.name if ours else "Song Hành",
            "role": invitation.get_role_display(),
            "body": invitation.body.name,
            "link": link_of(invitation),
            "until": timezone.localtime(invitation.expires_at).strftime("%d/%m/%Y"),
        }
        subject = _("Lời mời dùng Song Hành: %(office)s") % values
        text = (
            _(
                "Kính gửi %(name)s,\n\n"
                "%(office)s mời ông/bà dùng Song Hành với vai trò %(role)s tại %(body)s.\n\n"
                "Mở đường dẫn sau để đặt mật khẩu và bắt đầu (dùng được một lần, đến ngày %(until)s):\n"
                "%(link)s\n\n"
                "Nếu ông/bà không chờ lời mời này thì có thể bỏ qua thư."
            )
            % values
        )
    mail.send(to=invitation.email, subject=subject, text=text)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Close an invitation; its link opens nothing any more. Doing it again changes nothing.

    Raises:
        NotAllowed: `by` does not manage people.
        InvitationUsed: it was accepted before.
    """
    check_right(by, at=at)
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at is not None:
        raise InvitationUsed
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        audit.record("accounts.invitation.withdrawn", target=row, by=by, at=at)
    return row


@transaction.atomic
def accept_invitation(
    *, token: str, at: datetime, name: str = "", password: str = "", by: User | None = None
) -> User:
    """Take up an invitation, once: a new person sets a password, one who has an account is signed in.

    `by` is whoever is signed in, if anybody.

    Raises:
        InvitationGone: the link opens nothing (any more).
        InvitationUsed: it was accepted before.
        AccountExists: the address has an account and somebody else, or nobody, is signed in.
        WeakPassword: the password is easily guessed.
    """
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("body")
    row = rows.filter(token_digest=rules.digest_of(token)).first()
    if row is None:
        raise InvitationGone
    queries.check_open(row, at=at)
    user = User.objects.filter(email__iexact=row.email).first()
    if user is None:
        check_password(password=password, email=row.email, name=name or row.name)
        user = User.objects.create_user(row.email, name or row.name, password)
        user.joined_at = at
        user.save(update_fields=["joined_at"])
    elif by is None or by.pk != user.pk:
        raise AccountExists
    row.accepted_at, row.accepted_by = at, user
    row.save(update_fields=["accepted_at", "accepted_by"])
    add_membership(
        user=user, body=row.body, role=row.role, valid_from=timezone.localdate(at),
        title=row.title, by=None, at=at,
    )  # fmt: skip
    audit.record("accounts.invitation.accepted", target=row, by=user, at=at)
    return user
