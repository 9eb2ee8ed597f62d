"""The cells of one figure: numbers, four kinds of empty, and parts that make a total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from songhanh.indicators.rules import cells


def cell(typed: str = "", empty: str = "", reason: str = "") -> cells.Typed:
    return {"typed": typed, "empty": empty, "reason": reason}


def test_one_number_is_one_cell() -> None:
    found = cells.check({"total": cell("3")}, by_sex=False)

    assert found.cells == {"total": cells.Cell(Decimal(3))}
    assert not found.problems


def test_a_missing_total_is_added_up_from_its_parts() -> None:
    found = cells.check({"female": cell("3"), "male": cell("2"), "other": cell("1")}, by_sex=True)

    assert found.cells["total"].value == 6
    assert not found.problems


def test_parts_that_do_not_make_the_total_are_pointed_at() -> None:
    typed = {"female": cell("3"), "male": cell("2"), "total": cell("6")}

    found = cells.check(typed, by_sex=True)

    assert "5" in found.problems["total"]


def test_parts_may_differ_from_the_total_when_it_is_said_why() -> None:
    typed = {"female": cell("3"), "male": cell("2"), "total": cell("6", reason="1 người đổi ý")}

    assert not cells.check(typed, by_sex=True).problems


def test_a_part_that_nobody_filled_in_is_asked_for() -> None:
    found = cells.check({"female": cell("3")}, by_sex=True)

    assert set(found.problems) == {"male"}


def test_other_and_unknown_may_stay_blank() -> None:
    found = cells.check({"female": cell("3"), "male": cell("2")}, by_sex=True)

    assert set(found.cells) == {"female", "male", "total"}


@pytest.mark.parametrize("empty", ["none", "no-data", "not-due"])
def test_one_kind_of_empty_for_the_total_answers_for_the_parts(empty: str) -> None:
    found = cells.check({"total": cell(empty=empty, reason="chưa thống kê")}, by_sex=True)

    assert not found.problems
    assert found.cells["total"].value == (0 if empty == "none" else None)


def test_nothing_happened_is_a_true_zero_and_no_data_is_not() -> None:
    none = cells.read_cell(cell(empty="none"))
    no_data = cells.read_cell(cell(empty="no-data", reason="không có sổ"))

    assert none == cells.Cell(Decimal(0), "none")
    assert no_data == cells.Cell(None, "no-data", "không có sổ")


@pytest.mark.parametrize(
    "typed",
    [
        cell("3", empty="none"),
        cell("3", empty="no-data", reason="x"),
        cell("0", empty="not-due"),
        cell(empty="no-data"),
        cell(empty="no-data", reason="  "),
        cell(empty="estimate"),
    ],
)
def test_a_number_and_a_kind_of_empty_may_not_contradict_each_other(typed: cells.Typed) -> None:
    found = cells.check({"total": typed}, by_sex=False)

    assert set(found.problems) == {"total"}


def test_a_blank_cell_is_asked_for_and_never_taken_as_zero() -> None:
    found = cells.check({}, by_sex=False)

    assert found.cells == {}
    assert set(found.problems) == {"total"}


def test_a_total_of_estimated_parts_is_an_estimate() -> None:
    typed = {"female": cell("3", empty="estimate"), "male": cell("2")}

    assert cells.check(typed, by_sex=True).cells["total"] == cells.Cell(Decimal(5), "estimate")


def test_a_total_of_unknown_parts_is_unknown() -> None:
    typed = {"female": cell(empty="no-data", reason="không tách"), "male": cell("2")}

    assert cells.check(typed, by_sex=True).cells["total"].value is None


def test_a_total_of_parts_that_did_not_happen_did_not_happen() -> None:
    typed = {"female": cell(empty="none"), "male": cell(empty="none")}

    assert cells.check(typed, by_sex=True).cells["total"] == cells.Cell(Decimal(0), "none")


def test_figures_are_kept_as_text_so_that_none_is_rounded() -> None:
    kept = cells.as_json({"total": cells.Cell(Decimal("1267.5"))})

    assert kept["total"]["value"] == "1267.5"
