"""Nobody can work out a small count from what is published: an attacker tries."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from songhanh.indicators.rules.disclosure import SMALLEST, Protected, Row, protect

Arc = tuple[object, object, Decimal, object]


def row(female: int, male: int, other: int | None = None) -> Row:
    parts = {"female": Decimal(female), "male": Decimal(male)}
    if other is not None:
        parts["other"] = Decimal(other)
    return {**parts, "total": sum(parts.values(), Decimal(0))}


def test_large_counts_are_all_shown() -> None:
    shown = protect({1: row(10, 20), 2: row(7, 8)})

    assert not shown.hides_anything
    assert shown.sums == {"female": 17, "male": 28, "total": 45}


def test_a_small_count_takes_its_unit_and_a_second_one_with_it() -> None:
    shown = protect({1: row(3, 20), 2: row(7, 8), 3: row(30, 40)})

    assert shown.hidden_rows == {1, 2}
    assert shown.rows[1] == {"female": None, "male": None, "total": None}
    assert shown.sums["total"] == 108


def test_a_small_sum_takes_another_one_with_it() -> None:
    shown = protect({1: row(2, 10), 2: row(1, 12)})

    assert shown.hidden_sums == {"female", "male"}
    assert shown.sums == {"total": 25}


def test_a_small_total_hides_everything() -> None:
    shown = protect({1: row(2, 1), 2: row(0, 1)})

    assert shown.sums == {}
    assert shown.hidden_rows == {1, 2}


def test_zero_is_under_five_too() -> None:
    assert protect({1: row(0, 20), 2: row(9, 9)}).hidden_rows == {1, 2}


def test_a_unit_that_gave_no_number_hides_nothing() -> None:
    shown = protect({1: {"total": None}, 2: row(9, 9)})

    assert not shown.hides_anything


def test_a_part_left_out_does_not_stand_in_the_difference() -> None:
    shown = protect({1: {"female": None, "male": Decimal(28), "total": Decimal(30)}, 2: row(9, 9)})

    assert 1 in shown.hidden_rows
    assert "male" not in shown.sums


def test_hidden_units_are_not_given_away_by_what_a_shown_part_leaves_of_the_total() -> None:
    none: Row = {"female": Decimal(0), "male": Decimal(0), "other": Decimal(0), "total": Decimal(0)}

    shown = protect({1: none, 2: row(0, 5), 3: row(5, 5)})

    # Beside unit 3 the sums of men and of all would leave 5 and 5: nobody else, anywhere.
    assert shown.hidden_rows == {1, 2, 3}


def test_an_empty_table_shows_nothing() -> None:
    assert protect({}).sums == {}


counts = st.one_of(st.integers(0, 6), st.integers(0, 60))
tables = st.lists(st.tuples(counts, counts, st.one_of(st.none(), counts)), min_size=1, max_size=8)


@settings(max_examples=400, deadline=None)
@given(tables)
def test_no_small_count_can_be_worked_out(units: list[tuple[int, int, int | None]]) -> None:
    table = {place: row(*values) for place, values in enumerate(units)}

    shown = protect(table)

    for unit, cells in shown.rows.items():
        for value in cells.values():
            assert value is None or value >= SMALLEST
            assert (value is None) == (unit in shown.hidden_rows)
    assert all(value >= SMALLEST for value in shown.sums.values())
    for unit, cells in table.items():
        for split, value in cells.items():
            if value is not None and value < SMALLEST:
                assert _can_be_otherwise(table, shown, unit, split)


@settings(max_examples=400, deadline=None)
@given(tables)
def test_no_hidden_group_adds_up_to_a_small_count(
    units: list[tuple[int, int, int | None]],
) -> None:
    """What the published sums leave for the hidden units together is a count as well."""
    table = {place: row(*values) for place, values in enumerate(units)}

    shown = protect(table)

    for split, whole in shown.sums.items():
        seen = sum((cells[split] or Decimal(0)) for cells in shown.rows.values() if split in cells)
        assert whole == seen or whole - seen >= SMALLEST


def _can_be_otherwise(table: dict[int, Row], shown: Protected, unit: int, split: str) -> bool:
    """Whether another table of whole, non-negative counts looks the same from outside.

    The counts are a flow from units (through their cells) to splits: a cell of a unit runs from
    the unit to the split, its total runs into the unit, the sum of a split out of it. A hidden
    count is determined exactly if no hidden circle runs through it along which it could change.
    """
    arcs: list[Arc] = []  # (from, to, value, name); hidden ones only
    for number, cells in table.items():
        if number in shown.hidden_rows:
            for name, value in cells.items():
                tail, head = ("top", number) if name == "total" else (number, name)
                arcs.append((tail, head, value or Decimal(0), (number, name)))
    sums: dict[str, Decimal] = {}
    for cells in table.values():
        for name, value in cells.items():
            sums[name] = sums.get(name, Decimal(0)) + (value or 0)
    for name in sums.keys() - shown.sums.keys():
        tail, head = ("bottom", "top") if name == "total" else (name, "bottom")
        arcs.append((tail, head, sums[name], ("sum", name)))
    wanted = next(arc for arc in arcs if arc[3] == (unit, split))
    others = [arc for arc in arcs if arc[3] != wanted[3]]
    more = _reaches(others, wanted[1], wanted[0])
    less = wanted[2] >= 1 and _reaches(others, wanted[0], wanted[1])
    return more or less


def _reaches(
    arcs: list[tuple[object, object, Decimal, object]], start: object, goal: object
) -> bool:
    """Whether counts can be moved by one from `start` to `goal`: up always, down if not zero."""
    seen, left = {start}, [start]
    while left:
        here = left.pop()
        steps = [to for tail, to, _value, _name in arcs if tail == here]
        steps += [tail for tail, to, value, _name in arcs if to == here and value >= 1]
        for step in steps:
            if step not in seen:
                seen.add(step)
                left.append(step)
    return goal in seen
