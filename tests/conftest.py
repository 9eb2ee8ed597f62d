"""What every test may rely on."""

from __future__ import annotations

import os
import tempfile

# Tests keep their data in a folder of their own, never in the office's.
os.environ.setdefault("SONGHANH_HOME", tempfile.mkdtemp(prefix="songhanh-test-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
