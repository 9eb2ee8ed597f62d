"""The wording rules of Decree 30/2020/NĐ-CP as pure functions.

Source: `document-types` in data/packs/vietnam, appendices I and III of the decree.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from songhanh.documents.model import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from songhanh.documents.model import Block, Paper

# The Vietnamese alphabet as used for points: there is no f, j, w, z, and đ follows d.
POINTS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LONG_NAME = 24  # letters in capitals that stand on one line of the left column
COUNCIL = re.compile(r"(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN) (.+)")
BLANK = "\u00a0" * 5
SPACES = re.compile(r"\s")
LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Variation selectors, fillers, and code points that are no characters.
INVISIBLE = re.compile(
    "[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufdd0-\ufdef]"
)
ACADEMIC = re.compile(r"\b(GS|PGS|TSKH|TS|ThS|CN|BS|KS|LS)\.", re.IGNORECASE)
RANKS = re.compile(r"^(đại|thượng|trung|thiếu) (tướng|tá|úy)\b", re.IGNORECASE)


def number_text(number: int) -> str:
    """Return a document number as written: under 10 takes a leading zero."""
    return f"{number:02d}"


def suffix(*, abbr: str | None, org: str, unit: str = "") -> str:
    """Return what follows the slash: type and organisation, or for a công văn organisation and unit.

    `abbr` is None for a công văn, which has no abbreviation.
    """
    parts = (abbr, org) if abbr else (org, unit)
    return "-".join(re.sub(r"\s+", "", part) for part in parts if part)


def symbol(*, number: int | None, abbr: str | None, org: str, unit: str = "") -> str:
    """Return number and symbol without spaces round “/” and “-”; a blank where the number will be."""
    shown = BLANK if number is None else number_text(number)
    return f"{shown}/{suffix(abbr=abbr, org=org, unit=unit)}"


def long_date(day: date | None) -> str:
    """Return “ngày 01 tháng 02 năm 2026”: days under 10 and months 1 and 2 take a zero.

    None gives the blanks that are filled in by hand at signing.
    """
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm{BLANK}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date | None) -> str:
    """Return dd/mm/yyyy, or nothing."""
    return "" if day is None else f"{day:%d/%m}/{day.year:04d}"


def clean(text: str) -> str:
    """Return text that every output can hold, on one line.

    Composes Unicode; drops control, invisible and unpaired characters, which no reader can see
    and which Word or PDF/UA refuse.
    """
    return " ".join(_visible(text).split())


def paragraphs(text: str) -> list[str]:
    """Return the non-empty lines of a text, each cleaned."""
    return [line for raw in LINE_ENDS.split(text) if (line := clean(raw))]


def _visible(text: str) -> str:
    if not text.isprintable() or INVISIBLE.search(text):  # most texts are fine as they are
        text = "".join(char for char in SPACES.sub(" ", text) if _can_be_seen(char))
    return unicodedata.normalize("NFC", text)


def _can_be_seen(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
        return False
    return not (INVISIBLE.match(char) or ord(char) & 0xFFFE == 0xFFFE)


def name_lines(name: str) -> list[str]:
    """Return the name of an agency in capitals, in the lines it is written on.

    Line breaks of the caller are kept; a long “Ủy ban nhân dân …” breaks before its territory.
    """
    lines = [line.upper() for line in paragraphs(name)]
    if len(lines) != 1 or len(lines[0]) <= LONG_NAME:
        return lines
    council = COUNCIL.match(lines[0])
    return [council[1], council[2]] if council else lines


def closed(lines: Iterable[str]) -> list[str]:
    """Return the lines of an enumeration: each ends with “;”, the last with “.”."""
    bare = [stripped for line in lines if (stripped := clean(line).rstrip(" ;.,"))]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def with_closing_mark(text: str) -> str:
    """Return the last paragraph of a paper, ended by “./.”."""
    return text.removesuffix("./.").rstrip(" .;,") + "./."


def numbered(body: Sequence[Block]) -> list[str]:
    """Return the number of each block: “I.”, “1.”, “a)” for titles, nothing for the rest.

    A title of a higher level starts the lower ones again.
    """
    counts = {1: 0, 2: 0, 3: 0}
    labels = []
    for block in body:
        if not isinstance(block, Heading):
            labels.append("")
            continue
        counts = {level: 0 if level > block.level else count for level, count in counts.items()}
        counts[block.level] += 1
        labels.append(_label(block.level, counts[block.level]))
    return labels


def depths(body: Sequence[Block]) -> list[int]:
    """Return how deep each title lies, from 1 and without gaps, as readers by ear need; else 0."""
    open_levels: list[int] = []
    found = []
    for block in body:
        if not isinstance(block, Heading):
            found.append(0)
            continue
        open_levels = [level for level in open_levels if level < block.level]
        open_levels.append(block.level)
        found.append(len(open_levels))
    return found


def _label(level: int, count: int) -> str:
    if level == 1:
        return f"{roman(count)}."
    if level == 2:
        return f"{count}."
    return f"{POINTS[(count - 1) % len(POINTS)]})"


def roman(number: int) -> str:
    """Return a number from 1 to 89 in Roman numerals."""
    text = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def faults(paper: Paper) -> list[str]:
    """Return what a registry clerk would send the paper back for, as sentences; none if it may go.

    A missing number, date or name is no fault: they come with the signature.
    """
    checks = (
        (not clean(paper.subject), _("Chưa có trích yếu nội dung.")),
        (not clean(paper.place), _("Chưa có địa danh nơi ban hành.")),
        (not paper.body, _("Chưa có nội dung.")),
        (not any(map(clean, paper.signature.lines)), _("Chưa ghi quyền hạn, chức vụ người ký.")),
        (bool(re.search(r"\s", paper.symbol)), _("Ký hiệu không được có dấu cách.")),
        (paper.is_letter and not paper.addressees, _("Công văn chưa ghi nơi kính gửi.")),
        (not clean(paper.archive), _("Nơi nhận chưa có dòng lưu tại văn thư.")),
        (
            _has_title(paper.signature.name),
            _("Họ tên người ký không ghi học hàm, học vị, quân hàm."),
        ),
    )
    return [sentence for wrong, sentence in checks if wrong]


def _has_title(name: str) -> bool:
    return bool(ACADEMIC.search(name) or RANKS.match(name.strip()))
