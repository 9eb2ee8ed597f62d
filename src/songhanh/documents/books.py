"""What stands in the three registers, and the account that closes a book of numbers. Pure.

The words go onto official paper, which is Vietnamese whatever language the screen has.

Source: `document-types` in data/packs/vietnam, registers (appendix IV of Decree 30/2020/NĐ-CP).
"""

from __future__ import annotations

import itertools
from dataclasses import astuple, dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from songhanh.documents.rules import clean, number_text, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | date | None


class Register(Enum):
    """The three registers, named as in the data pack."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    FOLLOW_UP = "follow_up"

    @property
    def title(self) -> str:
        """Return the title as printed on the cover."""
        return TITLES[self]


TITLES = {
    Register.OUTGOING: "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
    Register.INCOMING: "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
    Register.FOLLOW_UP: "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN",
}


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One outgoing paper. `number` orders the book; `symbol` is number and symbol, “05/KH-UBND”."""

    number: int
    symbol: str
    dated: date | None
    title: str
    signer: str = ""
    recipients: str = ""
    keeper: str = ""
    copies: int | None = None
    sent_on: date | None = None
    receipt: str = ""
    note: str = ""

    def cells(self) -> tuple[Cell, ...]:
        """Return the ten columns of the book."""
        return astuple(self)[1:]


@dataclass(frozen=True, slots=True)
class IncomingRow:
    arrived_on: date | None
    number: int
    author: str
    symbol: str
    dated: date | None
    title: str
    receiver: str = ""
    passed_on: date | None = None
    receipt: str = ""
    note: str = ""

    def cells(self) -> tuple[Cell, ...]:
        """Return the ten columns of the book."""
        return astuple(self)


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    number: int
    paper: str
    receiver: str = ""
    due_on: date | None = None
    progress: str = ""
    answer: str = ""
    note: str = ""

    def cells(self) -> tuple[Cell, ...]:
        """Return the seven columns of the book."""
        return astuple(self)


Row = OutgoingRow | IncomingRow | FollowUpRow


@dataclass(frozen=True, slots=True)
class VoidNumber:
    """A number that was given and then cancelled; it is never given again."""

    number: int
    reason: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Every number from the first to the last: used, void, or not accounted for."""

    first: int
    last: int
    used: int
    void: tuple[int, ...]
    missing: tuple[int, ...]
    repeated: tuple[int, ...]


def account(numbers: Iterable[int], voids: Iterable[VoidNumber]) -> Account | None:
    """Return the account of one series of numbers from 01 on; None when no number was given."""
    given = sorted(numbers)
    void = {entry.number for entry in voids}
    known = set(given) | void
    if not known:
        return None
    first, last = min(1, *known), max(known)
    return Account(
        first=first,
        last=last,
        used=len(set(given) - void),
        void=tuple(sorted(void)),
        missing=tuple(n for n in range(first, last + 1) if n not in known),
        repeated=tuple(sorted({a for a, b in itertools.pairwise(given) if a == b})),
    )


def account_lines(found: Account | None) -> list[str]:
    """Return the account as the sentences that close the book."""
    if found is None:
        return ["Sổ chưa ghi số nào."]
    first, last, used = map(number_text, (found.first, found.last, found.used))
    lines = [
        f"Sổ ghi từ số {first} đến số {last}; đã dùng {used} số.",
        f"Số hủy: {_counted(found.void)}.",
    ]
    if found.missing:
        missing = _counted(found.missing)
        lines.append(f"Số chưa rõ: {missing}. Cần tìm văn bản hoặc ghi lý do hủy.")
    if found.repeated:
        lines.append(f"Số ghi hai lần: {_counted(found.repeated)}.")
    return lines


def _counted(numbers: Sequence[int]) -> str:
    return f"{number_text(len(numbers))} số ({ranges(numbers)})" if numbers else "0 số"


def ranges(numbers: Sequence[int]) -> str:
    """Return sorted numbers with runs drawn together: “03, 05–09”."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(number_text, run)) for run in runs)


def with_voids(rows: Iterable[Row], voids: Iterable[VoidNumber], kind: Register) -> list[Row]:
    """Return the rows in the order of their numbers, each void number in its place."""
    both = [*rows, *(_void_row(entry, kind) for entry in voids)]
    return sorted(both, key=lambda row: row.number)


def _void_row(entry: VoidNumber, kind: Register) -> Row:
    day = f" ({short_date(entry.on)})" if entry.on else ""
    text = f"SỐ HỦY: {clean(entry.reason)}{day}"
    if kind is Register.INCOMING:
        return IncomingRow(None, entry.number, "", "", None, text)
    if kind is Register.FOLLOW_UP:
        return FollowUpRow(entry.number, text)
    return OutgoingRow(entry.number, number_text(entry.number), None, text)


def shown(cell: Cell) -> str:
    """Return a cell as printed: dates dd/mm/yyyy, numbers with their zero, empty as empty."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean(cell)
    return number_text(cell) if isinstance(cell, int) else short_date(cell)
