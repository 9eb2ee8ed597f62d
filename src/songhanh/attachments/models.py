"""Files as they came: kept once by what is in them, with what was found out about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """One file that somebody handed in. The bytes lie in the data folder under their SHA-256."""

    name = models.CharField(_("tên tệp"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    media_type = models.CharField(_("loại tệp"), max_length=120, blank=True)
    pages = models.PositiveIntegerField(_("số trang"), null=True, blank=True)
    text = models.TextField(_("chữ trong tệp"), blank=True)
    served_sha256 = models.CharField(max_length=64, blank=True)  # the copy without location
    problem = models.TextField(_("vì sao không dùng được"), blank=True)
    text_problem = models.TextField(_("vì sao không đọc được chữ"), blank=True)
    note = models.CharField(_("lưu ý"), max_length=300, blank=True)
    sample = models.BooleanField(_("dữ liệu mẫu"), default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        internal = {
            "id", "name", "sha256", "size", "media_type", "pages", "text", "served_sha256",
            "problem", "text_problem", "note", "sample", "added_at",
        }  # fmt: skip
        personal = {"added_by"}

    def __str__(self) -> str:
        return self.name
