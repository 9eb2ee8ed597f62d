"""What waits for a person, each as a number that leads to the rows it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from songhanh.accounts.models import Role
from songhanh.directives.models import Assignment, conditions
from songhanh.directives.queries import overseen_directives

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise

    from songhanh.accounts.models import User


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number, what it counts, where the rows are, and whether it presses."""

    count: int
    label: _StrPromise
    url: str
    late: bool = False


def waiting_for(viewer: User, *, on: date) -> list[Waiting]:
    """Return what the person should look at today. At most three queries."""
    rows: list[Waiting] = []
    if units := viewer.unit_ids(on=on, role=Role.FOCAL_POINT):
        rows += _of_units(units, on=on)
    if viewer.has_role(Role.COORDINATOR, on=on) or viewer.has_role(Role.LEADER, on=on):
        rows += _overseen(viewer, on=on)
    return rows


def my_work_count(viewer: User, *, on: date) -> int:
    """Return how many things the viewer's units have not reported yet. One query."""
    units = viewer.unit_ids(on=on, role=Role.FOCAL_POINT)
    if not units:
        return 0
    return Assignment.objects.filter(conditions.to_do(), unit__in=units).count()


def _of_units(units: frozenset[int], *, on: date) -> list[Waiting]:
    counts = Assignment.objects.filter(unit__in=units).aggregate(
        late=Count("pk", filter=conditions.late(on=on)),
        sent_back=Count("pk", filter=conditions.sent_back()),
        given=Count("pk", filter=conditions.given()),
        to_do=Count("pk", filter=conditions.to_do()),
    )
    url = reverse("directives:my-work")
    return [
        Waiting(counts["late"], _("việc của đơn vị bạn đã quá hạn"), url, late=counts["late"] > 0),
        Waiting(counts["sent_back"], _("phần báo cáo được trả lại để sửa"), url),
        Waiting(counts["given"], _("việc mới chờ bạn xác nhận"), url),
        Waiting(counts["to_do"], _("việc chưa báo cáo"), url),
    ]


def _overseen(viewer: User, *, on: date) -> list[Waiting]:
    drafts = overseen_directives(viewer, on=on).filter(issued_at__isnull=True).count()
    mine = Q(directive__in=overseen_directives(viewer, on=on).order_by())
    counts = Assignment.objects.filter(mine).aggregate(
        waiting=Count("pk", filter=conditions.waiting()),
        late=Count("pk", filter=conditions.late(on=on)),
        challenged=Count("pk", filter=conditions.challenged()),
        at_risk=Count("pk", filter=conditions.at_risk(on=on)),
    )
    rows = reverse("directives:assignments")
    return [
        Waiting(drafts, _("văn bản chưa giao việc"), reverse("directives:list")),
        Waiting(counts["waiting"], _("phần báo cáo chờ nghiệm thu"), _with(rows, state="reported")),
        Waiting(
            counts["challenged"],
            _("ý kiến của đơn vị chờ trả lời"),
            _with(rows, state="challenged"),
        ),
        Waiting(counts["at_risk"], _("việc sắp đến hạn"), _with(rows, timing="at_risk")),
        Waiting(
            counts["late"], _("việc quá hạn"), _with(rows, timing="late"), late=counts["late"] > 0
        ),
    ]


def _with(url: str, **query: str) -> str:
    return f"{url}?{urlencode(query)}"
