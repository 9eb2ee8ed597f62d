"""What every test may rely on."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Tests keep their data in a folder of their own, never in the office's.
os.environ.setdefault("SONGHANH_HOME", tempfile.mkdtemp(prefix="songhanh-test-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# The server of static files wants its folder to be there.
Path(os.environ["SONGHANH_HOME"], "static").mkdir(parents=True, exist_ok=True)
