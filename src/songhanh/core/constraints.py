"""Database constraints that more than one area needs."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q


def set_together(*fields: str, name: str) -> CheckConstraint:
    """All of the fields are set, or none: who and when belong together."""
    none = Q(**{f"{field}__isnull": True for field in fields})
    every = Q(**{f"{field}__isnull": False for field in fields})
    return CheckConstraint(condition=none | every, name=name)


def ends_after_start(name: str) -> CheckConstraint:
    """`valid_to` is the first day on which the row no longer holds; it is open or after the start."""
    from_start = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
    return CheckConstraint(condition=from_start, name=name)
