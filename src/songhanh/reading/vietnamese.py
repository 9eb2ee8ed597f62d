"""How Vietnamese is sorted and searched, the same on every database."""

from __future__ import annotations

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
RANK = {letter: chr(ord("a") + place // 10) + str(place % 10) for place, letter in enumerate(LETTERS)}
PARTS = re.compile(r"(\d+)")


def fold(text: str) -> str:
    """Return the form in which text is searched: lower case, without marks, đ as d, single spaces."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(kept.split())


def sort_key(text: str) -> str:
    """Return a key of digits and small letters that sorts as a Vietnamese dictionary does.

    Every database sorts such a key alike, whatever its collation. Letters come first (ă and â after a, đ after d …), then tones (level, grave, hook, tilde,
    acute, dot below), and numbers inside sort by their value.
    """
    words, tones = [], []
    for word in unicodedata.normalize("NFC", text).lower().split():
        letters, marks = _word(word)
        words.append(letters)
        tones.append(marks)
    return f"{'1'.join(words)}0{''.join(tones)}"  # the end sorts before a further word


def _word(word: str) -> tuple[str, str]:
    letters, tone = [], "0"
    for part in filter(None, PARTS.split(word)):
        if part.isdecimal():
            letters.append("5" + part.zfill(8))
            continue
        for letter in part:
            base, mark = _letter(letter)
            letters.append(RANK.get(base, f"z9{ord(base):06x}"))
            tone = str(mark) if mark else tone
    return "".join(letters), tone


def _letter(letter: str) -> tuple[str, int]:
    """Return the letter without its tone, and the tone's place in the dictionary."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((TONES[mark] for mark in parts[1:] if mark in TONES), 0)
    bare = parts[0] + "".join(mark for mark in parts[1:] if mark not in TONES)
    return unicodedata.normalize("NFC", bare)[0], tone
