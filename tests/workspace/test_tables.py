"""Every table of the staff is a file too, with the rows that the page shows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from songhanh.accounts import rules
from songhanh.accounts import services as accounts
from songhanh.accounts.models import Role
from songhanh.directives import services as directives
from tests import make
from tests.directives.places import now, place

if TYPE_CHECKING:
    from songhanh.accounts.models import User

pytestmark = pytest.mark.django_db


def table(person: User, name: str, **query: str) -> list[tuple[object, ...]]:
    client = Client()
    client.force_login(person)
    address = reverse(name)
    assert "xlsx=" in client.get(address).content.decode(), "the page does not offer its file"
    answer = client.get(address, {"xlsx": "1"} | query)
    assert answer["Content-Disposition"].endswith('.xlsx"')
    return list(load_workbook(io.BytesIO(answer.content)).worksheets[0].values)


def test_the_leaders_page_by_duty_and_by_unit_with_all_units() -> None:
    here = place(units=60)
    directives.issue(directive=here.directive, by=here.coordinator, at=now())

    duties = table(here.leader, "directives:progress", xlsx="nhiem-vu")
    units = table(here.leader, "directives:progress", xlsx="don-vi")

    assert [row[:2] for row in duties if row[1] == 60] == [
        ("Tổ chức truyền thông", 60),
        ("Báo cáo kết quả", 60),
    ]
    assert len([row for row in units if row[1] == 2]) == 60


def test_invitations_and_what_became_of_them() -> None:
    administrator, body = make.user(Role.ADMINISTRATOR), make.body(name="Phòng Mẫu")
    row = rules.InviteRow(1, "an@phuong.example", "Nguyễn An", Role.LEADER, body.code)
    accounts.invite_people(rows=[row], by=administrator, at=now())

    [*_heads, line] = table(administrator, "accounts:invitations")

    assert (*line[:4], line[5]) == (
        "Nguyễn An", "an@phuong.example", "Lãnh đạo", "Phòng Mẫu", "Đang chờ",
    )  # fmt: skip


def test_territories_of_today() -> None:
    administrator = make.user(Role.ADMINISTRATOR)
    made = make.territory(name="Phường Mẫu")

    assert made.code in {row[0] for row in table(administrator, "organizations:territories")}


def test_background_work_with_its_reason() -> None:
    DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED,
        task_path="songhanh.notifications.tasks.send_digest",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=make.NOON,
        exception_class_path="",
        traceback="Traceback\nConnectionRefusedError: không có máy chủ thư",
        finished_at=make.NOON,
    )

    [line] = [
        row for row in table(make.user(Role.ADMINISTRATOR), "workspace:background")
        if row[0] == "Bị lỗi"
    ]  # fmt: skip

    assert line[4] == "ConnectionRefusedError: không có máy chủ thư"
