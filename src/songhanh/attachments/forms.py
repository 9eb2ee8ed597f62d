"""Choosing a file on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.services import TooLarge

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class CheckedFileField(forms.FileField):
    """A file within the limit. What it really is, is looked at when it is kept.

    An empty file is let through: it is kept too, and visible as failed.
    """

    default_error_messages = {"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn lại tệp.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_empty_file=True, widget=forms.FileInput, **options)

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        file = super().to_python(data)
        if file is not None and (file.size or 0) > settings.FILE_MAX_BYTES:
            raise forms.ValidationError(str(TooLarge().message))
        return file
