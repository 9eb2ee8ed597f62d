"""Daily jobs run once a day, by whoever comes first, also after an outage."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from songhanh.core import background, services
from songhanh.core.models import DailyRun

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
SEVEN = datetime(2026, 3, 2, 7, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _jobs(settings: Settings) -> None:
    settings.DAILY_JOBS = [("07:00", "audit.tasks.note_down_head")]


def test_a_job_waits_for_its_hour_and_runs_once() -> None:
    assert background.run_due_jobs(SEVEN - timedelta(minutes=1)) == []
    assert background.run_due_jobs(SEVEN) == ["audit.tasks.note_down_head"]
    assert background.run_due_jobs(SEVEN + HOUR) == []
    assert background.run_due_jobs(SEVEN + 24 * HOUR) == ["audit.tasks.note_down_head"]


def test_after_an_outage_it_runs_late_but_once() -> None:
    assert background.run_due_jobs(SEVEN + 15 * HOUR) == ["audit.tasks.note_down_head"]
    assert DailyRun.objects.count() == 1


def test_a_worker_that_dies_is_followed_by_another_after_an_hour() -> None:
    job: dict[str, Any] = {"job": "audit.tasks.note_down_head", "day": SEVEN.date()}
    run = services.claim_daily(**job, at=SEVEN)

    assert run is not None
    assert services.claim_daily(**job, at=SEVEN + HOUR / 2) is None
    again = services.claim_daily(**job, at=SEVEN + HOUR)
    assert again is not None
    assert services.claim_daily(**job, at=SEVEN + HOUR) is None
    services.finish_daily(run=again, at=SEVEN + HOUR)
    assert services.claim_daily(**job, at=SEVEN + 5 * HOUR) is None


def test_a_job_that_fails_does_not_stop_the_others(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DAILY_JOBS = [("00:00", "audit.tasks.no_such_job"), *settings.DAILY_JOBS]

    assert background.run_due_jobs(SEVEN) == ["audit.tasks.note_down_head"]

    assert "no_such_job failed" in caplog.text
    assert DailyRun.objects.filter(finished_at__isnull=True).count() == 1


def test_work_begins_only_when_the_change_is_safe() -> None:
    with transaction.atomic():
        background.later("notifications.tasks.send_digest", 1, "2026-03-02")
        transaction.set_rollback(True)

    assert services.claim_daily(job="x", day=SEVEN.date(), at=SEVEN) is not None
