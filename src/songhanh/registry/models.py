"""The books of incoming and outgoing papers, their numbers, and the papers this office makes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.models import StoredFile
from songhanh.core.constraints import set_together
from songhanh.organizations.models import Body


class Book(models.Model):
    """One number series of one body in one year. Its row is the lock for the next number."""

    class Kind(models.TextChoices):
        INCOMING = "incoming", _("Văn bản đến")
        OUTGOING = "outgoing", _("Văn bản đi")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="books")
    kind = models.CharField(max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=30, blank=True)  # "" is the common one
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "year", "series"], name="book_key")
        ]

    class Privacy:
        internal = {"id", "body", "kind", "year", "series", "last_number"}

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.series}"


class Entry(models.Model):
    """One line of a book. A number is given once and never again; a void one stays accounted for."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("số"))
    entered_on = models.DateField(_("ngày vào sổ"))
    author = models.CharField(_("tác giả"), max_length=250, blank=True)  # incoming
    symbol = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    dated_on = models.DateField(_("ngày tháng văn bản"), null=True, blank=True)
    doc_type = models.CharField(_("tên loại"), max_length=60, blank=True)
    subject = models.CharField(_("trích yếu"), max_length=1000, blank=True)
    signer = models.CharField(_("người ký"), max_length=150, blank=True)  # outgoing
    recipients = models.TextField(_("nơi nhận, đơn vị hoặc người nhận"), blank=True)
    copy_keeper = models.CharField(_("nơi nhận bản lưu"), max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField(_("số lượng bản"), null=True, blank=True)
    forwarded_on = models.DateField(_("ngày chuyển"), null=True, blank=True)
    signed_for = models.CharField(_("ký nhận"), max_length=150, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    void_at = models.DateTimeField(null=True, blank=True)
    void_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    void_reason = models.CharField(_("lý do hủy số"), max_length=300, blank=True)
    words = models.TextField(blank=True, default="")  # everything one may search for, without marks
    sample = models.BooleanField(_("dữ liệu mẫu"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="entry_number_once"),
            set_together("void_at", "void_by", name="entry_void_complete"),
        ]

    class Privacy:
        internal = {
            "id", "book", "number", "entered_on", "author", "symbol", "dated_on", "doc_type",
            "subject", "recipients", "copy_keeper", "copies", "forwarded_on", "note", "file",
            "void_at", "void_reason", "sample",
        }  # fmt: skip
        personal = {"signer", "signed_for", "entered_by", "void_by", "words"}

    def __str__(self) -> str:
        return self.symbol or f"{self.number:02d}"


class Correction(models.Model):
    """What a line of a book said before somebody put it right. The number itself never changes."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField(default=dict)  # column: what stood there
    reason = models.CharField(_("lý do sửa"), max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]

    class Privacy:
        internal = {"id", "entry", "reason", "made_at"}
        personal = {"before", "made_by"}

    def __str__(self) -> str:
        return f"{self.entry_id} {self.made_at:%Y-%m-%d}"


class OfficeTemplate(models.Model):
    """The office's own Word template for a type of paper, from a day on."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="templates")
    doc_type = models.CharField(_("tên loại"), max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("dùng từ ngày"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-since", "-pk"]

    class Privacy:
        internal = {"id", "body", "doc_type", "file", "since", "added_at"}
        personal = {"added_by"}

    def __str__(self) -> str:
        return f"{self.doc_type} {self.since}"


class OutgoingPaper(models.Model):
    """A paper that this office writes: made here, signed outside, taken back as a scan."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("Văn bản đôn đốc")
        CONSOLIDATED = "consolidated", _("Báo cáo tổng hợp")

    kind = models.CharField(max_length=20, choices=Kind)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="papers")
    about = models.CharField(max_length=80, db_index=True)  # "directives.directive:12"
    doc_type = models.CharField(_("tên loại"), max_length=60)
    subject = models.CharField(_("trích yếu"), max_length=500)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    contents = models.JSONField(default=dict)  # the paper as `documents` renders it
    docx = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pdf = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entry = models.OneToOneField(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="paper"
    )
    signed_scan = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    signer = models.CharField(_("người ký"), max_length=150, blank=True)
    sample = models.BooleanField(_("dữ liệu mẫu"), default=False)

    class Meta:
        constraints = [set_together("approved_at", "approved_by", name="paper_approval_complete")]

    class Privacy:
        internal = {
            "id", "kind", "body", "about", "doc_type", "subject", "recipients", "contents", "docx",
            "pdf", "made_at", "approved_at", "entry", "signed_scan", "signed_on", "sample",
        }  # fmt: skip
        personal = {"made_by", "approved_by", "signer"}

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
