"""Do background work: queued tasks, and the daily jobs when their hour has come."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from songhanh.core.background import run_due_jobs

LOOK_EVERY_SECONDS = 60


class Command(BaseCommand):
    help = "Work on queued tasks and daily jobs until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        threading.Thread(target=_daily_jobs, daemon=True).start()
        call_command("db_worker", interval=0.5, verbosity=0)


def _daily_jobs() -> None:
    while True:
        close_old_connections()  # a database that was restarted is found again
        run_due_jobs(timezone.now())
        time.sleep(LOOK_EVERY_SECONDS)
