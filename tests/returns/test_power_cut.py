"""The power goes while a return is being sent: it is as before or as after, never between."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.returns import cases

PROJECT = Path(__file__).resolve().parents[2]
# Sends a return in a process of its own; dies by SIGKILL where it is told to.
SENDER = """
import os, signal, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "songhanh.config.settings"
django.setup()
from datetime import datetime, timezone
from django.db import connection
from songhanh.accounts.models import User
from songhanh.returns.models import UnitReturn
from songhanh.returns.services import sending

die_after = int(sys.argv[1])
count = 0

def counting(execute, sql, params, many, context):
    global count
    count += 1
    if die_after and count > die_after:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

opened = UnitReturn.objects.get()
by = User.objects.get(pk=int(sys.argv[2]))
with connection.execute_wrapper(counting):
    made = sending.send(
        unit_return=opened, sections=opened.sections.all(), token="t", by=by,
        at=datetime(2026, 3, 2, 5, tzinfo=timezone.utc),
    )
print(made.code, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3",
        reason="the file is copied as SQLite lets it be copied",
    ),
]


@pytest.fixture
def home(tmp_path: Path) -> tuple[Path, int]:
    """A data folder of its own with one return that is ready to be sent."""
    case = cases.case("inspection")
    opened = case.opened()
    typed = cases.figures(inspections="2", violations="1", fines="0")
    cases.write(opened.sections.get(), case.focal, figures=typed)
    connection.ensure_connection()
    with sqlite3.connect(tmp_path / "songhanh.sqlite3") as copy:
        connection.connection.backup(copy)
    for name in ("audit-key", "secret-key"):
        shutil.copy(settings.HOME / name, tmp_path / name)
    return tmp_path, case.focal.pk


def send(home: Path, by: int, *, die_after: int) -> str:
    """Run the sender; return what it printed before it died."""
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SENDER, str(die_after), str(by)],
        cwd=PROJECT / "src",
        env={**os.environ, "SONGHANH_HOME": str(home), "PYTHONPATH": str(PROJECT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == -signal.SIGKILL, result.stderr
    return result.stdout.strip()


def counts(home: Path) -> tuple[int, int, int]:
    """Submissions, figures, and sections that say they were sent."""
    with sqlite3.connect(home / "songhanh.sqlite3") as database:
        return tuple(
            database.execute(sql).fetchone()[0]
            for sql in (
                "SELECT count(*) FROM returns_submission",
                "SELECT count(*) FROM indicators_observation",
                "SELECT count(*) FROM returns_section WHERE sent_id IS NOT NULL",
            )
        )


def test_a_return_with_a_receipt_is_there_after_a_power_cut(home: tuple[Path, int]) -> None:
    folder, by = home

    code = send(folder, by, die_after=0)

    assert counts(folder) == (1, 3, 1)
    with sqlite3.connect(folder / "songhanh.sqlite3") as database:
        assert database.execute("SELECT code FROM returns_submission").fetchone() == (code,)


def test_a_power_cut_half_way_leaves_everything_as_before_and_sending_again_works(
    home: tuple[Path, int],
) -> None:
    folder, by = home

    for die_after in (8, 14, 20):
        assert send(folder, by, die_after=die_after) == ""
        assert counts(folder) == (0, 0, 0)
    send(folder, by, die_after=0)

    assert counts(folder) == (1, 3, 1)
