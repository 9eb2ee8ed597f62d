"""What follows from facts and a day: no database, no clock, no settings."""

from __future__ import annotations

from songhanh.directives.rules.marks import Mark, Piece, pieces
from songhanh.directives.rules.periods import Period, later_due, period_of, periods
from songhanh.directives.rules.reminders import Occasion, occasion
from songhanh.directives.rules.states import Facts, State, Timing, facts_on, state, timing
from songhanh.directives.rules.wording import short_title, split_places, zalo_text

__all__ = [
    "Facts",
    "Mark",
    "Occasion",
    "Period",
    "Piece",
    "State",
    "Timing",
    "facts_on",
    "later_due",
    "occasion",
    "period_of",
    "periods",
    "pieces",
    "short_title",
    "split_places",
    "state",
    "timing",
    "zalo_text",
]
