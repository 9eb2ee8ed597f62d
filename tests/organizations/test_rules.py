"""Working days, and comparing names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.organizations.rules import WorkingCalendar, WorkingDay, name_key, parts_of

TET = WorkingCalendar(
    years=frozenset({2026}),
    off=frozenset(date(2026, 2, day) for day in range(16, 21)),
    worked=frozenset({date(2026, 8, 22)}),
    unsure=frozenset({date(2026, 11, 24)}),
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 2, 13), 0, date(2026, 2, 13)),
        (date(2026, 2, 14), 1, date(2026, 2, 23)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
    ],
)
def test_holidays_and_weekends_do_not_count_and_worked_saturdays_do(
    day: date, n: int, expected: date
) -> None:
    assert TET.add(day, n) == expected


def test_a_count_that_leaves_the_known_years_says_so() -> None:
    assert TET.after(date(2026, 12, 30), 1) == WorkingDay(date(2026, 12, 31), sure=True)
    assert not TET.after(date(2026, 12, 31), 1).sure


def test_a_day_in_doubt_is_worked_and_the_count_says_so() -> None:
    assert TET.after(date(2026, 11, 23), 1) == WorkingDay(date(2026, 11, 24), sure=False)


def test_the_next_working_day_of_a_worked_day_is_itself() -> None:
    assert TET.next_working_day(date(2026, 2, 14)) == date(2026, 2, 23)
    assert TET.next_working_day(date(2026, 8, 22)) == date(2026, 8, 22)


@given(day=DAYS, n=st.integers(1, 40))
def test_adding_lands_on_a_worked_day_with_n_worked_days_behind_it(day: date, n: int) -> None:
    end = TET.add(day, n)
    between = (day + timedelta(days=step) for step in range(1, (end - day).days + 1))

    assert TET.is_working_day(end)
    assert sum(TET.is_working_day(d) for d in between) == n


@given(day=DAYS, first=st.integers(0, 20), then=st.integers(0, 20))
def test_adding_twice_is_adding_the_sum(day: date, first: int, then: int) -> None:
    assert TET.add(TET.add(day, first), then) == TET.add(day, first + then)


@pytest.mark.parametrize(
    "words",
    ["Công an thành phố", "CÔNG AN", "Công an TP. Tam Kỳ", "công an thành phố Tam Kỳ", "Công an."],
)
def test_a_name_is_the_same_with_its_own_place_or_without(words: str) -> None:
    assert name_key(words, place="Tam Kỳ") == "congan"


def test_another_place_makes_another_name() -> None:
    assert name_key("Công an thành phố Hội An", place="Tam Kỳ") != "congan"
    assert name_key("Công an thành phố") == "congan"


NAMES = st.sampled_from(
    ["Phòng Y tế", "Phòng Giáo dục và Đào tạo", "UBND các xã, phường", "Hội LHPN"]
)


@given(names=st.lists(NAMES, min_size=1, max_size=5), mark=st.sampled_from([", ", "; ", " và "]))
def test_a_list_of_known_names_comes_apart_again(names: list[str], mark: str) -> None:
    known = {name_key(name): [name] for name in names}

    parts = parts_of(mark.join(names), known)

    assert [name for part in parts for name in part.found] == names


@given(st.text(max_size=200))
def test_no_words_break_the_list(words: str) -> None:
    nobody: dict[str, list[str]] = {}

    assert not [part for part in parts_of(words, nobody) if part.found]
