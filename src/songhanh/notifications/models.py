"""What people are told, once, in the app and in one letter a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One thing that one person should know. `key` keeps it from being told twice."""

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", _("Việc mới")
        REMINDER = "reminder", _("Nhắc hạn")
        LATE = "late", _("Quá hạn")
        ESCALATION = "escalation", _("Báo lãnh đạo")
        DECISION = "decision", _("Ý kiến, quyết định")
        RECEIPT = "receipt", _("Biên nhận")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=150)
    text = models.CharField(max_length=500)
    why = models.CharField(_("vì sao bạn nhận được"), max_length=300)
    url = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(
        "Digest", null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notice_once")]
        indexes = [models.Index(fields=["person", "read_at"])]

    class Privacy:
        internal = {"id", "kind", "key", "text", "why", "url", "created_at", "read_at", "digest"}
        personal = {"person"}

    def __str__(self) -> str:
        return f"{self.person_id} {self.key}"


class Digest(models.Model):
    """The one letter a person gets on a day. Sent for sure once `sent_at` is set."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digests"
    )
    day = models.DateField()
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="digest_once_a_day"),
        ]

    class Privacy:
        internal = {"id", "day", "started_at", "sent_at", "message_id"}
        personal = {"person"}

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"
