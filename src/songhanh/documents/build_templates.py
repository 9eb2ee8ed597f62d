"""Build the three Word templates we ship: `python -m songhanh.documents.build_templates`.

The templates are files an office may edit in Word. They are committed; this builds the same
files again, so that a change of measure is a change of one line here.

Source: `document-types` in data/packs/vietnam, components_main and page.
"""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor, Twips

from songhanh.documents.packing import repacked
from songhanh.documents.styles import STYLES, Style

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

TEMPLATES = Path(__file__).parent / "templates_docx"
FONT = "Times New Roman"
ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
RED = RGBColor(0xC0, 0, 0)

# Lines of a template: (style, text). A line “{%p …” steers and leaves no paragraph behind.
BODY = (
    ("SH Căn cứ", "{%p for dong in can_cu %}"),
    ("SH Căn cứ", "{{ dong }}"),
    ("SH Căn cứ", "{%p endfor %}"),
    ("SH Nội dung", "{%p for khoi in noi_dung %}"),
    ("SH Nội dung", "{%p if khoi.loai == 'muc_1' %}"),
    ("Heading 1", "{{ khoi.chu }}"),
    ("SH Nội dung", "{%p elif khoi.loai == 'muc_2' %}"),
    ("Heading 2", "{{ khoi.chu }}"),
    ("SH Nội dung", "{%p elif khoi.loai == 'muc_3' %}"),
    ("Heading 3", "{{ khoi.chu }}"),
    ("SH Nội dung", "{%p elif khoi.loai == 'gach' %}"),
    ("SH Gạch đầu dòng", "- {{ khoi.chu }}"),
    ("SH Nội dung", "{%p elif khoi.loai == 'ghi_chu' %}"),
    ("SH Ghi chú", "{{ khoi.chu }}"),
    ("SH Nội dung", "{%p elif khoi.loai == 'bang' %}"),
    ("SH Nội dung", "{%p if khoi.chu %}"),
    ("SH Tên bảng", "{{ khoi.chu }}"),
    ("SH Nội dung", "{%p else %}"),
    ("SH Trước bảng", ""),
    ("SH Nội dung", "{%p endif %}"),
    ("table", ""),
    ("SH Nội dung", "{%p else %}"),
    ("SH Nội dung", "{{ khoi.chu }}"),
    ("SH Nội dung", "{%p endif %}"),
    ("SH Nội dung", "{%p endfor %}"),
)
ADDRESSEES = (
    ("SH Kính gửi", "{%p if kinh_gui|length == 1 %}"),
    ("SH Kính gửi", "Kính gửi: {{ kinh_gui[0] }}"),
    ("SH Kính gửi", "{%p elif kinh_gui %}"),
    ("SH Kính gửi nhiều nơi", "Kính gửi:"),
    ("SH Kính gửi", "{%p for noi in kinh_gui %}"),
    ("SH Nơi kính gửi", "- {{ noi }}"),
    ("SH Kính gửi", "{%p endfor %}"),
    ("SH Kính gửi", "{%p endif %}"),
)
SAMPLE = (
    ("SH Mẫu", "{%p if mau %}"),
    ("SH Mẫu", "{{ mau }}"),
    ("SH Mẫu", "{%p endif %}"),
)
TITLE = (
    ("SH Tên loại", "{{ ten_loai }}"),
    ("SH Trích yếu", "{{ trich_yeu }}"),
    ("SH Gạch trích yếu", ""),
    *SAMPLE,
)
AGENCY = (
    ("SH Cơ quan chủ quản", "{%p for ten in co_quan_chu_quan %}"),
    ("SH Cơ quan chủ quản", "{{ ten }}"),
    ("SH Cơ quan chủ quản", "{%p endfor %}"),
    ("SH Cơ quan ban hành", "{%p for ten in co_quan_ban_hanh %}"),
    ("SH Cơ quan ban hành", "{{ ten }}"),
    ("SH Cơ quan ban hành", "{%p endfor %}"),
    ("SH Gạch cơ quan", ""),
)
NATIONAL = (
    ("SH Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("SH Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
    ("SH Gạch tiêu ngữ", ""),
)
NUMBER = (("SH Số ký hiệu", "{{ so_ky_hieu }}"),)
LETTER_SUBJECT = (("SH Trích yếu công văn", "{{ trich_yeu }}"), *SAMPLE)
URGENCY = (
    ("SH Số ký hiệu", "{%p if do_khan %}"),
    ("SH Độ khẩn", "{{ do_khan }}"),
    ("SH Số ký hiệu", "{%p endif %}"),
)
PLACE = (("SH Địa danh", "{{ dia_danh_thoi_gian }}"),)
RECIPIENTS = (
    ("SH Nơi nhận", "Nơi nhận:"),
    ("SH Nơi nhận", "{%p for noi in noi_nhan %}"),
    ("SH Danh sách nơi nhận", "- {{ noi }}"),
    ("SH Nơi nhận", "{%p endfor %}"),
)
SIGNATURE = (
    ("SH Chức vụ", "{%p for dong in chuc_vu %}"),
    ("SH Chức vụ", "{{ dong }}"),
    ("SH Chức vụ", "{%p endfor %}"),
    ("SH Chỗ ký", ""),
    ("SH Họ tên", "{{ ho_ten }}"),
)


def build(*, letter: bool) -> bytes:
    """Return one template: a công văn has “V/v” under the number, the others a type and a title."""
    document = Document()
    _page(document)
    for style in STYLES:
        _add_style(document, style)
    _header(document)
    subject = LETTER_SUBJECT if letter else ()
    _two_columns(document, (7.0, 9.5), ((AGENCY, NATIONAL), ((*NUMBER, *subject, *URGENCY), PLACE)))
    lines = (*(() if letter else TITLE), *ADDRESSEES, *BODY)
    _write_body(document, lines)
    _two_columns(document, (8.0, 8.5), ((RECIPIENTS, SIGNATURE),))
    _end_small(document)
    raw = io.BytesIO()
    document.save(raw)
    return repacked(raw.getvalue())


def main() -> None:
    """Write the templates where the program looks for them."""
    (TEMPLATES / "cong-van.docx").write_bytes(build(letter=True))
    (TEMPLATES / "bao-cao.docx").write_bytes(build(letter=False))
    (TEMPLATES / "ke-hoach.docx").write_bytes(build(letter=False))


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Twips(851)  # Mm(15) would round below 15
    section.header_distance = section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True
    properties = document.core_properties._element
    for child in list(properties):
        properties.remove(child)  # whoever made the blank file, and when
    document.core_properties.language = "vi-VN"


def _add_style(document: DocumentType, wanted: Style) -> None:
    styles = document.styles
    known = wanted.name in styles
    style = styles[wanted.name] if known else styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), _plain(wanted.name))
    _set_font(style.element.get_or_add_rPr(), wanted)
    style.quick_style = True
    form = style.paragraph_format
    form.alignment = ALIGNMENT[wanted.align]
    form.first_line_indent, form.left_indent = Cm(wanted.first_cm), Cm(wanted.left_cm)
    form.space_before, form.space_after = Pt(wanted.before), Pt(wanted.after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, wanted.line
    form.keep_with_next = wanted.keep
    form.widow_control = True
    if wanted.border:
        _add_border(style.element.get_or_add_pPr(), box=wanted.border == "box")


def _plain(name: str) -> str:
    """Return a style's name as Word likes its keys: plain letters, no spaces."""
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def _set_font(run: BaseOxmlElement, wanted: Style) -> None:
    for child in list(run):
        run.remove(child)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    marks = {"w:b": wanted.bold, "w:bCs": wanted.bold, "w:i": wanted.italic, "w:iCs": wanted.italic}
    toggles = [_value(tag, "1" if on else "0") for tag, on in marks.items()]
    half_points = str(round(wanted.size * 2))
    language = _value("w:lang", "vi-VN")
    color = _value("w:color", "C00000" if wanted.border == "box" else "000000")
    for part in (fonts, *toggles, color, _value("w:sz", half_points)):
        run.append(part)
    run.append(_value("w:szCs", half_points))
    run.append(language)


def _value(tag: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _add_border(properties: BaseOxmlElement, *, box: bool) -> None:
    """Draw a rule above an empty line, or a red box round a mark of urgency."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right") if box else ("top",):
        line = _value(f"w:{side}", "single")
        line.set(qn("w:sz"), "8" if box else "6")
        line.set(qn("w:space"), "1")
        line.set(qn("w:color"), "C00000" if box else "000000")
        borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _header(document: DocumentType) -> None:
    """Put the sample mark on every page and the page number on all but the first."""
    section = document.sections[0]
    first, later = section.first_page_header, section.header
    for header in (first, later):
        header.paragraphs[0].style = "SH Mẫu"
        header.paragraphs[0].text = "{{ mau }}"
    _add_page_number(later.add_paragraph(style="SH Số trang"))


def _add_page_number(paragraph: Paragraph) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run.append(mark)


Lines = tuple[tuple[str, str], ...]


def _two_columns(
    document: DocumentType, widths: tuple[float, float], rows: tuple[tuple[Lines, Lines], ...]
) -> None:
    table = document.add_table(rows=len(rows), cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_grid(table, widths)
    _set_margins(table, top=8)
    for row, parts in zip(table.rows, rows, strict=True):
        _forbid_split(row._tr)
        for cell, lines, width in zip(row.cells, parts, widths, strict=True):
            cell.width = Cm(width)
            _write_cell(cell, lines)


def _write_cell(cell: _Cell, lines: Lines) -> None:
    for number, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style, paragraph.text = style, text


def _write_body(document: DocumentType, lines: Lines) -> None:
    for style, text in lines:
        if style == "table":
            _data_table(document)
        else:
            document.add_paragraph(text, style=style)


def _data_table(document: DocumentType) -> None:
    """Add the table of figures: its columns and rows repeat, its title row returns on each page."""
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_grid(table, (5.5, 5.5, 5.5))
    _fill_row(table, 0, "{%tc for o in khoi.tieu_de %}", "SH Tiêu đề bảng")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    table.cell(1, 0).text = "{%tr for dong in khoi.dong %}"
    _fill_row(table, 2, "{%tc for o in dong %}", "SH Ô bảng")
    table.cell(3, 0).text = "{%tr endfor %}"
    for row in table.rows:
        _forbid_split(row._tr)


def _fill_row(table: Table, row: int, loop: str, style: str) -> None:
    for cell, text in zip(table.rows[row].cells, (loop, "{{ o }}", "{%tc endfor %}"), strict=True):
        cell.paragraphs[0].style, cell.paragraphs[0].text = style, text


def _forbid_split(row: BaseOxmlElement) -> None:
    row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _set_grid(table: Table, widths: tuple[float, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def _set_margins(table: Table, *, top: int) -> None:
    """Leave `top` points above each row, and nothing beside, so that text meets the page margins."""
    margins = OxmlElement("w:tblCellMar")
    for side, points in (("top", top), ("left", 0), ("right", 0)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(points * 20))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _end_small(document: DocumentType) -> None:
    """Word wants a paragraph after a table; keep it too small to start a page of its own."""
    document.add_paragraph(style="SH Cuối").paragraph_format.line_spacing = Pt(1)


if __name__ == "__main__":
    main()
