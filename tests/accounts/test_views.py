"""Signing in, the doors that stay shut, and the administrator's pages about people."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse

from songhanh.accounts.models import Invitation, Role, User
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "mot cau ngan de nho"  # noqa: S105


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def person() -> User:
    user = make.user(Role.FOCAL_POINT)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, email: str, password: str) -> int:
    answer = client.post(reverse("account_login"), {"login": email, "password": password})
    return answer.status_code


def test_an_administrator_invites_and_the_person_comes_in() -> None:
    body = make.body()
    office = signed_in(make.user(Role.ADMINISTRATOR))
    rows = f"an@phuong.example; Nguyễn An; Đầu mối; {body.code}\nsai; ; ;"

    page = office.post(reverse("accounts:invite"), {"rows": rows}).content.decode()
    link = re.search(r"http://\S+/nhan-loi-moi/[^/<]+/", page)
    assert link
    assert "Dòng 2 (sai)" in page

    guest, path = Client(), link[0].partition("8000")[2] or link[0].split("/", 3)[3]
    path = "/" + path.lstrip("/")
    assert "Nguyễn An" in guest.get(path).content.decode()
    values = {"name": "Nguyễn An", "password": PASSWORD, "again": PASSWORD}
    assert guest.post(path, values).status_code == 302
    assert sign_in(guest, "an@phuong.example", PASSWORD) == 302
    assert guest.session["_auth_user_id"]
    assert guest.post(path, values).status_code == 409
    assert link[0] not in office.get(reverse("accounts:invitations")).content.decode()


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "password/set/", "confirm-email/", "confirm-email/x/", "social/", "3rdparty/",
     "login/code/", "hai-lop/webauthn/"],
)  # fmt: skip
def test_other_doors_stay_shut(path: str) -> None:
    for client in (Client(), signed_in(person())):
        assert client.get(f"/tai-khoan/{path}").status_code == 404
        assert client.post(f"/tai-khoan/{path}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive",
     "account_reset_password_from_key_done"],
)  # fmt: skip
def test_pages_for_signing_in_open_without_an_account(name: str) -> None:
    answer = Client().get(reverse(name))

    assert answer.status_code == 200
    assert "Content-Security-Policy" in answer.headers
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    ["account_logout", "account_change_password", "account_reauthenticate", "mfa_index",
     "accounts:people", "accounts:invitations", "accounts:invite"],
)  # fmt: skip
def test_pages_of_a_signed_in_administrator_open(name: str) -> None:
    user = make.user(Role.ADMINISTRATOR)
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    sign_in(client, user.email, PASSWORD)

    assert client.get(reverse(name)).status_code == 200


def test_a_wrong_password_is_refused_and_ten_lock_this_account_only() -> None:
    user, other = person(), person()
    client = Client()

    for _attempt in range(11):
        assert sign_in(client, user.email, "sai") == 200

    assert sign_in(client, user.email, PASSWORD) == 200
    assert sign_in(client, other.email, PASSWORD) == 302


def test_somebody_set_inactive_cannot_sign_in() -> None:
    user = person()
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()

    sign_in(client, user.email, PASSWORD)

    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_set_anew_by_letter() -> None:
    user, client = person(), Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://\S+", str(mail.outbox[0].body))
    assert link

    page = client.get("/" + link[0].split("/", 3)[3], follow=True)
    values = {"password1": "mot cau khac de nho", "password2": "mot cau khac de nho"}
    client.post(page.request["PATH_INFO"], values)

    user.refresh_from_db()
    assert user.check_password("mot cau khac de nho")


def test_an_unknown_address_gets_the_same_answer_and_no_letter() -> None:
    answer = Client().post(reverse("account_reset_password"), {"email": "la@x.example"})

    assert answer.status_code == 302
    assert mail.outbox == []


def code_now(secret: str) -> str:
    """What the person's app shows."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))


def test_two_step_sign_in_is_turned_on_asked_for_and_survives_a_lost_phone() -> None:
    user, client = person(), Client()
    sign_in(client, user.email, PASSWORD)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    if "reauthenticate" in asked.request["PATH_INFO"]:
        path = asked.request["PATH_INFO"] + "?" + asked.request["QUERY_STRING"]
        client.post(path, {"password": PASSWORD}, follow=True)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "data:image/svg+xml" in page

    secret = client.session["mfa.totp.secret"]
    assert secret in page  # for whoever cannot scan
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    spare = re.findall(r"\b[0-9a-f]{8}\b", codes)
    client.post(reverse("account_logout"))

    sign_in(client, user.email, PASSWORD)
    assert client.get(reverse("workspace:home")).status_code == 302  # not in yet
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert (wrong.status_code, bool(spare)) == (200, True)
    client.post(reverse("mfa_authenticate"), {"code": spare[0]})
    assert client.get(reverse("workspace:home")).status_code == 200

    client.post(reverse("account_logout"))
    sign_in(client, user.email, PASSWORD)
    client.post(reverse("mfa_authenticate"), {"code": spare[0]})  # good once
    assert client.get(reverse("workspace:home")).status_code == 302


PAGES = [
    ("accounts:people", 403),
    ("accounts:invitations", 403),
    ("accounts:invite", 403),
]


@pytest.mark.parametrize("role", [r for r in Role.values if r != Role.ADMINISTRATOR])
@pytest.mark.parametrize(("name", "status"), PAGES)
def test_nobody_else_enters_the_administrators_pages(role: str, name: str, status: int) -> None:
    assert signed_in(make.user(role)).get(reverse(name)).status_code == status
    assert Client().get(reverse(name)).status_code == 302


def test_everybody_sees_their_own_page_and_nobody_elses() -> None:
    user, other = person(), person()
    client = signed_in(user)

    own = client.get(reverse("accounts:person", args=[user.pk]))
    assert own.status_code == 200
    assert "Thêm vai trò" not in own.content.decode()
    assert client.get(reverse("accounts:person", args=[other.pk])).status_code == 404
    assert client.get(reverse("accounts:person", args=[10**6])).status_code == 404


def test_an_administrator_adds_and_ends_a_role() -> None:
    office, user, body = signed_in(make.user(Role.ADMINISTRATOR)), make.user(), make.body()
    page = reverse("accounts:person", args=[user.pk])
    values = {"body": body.pk, "role": "leader", "valid_from": "01/07/2025"}

    assert office.post(page, values).status_code == 302
    membership = user.memberships.get()
    assert office.post(page, values).status_code == 200  # held already: said on the page
    end = reverse("accounts:end-membership", args=[membership.pk])
    assert office.get(end).status_code == 200
    assert office.post(end, {"valid_to": "30/06/2025"}).status_code == 200
    assert office.post(end, {"valid_to": "02/07/2025"}).status_code == 302

    membership.refresh_from_db()
    assert membership.valid_to is not None


def test_an_administrator_withdraws_an_invitation() -> None:
    body, office = make.body(), signed_in(make.user(Role.ADMINISTRATOR))
    office.post(reverse("accounts:invite"), {"rows": f"a@b.example;A;leader;{body.code}"})
    invitation = Invitation.objects.get()

    assert office.get(reverse("accounts:withdraw", args=[invitation.pk])).status_code == 405
    office.post(reverse("accounts:withdraw", args=[invitation.pk]))

    assert "Đã thu hồi" in office.get(reverse("accounts:invitations")).content.decode()
    stranger = signed_in(person())
    assert stranger.post(reverse("accounts:withdraw", args=[invitation.pk])).status_code == 404


def test_the_list_of_people_downloads_as_excel() -> None:
    office = signed_in(make.user(Role.ADMINISTRATOR, name="Quản trị"))

    answer = office.get(reverse("accounts:people"), {"xlsx": "1", "words": "quan tri"})

    assert answer.content[:2] == b"PK"
    assert ".xlsx" in answer["Content-Disposition"]


def test_an_empty_list_is_not_sent() -> None:
    office = signed_in(make.user(Role.ADMINISTRATOR))

    page = office.post(reverse("accounts:invite"), {"rows": "  "}).content.decode()

    assert "Hãy dán danh sách" in page
