"""Where the bytes of a file lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path

    from songhanh.attachments.models import StoredFile


def path_of(sha256: str) -> Path:
    """Return where the bytes with that hash lie, or would lie."""
    folder: Path = settings.FILES
    return folder / sha256[:2] / sha256


def served_path(stored: StoredFile) -> Path:
    """Return the copy that may leave the office: a picture without its place, else the file."""
    return path_of(stored.served_sha256 or stored.sha256)
