"""The wording rules of Decree 30/2020."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.documents import rules, types
from songhanh.documents.model import Heading, Paragraph, Signature, Table
from tests.documents.papers import LETTER, REPORT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "type_name", "unit", "symbol"),
    [
        (15, "Quyết định", "", "15/QĐ-UBND"),
        (5, "Kế hoạch", "VHXH", "05/KH-UBND"),
        (1267, "Công văn", "LĐTB", "1267/UBND-LĐTB"),
        (10, "công văn", "", "10/UBND"),
        (9, "Báo cáo", "", "09/BC-UBND"),
        (None, "Công văn", "LĐTB", "\u00a0\u00a0\u00a0\u00a0\u00a0/UBND-LĐTB"),
        (1, "Kế hoạch", "", "01/KH-UBND"),
    ],
)
def test_a_symbol_follows_the_type(
    number: int | None, type_name: str, unit: str, symbol: str
) -> None:
    assert types.symbol(number=number, type_name=type_name, org="UBND", unit=unit) == symbol


def test_a_symbol_has_no_spaces() -> None:
    assert rules.symbol(number=7, abbr="KH", org=" UB ND ") == "07/KH-UBND"
    assert types.suffix(type_name="Công văn", org="UBND", unit="LĐ TB") == "UBND-LĐTB"


def test_a_cong_van_has_no_abbreviation_and_27_types_have_one() -> None:
    assert types.abbr("Công văn") is None
    assert types.abbr("Tờ trình") == "TTr"
    assert types.abbr("Thơ") is None
    assert sum(entry.abbr is not None for entry in types.all_types()) == 27
    assert len(types.all_types()) == 29


def test_the_registers_have_ten_ten_and_seven_columns() -> None:
    kinds = ("outgoing", "incoming", "follow_up")

    assert [len(types.register_columns(kind)) for kind in kinds] == [10, 10, 7]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("types: []", "registers"),
        ("types: [{abbr: A}]\nregisters: {}", "name_vi"),
        (
            "types: [{name_vi: A, abbr: A}, {name_vi: A, abbr: B}]\n"
            "registers: {outgoing: [], incoming: [], follow_up: []}",
            "repeated type A",
        ),
    ],
)
def test_a_pack_with_a_fault_is_refused_whole(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "types.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(types.BadPack, match=fault):
        types.read(path)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2021, 6, 1), "ngày 01 tháng 6 năm 2021"),
        (date(2021, 2, 28), "ngày 28 tháng 02 năm 2021"),
        (date(2021, 1, 9), "ngày 09 tháng 01 năm 2021"),
        (date(2021, 12, 10), "ngày 10 tháng 12 năm 2021"),
    ],
)
def test_days_under_ten_and_the_first_two_months_take_a_zero(day: date, text: str) -> None:
    assert rules.long_date(day) == text


def test_a_short_date_is_day_month_year_or_nothing() -> None:
    assert rules.short_date(date(2021, 6, 1)) == "01/06/2021"
    assert rules.short_date(None) == ""


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  a\tb \n c ", "a b c"),
        ("Tam Ky\u0300", "Tam Kỳ"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\x00b\x07c\ud800", "abc"),
        ("\ufe0fa\U000e0100\ufffe", "a"),
        ("a\u00a0b", "a b"),
        ("", ""),
    ],
)
def test_text_is_cleaned_of_what_nobody_can_see(text: str, clean: str) -> None:
    assert rules.clean(text) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert rules.clean(rules.clean(text)) == rules.clean(text)
    assert "\n" not in rules.clean(text)


def test_lines_of_a_text_are_its_paragraphs() -> None:
    assert rules.paragraphs("a\r\n\r\n b\u2028c\x0b") == ["a", "b", "c"]


def test_an_enumeration_ends_its_lines_with_semicolons_and_the_last_with_a_point() -> None:
    assert rules.closed(["Như trên;", "Lưu: VT."]) == ["Như trên;", "Lưu: VT."]
    assert rules.closed(["A", " ", "B"]) == ["A;", "B."]
    assert rules.closed([]) == []


@pytest.mark.parametrize("text", ["hết", "hết.", "hết./.", "hết ;"])
def test_the_last_words_end_with_the_closing_mark(text: str) -> None:
    assert rules.with_closing_mark(text) == "hết./."


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân thành phố Tam Kỳ", ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ TAM KỲ"]),
        ("Ủy ban nhân dân xã A", ["ỦY BAN NHÂN DÂN XÃ A"]),
        ("Phòng Lao động - Thương binh và Xã hội", ["PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"]),
        ("Ban chỉ đạo\nCông tác bình đẳng giới", ["BAN CHỈ ĐẠO", "CÔNG TÁC BÌNH ĐẲNG GIỚI"]),
        ("", []),
    ],
)
def test_a_long_name_breaks_before_its_territory(name: str, lines: list[str]) -> None:
    assert rules.name_lines(name) == lines


def test_titles_are_numbered_by_level_and_start_again_under_a_new_one() -> None:
    levels: tuple[Literal[1, 2, 3], ...] = (1, 2, 3, 3, 2, 3, 1, 2)
    body = [Heading(level, "x") for level in levels]

    assert rules.numbered([*body, Paragraph("x")]) == [
        *("I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."),
        "",
    ]
    assert rules.depths([*body, Paragraph("x")]) == [1, 2, 3, 3, 2, 3, 1, 2, 0]


def test_points_follow_the_vietnamese_alphabet() -> None:
    labels = rules.numbered([Heading(3, "x")] * 8)

    assert labels == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]


@pytest.mark.parametrize(("number", "roman"), [(1, "I"), (4, "IV"), (9, "IX"), (44, "XLIV")])
def test_parts_have_roman_numerals(number: int, roman: str) -> None:
    assert rules.roman(number) == roman


def test_a_complete_paper_has_no_fault() -> None:
    assert rules.faults(REPORT) == []
    assert rules.faults(LETTER) == []


def test_a_clerk_is_told_everything_that_is_missing_at_once() -> None:
    paper = replace(
        LETTER,
        subject=" ",
        place="",
        body=(),
        signature=Signature((), "TS. Nguyễn Văn A"),
        symbol="UBND - LĐTB",
        addressees=(),
        archive="",
    )

    assert len(rules.faults(paper)) == 8


@pytest.mark.parametrize("name", ["PGS.TS. Lê A", "Thượng tá Lê A", "ThS. Lê A"])
def test_a_name_carries_no_academic_title_and_no_rank(name: str) -> None:
    assert len(rules.faults(replace(REPORT, signature=Signature(("Chủ tịch",), name)))) == 1


def test_a_row_of_another_length_than_the_titles_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each title"):
        Table("x", ("A", "B"), (("1",),))
