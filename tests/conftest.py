"""What every test may rely on."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django import Settings

# Tests keep their data in a folder of their own, never in the office's.
HOME = Path(os.environ.setdefault("SONGHANH_HOME", tempfile.mkdtemp(prefix="songhanh-test-")))
(HOME / "static").mkdir(exist_ok=True)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# The server of static files wants its folder to be there.
Path(os.environ["SONGHANH_HOME"], "static").mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    """Pages name their files as they lie in the source: nothing is collected for tests."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
