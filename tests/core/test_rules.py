"""The arithmetic of drawings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.core.rules import Piece, bar_pieces, page_numbers

COUNT = st.integers(0, 10_000)


def test_a_bar_is_cut_in_proportion_to_the_counts() -> None:
    assert bar_pieces(62, 27, 11) == [
        Piece("done", 0, 620),
        Piece("doing", 620, 270),
        Piece("late", 890, 110),
    ]


def test_a_bar_of_nothing_has_no_pieces() -> None:
    assert bar_pieces(0, 0, 0) == []


@given(COUNT, COUNT, COUNT, COUNT)
def test_the_pieces_of_a_bar_fill_it_without_gap(
    done: int, doing: int, late: int, rest: int
) -> None:
    pieces = bar_pieces(done, doing, late, rest)

    ends = [piece.start + piece.width for piece in pieces]
    assert [piece.start for piece in pieces] == [0, *ends][: len(pieces)]
    assert not pieces or ends[-1] == 1000


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (2, 5, [1, 2, 3, 4, 5]),
        (7, 20, [1, None, 6, 7, 8, None, 20]),
        (20, 20, [1, None, 19, 20]),
    ],
)
def test_the_first_the_last_and_the_neighbours_of_a_page_are_shown(
    number: int, last: int, shown: list[int | None]
) -> None:
    assert page_numbers(number, last) == shown
