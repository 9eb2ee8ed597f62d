"""Background work, named by where it lives, begun once the change it belongs to is safe."""

from __future__ import annotations

import logging
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from songhanh.core.services import claim_daily, finish_daily

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

logger = logging.getLogger(__name__)


def named(name: str) -> Any:
    """Return what `area.tasks.function` names: a task, or a daily job."""
    module, _, function = name.rpartition(".")
    return getattr(import_module(f"songhanh.{module}"), function)


def later(name: str, *args: Any) -> None:
    """Run the task `area.tasks.function` in the background after the transaction is committed."""
    transaction.on_commit(partial(_enqueue, name, *args))


def _enqueue(name: str, *args: Any) -> None:
    named(name).enqueue(*args)


def run_due_jobs(at: datetime) -> list[str]:
    """Run the daily jobs whose hour has come and that nobody has run today; return which ran.

    A job that fails is logged and stays unfinished, so that it is tried again an hour later; the
    other jobs do not wait for it.
    """
    local = timezone.localtime(at)
    due = [name for hour, name in settings.DAILY_JOBS if local.strftime("%H:%M") >= hour]
    return [name for name in due if _run(name, local.date(), at)]


def _run(name: str, day: date, at: datetime) -> bool:
    try:
        run = claim_daily(job=name, day=day, at=at)
        if run is None:
            return False
        found = named(name)
        job: Callable[[], None] = getattr(found, "func", found)  # a task runs here and now
        job()
        finish_daily(run=run, at=at)
    except Exception:
        logger.exception("Daily job %s failed and will be tried again in an hour.", name)
        return False
    return True
