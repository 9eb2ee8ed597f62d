"""The word lists (data/*.toml), loaded once, and how they become patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()


@cache
def data(name: str) -> dict[str, Any]:
    """Return one data file."""
    text = (files("songhanh.reading") / "data" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def one_of(words: Iterable[str], *, either_case: bool = True, loose: bool = False) -> str:
    """Return a pattern for any of the words, the longest first, words kept whole.

    The first letter may be large or small. Words are laid out as a tree of their letters, so that
    a place where none begins is passed at the first letter. `loose`: blanks and commas may be lost.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for place, letter in enumerate(word):
            key = LOOSE.get(letter, letter) if loose else re.escape(letter)
            if place == 0 and either_case and letter.lower() != letter.upper():
                key = f"[{letter.lower()}{letter.upper()}]"
            node = node.setdefault(key, {})
        node[END] = {}
    return _branches(tree) + r"(?!\w)"


END = ""
LOOSE = {" ": r"\s{0,2}", ",": ",?"}


def _branches(tree: dict[str, Any]) -> str:
    rests = [key + _branches(below) for key, below in tree.items() if key != END]
    if not rests:
        return ""
    if len(rests) == 1 and END not in tree:
        return rests[0]
    return "(?:" + "|".join(rests) + (r"|(?!\w))" if END in tree else ")")
