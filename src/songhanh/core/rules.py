"""The arithmetic of drawings: how wide a piece of a bar is, which page numbers are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar that is 1000 units wide."""

    kind: str
    start: int
    width: int


def bar_pieces(done: int, doing: int, late: int, rest: int = 0) -> list[Piece]:
    """Return the pieces of a bar in proportion to the counts; none is left out by rounding.

    Positions are in thousandths of the whole bar, rounded down, and the last piece ends at 1000.
    """
    counts = {"done": done or 0, "doing": doing or 0, "late": late or 0, "rest": rest or 0}
    whole = sum(counts.values())
    pieces, before = [], 0
    for kind, count in counts.items():
        if count:
            start, end = 1000 * before // whole, 1000 * (before + count) // whole
            pieces.append(Piece(kind, start, end - start))
            before += count
    return pieces


def page_numbers(number: int, last: int) -> list[int | None]:
    """Return the page numbers to show: first, last, and those beside `number`; None is a gap."""
    near = sorted({1, last} | {n for n in range(number - 1, number + 2) if 1 <= n <= last})
    shown: list[int | None] = []
    for place, page in enumerate(near):
        gap = page - near[place - 1] if place else 1
        shown += [page - 1] if gap == 2 else [None] if gap > 2 else []
        shown.append(page)
    return shown
