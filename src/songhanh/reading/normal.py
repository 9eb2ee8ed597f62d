"""Cleans dirty text and keeps, for every character, where it stood in the text given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from songhanh.reading import legacy, unmarked
from songhanh.reading.found import Span
from songhanh.reading.vietnamese import INVISIBLE

SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufffc"
BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uf02d\u00ad"
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
CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
HIDDEN = re.compile("[" + "".join(chr(code) for code in INVISIBLE if code != 0xAD) + "]")
LATE_TONE = re.compile(
    r"(?<![qQ])(?:[uU][ỳýỷỹỵỲÝỶỸỴ]|[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?![^\W\d_])",
)


@dataclass(frozen=True, slots=True)
class Normal:
    """Composed text with plain spaces, dashes and quotes, and the way back."""

    text: str
    origins: tuple[int, ...] | None  # of each character and of the end; None: the same places

    def span(self, start: int, end: int) -> Span:
        """Return where a piece of the clean text stands in the text given."""
        if self.origins is None:
            return Span(start, end)
        return Span(self.origins[start], self.origins[end])


def normalise(text: str) -> Normal:
    """Return `text` as the rules expect it. Nothing that a reader could see is lost."""
    origins: tuple[int, ...] | None = None
    if decoded := legacy.decode(text):
        text, origins = decoded
    elif not unicodedata.is_normalized("NFC", text) or HIDDEN.search(text):
        text, origins = _composed(text)
    text = LONE_RETURN.sub("\n", text.translate(SAME_LENGTH)).replace("\r", " ")
    text = LATE_TONE.sub(_early_tone, text)
    return Normal(unmarked.restored(text), origins)


def _composed(text: str) -> tuple[str, tuple[int, ...]]:
    """Compose letters with their marks and drop what cannot be seen."""
    letters: list[str] = []
    origins: list[int] = []
    shown = HIDDEN.sub("", text) if (hidden := HIDDEN.search(text)) else text
    places = _places(text) if hidden else range(len(text) + 1)
    for match in CLUSTER.finditer(shown):
        whole = match[0]
        composed = whole if len(whole) == 1 else unicodedata.normalize("NFC", whole)
        letters.append(composed)
        origins.extend([places[match.start()]] * len(composed))
    origins.append(len(text))
    return "".join(letters), tuple(origins)


def _places(text: str) -> list[int]:
    hidden = INVISIBLE.keys() - {0xAD}
    return [*(place for place, letter in enumerate(text) if ord(letter) not in hidden), len(text)]


TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def _early_tone(match: re.Match[str]) -> str:
    """Write hoà, uỷ as hòa, ủy: one spelling for the word lists, the same length."""
    first, second = match[0]
    base, tone = unicodedata.normalize("NFD", second)[:2]
    return unicodedata.normalize("NFC", first + tone) + base
