"""Background work of this area."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from songhanh.directives import services


@task()
def read_directive(pk: int) -> None:
    """Read a long directive after its upload was answered."""
    services.read_in_background(pk=pk, at=timezone.now())


@task()
def send_reminders() -> None:
    """Remind of deadlines; a daily job."""
    now = timezone.now()
    services.send_reminders(on=timezone.localdate(now), at=now)


@task()
def open_periods() -> None:
    """Open the periods of recurring duties; a daily job."""
    now = timezone.now()
    services.open_periods(on=timezone.localdate(now), at=now)
