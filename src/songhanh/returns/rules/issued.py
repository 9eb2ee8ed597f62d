"""“Ban hành Kế hoạch số 45/KH-UBND ngày 10/6/2021” typed as one line becomes a filled row."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

NUMBER = re.compile(r"(?:\bsố:?\s*)?\b(\d{1,5}[a-z]?)\s*/\s*((?:\d{4}\s*/\s*)?[A-ZĐa-zđ][\w&.]*(?:\s*-\s*[A-ZĐa-zđ][\w&.]*)*)", re.IGNORECASE)  # fmt: skip
DAY = re.compile(r"(?:\b(?:ngày|ký ngày|đề ngày)\s+)?\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\b", re.IGNORECASE)  # fmt: skip
LONG_DAY = re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b", re.IGNORECASE)
LEADING = re.compile(r"^(?:đã\s+)?(?:ban hành|xây dựng|ký ban hành)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that a unit issued, as far as the line says."""

    number: str
    dated: str
    title: str


def parse(line: str) -> Issued:
    """Return number, date (dd/mm/yyyy) and title; what cannot be found stays in the title."""
    rest = unicodedata.normalize("NFC", line).strip()
    number, rest = _take_number(rest)
    dated, rest = _take_day(rest)
    title = LEADING.sub("", " ".join(rest.split())).strip(" ,;.:")
    return Issued(number, dated, title[:1].upper() + title[1:])


def _take_number(text: str) -> tuple[str, str]:
    found = NUMBER.search(text)
    if not found:
        return "", text
    symbol = re.sub(r"\s+", "", found[2])
    return f"{found[1]}/{symbol}", text[: found.start()] + " " + text[found.end() :]


def _take_day(text: str) -> tuple[str, str]:
    found = LONG_DAY.search(text) or DAY.search(text)
    if not found or not (day := day_of(f"{found[1]}/{found[2]}/{found[3]}")):
        return "", text
    return f"{day:%d/%m}/{day.year:04d}", text[: found.start()] + " " + text[found.end() :]


def day_of(typed: str) -> date | None:
    """Return the day that was typed as d/m/yyyy, with /, . or -; None if there is no such day."""
    parts = re.fullmatch(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*", typed)
    if not parts:
        return None
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1]))
    except ValueError:
        return None
