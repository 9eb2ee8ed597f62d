"""Answers that carry a file. Whoever calls has checked that the reader may have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse

from songhanh.attachments.queries import path_of, served_path

if TYPE_CHECKING:
    from songhanh.attachments.models import StoredFile

SHOWN_INLINE = {"application/pdf", "image/jpeg", "image/png", "image/webp"}


def file_response(stored: StoredFile, *, original: bool = False) -> FileResponse:
    """Return the file, by default the copy without location. Nothing in it can run."""
    path = path_of(stored.sha256) if original else served_path(stored)
    inline = stored.media_type in SHOWN_INLINE and not stored.problem
    response = FileResponse(
        path.open("rb"),
        as_attachment=not inline,
        filename=stored.name,
        content_type=stored.media_type if inline else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
