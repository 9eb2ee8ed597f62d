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
    # Workers are given the folder; only whoever made it takes it away.
    atexit.register(lambda: os.getpid() == owner and shutil.rmtree(HOME, ignore_errors=True))
(Path(os.environ["SONGHANH_HOME"]) / "static").mkdir(parents=True, exist_ok=True)
# Playwright runs a loop of its own beside the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
