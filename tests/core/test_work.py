"""Administrators see background work, why it failed, and have it done again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from songhanh.accounts.models import Role
from songhanh.audit.models import Event
from songhanh.core import queries, services
from songhanh.core.errors import NotAllowed
from songhanh.workspace import services as workspace
from tests import make

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
NOON = make.NOON


def work(status: str, **values: Any) -> Any:
    defaults = {
        "task_path": "songhanh.notifications.tasks.send_digest",
        "args_kwargs": {"args": [1, "2026-03-02"], "kwargs": {}},
        "backend_name": "default",
        "run_after": NOON,
        "exception_class_path": "",
        "traceback": "",
    }
    return DBTaskResult.objects.create(status=status, **defaults | values)


def failed() -> Any:
    text = (
        "Traceback (most recent call last):\n  File x\nConnectionRefusedError: không có máy chủ thư"
    )
    return work(TaskResultStatus.FAILED, traceback=text, finished_at=NOON)


def test_failed_work_says_why_and_is_done_again_once() -> None:
    administrator = make.user(Role.ADMINISTRATOR)
    row = failed()

    [shown] = queries.background(at=NOON).failed
    workspace.run_again(pk=str(row.pk), by=administrator, at=NOON)

    assert shown.reason == "ConnectionRefusedError: không có máy chủ thư"
    found = queries.background(at=NOON)
    assert found.failed == []
    assert [again.name for again in found.waiting] == ["notifications.tasks.send_digest"]
    assert Event.objects.filter(action="workspace.work.repeated").count() == 1
    with pytest.raises(services.NothingToRepeat):
        workspace.run_again(pk=str(row.pk), by=administrator, at=NOON)


def test_work_of_a_worker_that_died_can_be_done_again_after_an_hour() -> None:
    row = work(TaskResultStatus.RUNNING, started_at=NOON)

    with pytest.raises(services.NothingToRepeat):
        services.run_again(pk=str(row.pk), at=NOON + timedelta(minutes=59))

    assert queries.background(at=NOON + timedelta(hours=1)).running[0].stuck
    services.run_again(pk=str(row.pk), at=NOON + timedelta(hours=1))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_sees_or_repeats_it(client: Client, role: str) -> None:
    stranger = make.user(role)
    client.force_login(stranger)

    assert client.get(reverse("workspace:background")).status_code == 403
    with pytest.raises(NotAllowed):
        workspace.run_again(pk=str(failed().pk), by=stranger, at=NOON)


def test_the_page_shows_it(client: Client) -> None:
    client.force_login(make.user(Role.ADMINISTRATOR))
    row = failed()
    page = client.get(reverse("workspace:background")).content.decode()

    assert "không có máy chủ thư" in page
    assert client.get(reverse("workspace:run-again", args=[row.pk])).status_code == 405
    answer = client.post(reverse("workspace:run-again", args=[row.pk]))
    assert answer.status_code == 302
