"""Files on pages: chosen in a form, and given in an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from songhanh.attachments import text
from songhanh.attachments.errors import TooLarge
from songhanh.attachments.queries import path_of, served_path
from songhanh.core.errors import NotFound

if TYPE_CHECKING:
    from django.core.files.base import File

    from songhanh.attachments.models import StoredFile

# Not PDF: a browser's viewer does not open inside a sandbox.
SHOWN_INLINE = {"image/jpeg", "image/png", "image/webp"}
NAMED_AS_THEY_ARE = SHOWN_INLINE | {text.PDF, text.DOCX, text.XLSX}


def file_response(stored: StoredFile, *, original: bool = False) -> FileResponse:
    """Return the file, by default the copy without location. Nothing in it can run.

    Whoever calls has checked that the reader may have it.

    Raises:
        NotFound: the bytes are not in the data folder.
    """
    path = path_of(stored.sha256) if original else served_path(stored)
    if not path.is_file():
        raise NotFound
    inline = stored.media_type in SHOWN_INLINE and not stored.problem
    named = stored.media_type in NAMED_AS_THEY_ARE and not stored.problem
    response = FileResponse(
        path.open("rb"),
        as_attachment=not inline,
        filename=stored.name,
        content_type=stored.media_type if named else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


class CheckedFileField(forms.FileField):
    """A file within the limit. What it really is, is looked at when it is kept.

    An empty file is let through: it is kept too, and visible as failed.
    """

    default_error_messages = {"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn lại tệp.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, widget=forms.FileInput, **options)

    def validate(self, value: File[Any] | None) -> None:
        super().validate(value)
        if value is not None and (value.size or 0) > settings.FILE_MAX_BYTES:
            raise forms.ValidationError(str(TooLarge().message))
