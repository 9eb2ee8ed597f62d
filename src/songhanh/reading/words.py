"""The word lists (data/*.toml), loaded once, and how they become patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()


@cache
def data(name: str) -> dict[str, Any]:
    """Return one data file."""
    text = (files("songhanh.reading") / "data" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def one_of(words: list[str]) -> str:
    """Return a pattern for any of the words, the longest first, words kept whole.

    The first letter may be large or small. A blank stands for any white space.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_pattern, ordered)) + r")(?!\w)"


def _pattern(word: str) -> str:
    first, rest = word[0], re.escape(word[1:]).replace(r"\ ", r"\s+")
    if first.lower() != first.upper():
        return f"[{first.lower()}{first.upper()}]{rest}"
    return re.escape(first) + rest


def matcher(words: list[str], *, before: str = r"(?<!\w)", flags: int = 0) -> re.Pattern[str]:
    return re.compile(before + one_of(words), flags)
