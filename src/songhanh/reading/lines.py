"""Cuts a text into blocks: paragraphs and list items, hard-wrapped lines joined, lost breaks found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from songhanh.reading.words import LOWER, UPPER

MARKER = re.compile(
    r"(?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:thứ\s+)?[\w]{1,8}\s?[.:-]?\s)"
    r"|(?P<article>(?:Điều|ĐIỀU|Article)\s+\d{1,3}\s?[.:])"
    r"|(?P<roman>(?:XI{0,3}|IX|IV|V?I{1,3}|V|X)\s?[./)-](?!\w))"
    r"|(?P<num3>\d{1,2}\.\d{1,2}\.\d{1,2}\.?(?=\s))"
    r"|(?P<num2>\d{1,2}\.\d{1,2}\.?(?=\s\D))"
    r"|(?P<num>(?:\d{1,2}\s?[.)](?!\d)|\d{1,2}\s?[/-](?=\s[" + UPPER + r"])|\(\d{1,2}\)))"
    r"|(?P<letter>[a-zđ]\s?[.)/](?=\s|[" + UPPER + r"])|\([a-z]\)(?=\s))"
    r"|(?P<dash>[-*•●▪■◦‣·○➢➤✓❖♦⁃\uf0b7\uf0a7\uf0d8\uf0fc–](?=\s|["
    + UPPER
    + r"]|["
    + LOWER
    + r"]))"
    r"|(?P<plus>\+(?=\s|\w))"
)
RANKS = {
    "part": 0, "article": 1, "roman": 1, "num": 2, "num2": 3, "num3": 4, "letter": 5, "dash": 6, "plus": 7,
}  # fmt: skip
PLAIN = 9
INLINE = re.compile(
    r"(?<=[.;:])\s{1,3}(?=(?:\d{1,2}[.)]|[a-zđ]\)|-|\+)\s{1,2}["
    + UPPER
    + r"])|(?<=[.;:])\s{1,3}(?=(?:I{1,3}|IV|VI{0,3}|IX|X)\.\s{1,2}["
    + UPPER
    + r"]{2})"
)
ENDING = re.compile(r"[.;:!?…\"]\s*$|\./\.\s*$")
CAPITALS = re.compile(rf"^[^{LOWER}]*[{UPPER}][^{LOWER}]*$")
LINE = re.compile(r"[^\n]*")
WRAPPED_SHARE = 0.5


@dataclass(slots=True)
class Block:
    start: int  # of its words, after the marker
    end: int
    rank: int  # PLAIN without a marker
    marker: str
    line: int = 0
    parent: int = -1  # index of the block it stands under
    has_children: bool = False
    gap: bool = False  # an empty line stands before it


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order."""
    found: list[Block] = []
    wrapped = _is_hard_wrapped(text)
    gap = True
    previous_end = -1
    for number, match in enumerate(LINE.finditer(text)):
        start, end = _stripped(text, match.start(), match.end())
        if start >= end:
            gap = (
                True
                if match.end() > match.start() or text[match.start() - 1 : match.start()] == "\n"
                else gap
            )
            continue
        if found and not gap and _carries_on(text, found[-1], start, end, wrapped=wrapped):
            found[-1].end = end
        else:
            found.append(_block(text, start, end, number, gap=gap))
        previous_end = end
        gap = False
    del previous_end
    return _nested([piece for block in found for piece in _cut(text, block)])


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _is_hard_wrapped(text: str) -> bool:
    """Tell whether lines end because the paper did: most long lines stop without an end mark."""
    lines = [line for line in text[:20_000].split("\n") if len(line.strip()) > 35]
    if len(lines) < 4:
        return False
    open_ended = sum(1 for line in lines if not ENDING.search(line[-8:]))
    return open_ended >= WRAPPED_SHARE * len(lines) and max(map(len, lines)) < 140


def _carries_on(text: str, block: Block, start: int, end: int, *, wrapped: bool) -> bool:
    """Tell whether a line is the rest of the one before it."""
    if MARKER.match(text, start, end) and not _inside_word(text, start):
        return False
    last = text[block.end - 1]
    if last in ".;:!?" or last == "|":
        return False
    if OPEN_END.search(text, max(block.start, block.end - 8), block.end):
        return True
    return _reads_on(text, block, start, end, wrapped=wrapped)


def _reads_on(text: str, block: Block, start: int, end: int, *, wrapped: bool) -> bool:
    first, last, length = text[start], text[block.end - 1], block.end - block.start
    if first.islower():
        return length > 25 or last == ","
    if last == "," and (first.isupper() or first.isdigit()):
        return length > 30
    line_start = text.rfind("\n", 0, block.end) + 1
    return wrapped and block.end - line_start > 45 and not CAPITALS.match(text[start:end])


# No line of its own ends so: what follows belongs to it.
OPEN_END = re.compile(r"\s(?:ngày|tháng|năm|của|và|về|các|trên|theo|cho|với)$")


def _inside_word(text: str, start: int) -> bool:
    """A wrapped line may begin with a number that belongs to the sentence: "15/6 ...", "2021."."""
    return bool(re.match(r"\d{1,2}[/.-]\d", text[start : start + 6]))


def _block(text: str, start: int, end: int, line: int, *, gap: bool) -> Block:
    match = MARKER.match(text, start, end)
    if not match or (_inside_word(text, start) and not (match["num2"] or match["num3"])):
        return Block(start, end, PLAIN, "", line, gap=gap)
    words = match.end()
    while words < end and text[words] in " .:":
        words += 1
    kind = match.lastgroup or ""
    return Block(words, max(words, end), RANKS[kind], match[0].strip(), line, gap=gap)


def _cut(text: str, block: Block) -> list[Block]:
    """Cut at list marks inside a line, where line breaks were lost."""
    cuts = [match.end() for match in INLINE.finditer(text, block.start, block.end)]
    if not cuts:
        return [block]
    pieces = [
        Block(
            block.start,
            _stripped(text, block.start, cuts[0])[1],
            block.rank,
            block.marker,
            block.line,
            gap=block.gap,
        )
    ]
    for start, end in zip(cuts, [*cuts[1:], block.end], strict=True):
        pieces.append(_block(text, *_stripped(text, start, end), block.line, gap=False))
    return pieces


def _nested(found: list[Block]) -> list[Block]:
    stack: list[int] = []
    for index, block in enumerate(found):
        if block.rank == PLAIN:
            block.parent = stack[-1] if stack else -1
            continue
        while stack and found[stack[-1]].rank >= block.rank:
            stack.pop()
        block.parent = stack[-1] if stack else -1
        if stack:
            found[stack[-1]].has_children = True
        stack.append(index)
    return found


def joined(text: str, found: list[Block]) -> str:
    """Return the text with a space where a block was wrapped: the same length."""
    letters: list[str] | None = None
    for block in found:
        place = text.find("\n", block.start, block.end)
        while place >= 0:
            letters = letters or list(text)
            letters[place] = " "
            place = text.find("\n", place + 1, block.end)
    return "".join(letters) if letters else text
