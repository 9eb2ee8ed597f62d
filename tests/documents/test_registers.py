"""Registers in print: the columns of the decree, every number accounted for."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from songhanh.documents import books, types
from songhanh.documents.books import (
    FollowUpRow,
    IncomingRow,
    OutgoingRow,
    Register,
    VoidNumber,
    account,
    account_lines,
)
from songhanh.documents.model import SAMPLE_MARK
from songhanh.documents.registers import Book, register_pdf, register_xlsx
from tests.documents.papers import bare, pdf_fonts, pdf_pages, pdf_tags

DAY = date(2026, 11, 23)
OUT = tuple(
    OutgoingRow(n, f"{n:02d}/KH-UBND", date(2026, 2, 3), f"Kế hoạch {n}", "Nguyễn Văn A")
    for n in (1, 2, 4, 5, 8)
)
VOIDS = (VoidNumber(3, "Ghi nhầm", date(2026, 3, 1)), VoidNumber(6, "Trùng số 5"))
OUTGOING = Book(Register.OUTGOING, 2026, "Ủy ban nhân dân phường Tam Kỳ", OUT, DAY, VOIDS)
INCOMING = Book(
    Register.INCOMING,
    2026,
    "Ủy ban nhân dân phường Tam Kỳ",
    (IncomingRow(DAY, 1, "Sở Nội vụ", "12/SNV-XDCQ", DAY, "Công văn về báo cáo", "Phòng VHXH"),),
    DAY,
)
FOLLOW_UP = Book(
    Register.FOLLOW_UP,
    2026,
    "Ủy ban nhân dân phường Tam Kỳ",
    (FollowUpRow(1, "Công văn 12/SNV-XDCQ", "Phòng VHXH", DAY, "Đã xong", "15/UBND-VHXH"),),
    DAY,
)


def test_the_book_of_outgoing_papers_prints_with_cover_rows_and_account() -> None:
    cover, rows = pdf_pages(register_pdf(OUTGOING))

    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in cover
    assert "Năm: 2026" in cover
    assert "Từ số 01 đến số 08" in cover
    for title in types.register_columns("outgoing"):
        assert bare(title) in bare(rows)
    assert bare("SỐ HỦY: Ghi nhầm (01/03/2026)") in bare(rows)
    assert "Sổ ghi từ số 01 đến số 08; đã dùng 05 số." in rows
    assert "Số hủy: 02 số (03, 06)." in rows
    assert "Số chưa rõ: 01 số (07)." in rows
    assert bare(rows).index("02/KH-UBND") < bare(rows).index("Ghinhầm") < bare(rows).index("04/KH")


@pytest.mark.parametrize("book", [INCOMING, FOLLOW_UP], ids=["incoming", "follow_up"])
def test_the_other_registers_print_with_their_columns(book: Book) -> None:
    cover, rows = pdf_pages(register_pdf(book))

    assert book.kind.title in cover.replace("\r\n", " ")
    for title in types.register_columns(book.kind.value):
        assert bare(title) in bare(rows)
    assert "23/11/2026" in rows


def test_follow_up_gives_out_no_numbers_and_so_closes_with_a_count() -> None:
    assert "Số văn bản theo dõi: 01." in pdf_pages(register_pdf(FOLLOW_UP))[1]


@pytest.mark.parametrize("kind", list(Register))
def test_a_void_number_stands_in_its_place_in_every_register(kind: Register) -> None:
    book = replace(OUTGOING, kind=kind, rows=())

    assert bare("SỐ HỦY: Trùng số 5") in bare(pdf_pages(register_pdf(book))[1])


def test_a_long_book_carries_its_headings_and_counts_its_pages() -> None:
    rows = tuple(replace(OUT[0], number=n, symbol=f"{n}/KH-UBND") for n in range(1, 101))

    data = register_pdf(replace(OUTGOING, rows=rows, voids=()))

    pages = pdf_pages(data)
    titles = bare("".join(types.register_columns("outgoing")))
    assert len(pages) > 3
    assert all("SỔ ĐĂNG KÝ VĂN BẢN ĐI – NĂM 2026" in page for page in pages[1:])
    assert all(titles in bare(page) for page in pages[1:] if "/KH-UBND" in page)
    assert f"Trang 2/{len(pages) - 1}" in pages[2]
    width, height = pypdfium2.PdfDocument(data)[0].get_size()
    assert (round(width), round(height)) == (842, 595)


def test_the_printed_book_is_accessible_and_in_tinos() -> None:
    data = register_pdf(OUTGOING)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert pdf_tags(data)["TH"] == 20
    assert all("+Tinos" in name for name in pdf_fonts(data))


def test_an_invented_book_says_so_on_every_page() -> None:
    data = register_pdf(replace(OUTGOING, sample=True))

    assert all(SAMPLE_MARK in page for page in pdf_pages(data))
    assert SAMPLE_MARK in pypdfium2.PdfDocument(data).get_metadata_value("Title")


def test_an_empty_book_says_that_it_is_empty() -> None:
    cover, rows = pdf_pages(register_pdf(replace(OUTGOING, rows=(), voids=())))

    assert "Chưa có số nào" in cover
    assert "Sổ chưa ghi số nào." in rows


def test_the_book_is_an_excel_file_too() -> None:
    book = load_workbook(
        io.BytesIO(register_xlsx(OUTGOING, source="Sổ đăng ký", readers="Văn thư"))
    )

    sheet = book["Bảng"]
    assert [cell.value for cell in sheet[2]] == list(types.register_columns("outgoing"))
    assert sheet["B3"].is_date
    assert [sheet.cell(row, 1).value for row in (3, 4, 5)] == ["01/KH-UBND", "02/KH-UBND", "03"]
    notes = [row[1] for row in book["Ghi chú"].iter_rows(values_only=True)]
    assert "Số hủy: 02 số (03, 06)." in notes


def test_a_number_written_twice_is_told() -> None:
    found = account([1, 2, 2, 3], [])

    assert found is not None
    assert found.repeated == (2,)
    assert "Số ghi hai lần: 01 số (02)." in account_lines(found)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((), ""), ((3,), "03"), ((3, 4), "03–04"), ((1, 3, 4, 5, 9), "01, 03–05, 09")],
)
def test_runs_of_numbers_are_drawn_together(numbers: tuple[int, ...], text: str) -> None:
    assert books.ranges(numbers) == text


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_every_number_is_used_void_or_missing(given_: set[int], void: set[int]) -> None:
    found = account(given_, [VoidNumber(number, "x") for number in void])

    if found is None:
        assert not given_ | void
    else:
        assert found.used + len(found.void) + len(found.missing) == found.last
