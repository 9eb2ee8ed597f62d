"""Packs are checked whole before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from songhanh.organizations.datapack import BadPack, read_groups, read_holidays, read_units
from tests.organizations.conftest import real_units

if TYPE_CHECKING:
    from pathlib import Path

PLACES = "territories:\n- {code: '1', name: A, kind: ward, valid_from: 2020-01-01, conf: sample}\n"
BODIES = (
    "bodies:\n- {code: a, name: A, kind: department, territory: ['1', 2020-01-01], "
    "valid_from: 2020-01-01, conf: sample}\n"
)


def folder(tmp_path: Path, places: str = PLACES, bodies: str = BODIES) -> Path:
    (tmp_path / "territories.yaml").write_text(places, "utf-8")
    (tmp_path / "bodies.yaml").write_text(bodies, "utf-8")
    return tmp_path


def test_a_good_pack_is_read(tmp_path: Path) -> None:
    units = read_units(folder(tmp_path))

    assert (units.territories[0].code, units.bodies[0].territory[0]) == ("1", "1")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: department", "kind: shop", "must be one of"),
        ("conf: sample", "conf: perhaps", "must be one of"),
        ("['1', 2020", "['2', 2020", "is not in this pack"),
        ("name: A, ", "", "name"),
        ("name: A", "names: A", "names"),
        ("valid_from: 2020-01-01", "valid_from: soon", "not a date"),
        ("['1', 2020-01-01]", "'1'", "not a pair"),
        ("conf: sample", "conf: sample, valid_to: 2020-01-01", "ends before"),
        ("bodies:", "bodys:", "no list"),
        ("bodies:", "bodies: [", "bodies.yaml"),
        ("conf: sample", "conf: sample, parent: [b, 2020-01-01]", "is not in this pack"),
    ],
)
def test_a_bad_pack_says_where(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(BadPack, match=words):
        read_units(folder(tmp_path, bodies=BODIES.replace(old, new)))


def test_a_repeated_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match="repeated"):
        read_units(folder(tmp_path, bodies=BODIES + BODIES.partition("\n")[2]))


@pytest.mark.parametrize(
    "year",
    [
        "{year: 2026, conf: knowledge, off: ['2025-01-01']}",
        "{year: 2026, conf: knowledge, off: ['soon']}",
        "{year: 2026, conf: perhaps}",
        "{year: 2026, conf: knowledge, free: []}",
        "{year: 2026, conf: knowledge}\n- {year: 2026, conf: knowledge}",
    ],
)
def test_a_bad_calendar_is_refused(tmp_path: Path, year: str) -> None:
    path = tmp_path / "holidays.yaml"
    path.write_text(f"years:\n- {year}\n", "utf-8")

    with pytest.raises(BadPack):
        read_holidays(path)


@pytest.mark.parametrize("values", ["kinds: [shop]", "kinds: [department], places: [moon]"])
def test_words_for_unknown_kinds_are_refused(tmp_path: Path, values: str) -> None:
    path = tmp_path / "groups.yaml"
    path.write_text(f"groups:\n- {{code: a, words: [x], conf: knowledge, {values}}}\n", "utf-8")

    with pytest.raises(BadPack):
        read_groups(path)


def test_whatever_is_invented_says_so_in_its_name() -> None:
    samples = [row for row in real_units().bodies if row.sample or row.conf == "sample"]

    assert samples
    assert all(row.sample and "(mẫu)" in row.name for row in samples)
    assert not any(row.sample for row in real_units().without_samples().bodies)
