"""What administrators do to background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from songhanh.accounts.models import Role
from songhanh.audit import services as audit
from songhanh.core import services as core
from songhanh.core.errors import NotAllowed

if TYPE_CHECKING:
    from datetime import datetime

    from songhanh.accounts.models import User


@transaction.atomic
def run_again(*, pk: str, by: User, at: datetime) -> None:
    """Ask anew for background work that failed or whose worker died.

    Raises:
        NotAllowed: `by` is no administrator.
        NothingToRepeat: it is waiting, running or done.
    """
    if not by.has_role(Role.ADMINISTRATOR, on=timezone.localdate(at)):
        raise NotAllowed
    name = core.run_again(pk=pk, at=at)
    audit.record("workspace.work.repeated", target=by, by=by, at=at, work=name, task=pk)
