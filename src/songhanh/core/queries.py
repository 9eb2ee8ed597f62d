"""Background work as the administrator sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from songhanh.core.models import DailyRun

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    TaskRow = DBTaskResult[Any, Any]

SHOWN_AT_MOST = 100
# Work that was begun and not finished within this time was left by a worker that died.
TAKE_UP_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of background work. `name` is `area.tasks.function`."""

    pk: str
    name: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    reason: str
    stuck: bool


@dataclass(frozen=True, slots=True)
class Background:
    """What waits, what runs, what failed, what was done lately, and the jobs of the last days."""

    waiting: list[Work]
    waiting_count: int
    running: list[Work]
    failed: list[Work]
    done: list[Work]
    daily: list[DailyRun]


def background(*, at: datetime) -> Background:
    """Return the background work at a moment. Six queries."""
    waiting = _rows(TaskResultStatus.READY)
    return Background(
        waiting=_shown(waiting.order_by("enqueued_at"), at),
        waiting_count=waiting.count(),
        running=_shown(_rows(TaskResultStatus.RUNNING).order_by("started_at"), at),
        failed=_shown(_rows(TaskResultStatus.FAILED).order_by("-finished_at"), at),
        done=_shown(_rows(TaskResultStatus.SUCCESSFUL).order_by("-finished_at"), at)[:20],
        daily=list(DailyRun.objects.order_by("-day", "-claimed_at")[:20]),
    )


def _rows(status: str) -> QuerySet[TaskRow]:
    return DBTaskResult.objects.filter(status=status)


def _shown(rows: QuerySet[TaskRow], at: datetime) -> list[Work]:
    return [
        Work(
            pk=str(row.pk),
            name=row.task_path.removeprefix("songhanh."),
            asked_at=row.enqueued_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
            reason=_reason(row.traceback),
            stuck=is_stuck(row, at=at),
        )
        for row in rows[:SHOWN_AT_MOST]
    ]


def _reason(traceback: str) -> str:
    """Return the last line of what went wrong: the error and its message."""
    lines = traceback.strip().splitlines()
    return lines[-1][:300] if lines else ""


def is_stuck(row: TaskRow, *, at: datetime) -> bool:
    """Whether the work was begun so long ago that its worker must have died."""
    if row.status != TaskResultStatus.RUNNING or row.started_at is None:
        return False
    return bool(row.started_at <= at - TAKE_UP_AFTER)
