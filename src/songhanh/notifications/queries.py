"""What a person was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.core.errors import NotFound
from songhanh.notifications.models import Notice

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from songhanh.accounts.models import User


def notices_for(viewer: User) -> QuerySet[Notice]:
    """Return the person's notices, the newest first."""
    return Notice.objects.filter(person=viewer).order_by("-created_at", "-pk")


def unread_count(viewer: User) -> int:
    """Return how many notices the person has not read. One query."""
    return Notice.objects.filter(person=viewer, read_at__isnull=True).count()


def notice_for(viewer: User, *, pk: int) -> Notice:
    """Return one notice of the person.

    Raises:
        NotFound: there is none, or it is another person's.
    """
    notice = notices_for(viewer).filter(pk=pk).first()
    if notice is None:
        raise NotFound
    return notice
