"""Counting working days by the office's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songhanh.organizations import queries as organizations

if TYPE_CHECKING:
    from datetime import date

    from songhanh.organizations.rules import WorkingDay


def after(day: date, days: int) -> WorkingDay:
    """Return the working day that many working days after `day`, and whether the calendar is sure."""
    return organizations.working_calendar().after(day, days)
