"""Lists as officials paste them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.accounts import rules
from tests.make import NOON

ROLES = {"Đầu mối": "focal-point", "focal-point": "focal-point", "Lãnh đạo": "leader"}


@pytest.mark.parametrize(
    "line",
    [
        "an@b.example; Nguyễn An; Đầu mối; u1",
        "an@b.example\tNguyễn An\tĐẦU MỐI\tu1",
        "AN@b.example,Nguyễn An,dau moi,u1",
        ' an@b.example ;"Nguyễn An";focal-point; u1 ;',
    ],
)
def test_a_row_is_read_however_it_was_pasted(line: str) -> None:
    assert rules.read_list(line, roles=ROLES) == [
        rules.InviteRow(1, "an@b.example", "Nguyễn An", "focal-point", "u1")
    ]


def test_head_lines_and_empty_lines_are_passed_over_and_lines_keep_their_number() -> None:
    text = "\ufeffEmail;Họ tên;Vai trò;Mã đơn vị\n\n;;;\nan@b.example;An;Lãnh đạo;u1\r\n"

    assert [row.line for row in rules.read_list(text, roles=ROLES)] == [4]


def test_missing_columns_are_empty() -> None:
    assert rules.read_list("an@b.example", roles=ROLES)[0].code == ""


@given(st.text())
def test_no_text_breaks_the_list(text: str) -> None:
    rows = rules.read_list(text, roles=ROLES)

    assert all(row.line >= 1 for row in rows)


def test_a_row_that_repeats_another_is_named() -> None:
    rows = rules.read_list("a@b.example;A;leader;u\na@b.example;B;leader;u\n", roles=ROLES)

    assert rules.repeated(rows) == {2}


def test_a_secret_needs_both_seed_and_key() -> None:
    token = rules.token_for("seed", key="key")

    assert token != rules.token_for("seed", key="other")
    assert token != rules.token_for("other", key="key")
    assert len(rules.digest_of(token)) == 64


def test_what_became_of_an_invitation() -> None:
    def state(*, accepted: bool = False, withdrawn: bool = False, days: int = 0) -> str:
        return rules.invitation_state(
            accepted=accepted,
            withdrawn=withdrawn,
            expires_at=NOON,
            at=NOON + timedelta(days=days, seconds=-1),
        )

    assert state() == "waiting"
    assert state(days=1) == "expired"
    assert state(withdrawn=True, days=1) == "withdrawn"
    assert state(accepted=True, withdrawn=True) == "accepted"
