"""What a web page says about itself, and which of its lines are not part of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from songhanh.reading import dates
from songhanh.reading.found import Page
from songhanh.reading.vietnamese import plain
from songhanh.reading.words import data, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songhanh.reading.lines import Block

VIEWS = re.compile(
    r"(?:lượt xem|số lượt xem|lượt đọc|số lần xem|đã xem|số lượt người xem|views?|lượt truy cập)\s{0,3}[:.]?\s{0,4}(?P<n>\d{1,3}(?:[.,]\d{3})+|\d{1,9})|(?P<m>\d{1,9})\s{1,2}lượt (?:xem|đọc)",
    re.IGNORECASE,
)
AUTHOR = re.compile(
    r"^(?:Tác giả(?: bài viết)?|Người viết|Người đăng|Tin, ảnh|Tin|Bài, ảnh|Bài|Nguồn tin|Tác giả, nguồn)\s?:\s{0,4}(?P<name>[^\n|:]{2,60}?)\s*$",
    re.MULTILINE,
)
ATTACHED = re.compile(
    r"^\W{0,3}(?:File đính kèm|Tệp đính kèm|Tập tin đính kèm|Tài liệu đính kèm|Văn bản đính kèm|Đính kèm|File|Tải tệp đính kèm|Tệp tin đính kèm|Attachments?)\s?:\s{0,6}(?P<names>[^\n]{1,300})$",
    re.MULTILINE | re.IGNORECASE,
)
TIME = re.compile(
    r"(?P<h>\d{1,2})\s?[:hg]\s?(?P<m>\d{2})(?::\d{2})?(?:\s?(?P<half>AM|PM|SA|CH))?", re.IGNORECASE
)
POSTED = re.compile(
    r"(?:Thứ|Chủ nhật|CN,|Ngày đăng|Đăng ngày|Cập nhật|Đăng lúc|Ngày cập nhật|Ngày xuất bản|Đăng tải|Posted|Published|Updated|Post date|Tạo lúc|Ngày tạo|date |\|)",
    re.IGNORECASE,
)
ISO_DAY = re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)")
ZONE = "+07:00"
NAME = re.compile(r"^(?:\(?[A-ZÀ-Ỹ][\w.]*\.?\)?(?:\s|\s?[-–,]\s?)?){1,6}$")


@dataclass(frozen=True, slots=True)
class Posting:
    """When the page was posted, and where it says so."""

    year: int
    month: int | None
    day: int | None
    stamp: str | None
    start: int
    end: int


@cache
def _edges() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    words = data("furniture")
    ends, lines = one_of(words["ends"]), one_of(words["lines"])
    return (
        frozenset(words["lines"]),
        re.compile(rf"{ends}(?:\s?[:.(»>].*)?$", re.IGNORECASE),
        re.compile(lines, re.IGNORECASE),
    )


def article_end(text: str, found: Sequence[Block]) -> int:
    """Return where neighbouring headlines and menus begin."""
    ends = _edges()[1]
    longest = 0
    for index, block in enumerate(found):
        length = block.end - block.start
        short = index > 1 and length < 80 and longest > 150
        if short and ends.match(text, block.start, block.end):
            return block.start
        longest = max(longest, length)
    return len(text)


def is_furniture(text: str, block: Block) -> bool:
    piece = text[block.start : block.end]
    if len(piece) > 120:
        return False
    if (" | " in piece and len(piece) < 110) or "»" in piece or " > " in piece:
        return True
    match = _edges()[2].match(piece)
    return bool(match and len(piece) - match.end() < 25 and not piece.rstrip().endswith((".", ";")))


def posting(text: str, found: Sequence[Block]) -> Posting | None:
    """Return the posting line: a short line with a full date, often with the hour."""
    best: tuple[int, Posting] | None = None
    for index, block in enumerate(found[:400]):
        length = block.end - block.start
        head = min(block.end, block.start + 60)
        if length > 110 and not text.startswith("date ", block.start):
            continue
        posted = _posted(text, block, head if length > 110 else block.end)
        if not posted:
            continue
        weight = (
            2 * bool(TIME.search(text, block.start, block.end))
            + 3 * bool(POSTED.search(text, block.start, head))
            - index // 12
        )
        if (length < 22 or weight >= 2) and (not best or weight > best[0]):
            best = (weight, posted)
    return best[1] if best else None


def _posted(text: str, block: Block, end: int) -> Posting | None:
    if iso := ISO_DAY.search(text, block.start, end):
        return Posting(
            int(iso["y"]),
            int(iso["m"]),
            int(iso["d"]) if iso["d"] else None,
            _stamp(text, block, iso["d"] and iso[0], iso.end()),
            iso.start(),
            iso.end(),
        )
    day = next((d for d in dates.find(text, block.start, end) if d.year), None)
    if day is None or day.year is None:
        return None
    if re.search(
        r"\d\s?/\s?[A-ZĐ]{2}|Số\s?:|[Cc]ông văn|[Qq]uyết định|[Kk]ế hoạch", text[block.start : end]
    ):
        return None
    if re.match(r"[^\n]{0,40}, ngày \d", text[block.start : end]) and not TIME.search(
        text, block.start, end
    ):
        return None
    return Posting(
        day.year, day.month, day.day, _stamp(text, block, day.iso(), day.end), day.start, day.end
    )


def _stamp(text: str, block: Block, day: str | None, after: int) -> str | None:
    if not day:
        return None
    match = TIME.search(text, after, block.end) or TIME.search(text, block.start, after)
    if not match:
        return day
    hour = int(match["h"])
    if (match["half"] or "").upper() in {"PM", "CH"} and hour < 12:
        hour += 12
    if hour > 23 or int(match["m"]) > 59:
        return day
    return f"{day}T{hour:02d}:{match['m']}{ZONE}"


def read_page(text: str, found: Sequence[Block], posted: Posting | None, *, full: bool) -> Page:
    views = VIEWS.search(text)
    count = re.sub(r"\D", "", views["n"] or views["m"])[:9] if views else None
    return Page(
        title=None if full else title(text, found),
        published_at=posted.stamp if posted else None,
        author=_author(text, found, views.start() if views else article_end(text, found)),
        attachments=_attachments(text),
        views=int(count) if count else None,
    )


def title(text: str, found: Sequence[Block]) -> str | None:
    """Return the headline: the first line of its own above the text that looks like one."""
    for block in found[:25]:
        piece = text[block.start : block.end]
        if is_furniture(text, block) or (block.rank != 9 and block.marker in "-+*•"):
            continue
        if len(piece) > 260 or piece.endswith((".", ";", ":")):
            if len(piece) > 200:
                return None
            continue
        if len(piece) >= 25 and not dates.find(piece) and len(piece.split()) >= 5:
            return " ".join(piece.split())
    return None


def _attachments(text: str) -> tuple[str, ...]:
    names: list[str] = []
    for match in ATTACHED.finditer(text):
        names += [
            name.strip(" .") for name in re.split(r"[;|]", match["names"]) if name.strip(" .")
        ]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names))


def _author(text: str, found: Sequence[Block], end: int) -> str | None:
    named = AUTHOR.search(text)
    if named and "điểm" not in plain(named["name"]) and not named[0].startswith("Nguồn"):
        return " ".join(named["name"].split())
    long_seen = False
    for block in found:
        if block.start >= end:
            break
        piece = text[block.start : block.end]
        if len(piece) > 150:
            long_seen = True
        elif long_seen and _is_name(piece) and not is_furniture(text, block):
            return " ".join(piece.split())
    return None


def _is_name(piece: str) -> bool:
    return len(piece) < 45 and " " in piece and not piece.isupper() and bool(NAME.match(piece))
