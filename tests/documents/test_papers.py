"""One paper as Word and as PDF: the same words, the form of the decree, nothing lost."""

from __future__ import annotations

import io
import re
import threading
from collections import Counter
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.shared import Cm, Mm, Pt
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from songhanh.documents import rules, typeface
from songhanh.documents.model import (
    SAMPLE_MARK,
    Heading,
    Paper,
    Paragraph,
    Table,
    Urgency,
)
from songhanh.documents.pdf import render_pdf
from songhanh.documents.word import render_docx
from tests.documents.papers import (
    LETTER,
    PLAN,
    REPORT,
    bare,
    pdf_fonts,
    pdf_pages,
    pdf_tags,
    pdf_text,
    word_text,
)

EVERY = pytest.mark.parametrize("paper", [LETTER, REPORT, PLAN], ids=lambda paper: paper.doc_type)
LONG = Table(
    "",
    ("TT", "Đơn vị", "Lớp", "Học viên"),
    tuple((str(n), f"Xã thứ {n}", "1", "2") for n in range(120)),
)


def test_a_report_comes_out_as_word_and_pdf_that_say_the_same() -> None:
    word, pdf = word_text(render_docx(REPORT)), pdf_text(render_pdf(REPORT))

    assert bare(word) == bare(pdf)
    for line in [
        "PHÒNG VĂN HÓA - XÃ HỘI",
        "Số: 05/BC-VHXH",
        "Tam Kỳ, ngày 01 tháng 02 năm 2021",
        "BÁO CÁO",
        "Căn cứ Luật Bình đẳng giới năm 2006;",
        "Căn cứ Công văn số 1267/UBND-LĐTB.",
        "I. KẾT QUẢ",
        "1. Chỉ đạo, điều hành",
        "a) Văn bản đã ban hành",
        "- Kế hoạch số 45/KH-UBND ngày 12/7/2021;",
        "II. KIẾN NGHỊ",
        "Đề nghị bố trí kinh phí cho mạng lưới cộng tác viên./.",
        "TRƯỞNG PHÒNG",
        "Nguyễn Văn A",
        "- UBND thành phố (báo cáo);",
        "- Lưu: VT, VHXH.",
    ]:
        assert line in word


def test_a_letter_before_signing_leaves_room_for_number_date_and_name() -> None:
    word = word_text(render_docx(LETTER)).replace("\u00a0", " ")

    assert "Số:      /UBND-LĐTB" in word
    assert "Tam Kỳ, ngày     tháng     năm" in word
    assert "V/v đôn đốc báo cáo công tác bình đẳng giới" in word
    assert "CÔNG VĂN" not in word
    assert "Kính gửi:\n- Các phòng, ban thành phố;\n- UBND các xã, phường." in word
    assert "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in word


def test_one_addressee_stands_on_the_same_line_without_an_end_mark() -> None:
    paper = replace(LETTER, addressees=("UBND phường An Mỹ",))

    assert "Kính gửi: UBND phường An Mỹ\n" in word_text(render_docx(paper))
    assert bare(word_text(render_docx(paper))) == bare(pdf_text(render_pdf(paper)))


@EVERY
def test_word_and_pdf_say_the_same(paper: Paper) -> None:
    assert bare(word_text(render_docx(paper))) == bare(pdf_text(render_pdf(paper)))


@pytest.mark.parametrize("urgency", [None, *Urgency])
def test_the_mark_of_urgency_is_shown_when_there_is_one(urgency: Urgency | None) -> None:
    paper = replace(LETTER, urgency=urgency)

    word, pdf = word_text(render_docx(paper)), pdf_text(render_pdf(paper))

    assert bare(word) == bare(pdf)
    assert ("KHẨN" in word or "HỎA TỐC" in word) is (urgency is not None)


@EVERY
def test_the_page_of_the_word_file_keeps_the_margins_and_sizes_of_the_decree(paper: Paper) -> None:
    document = Document(io.BytesIO(render_docx(paper)))
    section: Any = document.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert Mm(20) <= section.top_margin <= Mm(25)
    assert Mm(20) <= section.bottom_margin <= Mm(25)
    assert Mm(30) <= section.left_margin <= Mm(35)
    assert Mm(15) <= section.right_margin <= Mm(20)
    assert section.different_first_page_header_footer
    body: Any = document.styles["SH Nội dung"]
    assert body.font.name == "Times New Roman"
    assert body.font.size == Pt(14)
    assert abs(body.paragraph_format.first_line_indent - Cm(1.27)) < Pt(0.1)
    assert body.paragraph_format.space_before == Pt(6)


def test_every_run_of_the_word_file_is_in_times_new_roman() -> None:
    document = Document(io.BytesIO(render_docx(REPORT)))

    styles = [paragraph.style for paragraph in document.paragraphs]

    assert {style.font.name for style in styles if style} == {"Times New Roman"}
    assert not any(run.font.name for paragraph in document.paragraphs for run in paragraph.runs)


def test_page_numbers_start_on_the_second_page() -> None:
    long = replace(REPORT, body=(LONG, Paragraph("Hết")))

    word = Document(io.BytesIO(render_docx(long))).sections[0]
    pages = pdf_pages(render_pdf(long))

    assert "PAGE" in word.header._element.xml
    assert "PAGE" not in word.first_page_header._element.xml
    assert len(pages) > 2
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]


def test_a_long_table_breaks_over_pages_and_repeats_its_titles() -> None:
    paper = replace(REPORT, body=(LONG, Paragraph("Hết")))

    word, pages = render_docx(paper), pdf_pages(render_pdf(paper))

    assert all(bare("".join(LONG.header)) in bare(page) for page in pages if "Xã thứ" in page)
    assert sum("Xã thứ" in page for page in pages) > 2
    assert "w:tblHeader" in Document(io.BytesIO(word)).tables[1].rows[0]._tr.xml
    assert len(Document(io.BytesIO(word)).tables[1]._tbl.tr_lst) == 121


def test_columns_of_figures_are_narrow_and_set_to_the_right() -> None:
    table = Document(io.BytesIO(render_docx(REPORT))).tables[1]

    widths = [column.width for column in table.columns]

    assert widths[1] == max(width for width in widths if width)
    assert table.cell(1, 3).paragraphs[0].alignment == 2
    assert table.cell(1, 1).paragraphs[0].alignment is None


@pytest.mark.parametrize("paper", [LETTER, REPORT], ids=["letter", "report"])
def test_the_pdf_holds_tinos_and_no_other_font(paper: Paper) -> None:
    fonts = pdf_fonts(render_pdf(paper))

    assert fonts
    assert all(re.fullmatch(r"[A-Z]{6}\+Tinos(-\w+)?", name) for name in fonts)


def test_the_pdf_is_accessible() -> None:
    data = render_pdf(REPORT)
    document, tags = pypdfium2.PdfDocument(data), pdf_tags(data)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/Lang(vi)" in data
    assert b"/DisplayDocTitle true" in data
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == f"Báo cáo {REPORT.subject}"
    assert (tags["Table"], tags["TH"], tags["TR"]) == (1, 4, 3)
    assert (tags["H1"], tags["H2"], tags["H3"]) == (2, 1, 1)
    assert (tags["L"], tags["LI"]) == (2, 5)  # the body's list and the recipients
    assert tags["Caption"] == 1


def test_titles_may_skip_a_level_without_breaking_the_order_for_readers_by_ear() -> None:
    paper = replace(REPORT, body=(Heading(2, "Một"), Heading(3, "Điểm"), Heading(1, "Phần")))

    tags = pdf_tags(render_pdf(paper))

    assert (tags["H1"], tags["H2"], tags["H3"]) == (2, 1, 0)
    assert bare(word_text(render_docx(paper))) == bare(pdf_text(render_pdf(paper)))


@EVERY
def test_an_invented_paper_says_so_in_title_area_pages_and_properties(paper: Paper) -> None:
    sample = replace(paper, sample=True, body=(LONG, *paper.body))

    word, pdf = render_docx(sample), render_pdf(sample)

    document = Document(io.BytesIO(word))
    section = document.sections[0]
    assert SAMPLE_MARK in section.header.paragraphs[0].text
    assert SAMPLE_MARK in section.first_page_header.paragraphs[0].text
    assert SAMPLE_MARK in word_text(word)
    assert SAMPLE_MARK in document.core_properties.title
    assert SAMPLE_MARK in document.core_properties.keywords
    pages = pdf_pages(pdf)
    assert all(page.startswith(SAMPLE_MARK) for page in pages)
    assert pages[0].count(SAMPLE_MARK) == 2
    assert SAMPLE_MARK in pypdfium2.PdfDocument(pdf).get_metadata_value("Title")
    assert bare(word_text(word)) == bare(_once(pdf_text(pdf)))


def _once(text: str) -> str:
    """Return the text without the titles that a long table repeats on the next pages."""
    titles = bare("".join(LONG.header))
    first, *rest = bare(text).split(titles, 1)
    return "".join([first, titles, *(part.replace(titles, "") for part in rest)])


@EVERY
def test_a_real_paper_has_no_sample_mark(paper: Paper) -> None:
    assert "MẪU" not in word_text(render_docx(paper))
    assert not any("MẪU" in page for page in pdf_pages(render_pdf(paper)))


def test_text_that_looks_like_markup_is_only_text() -> None:
    tricky = "#let x=1 *b* _i_ $x$ `c` <b>t</b> & {{ so }} {% if %} {_{ @ref \\ // = [ ] ~ -- ..."
    paper = replace(REPORT, subject=tricky, body=(Paragraph(tricky), Paragraph("Hết")))

    word, pdf = word_text(render_docx(paper)), pdf_text(render_pdf(paper))

    assert word.count(tricky) == 2
    assert bare(word) == bare(pdf)


def test_a_character_the_typeface_lacks_is_shown_by_its_code_in_pdf_and_kept_in_word() -> None:
    paper = replace(REPORT, body=(Paragraph("Xong ✓ 日 😀."),))

    assert "Xong ✓ 日 😀./." in word_text(render_docx(paper))
    assert bare("Xong [U+2713] [U+65E5] [U+1F600]./.") in bare(pdf_text(render_pdf(paper)))


def test_every_vietnamese_letter_is_in_the_typeface() -> None:
    letters = (
        "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    )

    text = letters + letters.upper() + "–…“”₫≥≤→•"

    assert typeface.shown(text) == text


TEXTS = st.text(max_size=60)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # each try makes two files: shrinking takes minutes
)
@given(subject=TEXTS, text=TEXTS, cell=TEXTS, name=TEXTS)
def test_any_text_survives_both_outputs(subject: str, text: str, cell: str, name: str) -> None:
    table = Table(cell, ("Tên", cell), ((cell, name), ("x", "y")))
    paper = replace(
        REPORT,
        subject=subject,
        issuer=name or "Phòng",
        addressees=(text, name),
        body=(Heading(1, cell), Paragraph(text), table, Paragraph(name), Paragraph("Hết")),
        recipients=(text,),
        signature=replace(REPORT.signature, name=name),
    )

    word, pdf = word_text(render_docx(paper)), pdf_text(render_pdf(paper))

    assert rules.clean(text) in " ".join(word.split("\n")) or "\n" in text
    assert bare(rules.clean(subject)) in bare(word)
    # Reading a PDF back mixes the lines of cells that stand side by side: letters are compared.
    # A table that breaks over pages says its titles again, and that is all the PDF may add.
    ours, theirs = Counter(typeface.shown(bare(word))), Counter(bare(pdf))
    titles = bare(typeface.shown("Tên" + rules.clean(cell)))
    assert not ours - theirs
    assert any(theirs - ours == Counter(titles * times) for times in range(4))


def test_an_empty_paper_still_comes_out() -> None:
    paper = Paper("", "", "", "Báo cáo", "", (), replace(REPORT.signature, lines=(), name=""))

    assert bare(word_text(render_docx(paper))) == bare(pdf_text(render_pdf(paper)))


def test_a_very_long_word_stays_on_the_page() -> None:
    word = "x" * 400
    paper = replace(REPORT, body=(Paragraph(word), Table("", ("A", "B"), ((word, "1"),))))

    page = pypdfium2.PdfDocument(render_pdf(paper))[0]

    boxes = [item.get_bounds() for item in page.get_objects()]
    assert max(right for _, _, right, _ in boxes) <= 595
    assert bare(word) in bare(page.get_textpage().get_text_range())


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render_docx(REPORT) == render_docx(REPORT)
    assert render_pdf(REPORT) == render_pdf(REPORT)


def test_several_threads_make_papers_at_once() -> None:
    done: list[bytes] = []
    threads = [threading.Thread(target=lambda: done.append(render_pdf(LETTER))) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 8
    assert len(set(done)) == 1
