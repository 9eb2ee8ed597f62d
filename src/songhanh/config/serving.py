"""How the office is served: the web server and the background work, as processes side by side.

Each is a copy of the process that starts them, which has loaded everything once: three starts for
the price of one, and what never changes is in memory once.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from multiprocessing import connection
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.process import BaseProcess

# Two processes where there are two cores: in one, Python does only one thing at a time.
PROCESSES = min(2, os.cpu_count() or 1)
THREADS = 2  # in each; more only wait for each other
PATIENCE = 20  # seconds for what is under way


def serve(host: str, port: int) -> None:
    """Serve pages and do background work until told to stop, or until one of the two ends."""
    from songhanh.config import wsgi  # noqa: F401, PLC0415 - loads all pages, before the copies are made

    connections.close_all()
    gc.collect()
    gc.freeze()
    copies = multiprocessing.get_context("fork")
    parts = [copies.Process(target=serve_web, args=(host, port)), copies.Process(target=work)]
    for part in parts:
        part.start()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: _stop(parts))
    # When either ends the other must not go on alone and unseen.
    connection.wait([part.sentinel for part in parts])
    _stop(parts)
    for part in parts:
        _end(part)


def serve_web(host: str, port: int) -> None:
    """Serve the pages at `host`:`port` until told to stop."""
    from granian import Granian  # noqa: PLC0415 - only the server needs the server
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    Granian(
        "songhanh.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        backpressure=64,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def work() -> None:
    """Do background work until told to stop."""
    call_command("worker")


def _stop(parts: Sequence[BaseProcess]) -> None:
    for part in parts:
        part.terminate()


def _end(part: BaseProcess) -> None:
    """Wait until it has ended. One that hangs would go on answering with what was."""
    part.join(PATIENCE)
    if part.is_alive():
        part.kill()
        part.join()
