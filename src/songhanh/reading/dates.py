"""Days as texts write them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

# Written-out days first, then 01/6/2021, 1.6.2021, 01-06-2021, 1/6; English forms last.
DAY = re.compile(
    r"(?<![\w/.-])(?P<d1>\d{1,2})\s{1,3}tháng\s{1,3}(?P<m1>\d{1,2}|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)"
    r"(?:\s{1,3}năm\s{1,3}(?P<y1>(?:19|20)\d\d)|\s?[/-]\s?(?P<y1b>(?:19|20)\d\d))?(?!\d)"
    r"|(?<![\w/.,-])(?P<d2>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m2>\d{1,2})"
    r"(?:\s?(?P=sep)\s?(?P<y2>(?:19|20)\d\d|\d\d(?!\d))|\s{1,2}năm\s{1,2}(?P<y2b>(?:19|20)\d\d))?(?![\w/]|[.,-]\d)"
    r"|(?<!\w)(?P<M3>January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s{1,2}(?P<d3>\d{1,2})(?:st|nd|rd|th)?(?:,?\s{1,2}(?P<y3>(?:19|20)\d\d))?(?!\d)"
    r"|(?<!\w)(?P<d4>\d{1,2})(?:st|nd|rd|th)?\s{1,2}(?P<M4>January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:,?\s{1,2}(?P<y4>(?:19|20)\d\d))?(?!\d)"
)
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
WORDS = {
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
NOT_A_DAY = re.compile(
    r"(?:khoản|điều|điểm|mục|đường|kiệt|hẻm|ngõ|số|tỷ lệ|Quốc lộ|tổng số|loại|cấp|mức|lớp|phiên bản|version|đạt|km|nhà)\s{0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    day: int
    month: int
    year: int | None
    start: int
    end: int
    worded: bool = False  # "ngày" stands before it, or it is written out

    def iso(self, year: int | None = None) -> str:
        shown = self.year or year
        return f"{shown or 'XXXX'}-{self.month:02d}-{self.day:02d}"

    @property
    def month_day(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


def find(text: str, start: int = 0, end: int | None = None) -> list[Day]:
    """Return the days in a piece of the text."""
    stop = len(text) if end is None else end
    return [day for m in DAY.finditer(text, start, stop) if (day := _day(text, m))]


def at(text: str, place: int) -> Day | None:
    """Return the day that stands at this place."""
    match = DAY.match(text, place)
    if match is None:  # a dash may stand right before it: "1-30/6"
        piece = text[place : place + 40]
        day = _day(piece, match) if (match := DAY.match(piece)) else None
        return replace(day, start=day.start + place, end=day.end + place) if day else None
    return _day(text, match)


def _day(text: str, match: re.Match[str]) -> Day | None:
    day = int(match["d1"] or match["d2"] or match["d3"] or match["d4"])
    month = _month(match)
    written = (
        match["y1"] or match["y1b"] or match["y2"] or match["y2b"] or match["y3"] or match["y4"]
    )
    year = int(written) if written else None
    if year is not None and year < 100:
        year += 2000
    if not valid(day, month, year):
        return None
    before = text[max(0, match.start() - 12) : match.start()]
    worded = bool(match["d1"] or match["M3"] or match["M4"]) or before.rstrip().endswith(
        ("ngày", "Ngày", "NGÀY", " từ", "Từ", " đến", "-")
    )
    if not worded and year is None and (NOT_A_DAY.search(before) or match["sep"] != "/"):
        return None
    return Day(day, month, year, match.start(), match.end(), worded)


def _month(match: re.Match[str]) -> int:
    if name := match["M3"] or match["M4"]:
        return MONTHS[name]
    written = match["m1"] or match["m2"]
    return WORDS.get(written) or int(written)


def valid(day: int, month: int, year: int | None) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return False
    return day <= calendar.monthrange(year or 2000, month)[1]


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


YEAR = re.compile(
    r"(?<![\d/.,-])(?:năm|NĂM)\s{1,3}(?P<year>(?:19|20)\d\d)(?!\s{0,2}[-/]\s{0,2}\d|\d)"
)
SPAN_OF_YEARS = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|thời kỳ|đến|từ|từ nay đến|hết|đầu)\s{1,3}(?:năm\s{1,3})?$",
    re.IGNORECASE,
)


def named_years(text: str, start: int, end: int) -> list[int]:
    """Return the years that stand for the time of an activity ("năm 2021"), not for a period."""
    return [
        int(match["year"])
        for match in YEAR.finditer(text, start, end)
        if not SPAN_OF_YEARS.search(text, max(0, match.start() - 20), match.start())
    ]
