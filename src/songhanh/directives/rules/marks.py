"""Cutting a text along spans that may overlap, so that each piece can be marked on its own."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text, [start, end), of one kind: who, when, what, ref or duty.

    `duty` is the duty it belongs to, 0 where it belongs to none.
    """

    start: int
    end: int
    kind: str
    duty: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; `opens` are duties whose first letter it holds."""

    text: str
    kinds: tuple[str, ...] = ()
    duties: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """Return the whole text in pieces: joined together they are the text again.

    Spans may overlap and repeat; what lies outside the text is cut off, empty spans mark nothing.
    """
    inside = [clipped for mark in marks if (clipped := _clipped(mark, len(text)))]
    edges = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    starting: dict[int, list[Mark]] = {}
    for mark in inside:
        starting.setdefault(mark.start, []).append(mark)
    found: list[Piece] = []
    over: list[Mark] = []
    for start, end in itertools.pairwise(edges):
        fresh = starting.get(start, [])
        over = [mark for mark in [*over, *fresh] if mark.end > start]
        found.append(_piece(text[start:end], over, fresh))
    return found


def _clipped(mark: Mark, length: int) -> Mark | None:
    start, end = max(mark.start, 0), min(mark.end, length)
    return Mark(start, end, mark.kind, mark.duty) if start < end else None


def _piece(text: str, over: list[Mark], fresh: list[Mark]) -> Piece:
    return Piece(
        text=text,
        kinds=tuple(dict.fromkeys(mark.kind for mark in over)),
        duties=tuple(dict.fromkeys(mark.duty for mark in over if mark.duty)),
        opens=tuple(mark.duty for mark in fresh if mark.kind == "duty"),
    )
