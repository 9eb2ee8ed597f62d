"""Making the consolidated report of a directive. Approving and signing it is the registry's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.registry import services as registry
from songhanh.registry.models import OutgoingPaper
from songhanh.returns import permissions
from songhanh.returns.queries.consolidated import consolidated
from songhanh.returns.queries.sections import asked_by
from songhanh.returns.services import wording

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive
    from songhanh.documents.model import Paper


def consolidate(directive: Directive, on: date) -> Paper:
    """Return the consolidated report as of the end of a day, ready to be rendered."""
    return wording.paper_of(consolidated(directive, on=on))


@transaction.atomic
def prepare_report(
    *, directive: Directive, on: date | None = None, by: User, at: datetime
) -> OutgoingPaper:
    """Make the consolidated report as Word and PDF, for the leader to approve.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
    """
    today = timezone.localtime(at).date()
    if not permissions.can_consolidate(by, directive, on=today):
        raise NotAllowed
    made = registry.make_paper(
        kind=OutgoingPaper.Kind.CONSOLIDATED,
        paper=consolidate(directive, on or today),
        body=directive.authority,
        about=asked_by(directive),
        by=by,
        at=at,
    )
    audit.record("returns.report.made", target=made, by=by, at=at, directive=directive.pk)
    return made
