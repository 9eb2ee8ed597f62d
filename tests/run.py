"""Run the whole test suite: checks, PostgreSQL, then SQLite and the browser. `make test` calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = PROJECT / ".venv" / "bin"
CHECKS = [
    [BIN / "ruff", "format", "--check", "-q", "src", "tests", "benchmarks"],
    [BIN / "ruff", "check", "-q", "src", "tests", "benchmarks"],
    [BIN / "mypy", "--no-error-summary"],
    [BIN / "lint-imports", "--no-logo"],
    [BIN / "djlint", "--lint", "--quiet", "src"],
]
# What needs no second database: pure Python, the browser, the code itself.
SQLITE_ONLY = ["tests/reading", "tests/journeys", "tests/repository"]


def say(text: str) -> None:
    sys.stdout.write(f"\n=== {text}\n")
    sys.stdout.flush()


def run(*command: object, **environment: str) -> int:
    words = [str(word) for word in command]
    return subprocess.run(  # noqa: S603
        words, cwd=PROJECT, env=os.environ | environment, check=False
    ).returncode


def pytest(*arguments: str, **environment: str) -> int:
    return run(BIN / "python", "-m", "pytest", "-q", *arguments, **environment)


def checks() -> int:
    """Run what `make check` runs, but for the promises, which are tests."""
    return max(run(*command) for command in CHECKS)


def postgres(where: list[str]) -> int:
    """Run the tests on a PostgreSQL cluster of their own; 0 where there is none."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries:
        say("!!! NO POSTGRESQL: the tests ran on SQLite only")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="songhanh-pg-"))
    folder.chmod(0o777)
    cluster = Cluster(binaries[-1], folder)
    try:
        cluster.start()
        leave_out = [f"--ignore={path}" for path in SQLITE_ONLY]
        return pytest("-n2", *leave_out, *where, DATABASE_URL=cluster.url)
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Cluster:
    """A throw-away PostgreSQL, reached by a socket in its own folder."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries, self.data, self.socket = binaries, folder / "data", folder
        self.url = f"postgresql://postgres@{str(folder).replace('/', '%2F')}:5439/postgres"

    def start(self) -> None:
        self._as_postgres("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        options = (
            f"-k {self.socket} -p 5439 -c listen_addresses='' -c fsync=off -c max_connections=60"
        )
        self._as_postgres(
            "pg_ctl", "-D", self.data, "-w", "-o", options, "-l", self.socket / "log", "start"
        )

    def stop(self) -> None:
        self._as_postgres("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def _as_postgres(self, program: str, *arguments: object) -> None:
        words = [str(self.binaries / program), *map(str, arguments)]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            words = ["runuser", "-u", "postgres", "--", *words]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=self.socket)  # noqa: S603


def main() -> int:
    where = sys.argv[1:] or ["tests"]
    whole = where == ["tests"]
    failed = 0
    if whole:
        say("Form, types, floors, templates")
        failed |= checks()
        say("Tests on PostgreSQL")
        failed |= postgres(where)
    if not shutil.which("chromium"):
        say("!!! NO CHROMIUM: the journeys in a real browser are left out")
    if failed:
        say("!!! Something above failed; the rest follows so that all is seen at once")
    say("Tests on SQLite and in the browser")
    # The closing line is pytest's own.
    return pytest("-n2", *where) or failed


if __name__ == "__main__":
    raise SystemExit(main())
