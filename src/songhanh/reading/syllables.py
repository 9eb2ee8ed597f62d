"""Finds words that lost the blank between them ("hội đồngnhân dân"): each is two syllables written as one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from songhanh.reading.words import data

VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
SYLLABLE = re.compile(
    rf"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?[{VOWELS}]{{1,3}}(?:ch|nh|ng|[cmnpt])?"
)
LONG_WORD = re.compile(r"[^\W\d_]{5,14}")
TONED = re.compile(r"[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
MARKED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")


def glued(text: str) -> dict[str, str]:
    """Return the glued words of a text and how they are written apart."""
    found = {}
    for word in set(LONG_WORD.findall(text)):
        if len(ways := _ways(word)) == 1:
            found[word] = ways[0]
        elif known := [way for way in ways if way.lower() in _pairs() or _both_stand(way, text)]:
            found[word] = known[0]
    return found


@cache
def _pairs() -> frozenset[str]:
    """Return every two syllables that stand together in the word lists."""
    lists = ("verbs", "bodies", "themes", "laws", "unmarked")
    words = " / ".join(_leaves([data(name) for name in lists])).lower().split()
    return frozenset(f"{first} {second}" for first, second in pairwise(words))


def _leaves(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for one in value for leaf in _leaves(one)] if isinstance(value, list) else []


@lru_cache(maxsize=20_000)
def _ways(word: str) -> tuple[str, ...]:
    """Return the ways to cut a word that is no syllable into two that are."""
    lower = word.lower()
    if word.isupper() or not MARKED.search(lower) or _is_one(lower):
        return ()
    cuts = range(2, len(word) - 1)
    return tuple(
        f"{word[:cut]} {word[cut:]}"
        for cut in cuts
        if _is_one(lower[:cut])
        and _is_one(lower[cut:])
        and MARKED.search(lower[cut:] + lower[:cut])
    )


def _is_one(word: str) -> bool:
    return len(word) < 8 and len(TONED.findall(word)) < 2 and bool(SYLLABLE.fullmatch(word))


def _both_stand(way: str, text: str) -> bool:
    first, second = way.split(" ")
    return f"{first} " in text and f" {second}" in text
