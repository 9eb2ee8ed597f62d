"""Background work: the day's letters."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django_tasks import task

from songhanh.notifications import services


def begin_digests() -> None:
    """Daily job: ask for everybody's letter."""
    services.begin_digests(day=timezone.localdate())


def finish_digests() -> None:
    """Daily job, some hours later: ask again for the letters that did not leave."""
    services.finish_digests(day=timezone.localdate())


@task()
def send_digest(person_id: int, day: str) -> None:
    """Send one person's letter of the day."""
    services.send_digest(person_id=person_id, day=date.fromisoformat(day), at=timezone.now())
