"""Text comes out of what people have; what cannot be read says why; nothing breaks or runs."""

from __future__ import annotations

import io
import zipfile

import pytest
import typst
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from songhanh.attachments import text
from songhanh.attachments.text import extract

SENTENCE = "Ủy ban nhân dân thành phố yêu cầu các xã, phường báo cáo trước ngày 15/12."


def zipped(members: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return raw.getvalue()


def word(*paragraphs: str, header: str = "") -> bytes:
    document = Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "UBND", "Số: 12"
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def pdf(content: str) -> bytes:
    return bytes(typst.compile(content.encode()))


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_is_read_in_every_unicode(code: str) -> None:
    assert extract(SENTENCE.encode(code), "a.txt").text == SENTENCE


def test_old_windows_text_is_read() -> None:
    raw = "Mo\xcc".encode("latin-1") + "i\xec".encode("latin-1")

    assert extract(raw * 20, "a.txt").text.startswith("Mo\u0300i\u0301")


def test_text_cut_in_a_letter_or_with_a_bad_byte_stays_readable() -> None:
    cut = SENTENCE.encode()[: len("Ủy ban nhân".encode()) - 2]

    assert extract(cut, "a.txt").text == "Ủy ban nh"
    assert "thành phố" in extract(SENTENCE.encode() * 5 + b"\xff.", "a.txt").text


def test_old_fonts_are_left_to_the_reader() -> None:
    assert extract(b"K\xd5 ho\xb9ch", "a.txt").text == "K\xd5 ho\xb9ch"


def test_a_saved_page_gives_what_people_see() -> None:
    page = (
        "<!doctype html><html><head><title>x</title><script>alert(1)</script></head><body>"
        "<ul><li>Trang chủ</li><li>Tin tức</li></ul><style>p{}</style><!-- ẩn -->"
        "<p>Kế hoạch &amp; b&aacute;o c&aacute;o<br>dòng hai</p>"
        "<table><tr><td>a</td><td>b</td></tr></table></body></html>"
    )

    found = extract(page.encode(), "trang.txt")

    assert found.media_type == text.HTML
    lines = [line for line in found.text.splitlines() if line]
    assert lines == ["Trang chủ", "Tin tức", "Kế hoạch & báo cáo", "dòng hai", "a\tb"]


def test_a_page_that_names_a_wrong_code_is_read_by_its_bytes() -> None:
    page = f'<html><meta charset="iso-8859-x"><body><p>{SENTENCE}</p></body></html>'

    assert SENTENCE in extract(page.encode(), "a.html").text


def test_a_page_nested_without_end_is_read() -> None:
    page = b"<html>" + b"<div>" * 50_000 + b"sau" + b"</div>" * 50_000

    assert extract(page, "a.html").problem in {"", text.BROKEN}


def test_a_word_file_gives_header_paragraphs_and_tables() -> None:
    found = extract(word("Một", "Hai", header="UBND THÀNH PHỐ"), "a.docx")

    assert found.text.splitlines() == ["UBND THÀNH PHỐ", "Một", "Hai", "UBND\tSố: 12"]


def test_a_pdf_with_text_is_read_and_its_pages_counted() -> None:
    found = extract(pdf("Mot\n#pagebreak()\nHai"), "a.pdf")

    assert (found.pages, found.problem) == (2, "")
    assert "Mot" in found.text
    assert "Hai" in found.text


def test_a_scanned_pdf_says_what_to_do() -> None:
    found = extract(pdf("#rect(fill: red)"), "a.pdf")

    assert found.problem == text.SCANNED
    assert found.pages == 1


def test_a_pdf_with_a_password_says_so() -> None:
    assert extract(ENCRYPTED_PDF, "a.pdf").problem == text.ENCRYPTED


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", text.EMPTY),
        (b"%PDF-1.7\nnothing of a pdf", text.BROKEN),
        (b"PK\x03\x04 cut", text.ARCHIVE),
        (b"{\\rtf1 xin chao}", text.OLD_WORD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, text.OLD_WORD),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), text.OLD_WORD),
        (zipped({"trong.zip": zipped({"a": b"b"})}), text.ARCHIVE),
        (zipped({"word/document.xml": b"<w:"}), text.BROKEN),
        (zipped({"word/document.xml": b"0" * 60_000_000}), text.BOMB),
        (zipped({"xl/workbook.xml": b"", "xl/a.bin": b"0" * 60_000_000}), text.BOMB),
        (zipped({"word/document.xml": b"x"} | {f"{n}": b"" for n in range(2500)}), text.BOMB),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, text.NO_READER),
        (b"\x7fELF" + b"\x00" * 200, text.NO_READER),
        (word()[:-400], text.ARCHIVE),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, problem: str) -> None:
    found = extract(data, "tep.docx")

    assert found.problem == problem
    assert found.text == ""


@settings(max_examples=60, deadline=None)
@given(
    start=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"{\\rtf"]),
    rest=st.binary(max_size=400),
)
def test_no_bytes_break_the_reader(start: bytes, rest: bytes) -> None:
    extract(start + rest, "a.docx")


# One empty page behind the password “x”, made with 40-bit RC4: the smallest there is.
ENCRYPTED_PDF = b"""%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>
endobj
4 0 obj
<</Filter/Standard/V 1/R 2/P -44
/O<1111111111111111111111111111111111111111111111111111111111111111>
/U<2222222222222222222222222222222222222222222222222222222222222222>>>
endobj
trailer
<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<33333333333333333333333333333333><33333333333333333333333333333333>]>>
"""
