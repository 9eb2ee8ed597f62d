"""Every case: what a careful official reads out of a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from songhanh.reading import read
from tests.reading import scoring

HERE = Path(__file__).parent / "cases"
SEED = Path(__file__).parents[2] / "data/packs/tam-ky-2021/seed/000_ecd5c5294e6654dc.txt"
GROUPS = ["các phòng, ban, đơn vị, đoàn thể thành phố", "UBND các xã, phường"]


def cases() -> list[Any]:
    files = [
        (path, yaml.safe_load(path.read_text("utf-8"))) for path in sorted(HERE.glob("*.yaml"))
    ]
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path, content in files
        for case in content["cases"]
    ]


@pytest.mark.parametrize("case", cases())
def test_a_case_is_read_as_a_careful_official_does(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("published")).as_dict()

    assert scoring.compare(found, case["expected"]).problems == []


def test_the_letter_of_tam_ky_is_read_whole() -> None:
    expected = yaml.safe_load((HERE / "seed/expected.yaml").read_text("utf-8"))

    found = read(SEED.read_text("utf-8")).as_dict()

    assert scoring.compare(found, expected).problems == []
    assert len(found["duties"]) == 14
    assert [duty["assignees"] for duty in found["duties"]] == [GROUPS] * 14
