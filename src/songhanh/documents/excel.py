"""Tables as Excel files: figures stay figures, dates stay dates, and no text becomes a formula."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart

from songhanh.documents import rules
from songhanh.documents.model import SAMPLE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value = str | int | float | Decimal | bool | date | datetime | None
Sheet = Any  # the published types know only half of a write-only sheet
Kind = Literal["text", "serial", "number", "decimal", "percent", "date", "moment"]

FORMATS: dict[Kind, str] = {
    "text": "@",
    "serial": "00",  # numbers of documents: under 10 with a zero
    "number": "#,##0",
    "decimal": "#,##0.0",
    "percent": '0.0"%"',  # 12.5 is shown as 12.5%: the value is the percentage itself
    "date": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
}
A4 = 9  # as Excel counts paper sizes
FONT = "Times New Roman"
LONGEST = 32_767  # characters that Excel holds in one cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is about as many letters."""

    title: str
    kind: Kind = "text"
    width: int = 20


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the table comes from: stands on its second sheet."""

    source: str
    as_of: date
    readers: str
    lines: tuple[str, ...] = ()


def table_xlsx(
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    notes: Notes,
    sample: bool = False,
) -> bytes:
    """Return a workbook: the table with a frozen title row and filter, and the sheet “Ghi chú”.

    Rows are written as they come, so that a whole country's table needs little memory.
    """
    book = Workbook(write_only=True)
    _add_styles(book)
    sheet = book.create_sheet(_("Bảng"))
    head = [title, SAMPLE_MARK] if sample else [title]
    header_row = len(head) + 1
    _lay_out(sheet, columns, header_row=header_row, title=title, sample=sample)
    with closing(sheet):
        for line in head:
            sheet.append([_styled(sheet, rules.clean(line), "sh_title")])
        sheet.append([_styled(sheet, rules.clean(c.title), "sh_header") for c in columns])
        last = header_row + _write_rows(sheet, columns, rows)
        sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(len(columns))}{last}"
    _write_notes(book, title=title, notes=notes, sample=sample)
    _set_properties(book, title=title, sample=sample)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _add_styles(book: Workbook) -> None:
    thin = Side(style="thin", color="999999")
    frame = Border(left=thin, right=thin, top=thin, bottom=thin)
    top = Alignment(vertical="top", wrap_text=True)
    styles = [
        NamedStyle("sh_title", font=Font(name=FONT, size=14, bold=True)),
        NamedStyle(
            "sh_header",
            font=Font(name=FONT, size=12, bold=True),
            fill=PatternFill("solid", fgColor="E6E6E6"),
            border=frame,
            alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
        ),
        NamedStyle("sh_note", font=Font(name=FONT, size=12), alignment=top),
    ]
    for kind, shape in FORMATS.items():
        font = Font(name=FONT, size=12)
        styles.append(
            NamedStyle(f"sh_{kind}", font=font, border=frame, alignment=top, number_format=shape)
        )
    for style in styles:
        book.add_named_style(style)


def _lay_out(
    sheet: Sheet,
    columns: Sequence[Column],
    *,
    header_row: int,
    title: str,
    sample: bool,
) -> None:
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if sample:
        sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(SAMPLE_MARK))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(rules.clean(title).replace("&", "&&")[:100]),
        right=_HeaderFooterPart(_("Trang &P/&N")),
    )


def _write_rows(sheet: Sheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Write the rows and return how many there were."""
    brushes = [_Brush.of(sheet, column.kind) for column in columns]
    count = 0
    for row in rows:
        sheet.append([brush.cell(value) for brush, value in zip(brushes, row, strict=True)])
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Brush:
    """The cells of one column. Each is used again on every row: styling is what takes time."""

    value: Cell
    text: Cell
    quoted: Cell

    @staticmethod
    def of(sheet: Sheet, kind: Kind) -> _Brush:
        quoted = _styled(sheet, "", "sh_text")
        quoted.quotePrefix = True
        return _Brush(_styled(sheet, "", f"sh_{kind}"), _styled(sheet, "", "sh_text"), quoted)

    def cell(self, value: Value) -> Cell:
        if isinstance(value, bool):
            value = _("Có") if value else _("Không")
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, datetime) and value.tzinfo:
            value = timezone.make_naive(value)
        self.value.value = value
        return self.value

    def _text(self, value: str) -> Cell:
        """Return a cell that stays text, even after somebody edits it in Excel."""
        shown = _fitting(value)
        cell = self.quoted if shown.startswith(("=", "+", "-", "@")) else self.text
        cell.value = shown
        cell.data_type = "s"
        return cell


def _fitting(text: str) -> str:
    """Return the text as Excel can hold it: too long ones are cut, and say so."""
    lines = "\n".join(rules.paragraphs(text))
    if len(lines) <= LONGEST:
        return lines
    mark = _(" … (đã cắt bớt)")
    return lines[: LONGEST - len(mark)] + mark


def _styled(sheet: Sheet, value: str, style: str) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, value=value)
    cell.style = style
    return cell


def _write_notes(book: Workbook, *, title: str, notes: Notes, sample: bool) -> None:
    sheet = book.create_sheet(_("Ghi chú"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    lines = [
        (_("Tên bảng"), title),
        (_("Nguồn số liệu"), notes.source),
        (_("Tính đến ngày"), rules.short_date(notes.as_of)),
        (_("Ai được xem"), notes.readers),
        *((_("Ghi chú"), line) for line in notes.lines),
    ]
    if sample:
        lines.append((_("Dữ liệu mẫu"), SAMPLE_MARK))
    brush = _Brush.of(sheet, "text")
    for label, text in lines:
        sheet.append([_styled(sheet, label, "sh_header"), brush.cell(text)])


def _set_properties(book: Workbook, *, title: str, sample: bool) -> None:
    book.properties.title = f"[{SAMPLE_MARK}] {title}" if sample else title
    book.properties.creator = "Song Hành"
    book.properties.language = "vi-VN"
    book.properties.keywords = SAMPLE_MARK if sample else None
