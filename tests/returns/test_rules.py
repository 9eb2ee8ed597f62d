"""Receipts, issued documents, drafts and their differences: the rules alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.returns.rules import asking, content, issued, merging, receipts
from songhanh.returns.rules.sections import SectionFacts, SectionState, state
from tests import make

NUMBERS = st.integers(min_value=0, max_value=2**64 - 1)


@given(NUMBERS)
def test_a_receipt_code_is_recognised_however_it_is_typed(number: int) -> None:
    code = receipts.code(number)

    assert receipts.tidy(code) == code
    assert receipts.tidy(f"  {code.lower()} ") == code
    assert receipts.tidy(code.replace("-", " ").removeprefix("SH")) == code


@given(NUMBERS, st.integers(0, 7), st.sampled_from(receipts.ALPHABET))
def test_one_wrong_character_is_noticed(number: int, place: int, wrong: str) -> None:
    letters = receipts.code(number).removeprefix("SH-").replace("-", "")
    typed = letters[:place] + wrong + letters[place + 1 :]

    assert (receipts.tidy(typed) != "") == (typed == letters)


@given(NUMBERS, st.integers(0, 6))
def test_two_swapped_characters_are_noticed(number: int, place: int) -> None:
    letters = receipts.code(number).removeprefix("SH-").replace("-", "")
    typed = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]

    assert (receipts.tidy(typed) != "") == (typed == letters)


@pytest.mark.parametrize("typed", ["", "SH", "SH-1111-1111", "không phải mã", "SH-7K3M-Q2X"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert receipts.tidy(typed) == ""


def test_the_fingerprint_does_not_depend_on_the_order_of_keys() -> None:
    assert receipts.sha256({"a": 1, "b": "ế"}) == receipts.sha256({"b": "ế", "a": 1})


@pytest.mark.parametrize(
    ("line", "number", "dated", "title"),
    [
        ("ban hành Kế hoạch số 45/KH-UBND ngày 10/6/2021", "45/KH-UBND", "10/06/2021", "Kế hoạch"),
        ("Đã ban hành Công văn 12/UBND-VX ngày 1 tháng 6 năm 2021 về truyền thông",
         "12/UBND-VX", "01/06/2021", "Công văn về truyền thông"),
        ("Kế hoạch số: 05 /KH - UBND", "05/KH-UBND", "", "Kế hoạch"),
        ("Quyết định 9a/QĐ-UBND, 1.6.2021", "9a/QĐ-UBND", "01/06/2021", "Quyết định"),
        ("chuyển đổi số", "", "", "Chuyển đổi số"),
        ("Kế hoạch ngày 31/02/2021", "", "", "Kế hoạch ngày 31/02/2021"),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_line_about_an_issued_document_fills_its_row(
    line: str, number: str, dated: str, title: str
) -> None:
    assert issued.parse(line) == issued.Issued(number, dated, title)


@given(st.text(max_size=80))
def test_no_line_breaks_the_reading(line: str) -> None:
    issued.parse(line)


def test_a_number_alone_stays_a_number() -> None:
    assert content.tidy({"documents": [{"number": "45/KH-UBND"}]})["documents"] == [
        {"number": "45/KH-UBND", "dated": "", "title": "", "evidence": None}
    ]


def test_empty_rows_and_unknown_fields_are_left_out() -> None:
    draft = content.tidy(
        {
            "done": " A\r\nB ",
            "documents": [{"number": " "}, {"title": "Kế hoạch"}],
            "proposals": [{"text": ""}],
            "figures": {"talks": {"total": {"typed": " "}}},
            "other": "x",
        }
    )

    assert draft["done"] == "A\nB"
    assert len(draft["documents"]) == 1
    assert draft["proposals"] == []
    assert draft["figures"] == {}
    assert "other" not in draft


PLANS = [
    asking.Asked("plans_all", "Tất cả", "kế hoạch"),
    asking.Asked("plans_gender", "Có giới", "kế hoạch", whole="plans_all"),
]


def figure(value: str) -> dict[str, dict[str, str]]:
    return {"total": {"typed": value, "empty": "", "reason": ""}}


def test_a_part_larger_than_its_whole_is_pointed_at() -> None:
    draft = {"done": "x", "figures": {"plans_all": figure("2"), "plans_gender": figure("3")}}

    assert set(content.check(draft, PLANS).problems) == {"figures.plans_gender.total"}


def test_a_section_says_at_least_what_was_done_or_issued() -> None:
    assert set(content.check({}, []).problems) == {"done"}
    assert not content.check({"documents": [{"number": "1/KH-UBND", "dated": ""}]}, []).problems


def test_a_day_that_does_not_exist_is_pointed_at() -> None:
    draft = {"documents": [{"number": "1/KH-UBND", "dated": "31/02/2026"}]}

    assert set(content.check(draft, []).problems) == {"documents"}


def test_a_figure_asked_twice_is_asked_by_the_first_and_shown_by_the_second() -> None:
    talks = asking.Asked("talks", "Buổi nói chuyện", "buổi")

    plan = asking.plan(
        [(1, "communication"), (2, "action_month")],
        [(talks, ["communication", "action_month"])],
    )

    assert plan[1].own == [talks]
    assert plan[2].own == []
    assert plan[2].shared == [(talks, 1)]


DRAFTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "done": st.text(max_size=5),
        "difficulties": st.text(max_size=5),
        "documents": st.lists(
            st.fixed_dictionaries({"number": st.text(max_size=3), "title": st.text(max_size=3)}),
            max_size=2,
        ),
        "proposals": st.lists(st.fixed_dictionaries({"text": st.text(max_size=3)}), max_size=2),
        "figures": st.dictionaries(
            st.sampled_from(["talks", "plans"]), st.text("012", max_size=2).map(figure)
        ),
    }
).map(content.tidy)


@given(DRAFTS, DRAFTS)
def test_taking_every_difference_gives_the_other_draft(
    ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    names = [difference.name for difference in merging.differences(ours, theirs)]

    assert merging.put_in(ours, theirs, names) == theirs


@given(DRAFTS)
def test_a_draft_does_not_differ_from_itself(draft: dict[str, Any]) -> None:
    assert merging.differences(draft, draft) == []


@given(DRAFTS, DRAFTS)
def test_cells_that_were_not_sent_back_cannot_change(
    before: dict[str, Any], typed: dict[str, Any]
) -> None:
    kept = merging.only_wrong(before, typed, {"done": "Sai", "figures.talks.total": "Sai"})

    assert kept["done"] == typed["done"]
    assert kept["difficulties"] == before["difficulties"]
    assert kept["documents"] == before["documents"]
    assert kept["figures"].get("plans") == before["figures"].get("plans")


def test_the_total_may_change_with_a_part_that_was_sent_back() -> None:
    assert merging.editable({"figures.trainees.female"}) == {
        "figures.trainees.female", "figures.trainees.total",
    }  # fmt: skip


NOON = make.NOON


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (SectionFacts(blank=True), SectionState.BLANK),
        (SectionFacts(blank=False, saved_at=NOON), SectionState.DRAFT),
        (SectionFacts(blank=False, saved_at=NOON, sent_at=NOON), SectionState.SENT),
        (SectionFacts(blank=False, sent_at=NOON, sent_back_at=NOON), SectionState.SENT_BACK),
        (SectionFacts(blank=False, sent_at=NOON, accepted_at=NOON), SectionState.ACCEPTED),
    ],
)
def test_the_state_follows_from_what_happened(facts: SectionFacts, expected: SectionState) -> None:
    assert state(facts) is expected
