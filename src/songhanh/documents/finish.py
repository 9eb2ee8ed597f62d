"""What a Word template cannot say: rules as long as their text demands, columns as wide as theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu, Mm, Pt
from docx.text.paragraph import Paragraph

from songhanh.documents import typeface

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Tc
    from docx.shared import Length
    from docx.table import Table

    from songhanh.documents.content import Fields

LEFT_COLUMN, RIGHT_COLUMN = Cm(7), Cm(9.5)  # room for text in the two columns of the head
PAGE_COLUMN = Mm(165)
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SHARE = 0.4  # the decree: one third to one half of the text
BOX = {"KHẨN": Mm(20), "THƯỢNG KHẨN": Mm(40), "HỎA TỐC": Mm(30)}
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def fit(document: Document, fields: Fields) -> None:
    """Fit rules, boxes and columns to what the paper says. Skips what an office took out."""
    _fit_rules(document, fields)
    _fit_tables(document, fields)
    _hold_signature(document)


def _fit_rules(document: Document, fields: Fields) -> None:
    agency = _width(fields["co_quan_ban_hanh"][-1:], 12, LEFT_COLUMN)
    subject = _width([fields["trich_yeu"]], 14, PAGE_COLUMN)
    wanted = {
        "SH Gạch cơ quan": (LEFT_COLUMN, Emu(int(agency * SHARE))),
        "SH Gạch trích yếu": (PAGE_COLUMN, Emu(int(subject * SHARE))),
        "SH Gạch tiêu ngữ": (RIGHT_COLUMN, _width([MOTTO], 13, RIGHT_COLUMN)),
        "SH Độ khẩn": (LEFT_COLUMN, BOX.get(fields["do_khan"], LEFT_COLUMN)),
    }
    by_id = {
        style.style_id: wanted[style.name] for style in document.styles if style.name in wanted
    }
    for element in document.element.body.iter("{*}p"):
        if element.style in by_id:
            _centre(Paragraph(element, document), *by_id[element.style])


def _width(texts: list[str], size: float, room: Length) -> Length:
    """Return the length of the text on its line; a longer one wraps and fills the room."""
    widest = max((typeface.width_pt(text, size=size, bold=True) for text in texts), default=0)
    return min(Pt(widest), room)


def _centre(paragraph: Paragraph, room: Length, width: Length) -> None:
    side = Emu(max(0, (room - width) // 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side


def _fit_tables(document: Document, fields: Fields) -> None:
    wanted = [block for block in fields["noi_dung"] if block["loai"] == "bang"]
    for table in document.tables:
        if wanted and _titles(table) == wanted[0]["tieu_de"]:
            _fit_columns(table, wanted.pop(0))


def _titles(table: Table) -> list[str]:
    cells = table._tbl.tr_lst[0].tc_lst
    return ["".join(text.text or "" for text in cell.iter("{*}t")) for cell in cells]


def _fit_columns(table: Table, block: Fields) -> None:
    weights = block["do_rong"]
    widths = [Emu(int(PAGE_COLUMN * weight / sum(weights))) for weight in weights]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=False):
        column.w = width
    for number, row in enumerate(table._tbl.tr_lst):
        _fit_row(row.tc_lst, widths, block["can_le"] if number else [])


def _fit_row(cells: list[CT_Tc], widths: list[Emu], sides: list[str]) -> None:
    for cell, width in zip(cells, widths, strict=False):
        cell.width = width
    for cell, side in zip(cells, sides, strict=False):
        if side != "left":  # which is how the template's cells are
            for paragraph in cell.p_lst:
                paragraph.alignment = SIDES[side]


def _hold_signature(document: Document) -> None:
    """Keep the last words with the signature, which never stands alone on a page."""
    if not document.tables:
        return
    before = document.tables[-1]._tbl.getprevious()
    if before is not None and before.tag.endswith("}p"):
        Paragraph(before, document).paragraph_format.keep_with_next = True
