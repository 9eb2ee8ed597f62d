"""How the web server is started."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Two processes where there are two cores: in one, Python does only one thing at a time.
PROCESSES = min(2, os.cpu_count() or 1)
THREADS = 2  # in each; more only wait for each other


def web_server(*, host: str, port: int) -> list[str]:
    """Return the command that serves the pages at `host`:`port` until it is stopped."""
    return [
        str(Path(sys.executable).with_name("granian")),
        "--interface", "wsgi", "--workers", str(PROCESSES), "--blocking-threads", str(THREADS),
        "--backpressure", "64", "--workers-kill-timeout", "10", "--no-ws", "--log-level", "warning",
        "--host", host, "--port", str(port), "songhanh.config.wsgi:application",
    ]  # fmt: skip
