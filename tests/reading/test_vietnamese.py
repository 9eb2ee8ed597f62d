"""Searching and sorting Vietnamese words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.reading import fold, sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["da", "dá", "dạ", "Dak Lak", "đa", "Đà Nẵng"],
        ["an", "ăn", "ân"],
        ["o", "ô", "ơ", "u", "ư", "y"],
        ["ba", "bà", "bả", "bã", "bá", "bạ", "ban"],
        ["Phường 2", "Phường 10", "Phường An Mỹ"],
        ["Hà Nam", "Hà Nội", "Hải Phòng"],
        ["Tam Kỳ", "Tam Thanh", "Tân An"],
    ],
)
def test_names_sort_as_in_a_dictionary(names: list[str]) -> None:
    assert sorted(names, key=sort_key) == names


def test_a_sort_key_uses_digits_and_small_letters_only() -> None:
    key = sort_key("UBND xã Tam Thăng – số 12 (Ωmega)")

    assert key.isascii()
    assert key == key.lower()
    assert key.isalnum()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("BÌNH  ĐẲNG\u00a0GIỚI", "binh dang gioi"),
        ("1267/UBND-LĐTB", "1267/ubnd-ldtb"),
        ("Tam\u200b Kỳ", "tam ky"),
    ],
)
def test_folding_drops_marks_capitals_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="aăâbcdđeêioôơuưyáàảãạếộựĐỨ 19-", max_size=30))
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)

    assert fold(decomposed) == fold(text)
    assert sort_key(decomposed) == sort_key(text)
