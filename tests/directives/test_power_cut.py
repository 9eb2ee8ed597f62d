"""The power goes while a directive is being issued: nobody has half of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.directives.places import place
from tests.power import copies_the_database, copy_home, counted, work_until_killed

if TYPE_CHECKING:
    from pathlib import Path

ISSUE = """
from songhanh.directives import services
from songhanh.directives.models import Directive
said = services.issue(directive=Directive.objects.get(), by=by, at=at).pk
"""
COUNTS = (
    "SELECT count(*) FROM directives_assignment",
    "SELECT count(*) FROM directives_step",
    "SELECT count(*) FROM registry_entry",
    "SELECT count(*) FROM notifications_notice",
    "SELECT count(*) FROM directives_directive WHERE issued_at IS NOT NULL",
)

pytestmark = copies_the_database


def test_a_power_cut_while_issuing_leaves_nothing_given_and_issuing_again_gives_all(
    tmp_path: Path,
) -> None:
    here = place(units=3)
    copy_home(tmp_path)
    before = counted(tmp_path, *COUNTS)

    for die_after in range(6, 30, 8):
        assert work_until_killed(ISSUE, tmp_path, by=here.coordinator.pk, die_after=die_after) == ""
        assert counted(tmp_path, *COUNTS) == before
    assert work_until_killed(ISSUE, tmp_path, by=here.coordinator.pk)

    assert counted(tmp_path, *COUNTS[:3]) == (6, 6, 1)
    assert counted(tmp_path, COUNTS[4]) == (1,)
