"""Reminders of deadlines. Each has a key of its own: running twice, or after an outage, sends it once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from songhanh.accounts.models import Role
from songhanh.directives.models import Assignment, Directive
from songhanh.directives.models.conditions import to_do
from songhanh.directives.rules.reminders import BEFORE, Occasion, escalates, occasion
from songhanh.directives.rules.states import later
from songhanh.directives.services import telling
from songhanh.notifications.models import Notice

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from songhanh.accounts.models import User


@dataclass(frozen=True, slots=True)
class Due:
    """What one reminder is about: all duties of a directive that a unit has to report by a day."""

    directive: Directive
    unit: int
    last_day: date
    count: int


def send_reminders(*, on: date, at: datetime) -> int:
    """Remind every unit of what is due or late on that day, and leaders of what is a week late.

    A unit gets one reminder for all duties of a directive with the same last day. Only the latest
    occasion is sent: what an outage kept back is not sent in a heap.
    """
    due = _all_due(on)
    units = {row.unit for row in due}
    late = {row.unit for row in due if escalates(row.last_day, on)}
    focal = telling.people_in(units, Role.FOCAL_POINT, on=on)
    leaders = telling.people_in(late, Role.LEADER, on=on)
    with override(settings.LANGUAGE_CODE):
        told = sum(_remind(row, focal.get(row.unit, []), on=on, at=at) for row in due)
        told += sum(_escalate(row, leaders.get(row.unit, []), on=on, at=at) for row in due)
        return told + _remind_colleagues(on=on, at=at)


def _soon(on: date) -> QuerySet[Assignment]:
    within = Q(due_on__lte=on + timedelta(days=max(BEFORE)))
    return Assignment.objects.filter(to_do() & within)


def _all_due(on: date) -> list[Due]:
    found: Counter[tuple[int, int, date]] = Counter()
    rows = _soon(on).values_list("directive_id", "unit_id", "due_on", "resend_on")
    for directive, unit, due_on, resend_on in rows.iterator(chunk_size=5000):
        if last := later(due_on, resend_on):
            found[directive, unit, last] += 1
    directives = Directive.objects.in_bulk({directive for directive, _unit, _day in found})
    return [Due(directives[d], unit, day, count) for (d, unit, day), count in found.items()]


def _remind(due: Due, people: list[User], *, on: date, at: datetime) -> int:
    found = occasion(due.last_day, on)
    if not people or not found:
        return 0
    what, day = found
    return telling.remind(
        people,
        Notice.Kind.LATE if what is Occasion.LATE else Notice.Kind.REMINDER,
        key=f"due:{due.directive.pk}:{due.unit}:{due.last_day}:{what.value}:{day}",
        text=_text(due, on),
        url=f"{telling.my_work_url()}#van-ban-{due.directive.pk}",
        at=at,
    )


def _escalate(due: Due, leaders: list[User], *, on: date, at: datetime) -> int:
    found = occasion(due.last_day, on)
    if not leaders or not found or not escalates(due.last_day, on):
        return 0
    return telling.remind(
        leaders,
        Notice.Kind.ESCALATION,
        key=f"escalated:{due.directive.pk}:{due.unit}:{due.last_day}:{found[1]}",
        text=_text(due, on),
        url=f"{telling.my_work_url()}#van-ban-{due.directive.pk}",
        at=at,
    )


def _remind_colleagues(*, on: date, at: datetime) -> int:
    """Remind the people in a unit to whom single duties were passed on."""
    rows = _soon(on).filter(person__isnull=False).select_related("person", "directive", "duty")
    told = 0
    for row in rows.iterator(chunk_size=1000):
        last = later(row.due_on, row.resend_on)
        if row.person is None or last is None or not (found := occasion(last, on)):
            continue
        due = Due(row.directive, row.unit_id, last, 1)
        late = found[0] is Occasion.LATE
        told += telling.remind(
            [row.person],
            Notice.Kind.LATE if late else Notice.Kind.REMINDER,
            key=f"assignment:{row.pk}:{last}:{found[0].value}:{found[1]}",
            text=_text(due, on),
            url=telling.assignment_url(row),
            at=at,
        )
    return told


def _text(due: Due, on: date) -> str:
    what = ngettext(
        "%(count)s nhiệm vụ theo %(name)s", "%(count)s nhiệm vụ theo %(name)s", due.count
    ) % {"count": due.count, "name": telling.name_of(due.directive)}
    day, left = f"{due.last_day:%d/%m/%Y}", (due.last_day - on).days
    if left < 0:
        return _("%(what)s đã quá hạn báo cáo %(days)s ngày (hạn %(day)s).") % {
            "what": what, "days": -left, "day": day,
        }  # fmt: skip
    if left == 0:
        return _("%(what)s: hôm nay, %(day)s, là ngày cuối cùng để báo cáo.") % {
            "what": what, "day": day,
        }  # fmt: skip
    return _("%(what)s đến hạn báo cáo ngày %(day)s, còn %(days)s ngày.") % {
        "what": what, "days": left, "day": day,
    }  # fmt: skip
