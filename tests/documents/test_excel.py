"""Tables as Excel files, read back with openpyxl."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from songhanh.documents import rules
from songhanh.documents.excel import LONGEST, Column, Notes, Value, table_xlsx
from songhanh.documents.model import SAMPLE_MARK

NOTES = Notes("Sổ trong hệ thống", date(2026, 11, 3), "Cán bộ của phường", ("Số liệu tạm tính.",))
COLUMNS = (
    Column("TT", "serial", 6),
    Column("Đơn vị", "text", 40),
    Column("Hạn", "date", 12),
    Column("Người dự", "number"),
    Column("Tỷ lệ", "percent"),
    Column("Nộp lúc", "moment"),
)
ROW: tuple[Value, ...] = (
    *(1, "Xã Tam Thăng", date(2026, 3, 9), 1250),
    *(Decimal("12.5"), datetime(2026, 3, 9, 3, 30, tzinfo=UTC)),
)


def workbook(*rows: tuple[Value, ...], sample: bool = False) -> Any:
    data = table_xlsx(title="Bảng thử", columns=COLUMNS, rows=rows, notes=NOTES, sample=sample)
    return load_workbook(io.BytesIO(data))


def cell_of(value: Value, kind: Any = "text") -> Any:
    data = table_xlsx(title="T", columns=[Column("A", kind)], rows=[[value]], notes=NOTES)
    return load_workbook(io.BytesIO(data))["Bảng"]["A3"]


def test_a_table_keeps_figures_as_figures_and_dates_as_dates() -> None:
    sheet = workbook(ROW)["Bảng"]

    assert sheet["A1"].value == "Bảng thử"
    assert [cell.value for cell in sheet[2]] == [column.title for column in COLUMNS]
    assert [cell.value for cell in sheet[3]] == [
        *(1, "Xã Tam Thăng", datetime(2026, 3, 9), 1250, 12.5),  # noqa: DTZ001
        datetime(2026, 3, 9, 10, 30),  # noqa: DTZ001 – the hour of the office
    ]
    assert sheet["C3"].is_date
    assert sheet["C3"].number_format == "dd/mm/yyyy"


def test_the_title_row_is_styled_frozen_and_can_be_filtered() -> None:
    sheet = workbook(ROW, ROW)["Bảng"]

    assert sheet["A2"].font.bold
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:F4"
    assert sheet.column_dimensions["B"].width == 40
    assert sheet.print_title_rows == "$2:$2"
    assert not sheet.protection.sheet


def test_a_second_sheet_says_where_the_table_comes_from_and_who_may_see_it() -> None:
    rows = workbook(ROW)["Ghi chú"].iter_rows(values_only=True)

    assert dict(rows) == {
        "Tên bảng": "Bảng thử",
        "Nguồn số liệu": "Sổ trong hệ thống",
        "Tính đến ngày": "03/11/2026",
        "Ai được xem": "Cán bộ của phường",
        "Ghi chú": "Số liệu tạm tính.",
    }


def test_the_labels_follow_the_language_of_the_reader() -> None:
    with override("en"):
        assert workbook(ROW).sheetnames == ["Table", "Notes"]


@pytest.mark.parametrize("text", ["=1+1", "+84905", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_never_becomes_a_formula(text: str) -> None:
    cell = cell_of(text)

    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


@pytest.mark.parametrize(
    ("value", "kept"),
    [(True, "Có"), (False, "Không"), (None, None), ("chưa có", "chưa có"), ("a\nb", "a\nb")],
)
def test_what_is_no_figure_stays_readable(value: Value, kept: object) -> None:
    assert cell_of(value, "number").value == kept


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    value = cell_of("x" * 40_000).value

    assert len(value) == LONGEST
    assert value.endswith("(đã cắt bớt)")


def test_an_empty_table_has_its_titles() -> None:
    sheet = workbook()["Bảng"]

    assert sheet.max_row == 2
    assert sheet.auto_filter.ref == "A2:F2"


def test_a_row_of_another_length_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        workbook((1, "x"))


def test_an_invented_table_says_so_on_the_sheet_in_print_and_in_the_properties() -> None:
    book = workbook(ROW, sample=True)
    sheet = book["Bảng"]

    assert sheet["A2"].value == SAMPLE_MARK
    assert sheet.freeze_panes == "A4"
    assert SAMPLE_MARK in sheet.oddHeader.center.text
    assert SAMPLE_MARK in book.properties.title
    assert dict(book["Ghi chú"].iter_rows(values_only=True))["Dữ liệu mẫu"] == SAMPLE_MARK


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_text_survives(text: str) -> None:
    cell = cell_of(text)

    assert (cell.value or "") == "\n".join(rules.paragraphs(text))
    assert cell.data_type != "f"
