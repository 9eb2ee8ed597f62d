"""Whom the words of a directive mean, and what there is on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from songhanh.core.errors import NotFound
from songhanh.organizations import queries
from songhanh.organizations.queries import body_by_code, resolve
from tests import make

if TYPE_CHECKING:
    from songhanh.organizations.models import Body

pytestmark = pytest.mark.usefixtures("pack")

SEED_DAY = date(2021, 6, 1)
SPRING = date(2025, 3, 3)
TODAY = date(2026, 11, 23)


def city(on: date = SEED_DAY) -> Body:
    return body_by_code("tam-ky.ubnd", on=on)


def codes(words: str, *, authority: str = "tam-ky.ubnd", on: date = SEED_DAY) -> list[str]:
    found = resolve(words, authority=body_by_code(authority, on=on), on=on)
    return [body.code for body in found]


def test_the_letter_of_2021_goes_to_thirteen_communes_and_wards() -> None:
    found = resolve("UBND các xã, phường", authority=city(), on=SEED_DAY)

    assert len(found) == 13
    assert {body.territory.kind for body in found} == {"ward", "commune"}


def test_the_same_words_mean_twelve_after_the_first_merger_and_four_wards_today() -> None:
    assert len(codes("UBND các xã, phường", on=SPRING)) == 12
    assert "ubnd.20338" not in codes("UBND các xã, phường", on=SPRING)
    today = codes("UBND các xã, phường", authority="mau.ubnd", on=TODAY)
    assert sorted(today) == ["ubnd.20335", "ubnd.20341", "ubnd.20350", "ubnd.20356"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("các phòng", 12),
        ("Ban", 3),
        ("các đơn vị", 8),
        ("đoàn thể thành phố", 5),
        ("các phòng, ban, đơn vị, đoàn thể thành phố", 28),
        ("các phòng, ban, đơn vị, đoàn thể thành phố và UBND các xã, phường", 41),
        ("UBND các xã, phường và các phòng, ban", 28),
        ("UBND các phường", 9),
        ("Ủy ban nhân dân các xã", 4),
        ("Mặt trận và các đoàn thể", 6),
        ("Thủ trưởng các phòng, ban; Chủ tịch UBND các xã, phường", 28),
        ("CÁC PHONG, BAN", 15),
    ],
)
def test_words_for_many_bodies_give_all_of_them_once(words: str, count: int) -> None:
    found = codes(words)

    assert len(found) == count
    assert len(set(found)) == count


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Phòng LĐ-TB&XH", "tam-ky.ldtbxh"),
        ("Phòng Lao động - Thương binh và Xã hội thành phố", "tam-ky.ldtbxh"),
        ("Phòng Lao động – Thương binh & Xã hội", "tam-ky.ldtbxh"),
        ("Phòng LĐTBXH", "tam-ky.ldtbxh"),
        ("LĐTB", "tam-ky.ldtbxh"),
        ("Hội LHPN", "tam-ky.lhpn"),
        ("Hội Liên hiệp Phụ nữ thành phố Tam Kỳ", "tam-ky.lhpn"),
        ("Công an thành phố", "tam-ky.cong-an"),
        ("công an", "tam-ky.cong-an"),
        ("Phòng Giáo dục và Đào tạo", "tam-ky.gddt"),
        ("Phòng GD-ĐT", "tam-ky.gddt"),
        ("Thành đoàn", "tam-ky.thanh-doan"),
        ("Mặt trận Tổ quốc Việt Nam", "tam-ky.mttq"),
        ("UBND thành phố Tam Kỳ", "tam-ky.ubnd"),
        ("Ủy ban nhân dân phường An Mỹ", "ubnd.20341"),
        ("Thanh tra thành phố", "tam-ky.thanh-tra"),
    ],
)
def test_a_body_is_known_by_its_names(words: str, code: str) -> None:
    assert codes(words) == [code]


def test_a_list_of_names_gives_each_in_its_order() -> None:
    words = "Phòng Nội vụ, Tư pháp, Giáo dục và Đào tạo; Hội LHPN và Công an thành phố"

    assert codes(words) == [
        "tam-ky.noi-vu", "tam-ky.tu-phap", "tam-ky.gddt", "tam-ky.lhpn", "tam-ky.cong-an",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["", "  ", "Sở Khoa học", "các đơn vị liên quan", "và", "nhân dân"]
)
def test_words_that_mean_nobody_known_give_nobody(words: str) -> None:
    assert codes(words) == []


def test_what_is_not_known_in_a_list_can_be_shown() -> None:
    parts = queries.resolve_parts("Phòng Y tế, Bưu điện", authority=city(), on=SEED_DAY)

    assert [(part.words, len(part.bodies)) for part in parts] == [
        ("phong y te", 1),
        ("buu dien", 0),
    ]


def test_a_name_means_the_body_beside_the_authority_rather_than_those_below() -> None:
    assert codes("Phòng Văn hóa - Xã hội", authority="mau.ubnd", on=TODAY) == ["mau.vhxh"]
    assert codes("Phòng Văn hóa - Xã hội phường Tam Kỳ", authority="mau.ubnd", on=TODAY) == [
        "vhxh.20341"
    ]
    assert codes("Phòng VH-XH", authority="ubnd.20341", on=TODAY) == ["vhxh.20341"]


def test_resolving_asks_twice_however_many_words(django_assert_num_queries: object) -> None:
    authority = city()

    with django_assert_num_queries(2):  # type: ignore[operator]
        resolve("các phòng, ban, đơn vị và UBND các xã, phường", authority=authority, on=SEED_DAY)


def test_a_code_means_another_unit_after_it_was_used_again() -> None:
    assert body_by_code("ubnd.20341", on=SEED_DAY).name == "UBND phường An Mỹ"
    assert body_by_code("ubnd.20341", on=TODAY).name == "UBND phường Tam Kỳ"
    with pytest.raises(NotFound):
        body_by_code("ubnd.20338", on=TODAY)


def test_the_last_day_is_the_one_before_valid_to() -> None:
    body_by_code("ubnd.20338", on=date(2024, 12, 31))

    with pytest.raises(NotFound):
        body_by_code("ubnd.20338", on=date(2025, 1, 1))


def test_successors_follow_every_step() -> None:
    phuoc_hoa = body_by_code("ubnd.20338", on=SEED_DAY)

    assert [b.name for b in queries.successors(phuoc_hoa, on=SPRING)] == ["UBND phường An Xuân"]
    assert [b.name for b in queries.successors(phuoc_hoa, on=TODAY)] == ["UBND phường Tam Kỳ"]
    assert queries.successors(phuoc_hoa, on=SEED_DAY) == [phuoc_hoa]


def test_an_office_that_was_divided_has_several_successors() -> None:
    office = body_by_code("tam-ky.ldtbxh", on=SEED_DAY)

    assert [b.code for b in queries.successors(office, on=TODAY)] == [
        "vhxh.20335", "vhxh.20350", "vhxh.20356", "vhxh.20341",
    ]  # fmt: skip


def test_predecessors_are_all_bodies_of_the_earlier_day() -> None:
    ward = body_by_code("ubnd.20341", on=TODAY)
    names = {b.name for b in queries.predecessors(ward, on=SEED_DAY)}

    assert names == {
        "UBND phường An Mỹ", "UBND phường An Xuân", "UBND phường Trường Xuân", "UBND phường Phước Hòa",
    }  # fmt: skip


def test_bodies_and_territories_of_a_day_are_sorted_as_in_a_dictionary() -> None:
    names = [t.name for t in queries.territories_on(SEED_DAY).filter(parent__code="502")]

    assert len(names) == 13
    assert names[:4] == ["An Mỹ", "An Phú", "An Sơn", "An Xuân"]
    assert {b.valid_to for b in queries.bodies_on(TODAY)} == {None}


def test_bodies_are_found_without_marks_by_kind_and_of_all_times() -> None:
    found = queries.search_bodies(on=SEED_DAY, words="phu nu")
    assert {body.code for body in found} == {"tam-ky.lhpn", "tam-ky.vstbpn"}
    assert len(queries.search_bodies(on=SEED_DAY, kind="department")) == 12
    assert len(queries.search_bodies(words="20341", kind="peoples-committee")) == 2


def test_a_whole_country_of_communes_is_resolved_with_the_same_two_queries(
    django_assert_num_queries: object,
) -> None:
    top = make.territory(name="Cả nước", kind="central-city")
    authority = make.body(name="Cơ quan", kind="peoples-committee", territory=top)
    for _number in range(50):
        place = make.territory(parent=top)
        make.body(territory=place, kind="peoples-committee")

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(resolve("UBND các xã, phường", authority=authority, on=TODAY)) == 50


def test_the_calendar_knows_the_years_that_were_entered() -> None:
    calendar = queries.calendar_for([2025, 2026])

    assert calendar.year_known(2026)
    assert not calendar.year_known(2025)
    assert not calendar.is_working_day(date(2026, 9, 2))
    assert calendar.is_working_day(date(2026, 8, 22))
    assert calendar.is_working_day(date(2026, 11, 24))
    assert not calendar.knows(date(2026, 11, 24))
    assert queries.working_calendar().year_known(2021)
    assert not queries.calendar_for([]).year_known(2026)
