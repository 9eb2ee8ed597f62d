"""Receipts: what was sent, when, by which unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from songhanh.core.errors import NotFound
from songhanh.returns.models import Submission
from songhanh.returns.queries.sections import returns_for
from songhanh.returns.rules import receipts

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from songhanh.accounts.models import User
    from songhanh.returns.models import UnitReturn


@dataclass(frozen=True, slots=True)
class Receipt:
    """One submission, and whether what is kept is still what was sent."""

    submission: Submission
    whole: bool


def receipts_for(viewer: User, *, on: date) -> QuerySet[Submission]:
    """Receipts of the viewer's units and of directives the viewer oversees, the newest first."""
    rows = Submission.objects.filter(unit_return__in=returns_for(viewer, on=on).values("pk"))
    rows = rows.select_related("unit_return__unit", "unit_return__directive", "sent_by", "paper")
    return rows.order_by("-sent_at", "-pk")


def receipts_of(unit_return: UnitReturn) -> QuerySet[Submission]:
    """Return what was sent of one return, the newest first."""
    return unit_return.submissions.select_related("sent_by").order_by("-sent_at", "-pk")


def receipt_for(viewer: User, *, code: str, on: date) -> Receipt:
    """Return the receipt with that code, however it was typed.

    Raises:
        NotFound: there is none, or the viewer may not see its return.
    """
    found = receipts_for(viewer, on=on).filter(code=receipts.tidy(code)).first()
    if found is None:
        raise NotFound
    return Receipt(found, receipts.sha256(found.contents) == found.sha256)
