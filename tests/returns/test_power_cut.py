"""The power goes while a return is being sent: it is as before or as after, never between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.power import copies_the_database, copy_home, counted, work_until_killed
from tests.returns import cases

if TYPE_CHECKING:
    from pathlib import Path

SEND = """
from songhanh.returns.models import UnitReturn
from songhanh.returns.services import sending
opened = UnitReturn.objects.get()
sections = opened.sections.all()
said = sending.send(unit_return=opened, sections=sections, token="t", by=by, at=at).code
"""
COUNTS = (
    "SELECT count(*) FROM returns_submission",
    "SELECT count(*) FROM indicators_observation",
    "SELECT count(*) FROM returns_section WHERE sent_id IS NOT NULL",
)

pytestmark = copies_the_database


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, int]:
    """A data folder of its own with one return that is ready to be sent."""
    case = cases.case("inspection")
    opened = case.opened()
    typed = cases.figures(inspections="2", violations="1", fines="0")
    cases.write(opened.sections.get(), case.focal, figures=typed)
    copy_home(tmp_path)
    return tmp_path, case.focal.pk


def test_a_return_with_a_receipt_is_there_after_a_power_cut(home: tuple[Path, int]) -> None:
    folder, by = home

    code = work_until_killed(SEND, folder, by=by)

    assert code
    assert counted(folder, *COUNTS) == (1, 3, 1)
    assert counted(folder, f"SELECT count(*) FROM returns_submission WHERE code = '{code}'") == (1,)  # noqa: S608


def test_a_power_cut_half_way_leaves_everything_as_before_and_sending_again_works(
    home: tuple[Path, int],
) -> None:
    folder, by = home

    for die_after in (8, 14, 20):
        assert work_until_killed(SEND, folder, by=by, die_after=die_after) == ""
        assert counted(folder, *COUNTS) == (0, 0, 0)
    work_until_killed(SEND, folder, by=by)

    assert counted(folder, *COUNTS) == (1, 3, 1)
