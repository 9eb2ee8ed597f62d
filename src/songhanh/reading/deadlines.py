"""Days by which something is to be done, and how often it comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from songhanh.reading import dates

if TYPE_CHECKING:
    from collections.abc import Callable

CUE = re.compile(
    r"(?P<cue>(?<!\w)[Tt]rước|[Cc]hậm nhất|(?<!\w)(?:[Xx]ong\s(?:trong|trước)|[Hh]ạn\s(?:cuối|chót)|[Tt]hời hạn|[Hh]ạn\s(?:báo cáo|nộp|gửi)|[Hh]oàn thành\s(?:xong\s)?(?:trước|trong|vào|chậm nhất|đến hết)|[Mm]uộn nhất|[Kk]hông muộn hơn|[Tt]hời gian hoàn thành|[Dd]eadline|[Bb]efore|no later than|[Bb]y))"
    r"(?:\s?:)?(?:\s(?:là|vào|trong|trước|hoàn thành|đến|hết|thời điểm|nhất))*"
    r"(?:\s?:)?(?:\s\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s?phút)?,?)?(?:\s(?:ngày|hết ngày|the))?\s{1,2}(?=\d|[A-Z][a-z]+ \d|(?:cuối\s|hết\s)?(?:tháng|quý|năm)\s)"
)
PERIOD = re.compile(
    r"(?:cuối\s|hết\s)?(?:tháng\s(?P<month>\d{1,2})(?:\s?/\s?|\snăm\s|-)(?P<my>20\d\d)|tháng\s(?P<lone>\d{1,2})(?![\d/])"
    r"|quý\s(?P<quarter>IV|I{1,3}|[1-4])(?:\s?/\s?|\snăm\s|-|,\s?năm\s)?(?P<qy>20\d\d)?|năm\s(?P<year>20\d\d))(?!\w)"
)
WITHIN = re.compile(
    r"(?:[Hh]oàn thành|[Xx]ong|[Tt]hực hiện xong|kết thúc)[^.;\n]{0,140}?\s(?:trong|vào|hết)\s(?=(?:tháng|quý)\s)"
)
LISTED = re.compile(
    r"(?:\s\([^()\n]{0,40}\))?\s?(?:,|và|;)\s(?:trước\s)?(?:ngày\s)?(?=\d{1,2}\s?[/.-]\s?\d)"
)
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
REFERENCE = re.compile(
    r"(?:số liệu|tính đến|sinh|hiệu lực|đã\s[^.;]{0,60}|ban hành|xảy ra|tuyển dụng|công tác|thường trú|có mặt|đăng ký|nộp|tham gia bảo hiểm|cấp|kể từ|từ|được ký|ký)\s(?:từ\s)?$"
)
PASSED = re.compile(
    r"(?:Mặc dù|Trước đó|mặc dù|trước đây|đã được|đã (?:yêu cầu|đề nghị|nộp|hoàn thành|gửi|tổ chức|ban hành|báo cáo))[^.;\n]*$"
)
RULES = (
    ("half-yearly", re.compile(r"(?:định kỳ|hằng|hàng|mỗi|báo cáo|sơ kết)\s(?:0?6|sáu)\stháng|(?:0?6|sáu)\stháng(?:\s?\([^()]{0,30}\))?(?:,|\svà|\s?/)\s?(?:hằng năm|hàng năm|một năm|01 năm|năm|1 năm|cả năm|cuối năm)|6\stháng\smột\slần|nửa năm|every six months|semi-?annual", )),
    ("yearly", re.compile(r"(?:hằng|hàng|mỗi|từng)\snăm|định kỳ\snăm|(?:06|6|sáu)\stháng(?:\s?\([^()]{0,30}\))?(?:,|\svà|\s?/)\s?(?:01 |1 |một |cuối )?năm|every year|annual|yearly", )),
    ("quarterly", re.compile(r"(?:hằng|hàng|mỗi|từng|định kỳ)\s(?:quý|3 tháng|03 tháng)|quarterly|every quarter", )),
    ("monthly", re.compile(r"(?:hằng|hàng|mỗi|từng|định kỳ)\stháng(?!\s\d)|monthly|every month", )),
    ("5-yearly", re.compile(r"(?:05|5|năm)\snăm\s(?:và|,|một lần)|giai đoạn\s(?:05|5|năm)\snăm|(?:hằng|định kỳ)\s(?:05|5)\snăm", )),
)  # fmt: skip
PERIODS = ("năm", "tháng", "quý", "year", "month", "annual", "quarter")
ORDER = ("5-yearly", "half-yearly", "yearly", "quarterly", "monthly")
NOT_RECURRING = re.compile(
    r"(?:kế hoạch|chỉ tiêu|nhiệm vụ|dự toán|báo cáo|chương trình|ngân sách)\s(?:công tác\s)?$",
    re.IGNORECASE,
)


def recurs(clause: str) -> tuple[str, ...]:
    lower = clause.lower()
    if not any(word in lower for word in PERIODS):
        return ()
    found = {name for name, pattern in RULES if pattern.search(lower)}
    return tuple(name for name in ORDER if name in found)


Found = tuple[str, str | None, int, int]


def find(
    text: str,
    sentence: Callable[[int], tuple[int, int]],
    year_of: Callable[[int, int, int], int | None],
) -> list[Found]:
    """Return (last day, recurs, start, end) for each deadline."""
    found: list[Found] = []
    reached = 0
    for match in CUE.finditer(text):
        low, high = sentence(match.start())
        if match.start() < reached or _is_reference(text, low, match):
            continue
        found += _after(text, match.start(), match.end(), low, high, year_of)
        reached = found[-1][3] if found else 0
    covered = {place for *_, start, end in found for place in range(start, end + 1)}
    for match in WITHIN.finditer(text):
        low, high = sentence(match.start())
        if not PASSED.search(text, low, match.start()) and match.end() not in covered:
            found += _after(text, match.start(), match.end(), low, high, year_of)
    return _once(found)


def _after(
    text: str,
    start: int,
    place: int,
    low: int,
    high: int,
    year_of: Callable[[int, int, int], int | None],
) -> list[Found]:
    period = PERIOD.match(text, place)
    if period and not (day := dates.at(text, place)):
        on = _period_end(text, period, low, high, year_of)
        return [(on, _recurring(text, period.end()), start, period.end())] if on else []
    found: list[Found] = []
    day = dates.at(text, place)
    while day:
        repeated = _recurring(text, day.end) or _repeated_before(text, low, start)
        year = None if repeated else year_of(low, high, day.month * 100 + day.day)
        found.append((day.iso(year), repeated, start, day.end))
        more = LISTED.match(text, day.end)
        start = day.end
        day = dates.at(text, more.end()) if more else None
    return found


def _period_end(
    text: str,
    match: re.Match[str],
    low: int,
    high: int,
    year_of: Callable[[int, int, int], int | None],
) -> str | None:
    if match["year"]:
        before = text[max(low, match.start() - 60) : match.start()]
        return (
            f"{match['year']}-12-31"
            if re.search(r"[Hh]oàn thành|[Xx]ong", before) and "trong" in before[-12:]
            else None
        )
    month = match["month"] or match["lone"]
    number = int(month) if month else 3 * QUARTERS[match["quarter"]]
    if not 1 <= number <= 12:
        return None
    written = match["my"] or match["qy"]
    year = int(written) if written else year_of(low, high, number * 100 + 28)
    if year:
        return dates.last_day(year, number).isoformat()
    return f"XXXX-{number:02d}-{dates.last_day(2001, number).day:02d}"


def _recurring(text: str, end: int) -> str | None:
    match = re.match(
        r"\s?\)?,?\s?(?:của\s)?(?:(?P<y>hằng năm|hàng năm|mỗi năm|every year)|(?P<q>hằng quý|hàng quý|mỗi quý)|(?P<m>hằng tháng|hàng tháng|mỗi tháng))",
        text[end : end + 24],
    )
    if not match:
        return None
    return {"y": "yearly", "q": "quarterly", "m": "monthly"}[match.lastgroup or "y"]


def _repeated_before(text: str, low: int, start: int) -> str | None:
    before = text[max(low, start - 220) : start]
    named = recurs(before)
    if not re.search(
        r"(?:[Đđ]ịnh kỳ|[Hh]ằng năm|[Hh]àng năm|[Mm]ỗi năm|[Hh]ằng quý|[Hh]àng quý)[^.;\n]{0,160}$",
        before,
    ):
        return None
    return (
        named[-1]
        if named and named[-1] in {"yearly", "quarterly", "monthly"}
        else (named[0] if named else None)
    )


def _is_reference(text: str, low: int, match: re.Match[str]) -> bool:
    before = text[max(low, match.start() - 90) : match.start()]
    cue = match["cue"].lower()
    if cue == "by" and not re.match(r"[A-Z][a-z]+ \d", text[match.end() : match.end() + 14]):
        return True
    if cue in {"trước", "before", "thời hạn"} and REFERENCE.search(before):
        return not re.search(r"(?:báo cáo|gửi|hoàn thành)[^.;]{0,60}$", before[:-1]) or bool(
            PASSED.search(before)
        )
    return bool(PASSED.search(text, low, match.start()))


def _once(found: list[Found]) -> list[Found]:
    seen: dict[tuple[str, str | None], Found] = {}
    for one in sorted(found, key=lambda item: item[2]):
        seen.setdefault((one[0], one[1]), one)
    return list(seen.values())
