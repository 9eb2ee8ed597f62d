"""Run every benchmark and print what was measured, with the machine and the day."""

from __future__ import annotations

import os
import platform
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import country, reading, start, upload


def main() -> None:
    """Print the machine first: a figure without it says nothing."""
    sys.stdout.write(
        f"{date.today():%d/%m/%Y}, {platform.machine()}, {os.cpu_count()} cores, "  # noqa: DTZ011
        f"Python {platform.python_version()}\n"
    )
    for benchmark in (reading, upload, start, country):
        sys.stdout.write(f"\n# {benchmark.__name__}\n")
        sys.stdout.flush()
        benchmark.main()


if __name__ == "__main__":
    main()
