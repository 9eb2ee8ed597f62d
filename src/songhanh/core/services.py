"""Daily jobs: each runs once a day, by whichever worker comes first, also after an outage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from songhanh.core.errors import DomainError
from songhanh.core.models import DailyRun
from songhanh.core.queries import TAKE_UP_AFTER, is_stuck

if TYPE_CHECKING:
    from datetime import date, datetime


class NothingToRepeat(DomainError):
    message = _(
        "Việc này không còn ở trạng thái lỗi nên không cần chạy lại. Hãy tải lại trang để xem tình trạng mới."
    )


@transaction.atomic
def run_again(*, pk: str, at: datetime) -> str:
    """Ask anew for work that failed or whose worker died; return the work's name.

    Who may do so, and that it is noted down, is for the area that calls to see to.

    Raises:
        NothingToRepeat: it is waiting, running or done, or somebody else asked just now.
    """
    row = DBTaskResult.objects.select_for_update().filter(pk=pk).first()
    if row is None or not (row.status == TaskResultStatus.FAILED or is_stuck(row, at=at)):
        raise NothingToRepeat
    row.task.enqueue(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    row.delete()
    return str(row.task_path.removeprefix("songhanh."))


def claim_daily(*, job: str, day: date, at: datetime) -> DailyRun | None:
    """Take a day's job for oneself; None where it is done or another worker is at it."""
    try:
        with transaction.atomic():
            return DailyRun.objects.create(job=job, day=day, claimed_at=at)
    except IntegrityError:
        stuck = DailyRun.objects.filter(
            job=job, day=day, finished_at__isnull=True, claimed_at__lte=at - TAKE_UP_AFTER
        )
        # One statement: of two workers that look at once only one changes the row.
        if stuck.update(claimed_at=at):
            return DailyRun.objects.get(job=job, day=day)
        return None


def finish_daily(*, run: DailyRun, at: datetime) -> DailyRun:
    """Note that the day's job is done."""
    run.finished_at = at
    run.save(update_fields=["finished_at"])
    return run
