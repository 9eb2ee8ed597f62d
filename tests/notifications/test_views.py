"""People see what they were told, open it, and mark it as read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from songhanh.notifications import queries
from songhanh.notifications.models import Notice
from tests import make
from tests.notifications.test_services import tell

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_notice_is_listed_opened_and_read(client: Client) -> None:
    person = make.user()
    tell(person)
    tell(person, key="2", text="Việc khác")
    client.force_login(person)
    notice = Notice.objects.get(key="k")

    page = client.get(reverse("notifications:list")).content.decode()
    opened = client.post(reverse("notifications:open", args=[notice.pk]))
    left = queries.unread_count(person)
    client.post(reverse("notifications:read-all"))

    assert "12/KH-UBND" in page
    assert "Đánh dấu đã đọc hết" in page
    assert opened.headers["Location"] == "/lam-viec/"
    assert (left, queries.unread_count(person)) == (1, 0)


def test_another_person_sees_and_opens_nothing(client: Client) -> None:
    tell(make.user())
    client.force_login(make.user())

    assert "Chưa có thông báo nào" in client.get(reverse("notifications:list")).content.decode()
    address = reverse("notifications:open", args=[Notice.objects.get().pk])
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405
