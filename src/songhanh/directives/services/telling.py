"""Who is told what, each thing once. Written in Vietnamese, whatever language the writer reads."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from songhanh.accounts.models import Membership, Role, User, current
from songhanh.directives.models.conditions import facts_of
from songhanh.directives.rules import state
from songhanh.notifications import services as notifications
from songhanh.notifications.models import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from songhanh.directives.models import Assignment, Directive

PEOPLE_AT_ONCE = 500  # a query may name only so many rows on SQLite


def people_in(unit_ids: Iterable[int], role: str, *, on: date) -> dict[int, list[User]]:
    """Return who holds the role in each unit on that day. One query for 500 units."""
    found: dict[int, list[User]] = defaultdict(list)
    wanted = sorted(set(unit_ids))
    for start in range(0, len(wanted), PEOPLE_AT_ONCE):
        rows = Membership.objects.filter(
            current(on=on), body__in=wanted[start : start + PEOPLE_AT_ONCE], role=role
        )
        for row in rows.filter(user__is_active=True).select_related("user"):
            found[row.body_id].append(row.user)
    return found


def tell_units_of_issue(
    directive: Directive, duties_by_unit: dict[int, int], *, key: str, at: datetime
) -> None:
    """Tell each unit's focal points how many duties they were given."""
    people = people_in(duties_by_unit, Role.FOCAL_POINT, on=timezone.localtime(at).date())
    by_count: dict[int, list[User]] = defaultdict(list)
    for unit, count in duties_by_unit.items():
        by_count[count] += people.get(unit, [])
    with override(settings.LANGUAGE_CODE):
        for count, told in by_count.items():
            text = _("Đơn vị bạn có %(count)s nhiệm vụ mới theo %(name)s.") % {
                "count": count, "name": name_of(directive),
            }  # fmt: skip
            _tell(told, Notice.Kind.ASSIGNED, key=key, text=text, url=my_work_url(), at=at)


def tell_unit(assignment: Assignment, *, key: str, at: datetime) -> None:
    """Tell the unit's people what was decided about an assignment."""
    on = timezone.localtime(at).date()
    people = people_in([assignment.unit_id], Role.FOCAL_POINT, on=on)[assignment.unit_id]
    if assignment.person and assignment.person not in people:
        people = [*people, assignment.person]
    _tell_all(people, assignment, key=key, at=at)


def tell_coordinators(assignment: Assignment, *, key: str, at: datetime) -> None:
    """Tell those who follow the directive up that a unit waits for an answer."""
    unit, on = assignment.directive.standing_unit_id, timezone.localtime(at).date()
    _tell_all(people_in([unit], Role.COORDINATOR, on=on)[unit], assignment, key=key, at=at)


def tell_person(assignment: Assignment, person: User, *, at: datetime) -> None:
    """Tell a colleague that a duty was passed on to them."""
    with override(settings.LANGUAGE_CODE):
        text = _("Bạn được giao thực hiện: %(duty)s.") % {"duty": title_of(assignment)}
        key = f"assignment:{assignment.pk}:passed-on:{person.pk}:{at:%Y%m%d}"
        url = assignment_url(assignment)
        _tell([person], Notice.Kind.ASSIGNED, key=key, text=text, url=url, at=at)


def _tell_all(people: Iterable[User], assignment: Assignment, *, key: str, at: datetime) -> None:
    now = state(facts_of(assignment), timezone.localtime(at).date())
    with override(settings.LANGUAGE_CODE):
        text = _("%(unit)s – %(duty)s: %(state)s.") % {
            "unit": assignment.unit.name, "duty": title_of(assignment), "state": now.label,
        }  # fmt: skip
        full_key, url = f"assignment:{assignment.pk}:{key}", assignment_url(assignment)
        _tell(people, Notice.Kind.DECISION, key=full_key, text=text, url=url, at=at)


def _tell(people: Iterable[User], kind: str, *, key: str, text: str, url: str, at: datetime) -> int:
    why = {
        Notice.Kind.ASSIGNED: _("Bạn là đầu mối của đơn vị, hoặc được chuyển việc này."),
        Notice.Kind.DECISION: _("Bạn đang làm hoặc đang theo dõi việc này."),
        Notice.Kind.REMINDER: _("Việc này chưa có báo cáo và bạn là đầu mối của đơn vị."),
        Notice.Kind.LATE: _("Việc này đã quá hạn và bạn là đầu mối của đơn vị."),
        Notice.Kind.ESCALATION: _("Việc này quá hạn hơn một tuần và bạn là lãnh đạo đơn vị."),
    }[Notice.Kind(kind)]
    return notifications.notify(
        people=people, kind=kind, key=key, text=text[:500], why=why, url=url, at=at
    )


def remind(
    people: Iterable[User], kind: str, *, key: str, text: str, url: str, at: datetime
) -> int:
    """Send one reminder to each person; return to how many."""
    return _tell(people, kind, key=key, text=text, url=url, at=at)


def name_of(directive: Directive) -> str:
    """Return how people call the directive: its number, or its subject; invented ones say so."""
    name = directive.number or directive.subject or directive.slug
    return f"{name} (mẫu)" if directive.sample and "mẫu" not in name.lower() else name


def title_of(assignment: Assignment) -> str:
    """Return the short title of what is to be done."""
    return assignment.duty.title or assignment.duty.text[:90]


def assignment_url(assignment: Assignment) -> str:
    """Return the address of the assignment's page."""
    return reverse("directives:assignment", args=[assignment.pk])


def my_work_url() -> str:
    """Return the address of “Việc của tôi”."""
    return reverse("directives:my-work")
