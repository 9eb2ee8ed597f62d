"""What holds for any text: it is read, spans stay inside, time grows with length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from benchmarks import reading as benchmark
from hypothesis import given, settings
from hypothesis import strategies as st

from songhanh.reading import Reading, read

PIECES = [
    "Ngày 1/6, ", "UBND ", "thành phố ", "Tam Kỳ ", "ban hành ", "công văn ", "số 12/KH-UBND ", "yêu cầu ", "các sở, ban, ngành ",
    "tổ chức ", "tăng cường ", "; ", ". ", "\n", "1. ", "- ", "a) ", "Kính gửi: ", "Căn cứ ", "Luật Trẻ em ", "từ ngày 15/11 đến 15/12 ",
    "trước ngày 20/12/2021", "Nơi nhận: ", "Số: ", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC\n", "giao ", "Sở Y tế ", "chủ trì, phối hợp với ", "KẾ HOẠCH\n",
    "e\u0301", "\u00a0", "\u200b", "&nbsp;", "I. MỤC TIÊU\n", "II. NHIỆM VỤ\n", "V/v ", "The People's Committee requested ", "to implement ", "°", "\r\n",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join),
)


def spans(reading: Reading) -> list[tuple[int, int]]:
    found = [ref.span for ref in reading.legal_refs]
    found += [window.span for window in reading.windows]
    found += [deadline.span for deadline in reading.deadlines]
    found += [duty.span for duty in reading.duties]
    found += [mark.span for mark in reading.marks]
    return [(span.start, span.end) for span in found]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    reading = read(text)

    assert all(0 <= start <= end <= len(text) for start, end in spans(reading))
    starts = [duty.span.start for duty in reading.duties]
    assert all(one <= other for one, other in pairwise(starts))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_a_reading_turns_into_plain_data(text: str) -> None:
    found = read(text).as_dict()

    assert found["text"] == text
    assert isinstance(found["duties"], list)


@pytest.mark.parametrize("name", benchmark.ADVERSARIAL)
def test_a_long_text_of_one_thing_is_read_at_once(name: str) -> None:
    """A pattern that blows up would need hours; the bound is generous for busy machines."""
    text = benchmark.of_length(benchmark.ADVERSARIAL[name], 40_000)

    start = time.process_time()
    read(text)

    assert time.process_time() - start < 20
