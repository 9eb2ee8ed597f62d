"""Working days, and how the words of a directive are compared with the names of bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """A day that was counted to; `sure` is false when the count crossed a day nobody vouches for."""

    day: date
    sure: bool


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked: Monday to Friday, less holidays, and the Saturdays worked instead."""

    years: frozenset[int] = frozenset()
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    unsure: frozenset[date] = frozenset()

    def year_known(self, year: int) -> bool:
        """Whether the holidays of that year were entered."""
        return year in self.years

    def knows(self, day: date) -> bool:
        """Whether this calendar vouches for the day: its year was entered, the day is not in doubt."""
        return self.year_known(day.year) and day not in self.unsure

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day. A year that is not known has weekends only."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`; the day itself does not count. 0 gives the day."""
        return self.after(day, n).day

    def after(self, day: date, n: int) -> WorkingDay:
        """Count as `add`, and tell whether every day that was crossed is known."""
        sure, left = True, n
        while left > 0:
            day += ONE_DAY
            sure = sure and self.knows(day)
            left -= self.is_working_day(day)
        return WorkingDay(day, sure)


PUNCTUATION = re.compile(r"[^a-z0-9]+")
SAMPLE = re.compile(r"\(mau\)")
JOINED = re.compile(r"[,;]|\s(?:va|cung)\s")
# What stands before a body without changing which one is meant: who heads it, or that there are many.
LEADS = re.compile(
    r"^(?:cac dong chi|dong chi|thu truong|chu tich|giam doc|truong|lanh dao|cac)\s+"
)
# "Phòng Nội vụ, Tư pháp, Y tế": the first words go on to the names after them.
HEADS = ("ubnd phuong", "ubnd xa", "phong", "ban", "hoi", "trung tam")

T = TypeVar("T")


def name_key(words: str, *, place: str = "") -> str:
    """Return the form in which names are compared: no marks, spaces, "và", "(mẫu)", nor own place.

    With `place` „Tam Kỳ”, „Công an thành phố Tam Kỳ”, „Công an TP” and „công an” are the same.
    """
    text = SAMPLE.sub("", fold(words)).strip(" .:")
    own = rf"(?:\s+(?:thuoc|cua|truc thuoc))?(?:\s+(?:thanh pho|tp\.?|tinh))?(?:\s+{re.escape(fold(place))})?$"
    text = re.sub(own if place else r"\s+thanh pho$", "", text)
    return PUNCTUATION.sub("", re.sub(r"\bva\b", " ", text))


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A stretch of a list of addressees, and what is known under that name (empty: unknown)."""

    words: str
    found: tuple[T, ...]


def parts_of(words: str, known: Mapping[str, Sequence[T]], *, place: str = "") -> list[Part[T]]:
    """Cut a list of addressees where its names end: the longest known name wins at each place.

    A comma or "và" may join two names or stand inside one („UBND các xã, phường”, „Phòng Giáo dục
    và Đào tạo”), so both are tried.
    """
    atoms = [atom.strip() for atom in JOINED.split(fold(words)) if atom.strip()]
    parts: list[Part[T]] = []
    start, head = 0, ""
    while start < len(atoms):
        end, found = _longest(atoms, start, known, place, head)
        stretch = " ".join(atoms[start:end])
        parts.append(Part(stretch, tuple(found)))
        bare = LEADS.sub("", stretch)
        head = next((h for h in HEADS if bare.startswith(h + " ")), head if found else "")
        start = end
    return parts


def _longest(
    atoms: list[str], start: int, known: Mapping[str, Sequence[T]], place: str, head: str
) -> tuple[int, Sequence[T]]:
    stretches = [(end, " ".join(atoms[start:end])) for end in range(len(atoms), start, -1)]
    for end, stretch in stretches:
        bare = LEADS.sub("", stretch)
        for words in (stretch, bare, LEADS.sub("", bare)):
            if found := known.get(name_key(words, place=place)):
                return end, found
    for end, stretch in stretches if head else []:
        if found := known.get(name_key(f"{head} {stretch}", place=place)):
            return end, found
    return start + 1, ()
