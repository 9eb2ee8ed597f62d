"""Writing down what was reported, and that it was accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from songhanh.core.errors import DomainError
from songhanh.indicators.models import FigureDefinition, Observation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from songhanh.accounts.models import User
    from songhanh.indicators.rules.cells import Cell
    from songhanh.organizations.models import Body

from django.utils.translation import gettext_lazy as _


class FiguresAccepted(DomainError):
    """Accepted figures stand until whoever accepted them sends them back."""

    message: str | _StrPromise = _(
        "Số liệu này đã được nghiệm thu nên không thay được. "
        "Cần sửa thì báo đơn vị giao việc trả lại ô cần sửa."
    )


@transaction.atomic
def record(
    *,
    source: str,
    asked_by: str,
    body: Body,
    period: str,
    cells: Mapping[str, Mapping[str, Cell]],
    by: User,
    at: datetime,
) -> int:
    """Write the observations of one source anew; return how many. `cells` is by code, then split.

    The caller checks rights and writes the audit row of what the person did.

    Raises:
        FiguresAccepted: the source was accepted before.
    """
    earlier = Observation.objects.filter(source=source)
    if earlier.filter(accepted_at__isnull=False).exists():
        raise FiguresAccepted
    earlier.delete()
    known = FigureDefinition.objects.in_bulk(list(cells), field_name="code")
    rows = [
        Observation(
            figure=known[code], body=body, period=period, split=split, value=cell.value,
            empty=cell.empty, reason=cell.reason, source=source, asked_by=asked_by,
            reported_at=at, reported_by=by,
        )
        for code, by_split in cells.items()
        for split, cell in by_split.items()
    ]  # fmt: skip
    return len(Observation.objects.bulk_create(rows))


@transaction.atomic
def accept(*, source: str, by: User, at: datetime) -> int:
    """Mark what the source reported as accepted; return how many observations."""
    rows = Observation.objects.filter(source=source, accepted_at__isnull=True)
    return rows.update(accepted_at=at, accepted_by=by)
