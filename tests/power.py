"""A process of its own that dies by SIGKILL after so many statements, as when the power goes."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from pathlib import Path

FRAME = """
import os, signal, sys
from datetime import datetime, timezone
import django
django.setup()
from django.db import connection
from songhanh.accounts.models import User

die_after, by = int(sys.argv[1]), User.objects.get(pk=int(sys.argv[2]))
at, left = datetime(2026, 3, 2, 5, tzinfo=timezone.utc), [die_after]

def counting(execute, sql, params, many, context):
    left[0] -= 1
    if die_after and left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(counting):
{work}
print(said, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""

# Marks a module whose tests copy the database into a folder of their own.
copies_the_database = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3",
        reason="the file is copied as SQLite lets it be copied",
    ),
]


def copy_home(folder: Path) -> None:
    """Copy the test's database and keys to a data folder that a process of its own may use."""
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "songhanh.sqlite3")) as copy:
        connection.connection.backup(copy)
    for name in ("audit-key", "secret-key"):
        shutil.copy(settings.HOME / name, folder / name)


def work_until_killed(work: str, home: Path, *, by: int, die_after: int = 0) -> str:
    """Do `work`, lines that set `said` and may use `by` and `at`; return what it said before it died.

    It dies before statement `die_after + 1`; with 0 only when all is done and said.
    """
    script = FRAME.format(work="\n".join(f"    {line}" for line in work.strip().splitlines()))
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, str(die_after), str(by)],
        env={
            **os.environ,
            "SONGHANH_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "songhanh.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == -signal.SIGKILL, result.stderr
    return result.stdout.strip()


def counted(home: Path, *queries: str) -> tuple[int, ...]:
    """Return what each counting query finds in the data folder."""
    with closing(sqlite3.connect(home / "songhanh.sqlite3")) as database:
        return tuple(database.execute(query).fetchone()[0] for query in queries)
