"""Inviting, joining, working in roles, leaving."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from songhanh.accounts import queries, rules, services, tasks
from songhanh.accounts.errors import (
    AccountExists,
    BodyNotThere,
    EndsBeforeStart,
    InvitationGone,
    InvitationUsed,
    LastAdministrator,
    MembershipExists,
    PersonExists,
    WeakPassword,
)
from songhanh.accounts.models import Invitation, Role, User
from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from tests import make
from tests.make import DAY, NOON
from tests.together import at_once

if TYPE_CHECKING:
    from songhanh.organizations.models import Body

pytestmark = pytest.mark.django_db

PASSWORD = "mot cau ngan de nho"  # noqa: S105


def administrator() -> User:
    return make.user(Role.ADMINISTRATOR)


def invite(
    body: Body, *, email: str = "an@phuong.example", role: str = "focal-point"
) -> tuple[Invitation, str]:
    row = rules.InviteRow(1, email, "Nguyễn An", role, body.code)
    found = services.invite_people(rows=[row], by=administrator(), at=NOON).sent[0]
    return found.invitation, found.link.rstrip("/").rpartition("/")[2]


def test_a_person_is_invited_sets_a_password_and_works_from_that_day() -> None:
    body = make.body()
    _invitation, token = invite(body)

    user = services.accept_invitation(token=token, name="Nguyễn Văn An", password=PASSWORD, at=NOON)

    assert user.email == "an@phuong.example"
    assert user.check_password(PASSWORD)
    assert user.unit_ids(on=DAY, role=Role.FOCAL_POINT) == {body.pk}
    assert user.unit_ids(on=DAY - timedelta(days=1)) == frozenset()
    assert audit.verify()[1] is None


def test_good_rows_are_sent_and_each_bad_row_is_named_with_its_reason() -> None:
    body = make.body()
    text = f"""Email; Họ tên; Vai trò; Mã đơn vị
an@phuong.example; Nguyễn An; Đầu mối; {body.code}
khong phai thu; Lê Bình; Đầu mối; {body.code}
binh@phuong.example; ; Đầu mối; {body.code}
chi@phuong.example; Chi; thợ; {body.code}
dung@phuong.example; Dũng; lanh dao; khong-co
AN@phuong.example; Nguyễn An; đầu mối; {body.code}
"""
    rows = rules.read_list(text, roles=queries.role_words())

    found = services.invite_people(rows=rows, by=administrator(), at=NOON)

    assert [new.invitation.email for new in found.sent] == ["an@phuong.example"]
    assert [row.line for row in found.refused] == [3, 4, 5, 6, 7]
    assert all(row.problem for row in found.refused)


def test_the_letter_carries_the_link_and_the_database_does_not() -> None:
    invitation, token = invite(make.body())
    tasks.send_invitation.func(invitation.pk)  # long after NOON: the link is no longer good

    assert mail.outbox == []

    services.send_invitation(pk=invitation.pk, at=NOON)

    assert mail.outbox[0].to == ["an@phuong.example"]
    assert token in mail.outbox[0].body
    assert token not in {invitation.token_seed, invitation.token_digest}


def test_an_invitation_is_good_once() -> None:
    _invitation, token = invite(make.body())
    services.accept_invitation(token=token, password=PASSWORD, at=NOON)

    with pytest.raises(InvitationUsed):
        services.accept_invitation(token=token, password=PASSWORD, at=NOON)

    assert User.objects.filter(email="an@phuong.example").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_opened_twice_at_the_same_moment_makes_one_person() -> None:
    _invitation, token = invite(make.body())

    failed = at_once(
        lambda: services.accept_invitation(token=token, password=PASSWORD, at=NOON), times=3
    )

    assert [type(error) for error in failed] == [InvitationUsed] * 2
    assert User.objects.filter(email="an@phuong.example").count() == 1


def test_an_invitation_ends_after_fourteen_days() -> None:
    _invitation, token = invite(make.body())
    queries.invitation_by_token(token, at=NOON + timedelta(days=14, seconds=-1))

    with pytest.raises(InvitationGone):
        services.accept_invitation(token=token, password=PASSWORD, at=NOON + timedelta(days=14))


def test_a_withdrawn_invitation_and_a_wrong_link_look_the_same() -> None:
    invitation, token = invite(make.body())
    services.withdraw_invitation(invitation=invitation, by=administrator(), at=NOON)
    services.withdraw_invitation(invitation=invitation, by=administrator(), at=NOON)

    for wrong in (token, "khong-co", ""):
        with pytest.raises(InvitationGone):
            services.accept_invitation(token=wrong, password=PASSWORD, at=NOON)
        with pytest.raises(InvitationGone):
            queries.invitation_by_token(wrong, at=NOON)


def test_an_accepted_invitation_cannot_be_withdrawn() -> None:
    invitation, token = invite(make.body())
    services.accept_invitation(token=token, password=PASSWORD, at=NOON)

    with pytest.raises(InvitationUsed):
        services.withdraw_invitation(invitation=invitation, by=administrator(), at=NOON)


def test_inviting_again_closes_the_earlier_link() -> None:
    body = make.body()
    _first, old = invite(body)
    _second, new = invite(body)

    with pytest.raises(InvitationGone):
        queries.invitation_by_token(old, at=NOON)

    assert queries.invitation_by_token(new, at=NOON).email == "an@phuong.example"


def test_whoever_has_an_account_takes_a_further_role_signed_in() -> None:
    user, body = make.user(), make.body()
    _invitation, token = invite(body, email=user.email, role="leader")

    for other in (None, make.user()):
        with pytest.raises(AccountExists):
            services.accept_invitation(token=token, password=PASSWORD, at=NOON, by=other)

    services.accept_invitation(token=token, at=NOON, by=user)
    assert user.unit_ids(on=DAY, role=Role.LEADER) == {body.pk}


@pytest.mark.parametrize("password", ["", "ngan", "password123", "an@phuong.example"])
def test_an_easily_guessed_password_is_refused_and_the_invitation_stays(password: str) -> None:
    _invitation, token = invite(make.body())

    with pytest.raises(WeakPassword):
        services.accept_invitation(token=token, password=password, at=NOON)

    assert queries.invitation_by_token(token, at=NOON).accepted_at is None


def test_an_invitation_to_a_role_already_held_is_refused() -> None:
    body = make.body()
    user = make.user(Role.LEADER, body=body)
    row = rules.InviteRow(1, user.email, "An", "leader", body.code)

    found = services.invite_people(rows=[row], by=administrator(), at=NOON)

    assert not found.sent
    assert len(found.refused) == 1


def test_valid_to_is_the_first_day_without_the_right() -> None:
    body = make.body()
    user = make.user(Role.FOCAL_POINT, body=body)
    membership = user.memberships.get()

    services.end_membership(membership=membership, valid_to=DAY, by=administrator(), at=NOON)

    assert user.unit_ids(on=DAY - timedelta(days=1)) == {body.pk}
    assert User.objects.get(pk=user.pk).unit_ids(on=DAY) == frozenset()
    assert queries.people_of([body.pk], on=DAY) == []


def test_a_membership_cannot_end_before_it_begins() -> None:
    membership = make.user(Role.LEADER, on=DAY).memberships.get()

    with pytest.raises(EndsBeforeStart):
        services.end_membership(membership=membership, valid_to=DAY, by=administrator(), at=NOON)


def test_the_last_administrator_stays() -> None:
    last = administrator()
    membership = last.memberships.get()

    with pytest.raises(LastAdministrator):
        services.end_membership(membership=membership, valid_to=DAY, by=last, at=NOON)

    other = make.user(Role.ADMINISTRATOR)
    services.end_membership(membership=membership, valid_to=DAY, by=other, at=NOON)
    with pytest.raises(NotAllowed):
        services.end_membership(membership=other.memberships.get(), valid_to=DAY, by=last, at=NOON)


def test_a_role_is_held_once_at_a_time_and_again_after_it_ended() -> None:
    body, by = make.body(), administrator()
    user = make.user(Role.LEADER, body=body)
    values: dict[str, Any] = {"user": user, "body": body, "role": "leader", "by": by, "at": NOON}

    with pytest.raises(MembershipExists):
        services.add_membership(valid_from=DAY, **values)

    services.end_membership(membership=user.memberships.get(), valid_to=DAY, by=by, at=NOON)
    services.add_membership(valid_from=DAY, **values)
    assert user.has_role("leader", on=DAY)


def test_nobody_works_for_a_body_that_does_not_exist_on_that_day() -> None:
    body = make.body(valid_from=date(2025, 7, 1))
    values: dict[str, Any] = {
        "user": make.user(),
        "body": body,
        "role": "leader",
        "by": None,
        "at": NOON,
    }

    with pytest.raises(BodyNotThere):
        services.add_membership(valid_from=date(2025, 6, 30), **values)

    assert services.add_membership(valid_from=date(2025, 7, 1), **values).pk


def test_two_people_cannot_share_an_address() -> None:
    services.create_person(email="A@b.example", name="A", password=None, by=None, at=NOON)

    with pytest.raises(PersonExists):
        services.create_person(email="a@B.example", name="B", password=None, by=None, at=NOON)


def test_people_of_bodies_are_sorted_and_asked_for_once(
    django_assert_num_queries: object,
) -> None:
    body, other = make.body(), make.body()
    for name in ("Đỗ An", "Dương An", "Ấn", "An"):
        make.user(Role.LEADER, body=body, name=name)
    make.user(Role.FOCAL_POINT, body=other)

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.people_of([body.pk, other.pk], on=DAY, role="leader")

    assert [person.name for person in found] == ["An", "Ấn", "Dương An", "Đỗ An"]


def test_editors_are_those_who_hold_the_role_that_day() -> None:
    editor = make.user(Role.EDITOR, on=DAY)
    make.user(Role.LEADER)

    assert queries.editors(DAY) == [editor]
    assert queries.editors(DAY - timedelta(days=1)) == []


def test_the_list_of_people_needs_two_queries_however_long(
    django_assert_num_queries: object,
) -> None:
    viewer = administrator()
    for _number in range(20):
        make.user(Role.LEADER)
    viewer.memberships_on(DAY)

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.people_for(viewer, on=DAY)) == 21


def test_people_are_found_by_name_without_marks_and_by_role() -> None:
    viewer = administrator()
    make.user(Role.LEADER, name="Nguyễn Thị Hường")
    gone = make.user(name="Lê Hương")

    assert [r.person.name for r in queries.people_for(viewer, on=DAY, words="huong")] == [
        "Nguyễn Thị Hường"
    ]
    assert len(queries.people_for(viewer, on=DAY, role="leader")) == 1
    assert [r.person for r in queries.people_for(viewer, on=DAY, former=True)] == [gone]
