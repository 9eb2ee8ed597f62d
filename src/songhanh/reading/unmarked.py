"""Text typed without marks ("Uy ban nhan dan"): the words that the rules look for get theirs back."""

from __future__ import annotations

import re
from functools import cache

from songhanh.reading.vietnamese import plain
from songhanh.reading.words import data, one_of

MARKED = re.compile(r"[À-ỹĐđ]")
TYPICAL = re.compile(
    r"\b(?:nhan dan|thuc hien|ke hoach|cong tac|uy ban|to chuc|theo do|yeu cau|de nghi)\b"
)
SAMPLE = 4_000
SHARE = 0.01


def restored(text: str) -> str:
    """Return text of the same length, with marks on known words if it has hardly any."""
    sample = text[:SAMPLE]
    if len(MARKED.findall(sample)) > SHARE * len(sample):
        return text
    if len(set(TYPICAL.findall(sample.lower()))) < 2:
        return text
    words, pattern = _known()
    return pattern.sub(lambda match: _like(words[match[0].lower()], match[0]), text)


def _like(marked: str, shown: str) -> str:
    """Give the marked word the capitals of the word shown."""
    return "".join(m.upper() if s.isupper() else m for m, s in zip(marked, shown, strict=True))


@cache
def _known() -> tuple[dict[str, str], re.Pattern[str]]:
    words: dict[str, str] = {}
    for word in _listed():
        bare = plain(word)
        if bare != word.lower():
            words.setdefault(bare, word.lower())
    return words, re.compile(r"(?<!\w)" + one_of(words, either_case=False), re.IGNORECASE)


def _listed() -> list[str]:
    verbs, bodies = data("verbs"), data("bodies")
    cues = [cue for theme in data("themes").values() for cue in theme["cues"]]
    lists = [
        data("unmarked")["words"],
        *(value for value in verbs.values() if isinstance(value, list)),
        *(value for value in bodies.values() if isinstance(value, list)),
        [entry["name"] for entry in data("doctypes")["type"]],
        cues,
    ]
    return [word for words in lists for word in words if word.replace(" ", "").isalpha()]
