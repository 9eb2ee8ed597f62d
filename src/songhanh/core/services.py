"""Daily jobs: each runs once a day, by whichever worker comes first, also after an outage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from songhanh.core.models import DailyRun

if TYPE_CHECKING:
    from datetime import date, datetime

# A job that was begun and not finished within this time is taken up by another worker.
TAKE_UP_AFTER = timedelta(hours=1)


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
