"""A small office for tests: an authority, its standing unit, people in their roles, a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.timezone import localdate

from songhanh.accounts.models import Role
from songhanh.directives.models import Directive, Duty, DutyBody
from songhanh.organizations.models import Body
from tests import make

if TYPE_CHECKING:
    from songhanh.accounts.models import User

TEXT = (
    "Ủy ban nhân dân đề nghị các đơn vị thực hiện các nhiệm vụ sau.\n"
    "Tổ chức truyền thông về bình đẳng giới; bố trí <b>kinh phí</b> trước ngày 15/12.\n"
    "Báo cáo kết quả trước ngày 20/12."
)


def now() -> datetime:
    """This morning: pages read the clock, so what they show must be of today."""
    return timezone.make_aware(datetime.combine(localdate(), time(0, 1)))


@dataclass
class Place:
    """Who and what there is."""

    authority: Body
    standing: Body
    units: list[Body]
    coordinator: User
    leader: User
    focal: User
    directive: Directive

    @property
    def duties(self) -> list[Duty]:
        """The duties that are left, in their order."""
        return list(self.directive.duties.filter(dropped_at__isnull=True))


def place(*, units: int = 2, **values: Any) -> Place:
    """A draft with two duties for each of the units."""
    authority = make.body(kind=Body.Kind.PEOPLES_COMMITTEE, name="UBND phường Mẫu")
    standing = make.body(parent=authority, territory=authority.territory, name="Phòng Mẫu")
    bodies = [make.body(parent=authority, territory=authority.territory) for _n in range(units)]
    directive = make.directive(
        authority=authority,
        standing_unit=standing,
        issued_at=None,
        issued_by=None,
        text=TEXT,
        **({"reading": {"duties": [], "marks": [{"kind": "when", "span": [127, 142]}]}} | values),
    )
    for order, words in enumerate(("Tổ chức truyền thông", "Báo cáo kết quả"), start=1):
        _duty(directive, order, words, bodies)
    return Place(
        authority,
        standing,
        bodies,
        coordinator=make.user(Role.COORDINATOR, body=standing, name="Điều phối"),
        leader=make.user(Role.LEADER, body=authority, name="Lãnh đạo"),
        focal=make.user(Role.FOCAL_POINT, body=bodies[0], name="Đầu mối"),
        directive=directive,
    )


def _duty(directive: Directive, order: int, words: str, bodies: list[Body]) -> None:
    start = TEXT.index(words)
    end = min(at for at in (TEXT.find(";", start), TEXT.find("\n", start), len(TEXT)) if at > 0)
    duty = make.duty(
        directive=directive, order=order, title=words, text=TEXT[start:end],
        span_start=start, span_end=end, said={"assignees": ["các đơn vị"], "due_on": None},
    )  # fmt: skip
    DutyBody.objects.bulk_create(
        DutyBody(duty=duty, body=body, words="các đơn vị") for body in bodies
    )
