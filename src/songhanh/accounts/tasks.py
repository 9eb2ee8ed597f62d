"""Background work: letters of invitation."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from songhanh.accounts import services


@task()
def send_invitation(pk: int) -> None:
    """Send one letter; a mail server that is away shows as failed and can be tried again."""
    services.send_invitation(pk=pk, at=timezone.now())
