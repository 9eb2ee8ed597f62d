from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.directives.rules import (
    Facts,
    Mark,
    Occasion,
    State,
    Timing,
    facts_on,
    later_due,
    occasion,
    periods,
    pieces,
    short_title,
    state,
    timing,
    zalo_text,
)
from songhanh.directives.rules.periods import MONTHS, period_words

DAY = date(2026, 3, 2)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@dataclass
class Happened:
    kind: str
    day: date
    due_on: date | None = None


def test_an_assignment_goes_from_given_to_accepted() -> None:
    due = DAY + timedelta(days=20)
    steps = [
        Happened("given", DAY, due),
        Happened("confirmed", DAY + timedelta(days=1)),
        Happened("reported", DAY + timedelta(days=10)),
        Happened("sent-back", DAY + timedelta(days=12), DAY + timedelta(days=15)),
        Happened("reported", DAY + timedelta(days=14)),
        Happened("accepted", DAY + timedelta(days=16)),
    ]

    seen = [
        state(facts_on(steps, DAY + timedelta(days=n)), DAY + timedelta(days=n)) for n in range(17)
    ]

    assert [seen[n] for n in (0, 1, 9, 10, 12, 14, 16)] == [
        State.GIVEN,
        State.CONFIRMED,
        State.CONFIRMED,
        State.REPORTED,
        State.SENT_BACK,
        State.REPORTED,
        State.ACCEPTED,
    ]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (8, Timing.ON_TIME),
        (7, Timing.AT_RISK),
        (0, Timing.AT_RISK),
        (-1, Timing.LATE),
    ],
)
def test_the_last_day_is_still_in_time(left: int, expected: Timing) -> None:
    assert timing(Facts(due_on=DAY + timedelta(days=left)), DAY) is expected


def test_a_duty_without_deadline_is_never_late() -> None:
    sent_back = Facts(sent_back_on=DAY, resend_on=DAY)

    assert timing(Facts(), DAY + timedelta(days=9999)) is Timing.NO_DEADLINE
    assert timing(sent_back, DAY + timedelta(days=9)) is Timing.NO_DEADLINE


def test_reporting_stops_the_clock_and_sending_back_starts_it_again() -> None:
    steps = [
        Happened("given", DAY, DAY),
        Happened("reported", DAY),
        Happened("sent-back", DAY + timedelta(days=5), DAY + timedelta(days=8)),
    ]

    def on(days: int) -> Timing:
        day = DAY + timedelta(days=days)
        return timing(facts_on(steps, day), day)

    assert on(4) is Timing.DONE_ON_TIME
    assert on(5) is Timing.AT_RISK
    assert on(9) is Timing.LATE


def test_a_late_report_is_shown_as_late() -> None:
    facts = Facts(due_on=DAY, reported_on=DAY + timedelta(days=1))

    assert timing(facts, DAY + timedelta(days=2)) is Timing.DONE_LATE


def test_what_is_withdrawn_has_no_clock() -> None:
    facts = Facts(due_on=DAY, withdrawn_on=DAY)

    assert state(facts, DAY + timedelta(days=9)) is State.WITHDRAWN
    assert timing(facts, DAY + timedelta(days=9)) is Timing.NO_DEADLINE


def test_an_extension_leaves_the_first_deadline_visible() -> None:
    later = DAY + timedelta(days=30)

    facts = facts_on([Happened("given", DAY, DAY), Happened("extended", DAY, later)], DAY)

    assert (facts.first_due_on, facts.due_on) == (DAY, later)


@pytest.mark.parametrize(
    ("recurs", "labels"),
    [
        ("yearly", ["2021", "2022"]),
        ("half-yearly", ["2021-H1", "2021-H2", "2022-H1"]),
        ("quarterly", ["2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1"]),
        ("5-yearly", ["2021-2025"]),
        ("sometimes", []),
    ],
)
def test_periods_are_named_as_officials_name_them(recurs: str, labels: list[str]) -> None:
    found = periods(recurs, date(2021, 6, 1), date(2022, 1, 15))

    assert [period.label for period in found] == labels


def test_months_are_named_with_two_digits() -> None:
    found = periods("monthly", date(2021, 11, 30), date(2022, 1, 1))

    assert [period.label for period in found] == ["2021-11", "2021-12", "2022-01"]


def test_a_yearly_deadline_stays_on_its_day() -> None:
    found = periods("yearly", date(2021, 6, 1), date(2023, 1, 1), due_on=date(2021, 12, 15))

    assert [p.due_on for p in found] == [date(y, 12, 15) for y in (2021, 2022, 2023)]


def test_the_end_of_a_month_stays_the_end_of_the_month() -> None:
    assert later_due(date(2021, 2, 28), 1) == date(2021, 3, 31)
    assert later_due(date(2021, 1, 30), 1) == date(2021, 2, 28)


@given(st.sampled_from(sorted(MONTHS)), days, st.integers(0, 800))
def test_periods_cover_every_day_once(recurs: str, start: date, length: int) -> None:
    until = start + timedelta(days=length)

    found = periods(recurs, start, until)

    assert found[0].starts_on <= start <= found[0].ends_on
    assert found[-1].starts_on <= until <= found[-1].ends_on
    assert all(b.starts_on - a.ends_on == timedelta(days=1) for a, b in itertools.pairwise(found))
    assert len({period.label for period in found}) == len(found)
    assert all(period.due_on == period.ends_on for period in found)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2021", "năm 2021"),
        ("2021-H1", "6 tháng đầu năm 2021"),
        ("2021-Q2", "quý II năm 2021"),
        ("2021-06", "tháng 6 năm 2021"),
        ("2021-2025", "giai đoạn 2021 - 2025"),
        ("", ""),
    ],
)
def test_a_period_is_said_in_words(label: str, words: str) -> None:
    assert period_words(label) == words


marks = st.builds(
    Mark,
    st.integers(-3, 30),
    st.integers(-3, 30),
    st.sampled_from(["who", "when", "what", "ref", "duty"]),
    st.integers(0, 5),
)


@given(st.text(max_size=25), st.lists(marks, max_size=8))
def test_marked_pieces_are_the_text_again_with_every_mark_in_its_place(
    text: str, found: list[Mark]
) -> None:
    cut = pieces(text, found)

    assert "".join(piece.text for piece in cut) == text
    place = 0
    for piece in cut:
        over = {m.kind for m in found if max(m.start, 0) <= place < min(m.end, len(text))}
        assert set(piece.kinds) == over
        place += len(piece.text)


@given(st.text(min_size=1, max_size=25), st.lists(marks, max_size=8))
def test_every_duty_opens_once(text: str, found: list[Mark]) -> None:
    opened = [duty for piece in pieces(text, found) for duty in piece.opens]

    inside = [m for m in found if m.kind == "duty" and max(m.start, 0) < min(m.end, len(text))]
    assert sorted(opened) == sorted(m.duty for m in inside)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (8, None),
        (7, (Occasion.WEEK, 7)),
        (3, (Occasion.WEEK, 7)),
        (1, (Occasion.DAY, 1)),
        (0, (Occasion.TODAY, 0)),
        (-1, (Occasion.LATE, -1)),
        (-7, (Occasion.LATE, -1)),
        (-8, (Occasion.LATE, -8)),
        (-20, (Occasion.LATE, -15)),
    ],
)
def test_only_the_latest_reminder_is_due(left: int, expected: tuple[Occasion, int] | None) -> None:
    last = DAY + timedelta(days=left)

    found = occasion(last, DAY)

    assert found == (expected and (expected[0], last - timedelta(days=expected[1])))


def test_a_title_is_the_order_without_its_purposes() -> None:
    text = "tổ chức tập huấn cho cán bộ; nhằm nâng cao nhận thức"

    assert short_title(text) == "Tổ chức tập huấn cho cán bộ"
    assert len(short_title("rất dài " * 50)) <= 91


def test_a_chat_message_says_what_where_and_when_and_nothing_about_anyone() -> None:
    text = zalo_text(
        number="12/UBND-VX", subject="việc thử", due_on=DAY, link="https://vd.test/", sample=True
    )

    assert text.startswith("[MẪU] ")
    assert "12/UBND-VX" in text
    assert "02/03/2026" in text
    assert text.endswith("https://vd.test/")
