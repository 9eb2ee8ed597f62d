"""The administrator's pages about bodies, and what holds behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.accounts.models import Role, User
from songhanh.core.errors import NotAllowed
from songhanh.organizations import services
from songhanh.organizations.datapack import load_units
from songhanh.organizations.models import Body, Confidence, Succession
from songhanh.organizations.queries import body_by_code
from tests import make
from tests.make import NOON
from tests.organizations.conftest import real_units

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def administrator() -> Client:
    return signed_in(make.user(Role.ADMINISTRATOR))


def values(**changed: Any) -> dict[str, Any]:
    place = changed.pop("territory", None) or make.territory()
    return {
        "code": "phong.moi",
        "name": "Phòng Mới",
        "kind": "department",
        "territory": place.pk,
        "aliases": "P. Mới\n\nPhòng M",
        "valid_from": "01/07/2025",
    } | changed


def test_an_administrator_adds_corrects_and_ends_a_body() -> None:
    client, heir = administrator(), make.body(name="Phòng Kế thừa")

    client.post(reverse("organizations:add-body"), values())
    body = Body.objects.get(code="phong.moi")
    assert (body.aliases, body.confidence) == (["P. Mới", "Phòng M"], Confidence.ENTERED)

    page = reverse("organizations:body", args=[body.pk])
    assert client.get(page).status_code == 200
    client.post(page, values(name="Phòng Đổi tên", territory=body.territory))
    body.refresh_from_db()
    assert body.name == "Phòng Đổi tên"

    end = reverse("organizations:end-body", args=[body.pk])
    assert client.get(end).status_code == 200
    client.post(end, {"valid_to": "01/01/2026", "successors": [heir.pk], "law": "1/NQ"})
    body.refresh_from_db()
    assert body.valid_to == date(2026, 1, 1)
    assert Succession.objects.get().new_body == heir
    assert "Phòng Kế thừa" in client.get(page).content.decode()


def test_the_list_is_filtered_by_words_kind_and_day_and_downloads() -> None:
    make.body(name="Phòng Giáo dục", valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1))
    client, url = administrator(), reverse("organizations:bodies")

    assert "Phòng Giáo dục" not in client.get(url, {"words": "giao duc"}).content.decode()
    past = client.get(url, {"words": "giao duc", "kind": "department", "on": "01/06/2020"})
    assert "Phòng Giáo dục" in past.content.decode()
    assert client.get(url, {"xlsx": 1}).content[:2] == b"PK"
    assert client.get(reverse("organizations:territories")).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMINISTRATOR])
def test_nobody_else_enters(role: str) -> None:
    client, body = signed_in(make.user(role)), make.body()

    for name in ("bodies", "add-body", "territories"):
        assert client.get(reverse(f"organizations:{name}")).status_code == 403
    for name in ("body", "end-body"):
        assert client.get(reverse(f"organizations:{name}", args=[body.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        services.end_body(
            body=body, valid_to=date(2026, 1, 1), successors=[], law="", by=make.user(role), at=NOON
        )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "da.co"}, "Mã này đang được"),
        ({"valid_from": "01/01/2019"}, "không tồn tại vào ngày này"),
        ({"name": ""}, "Hãy ghi tên"),
        ({"code": "Có Dấu"}, "Mã chỉ gồm"),
        ({"valid_from": "31/02/2025"}, "Hãy ghi ngày dạng"),
    ],
)
def test_what_does_not_fit_is_said_on_the_page(changed: dict[str, str], words: str) -> None:
    make.body(code="da.co")

    page = administrator().post(reverse("organizations:add-body"), values(**changed))

    assert words in page.content.decode()
    assert not Body.objects.filter(code="phong.moi").exists()


def test_a_code_is_used_again_after_its_body_ended() -> None:
    make.body(code="phong.moi", valid_to=date(2025, 7, 1))

    administrator().post(reverse("organizations:add-body"), values())

    assert Body.objects.filter(code="phong.moi").count() == 2


@pytest.mark.parametrize(
    ("day", "error"),
    [(date(2020, 1, 1), services.EndsBeforeStart), (date(2020, 1, 2), services.SuccessorNotThere)],
)
def test_an_end_that_cannot_be_is_refused(day: date, error: type[Exception]) -> None:
    by, body = make.user(Role.ADMINISTRATOR), make.body()
    heir = make.body(valid_from=date(2026, 1, 1))

    with pytest.raises(error):
        services.end_body(body=body, valid_to=day, successors=[heir], law="", by=by, at=NOON)


def test_a_body_ends_once() -> None:
    by, body = make.user(Role.ADMINISTRATOR), make.body(valid_to=date(2025, 1, 1))

    with pytest.raises(services.AlreadyEnded):
        services.end_body(
            body=body, valid_to=date(2026, 1, 1), successors=[], law="", by=by, at=NOON
        )


def test_what_the_office_changed_stays_when_the_pack_is_loaded_again() -> None:
    load_units(real_units())
    body = body_by_code("tam-ky.y-te", on=date(2021, 6, 1))
    Body.objects.filter(pk=body.pk).update(name="Tên của chúng tôi", confidence="entered")

    assert load_units(real_units()) == 0

    body.refresh_from_db()
    assert body.name == "Tên của chúng tôi"
