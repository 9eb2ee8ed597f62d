"""What people type as a number, and what is made of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.indicators.rules import numbers


@pytest.mark.parametrize(
    ("typed", "decimals", "value"),
    [
        ("12", 0, "12"),
        ("0", 0, "0"),
        ("1.267", 0, "1267"),
        ("1 267", 0, "1267"),
        ("1\u00a0267", 0, "1267"),
        ("1\u202f267\u200b", 0, "1267"),
        (" 12.345.678 ", 0, "12345678"),
        ("12,0", 0, "12"),
        ("0,52", 2, "0.52"),
        ("12,5", 1, "12.5"),
        ("1.267,5", 1, "1267.5"),
        ("1 267,5", 1, "1267.5"),
        ("007", 0, "7"),
    ],
)
def test_the_vietnamese_ways_of_writing_a_number_are_read(
    typed: str, decimals: int, value: str
) -> None:
    assert numbers.parse(typed, decimals=decimals) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\u00a0"])
def test_an_empty_field_is_no_number(typed: str) -> None:
    assert numbers.parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1,267", "1267"),
        ("1.5", "1,5"),
        ("1,267.5", "1267,5"),
        ("1.26", "1,26"),
        ("0.520", "0,520"),
        ("12.3456", "12,3456"),
    ],
)
def test_a_form_with_two_readings_is_asked_about(typed: str, hint: str) -> None:
    with pytest.raises(numbers.NotANumber) as caught:
        numbers.parse(typed)
    assert hint in str(caught.value.message)


@pytest.mark.parametrize(
    "typed",
    ["12 người", "mười hai", "-5", "−5", "1.2.3", "12.", ",5", "1e5", "NaN", "∞", "1..267", "²",
     "１２", "12/3", "1 2", "12 34 567", "--", "+5", "0x10", "1_000"],
)  # fmt: skip
def test_anything_else_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(numbers.NotANumber) as caught:
        numbers.parse(typed, decimals=4)
    assert len(str(caught.value.message)) > 20


def test_words_beside_a_number_are_named_kindly() -> None:
    with pytest.raises(numbers.NotANumber) as caught:
        numbers.parse("12 người")
    assert "số 12" in str(caught.value.message)


def test_a_whole_number_has_no_part_after_the_comma() -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.parse("12,5", decimals=0)


def test_a_number_beyond_what_is_kept_is_refused() -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.parse("1" + "0" * 15)


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_a_number_written_our_way_is_read_back(value: int) -> None:
    assert numbers.parse(numbers.written(Decimal(value))) == value


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_with_a_part_is_read_back(value: Decimal) -> None:
    written = numbers.written(value)
    if written[-4:-3] != ",":
        assert numbers.parse(written, decimals=2) == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        value = numbers.parse(text, decimals=4)
    except numbers.NotANumber:
        return
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (0, 8, "0.0"),
        (1, 8, "12.5"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (5, 2000, "0.3"),
        (8, 8, "100.0"),
    ],
)
def test_share_percent_has_one_decimal_rounded_half_up(part: int, whole: int, percent: str) -> None:
    assert numbers.share_percent(part=part, whole=whole) == Decimal(percent)


def test_a_share_of_nothing_is_not_computed() -> None:
    with pytest.raises(numbers.NotComputable):
        numbers.share_percent(part=1, whole=0)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), (Decimal(0), "0"), (Decimal("1267.50"), "1.267,5"), (Decimal("12.0000"), "12")],
)
def test_numbers_are_shown_the_vietnamese_way(value: Decimal | None, shown: str) -> None:
    assert numbers.written(value) == shown
