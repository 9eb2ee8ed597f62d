"""Registers as a printed book (PDF, A4 across) and as Excel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from songhanh.documents import books, rules, types
from songhanh.documents.books import Register, Row, VoidNumber
from songhanh.documents.excel import Column, Kind, Notes, table_xlsx
from songhanh.documents.model import SAMPLE_MARK
from songhanh.documents.pdf import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# Width of each column against the others, and what it holds, in the order of the data pack.
SHAPES: dict[Register, tuple[tuple[int, Kind], ...]] = {
    Register.OUTGOING: (
        *((14, "text"), (10, "date"), (28, "text"), (14, "text"), (16, "text")),
        *((12, "text"), (7, "serial"), (10, "date"), (9, "text"), (10, "text")),
    ),
    Register.INCOMING: (
        *((10, "date"), (7, "serial"), (16, "text"), (14, "text"), (10, "date")),
        *((30, "text"), (15, "text"), (10, "date"), (9, "text"), (12, "text")),
    ),
    Register.FOLLOW_UP: (
        *((7, "serial"), (36, "text"), (20, "text"), (12, "date")),
        *((22, "text"), (18, "text"), (16, "text")),
    ),
}
EXCEL_WIDTH = 1.4  # letters in Excel for one part of the printed width


@dataclass(frozen=True, slots=True)
class Book:
    """One register of one year, as it stands on a day. `volume` counts the books of the year."""

    kind: Register
    year: int
    office: str
    rows: Sequence[Row]
    on: date
    voids: Sequence[VoidNumber] = ()
    superior: str = ""
    volume: int = 1
    sample: bool = False

    @property
    def title(self) -> str:
        """Return the title for file properties and page headings."""
        return f"{self.kind.title} – NĂM {self.year}"


def register_pdf(book: Book) -> bytes:
    """Return the book as PDF/UA-1: cover, rows under repeated titles, closing account."""
    rows = books.with_voids(book.rows, book.voids, book.kind)
    cells = [[books.shown(cell) for cell in row.cells()] for row in rows]
    fields = {
        "co_quan_chu_quan": rules.name_lines(book.superior),
        "co_quan_ban_hanh": rules.name_lines(book.office),
        "ten_so": book.kind.title,
        "bia": _cover_lines(book, rows),
        "dau_trang": f"{rules.clean(book.office)} · {book.title}",
        "cot": list(types.register_columns(book.kind.value)),
        "do_rong": [width for width, _ in SHAPES[book.kind]],
        "can_giua": [kind in {"date", "serial"} for _, kind in SHAPES[book.kind]],
        "dong": cells,
        "ket_so": _closing_lines(book),
        "mau": SAMPLE_MARK if book.sample else "",
    }
    return typeset("register.typ", fields, title=_file_title(book), author=rules.clean(book.office))


def register_xlsx(book: Book, *, source: str, readers: str) -> bytes:
    """Return the book as Excel; the account stands on the sheet of notes."""
    rows = books.with_voids(book.rows, book.voids, book.kind)
    columns = [
        Column(title, kind, round(width * EXCEL_WIDTH))
        for title, (width, kind) in zip(
            types.register_columns(book.kind.value), SHAPES[book.kind], strict=True
        )
    ]
    return table_xlsx(
        title=book.title,
        columns=columns,
        rows=(row.cells() for row in rows),
        notes=Notes(source, book.on, readers, tuple(_closing_lines(book))),
        sample=book.sample,
    )


def _cover_lines(book: Book, rows: Sequence[Row]) -> list[str]:
    numbers = [row.number for row in rows] or [0]
    first, last = rules.number_text(min(numbers)), rules.number_text(max(numbers))
    return [
        f"Năm: {book.year}",
        f"Từ ngày 01/01/{book.year} đến ngày {rules.short_date(book.on)}",
        f"Từ số {first} đến số {last}" if rows else "Chưa có số nào",
        f"Quyển số: {rules.number_text(book.volume)}",
    ]


def _closing_lines(book: Book) -> list[str]:
    """Follow-up gives out no numbers of its own, so there is nothing to account for but the rows."""
    if book.kind is Register.FOLLOW_UP:
        return [f"Số văn bản theo dõi: {rules.number_text(len(book.rows))}."]
    return books.account_lines(books.account((row.number for row in book.rows), book.voids))


def _file_title(book: Book) -> str:
    return f"[{SAMPLE_MARK}] {book.title}" if book.sample else book.title
