"""Cleans dirty text and keeps, for every character, where it stood in the text given."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from songhanh.reading import capitals, legacy, syllables, unmarked
from songhanh.reading.found import Span
from songhanh.reading.legacy import rewritten
from songhanh.reading.vietnamese import INVISIBLE

SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufffc"
BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uf02d"
BULLETS = "•●▪■◦‣·○➢➤✓❖♦⁃\uf0b7\uf0a7\uf0d8\uf0fc"
SAME_LENGTH = {
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(map(ord, BREAKS), "\n"),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, "“”„«»″"), '"'),
    **dict.fromkeys(map(ord, "‘’‚`´′"), "'"),
    ord("Ð"): "Đ",
    ord("ð"): "đ",
    ord("∕"): "/",
    ord("⁄"): "/",
    ord("／"): "/",
    ord("："): ":",
    ord("；"): ";",
}
LONE_RETURN = re.compile(r"\r(?!\n)")
HIDDEN_CHARS = "".join(map(chr, INVISIBLE))
CHANGED = re.compile(
    rf"[^\u0300-\u036f][\u0300-\u036f]+|[{HIDDEN_CHARS}]+|(?<=\S)[ \t\u00a0]{{2,}}(?=\S)"
    r"|&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8});"
)
LATE_TONE = re.compile(
    r"(?<![qQ])(?:[uU][ỳýỷỹỵỲÝỶỸỴ]|[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?![^\W\d_])",
)
MISREAD = re.compile(r"(?<![\w])(?=[0-9lIO]{0,4}\d)(?=[0-9lIO]{0,4}[lIO])[0-9lIO]{2,5}(?!\w)")
DIGITS = str.maketrans("lIO", "110")


@dataclass(frozen=True, slots=True)
class Normal:
    """Composed text with plain spaces, dashes and quotes, and the way back."""

    text: str
    places: tuple[int, ...]  # where a stretch of the clean text begins …
    origins: tuple[int, ...]  # … and where it stands in the text given
    repaired: bool = False

    def origin(self, place: int) -> int:
        index = bisect_right(self.places, place) - 1
        shifted = self.origins[index] + place - self.places[index]
        return min(shifted, self.origins[index + 1]) if index + 1 < len(self.origins) else shifted

    def span(self, start: int, end: int) -> Span:
        """Return where a piece of the clean text stands in the text given."""
        return Span(self.origin(start), self.origin(end))


def normalise(text: str) -> Normal:
    """Return `text` as the rules expect it. Nothing that a reader could see is lost."""
    clean = text
    places: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    repaired = False
    if decoded := legacy.decode(text):
        clean, places, origins = decoded
        repaired = True
    elif apart := syllables.glued(text):
        words = re.compile(rf"{CHANGED.pattern}|(?<!\w)(?:{'|'.join(apart)})(?!\w)")
        clean, places, origins = rewritten(text, words, lambda m: apart.get(m[0]) or _changed(m))
    elif CHANGED.search(text):
        clean, places, origins = rewritten(text, CHANGED, _changed)
    clean = LONE_RETURN.sub("\n", clean.translate(SAME_LENGTH)).replace("\r", " ")
    clean = LATE_TONE.sub(_early_tone, MISREAD.sub(lambda m: m[0].translate(DIGITS), clean))
    return Normal(capitals.lowered(unmarked.restored(clean)), places, origins, repaired)


def _changed(match: re.Match[str]) -> str:
    piece = match[0]
    if piece[0] in " \t\u00a0":
        return " "
    if piece[0] == "&" and len(piece) > 1:
        return html.unescape(piece) if html.unescape(piece) != piece else piece
    if piece[0] in HIDDEN_CHARS:
        return ""
    return unicodedata.normalize("NFC", piece)


TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def _early_tone(match: re.Match[str]) -> str:
    """Write hoà, uỷ as hòa, ủy: one spelling for the word lists, the same length."""
    first, marked = match[0][0], unicodedata.normalize("NFD", match[0][1])
    return unicodedata.normalize("NFC", first + marked[1]) + marked[0]
