"""What a duty is about: weighted cues, the nearer to its head the heavier."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from songhanh.reading.words import data, one_of

WEIGHTS = {"sure": 12.0, "strong": 6.0, "cues": 3.0, "weak": 1.5}
REACH = 45.0  # characters after which a cue counts half
READ = 260
LEAST = 1.2


@cache
def _cues() -> tuple[dict[str, list[tuple[str, float]]], re.Pattern[str]]:
    cues: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for theme, lists in data("themes").items():
        for kind, weight in WEIGHTS.items():
            for cue in lists.get(kind, ()):
                cues[cue].append((theme, weight))
    return cues, re.compile(r"(?<!\w)" + one_of(cues, either_case=False))


def scores(clause: str) -> dict[str, float]:
    """Return how much speaks for each theme; `clause` begins at its directive verb."""
    cues, pattern = _cues()
    found: dict[str, float] = defaultdict(float)
    for match in pattern.finditer(clause[:READ].lower()):
        for theme, weight in cues[match[0]]:
            near = weight / (1.0 + match.start() / REACH)
            found[theme] = max(found[theme], near) + 0.1 * min(found[theme], near)
    return found


def theme_of(clause: str) -> str:
    """Return the theme of a clause, "other" if nothing speaks clearly."""
    found = scores(clause)
    if not found:
        return "other"
    best = max(found, key=lambda theme: found[theme])
    return best if found[best] >= LEAST else "other"
