"""Vietnamese letters: the form for searching and the form for sorting."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
LETTERS = {
    "a": "a7", "ă": "a8", "â": "a9", "d": "d7", "đ": "d8", "e": "e7", "ê": "e8",
    "i": "i7", "o": "o7", "ô": "o8", "ơ": "o9", "u": "u7", "ư": "u8", "y": "y7",
}  # fmt: skip
WORDS = re.compile(r"\d+|[^\W\d_]+")
INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Return a letter without its marks, keeping its place: one character for one."""
    lower = letter.lower()
    if lower in "đð":
        return "d"
    bare = unicodedata.normalize("NFD", lower)[0]
    return bare if len(lower) == 1 else lower[0]


def plain(text: str) -> str:
    """Return composed text in lower case without marks, letter by letter (same length)."""
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def fold(text: str) -> str:
    """Return the form for searching: no marks, đ as d, lower case, single spaces.

    Composed and decomposed text fold alike, so do no-break and invisible characters.
    """
    composed = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return " ".join(plain(composed).split())


def sort_key(text: str) -> str:
    """Return a key of digits and a-z that sorts as a Vietnamese dictionary does.

    Syllable by syllable: letters first (a ă â … d đ …), then tones (level, falling, asking,
    tumbling, rising, heavy). Numbers sort by their value. Only digits and small letters are
    used because every collation of every database agrees on their order.
    """
    composed = unicodedata.normalize("NFC", text.translate(INVISIBLE)).lower()
    return "".join(_word_key(match[0]) for match in WORDS.finditer(composed))


@lru_cache(maxsize=8192)
def _word_key(word: str) -> str:
    if word[0].isdigit():
        digits = word.lstrip("0") or "0"
        return f"{min(len(digits), 99):02d}{plain(digits)}"
    tone, letters = "1", []
    for letter in word:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((TONES[mark] for mark in marks if mark in TONES), tone)
        bare = unicodedata.normalize("NFC", "".join(m for m in marks if m not in TONES))
        letters.append(LETTERS.get(bare) or _foreign_key(bare))
    return "".join(letters) + tone


def _foreign_key(letter: str) -> str:
    base = _plain(letter[:1])
    return LETTERS.get(base, base) if base.isascii() else f"z{ord(base):05x}"
