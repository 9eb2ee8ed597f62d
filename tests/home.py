"""Loaded before everything else: tests keep their data in a folder of their own, never the office's."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "SONGHANH_HOME" not in os.environ:
    HOME = Path(tempfile.mkdtemp(prefix="songhanh-test-"))
    os.environ["SONGHANH_HOME"] = str(HOME)
    owner = os.getpid()

    def take_away() -> None:
        if os.getpid() == owner:  # workers are given the folder
            shutil.rmtree(HOME, ignore_errors=True)

    atexit.register(take_away)
(Path(os.environ["SONGHANH_HOME"]) / "static").mkdir(parents=True, exist_ok=True)
# Playwright runs a loop of its own beside the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
