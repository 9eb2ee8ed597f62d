"""A directive and the duties read out of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.models import StoredFile
from songhanh.core.constraints import set_together
from songhanh.directives.rules.themes import Recurs, Theme
from songhanh.organizations.models import Body
from songhanh.registry.models import Entry

__all__ = ["Directive", "Duty", "DutyBody", "Recurs", "Theme"]


class Directive(models.Model):  # type: ignore[django-manager-missing]  # pages are untyped
    """A paper that orders something, as it came, as it was read, and as it was issued here.

    It is a draft until `issued_at`; after that its duties are fixed and assignments exist.
    """

    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    doc_type = models.CharField(_("tên loại"), max_length=60, blank=True)
    issuer_name = models.CharField(_("cơ quan ban hành"), max_length=250, blank=True)
    dated_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    subject = models.CharField(_("trích yếu"), max_length=1000, blank=True)
    text = models.TextField(_("nội dung"), blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="directives"
    )
    reading = models.JSONField(default=dict)  # what the reader found: `reading.Reading.as_dict()`
    reading_problem = models.TextField(blank=True)
    # The authority in whose name it is carried out here, and the unit that follows it up.
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="directives")
    standing_unit = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="followed_directives"
    )
    entry = models.OneToOneField(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="directive"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    public_from = models.DateTimeField(_("công khai từ"), null=True, blank=True)
    slug = models.SlugField(max_length=120, unique=True)
    sample = models.BooleanField(_("dữ liệu mẫu"), default=False)  # invented: says so everywhere
    missing_files = models.JSONField(default=list)  # names of attachments not in our hands
    revision = models.PositiveIntegerField(default=0)  # raised by every edit of the draft

    class Meta:
        constraints = [set_together("issued_at", "issued_by", name="directive_issue_complete")]

    class Privacy:
        public = {
            "id", "number", "doc_type", "issuer_name", "dated_on", "subject", "text", "authority",
            "standing_unit", "slug", "sample", "public_from", "missing_files", "reading",
        }  # fmt: skip
        internal = {"file", "reading_problem", "entry", "created_at", "issued_at", "revision"}
        personal = {"created_by", "issued_by"}

    def __str__(self) -> str:
        return self.number or self.slug


class Duty(models.Model):
    """One clause that orders something: what the text says, and what the coordinator set."""

    class DueSetBy(models.TextChoices):
        TEXT = "text", _("theo văn bản")
        COORDINATOR = "coordinator", _("điều phối viên đặt")

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="duties")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("tên gọn"), max_length=250, blank=True)
    text = models.TextField(_("nội dung"))
    # Place in Directive.text, [start, end); none for a duty that the coordinator added.
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    theme = models.CharField(_("chủ đề"), max_length=30, choices=Theme, default=Theme.OTHER)
    due_on = models.DateField(_("hạn báo cáo"), null=True, blank=True)
    due_set_by = models.CharField(max_length=20, choices=DueSetBy, blank=True)
    recurs = models.CharField(_("định kỳ"), max_length=20, blank=True, choices=Recurs)
    recurs_until = models.DateField(_("định kỳ đến hết ngày"), null=True, blank=True)
    windows = models.JSONField(default=list)  # [{"from", "to", "year", "recurs"}]
    said = models.JSONField(default=dict)  # the reader's own words: assignees, with, deadlines …
    reviewed_at = models.DateTimeField(null=True, blank=True)  # the coordinator agreed with it
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            set_together("span_start", "span_end", name="duty_span_complete"),
            models.CheckConstraint(
                name="duty_due_says_who_set_it",
                condition=models.Q(due_on__isnull=True, due_set_by="")
                | models.Q(due_on__isnull=False, due_set_by__in=["text", "coordinator"]),
            ),
        ]

    class Privacy:
        public = {
            "id", "directive", "order", "title", "text", "span_start", "span_end", "theme",
            "due_on", "due_set_by", "recurs", "recurs_until", "windows",
        }  # fmt: skip
        internal = {"said", "reviewed_at", "dropped_at"}

    def __str__(self) -> str:
        return f"{self.directive_id}.{self.order}"


class DutyBody(models.Model):
    """Who is to do a duty: in the lead, or together with the lead."""

    class Part(models.TextChoices):
        LEAD = "lead", _("Chủ trì, thực hiện")
        WITH = "with", _("Phối hợp")

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part, default=Part.LEAD)
    words = models.CharField(max_length=250, blank=True)  # the words it was resolved from

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "body"], name="duty_body_once")]

    class Privacy:
        public = {"id", "duty", "body", "part", "words"}

    def __str__(self) -> str:
        return f"{self.duty_id} {self.part} {self.body_id}"
