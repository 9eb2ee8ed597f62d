"""When a unit is reminded of a duty, and when its leader is told."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BEFORE = (7, 1, 0)  # days before the last day
ESCALATE_AFTER = 7  # days late, when the unit's leader is told as well


class Occasion(TextChoices):
    """Why a reminder is sent. The value and the day make its key, so that it is sent once."""

    WEEK = "7", _("Còn 7 ngày nữa là đến hạn.")
    DAY = "1", _("Ngày mai là đến hạn.")
    TODAY = "0", _("Hôm nay là ngày cuối cùng của hạn.")
    LATE = "late", _("Đã quá hạn.")


def occasion(last_day: date, on: date) -> tuple[Occasion, date] | None:
    """Return the latest reminder that is due by `on`, with the day it belongs to.

    After days of outage only the latest one is left to send: earlier ones would only confuse.
    Late duties are reminded on the first day after the last one, then weekly.
    """
    late = (on - last_day).days
    if late > 0:
        return Occasion.LATE, last_day + timedelta(days=1 + (late - 1) // 7 * 7)
    left = -late
    due = [days for days in BEFORE if days >= left]
    if not due:
        return None
    days = min(due)
    return Occasion(str(days)), last_day - timedelta(days=days)


def escalates(last_day: date, on: date) -> bool:
    """Whether the unit's leader is to know: a week late."""
    return (on - last_day).days > ESCALATE_AFTER
