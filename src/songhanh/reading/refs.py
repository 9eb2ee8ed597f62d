"""Other documents and programmes that a text names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from songhanh.reading.vietnamese import plain
from songhanh.reading.words import LOWER, UPPER, data, one_of

if TYPE_CHECKING:
    from songhanh.reading.symbols import Symbol

GENERAL = re.compile(
    rf"(?<![^\W\d])(?P<name>(?:Bộ luật|Bộ Luật|Luật|LUẬT|Pháp lệnh)\s(?P<body>(?:[{UPPER}][\w]*|phòng,\schống|phòng\schống|tổ chức|ban hành|bảo vệ|ngân sách|bình đẳng|thi đua|xử lý|trẻ em|hôn nhân|đất đai|bầu cử|công đoàn|thanh niên)(?:,?\s[{LOWER}]{{1,8}}){{0,9}}))"
)
ENDS = re.compile(
    r",?\s(?:năm|số|ngày|và\s(?:các|Luật|Bộ luật|Nghị|Thông|Chỉ|Quyết|Kế|Chương|hướng|những|văn)|của|đã|được|có|trên|tại|cho|đến|tới|theo|trong|quy định|hiện hành|là|về|do|đối với|khóa|sửa đổi|bằng|như|để|với|khi|vào|từ|gồm|thông qua|nhằm|cùng|phù hợp|ở|sau|nói|bảo đảm|mới|này|nêu|không|sẽ|và|nghị định|thông tư|ban hành|ra|thì|phải|trước|dưới|giai đoạn|kể)(?!\w)|[.;:()\"]|,\s(?!chống|chữa|công chức|thể thao|khen|gia đình|bổ sung|kiểm|vệ|an|chăm|bệnh|giáo|sử|bia|đối|cứu)"
)
NUMBERED = re.compile(r"\s?(?:\(?\s?số|năm\s\d{4}\s?\(?số)\s{0,2}[:]?\s{0,2}$")


@cache
def _laws() -> re.Pattern[str]:
    names = [name.lower() for name in data("laws")["names"]]
    shape = one_of(names, either_case=False, loose=True).removesuffix(r"(?!\w)")
    return re.compile(rf"(?<![^\W\d]){shape}(?!(?!ngày|chậm|của|năm|và |số)\w)")


def laws(text: str, symbols: list[Symbol]) -> list[tuple[str, int, int]]:
    """Return laws and codes named by their title alone: (title, start, end)."""
    found: list[tuple[str, int, int]] = []
    taken: list[tuple[int, int]] = []
    lower = text.lower()
    for match in _laws().finditer(lower if len(lower) == len(text) else text):
        start, end = match.span()
        if text[start].islower():
            continue
        taken.append((start, end))
        found.append((" ".join(text[start:end].split()), start, end))
    known = {start for start, _ in taken}
    for match in GENERAL.finditer(text):
        start = match.start("name")
        if start in known or any(a <= start < b for a, b in taken[-400:] if b > start):
            continue
        end = match.start("body")
        stop = ENDS.search(text, end, match.end() + 1)
        last = stop.start() if stop else match.end()
        title = " ".join(text[start:last].split()).rstrip(" ,")
        words = title.split()
        if len(words) >= 2 and words[-1] not in {"Luật", "luật"} and not _not_a_law(title):
            found.append((title, start, last))
    return [law for law in found if not _symbol_follows(text, law[2], symbols)]


NOT_LAWS = re.compile(
    r"Luật (?:liên|sư|gia|pháp|sửa đổi$|này|quốc tế|định|Sư|Gia|Minh|Việt|các|Hà|TP)", re.IGNORECASE
)


def _not_a_law(title: str) -> bool:
    return bool(NOT_LAWS.match(title))


def _symbol_follows(text: str, end: int, symbols: list[Symbol]) -> bool:
    """A law with its symbol ("Luật Bình đẳng giới số 73/2006/QH11") is told by the symbol."""
    near = text[end : end + 24]
    return bool(
        re.match(r"\s?(?:năm\s\d{4}\s?)?[,(]?\s?(?:số\s?:?\s?)?\d{1,3}/\d{4}/(?:QH|L-CTN|PL)", near)
    ) and bool(symbols)


PROGRAMME = re.compile(
    r"(?<!\w)(?P<kind>Chiến lược|Chương trình|Đề án|Dự án \d|Kế hoạch hành động quốc gia|Chương trình hành động quốc gia|Chương trình mục tiêu quốc gia)\s(?!số|này|trên|nêu|và|,|của|do|đã|theo|tại|[\d])"
    r"(?=(?P<rest>[^\n;:.()\"]{6,230}))"
)
PERIOD = re.compile(
    r"(?:giai đoạn\s(?:từ năm\s)?(?:20\d\d\s?-\s?20\d\d|năm\s20\d\d)|(?:đến|tới)\s(?:hết\s)?năm\s20\d\d(?:,?\s(?:và\s)?(?:định hướng|tầm nhìn)\s(?:đến\s)?(?:năm\s)?20\d\d)?|giai đoạn\s20\d\d\s?-\s?20\d\d)"
)
PROGRAMME_END = re.compile(
    r",?\s(?:và các (?:chương|đề|kế|dự|mục)|vào|trên địa bàn|theo|tại|nhằm|gắn với|do|được|đã|của (?:Chính phủ|Thủ tướng|UBND|tỉnh|Bộ)|trong đó|với|bảo đảm|đảm bảo|trong|phù hợp|có hiệu quả|;|năm 20)(?!\w)|,\s"
)
NATIONAL = re.compile(r"(?:quốc gia|mục tiêu quốc gia|hành động quốc gia)")


def programmes(text: str, symbols: list[Symbol]) -> list[tuple[str, int, int]]:
    """Return strategies and programmes named without a symbol."""
    found: list[tuple[str, int, int]] = []
    for match in PROGRAMME.finditer(text):
        rest = match["rest"]
        period = PERIOD.search(rest)
        if period:
            end = match.start("rest") + period.end()
        elif NATIONAL.match(rest):
            stop = PROGRAMME_END.search(rest)
            end = match.start("rest") + (stop.start() if stop else len(rest.rstrip()))
        else:
            continue
        name = text[match.start() : end]
        if re.search(r"\d/[A-ZĐ]{2}", name) or PROGRAMME.match(text, match.start() + 1, end):
            continue
        if _approved(text, match.start(), symbols):
            continue
        found.append((name, match.start(), end))
    return found


def _approved(text: str, start: int, symbols: list[Symbol]) -> bool:
    """Tell a programme that a cited decision approves: it has a symbol there."""
    before = text[max(0, start - 130) : start]
    match = re.search(
        r"(?:phê duyệt|ban hành|về việc phê duyệt|về)\s(?:việc\s)?(?:ban hành\s)?[\"']?$", before
    )
    return bool(match) and any(start - 130 <= symbol.at < start for symbol in symbols)


def key(name: str) -> str:
    return plain(" ".join(name.split()))
