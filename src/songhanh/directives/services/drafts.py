"""The lock and the count of edits that every change of a draft goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives import permissions
from songhanh.directives.errors import AlreadyIssued, EditedMeanwhile
from songhanh.directives.models import Directive, Duty

if TYPE_CHECKING:
    from datetime import datetime

    from songhanh.accounts.models import User


def lock_draft(directive_id: int, *, revision: int | None, by: User, at: datetime) -> Directive:
    """Lock a draft, see that nobody changed it since it was shown, and count this edit.

    `revision` is the count that the person saw; None where nothing was shown.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        AlreadyIssued: its duties are fixed.
        EditedMeanwhile: somebody else's edit came first; nothing is lost, nothing is changed.
    """
    directive = Directive.objects.select_for_update().get(pk=directive_id)
    if not permissions.can_coordinate(by, directive, on=timezone.localtime(at).date()):
        raise NotAllowed
    if directive.issued_at is not None:
        raise AlreadyIssued
    if revision is not None and revision != directive.revision:
        raise EditedMeanwhile
    Directive.objects.filter(pk=directive.pk).update(revision=F("revision") + 1)
    directive.revision += 1
    return directive


def renumber(directive: Directive) -> None:
    """Number the duties that are left 1, 2, 3, in their order."""
    kept = list(Duty.objects.filter(directive=directive, dropped_at__isnull=True))
    for number, duty in enumerate(kept, start=1):
        duty.order = number
    Duty.objects.bulk_update(kept, ["order"])


def note(action: str, directive: Directive, *, by: User, at: datetime, **details: Any) -> None:
    """Write one line of the trail about a draft."""
    audit.record(f"directives.{action}", target=directive, by=by, at=at, **details)
