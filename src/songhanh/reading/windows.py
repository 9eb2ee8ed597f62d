"""Ranges of days in which something is to take place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from songhanh.reading import dates
from songhanh.reading.dates import Day, valid

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR = r"(?:\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2}(?:\s?phút)?)?,?\s{1,2})?"
BETWEEN = re.compile(
    r"\s{0,2}(?:,\s{0,2})?(?:cho đến|cho tới|đến|tới|-|to|until|through)\s{1,2}(?:hết\s{1,2})?"
    + HOUR
    + r"(?:ngày\s{1,2})?|\s?-\s?(?:ngày\s{1,2})?"
)
FROM = re.compile(
    r"(?:[Tt]ừ|[Tt]hời gian|[Ff]rom|[Kk]ể từ)\s?:?\s{0,2}"
    + HOUR
    + r"(?:ngày\s{1,2})?$|[(:]\s?(?:ngày\s{1,2})?$|ngày\s{1,2}$"
)
FIRST_DAY = re.compile(
    r"(?<![\w-])(?:từ|Từ|diễn ra|thời gian)\s(?:ngày\s)?(?P<d>\d{1,2})\s?(?:-|đến(?:\shết)?(?:\sngày)?|tới)\s?(?=\d)|\(\s?(?P<e>\d{1,2})\s?-\s?(?=\d{1,2}/\d)"
)
AGES = re.compile(r"\s{0,2}(?:tuổi|triệu|tỷ|đồng|%|người|năm\s(?!\d)|lần|giờ|km|phút|lớp)")
DATA = re.compile(
    r"(?:số liệu|tính từ|kết quả|thống kê|báo cáo số|kỳ báo cáo|tính đến|mốc|xảy ra|ghi nhận|mưa|bão|kỷ niệm|thành lập|nhiệm kỳ|khóa\s[IVX\d]|hiệu lực|Covid|dịch bệnh|niên hạn|(?<!vệ )sinh(?! hoạt)|dự báo)",
    re.IGNORECASE,
)
FORECAST = re.compile(r"(?:[Dd]ự báo|áp thấp|bão số|không khí lạnh|mưa lớn diện rộng|có mưa)")
DONE = re.compile(r"\b(?:đã|vừa qua|xảy ra|ghi nhận|kết thúc)\b")
YEARLY = re.compile(r"\s{0,2}\)?,?\s{0,2}(?:hằng năm|hàng năm|mỗi năm|every year|annually)")
YEAR_AFTER = re.compile(r"\s{0,2}\)?,?\s{0,2}năm\s(?P<y>20\d\d)")


def find(
    text: str, sentence: Callable[[int], tuple[int, int]], subject_year: int | None
) -> list[tuple[str, str, int | None, str | None, int, int]]:
    """Return (from, to, year, recurs, start, end) for each range."""
    days = dates.find(text)
    found = _pairs(text, days) + _short(text) + _months(text)
    found.sort(key=lambda pair: pair[0].start)
    result = []
    for first, last, start, end in found:
        low, high = sentence(start)
        if _is_other(text, low, start, end, first, last):
            continue
        recurs = (
            "yearly"
            if YEARLY.match(text, end)
            or re.search(r"(?:hằng|hàng) năm,? (?:tổ chức|từ)", text[max(low, start - 40) : start])
            else None
        )
        year = first.year or last.year
        if first.year is None and last.year and (last.month, last.day) < (first.month, first.day):
            year = last.year - 1
        if year is None and recurs is None:
            year = _year_near(text, low, high, start, end) or subject_year
        result.append((first.month_day, last.month_day, year, recurs, start, end))
    return result


def _pairs(text: str, days: list[Day]) -> list[tuple[Day, Day, int, int]]:
    found = []
    for first, last in pairwise(days):
        between = text[first.end : last.start]
        if len(between) > 34 or not BETWEEN.fullmatch(between):
            continue
        opened = FROM.search(text, max(0, first.start - 34), first.start)
        if not opened and "đến" not in between and first.year is None and not first.worded:
            continue
        start = opened.start() if opened and text[opened.start()] not in "(:" else first.start
        found.append((first, last, start, last.end))
    return found


def _short(text: str) -> list[tuple[Day, Day, int, int]]:
    """Return ranges whose first end is a day alone: "từ 1-30/6", "từ ngày 15 đến 20/11"."""
    found = []
    for match in FIRST_DAY.finditer(text):
        last = dates.at(text, match.end())
        number = int(match["d"] or match["e"])
        if last and valid(number, last.month, last.year) and number < last.day:
            first = Day(number, last.month, last.year, match.start(), match.end())
            found.append((first, last, match.start(), last.end))
    return found


MONTHS = re.compile(
    r"[Tt]ừ\stháng\s(?P<m1>\d{1,2})(?:[/.](?P<y1>20\d\d))?\s(?:đến|-)\s(?:hết\s)?tháng\s(?P<m2>\d{1,2})(?:(?:\s?[/.]\s?|\snăm\s)(?P<y2>20\d\d))?(?![\d/])"
)


def _months(text: str) -> list[tuple[Day, Day, int, int]]:
    """Return ranges of whole months of one year: "từ tháng 6 đến tháng 12/2022"."""
    found = []
    for match in MONTHS.finditer(text):
        first, last = int(match["m1"]), int(match["m2"])
        year = match["y2"] or match["y1"]
        if not (1 <= first <= 12 and 1 <= last <= 12 and year):
            continue
        end = dates.last_day(int(year), last).day
        opening = Day(1, first, int(match["y1"] or year), match.start(), match.end())
        found.append(
            (
                opening,
                Day(end, last, int(year), match.start(), match.end()),
                match.start(),
                match.end(),
            )
        )
    return found


def _is_other(text: str, low: int, start: int, end: int, first: Day, last: Day) -> bool:
    """Tell data periods, anniversaries, spans of years, hours and what is over."""
    if AGES.match(text, end) or _is_span_of_years(first, last):
        return True
    if FORECAST.search(text, max(low, start - 160), end + 120):
        return True
    before = text[max(low, start - 60) : start]
    if DATA.search(before) and not ARRANGED.search(before[-40:]):
        return True
    return bool(DONE.search(text[low:end]) or DONE_AFTER.match(text[end : end + 80]))


ARRANGED = re.compile(r"(?:tổ chức|phát động|hưởng ứng|Tháng hành động|triển khai)[^.;]{0,40}$")
DONE_AFTER = re.compile(r"[^.;\n]{0,60}\s(?:đã|ghi nhận|xảy ra)\s")


def _is_span_of_years(first: Day, last: Day) -> bool:
    if first.year and last.year and last.year - first.year > 1:
        return True
    same = first.month_day == last.month_day
    return same and (first.year != last.year or first.year is None)


def _year_near(text: str, low: int, high: int, start: int, end: int) -> int | None:
    after = YEAR_AFTER.match(text, end)
    if after:
        return int(after["y"])
    years = dates.named_years(text, max(low, start - 400), min(high, end + 200))
    return years[-1] if len(set(years)) == 1 else (years[0] if years else None)
