"""What a unit answers to a directive: one return, a section for each duty, a receipt."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.models import StoredFile
from songhanh.core.constraints import set_together
from songhanh.directives.models import Assignment, Directive
from songhanh.organizations.models import Body


class UnitReturn(models.Model):
    """A unit's one return to one directive for one period. Sections are filled over time."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="returns")
    unit = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="returns")
    period = models.CharField(max_length=12, blank=True)
    opened_at = models.DateTimeField()
    paper = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # a paper reply that an officer types in: kept as it came, goes with the next submission

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "unit", "period"], name="return_once")
        ]

    class Privacy:
        internal = {"id", "directive", "unit", "period", "opened_at", "paper"}

    def __str__(self) -> str:
        return f"{self.directive_id} {self.unit_id} {self.period}"


class Section(models.Model):
    """The answer to one duty. `draft` is what people type; what was sent lies in submissions."""

    unit_return = models.ForeignKey(UnitReturn, on_delete=models.PROTECT, related_name="sections")
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="section")
    # {"done", "difficulties", "documents": [...], "figures": {code: {split: {...}}}, "proposals"}:
    # as typed; what it means is worked out when it is sent (`rules.content`).
    draft = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)  # raised by every save: two editors
    saved_form = models.CharField(max_length=64, blank=True)  # the open page it was saved from
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent = models.ForeignKey(
        "Submission", null=True, blank=True, on_delete=models.PROTECT, related_name="sections"
    )  # the latest
    # What was sent last, in columns, because reports add up and list fifteen thousand of them.
    sent_done = models.TextField(_("kết quả thực hiện"), blank=True)
    sent_difficulties = models.TextField(_("khó khăn, vướng mắc"), blank=True)
    sent_documents = models.JSONField(default=list)  # [{"number", "dated", "title", "evidence"}]
    sent_document_count = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_at = models.DateTimeField(null=True, blank=True)
    wrong_cells = models.JSONField(default=dict)  # {cell: what is wrong with it}

    class Meta:
        constraints = [
            set_together("accepted_at", "accepted_by", name="section_acceptance_complete"),
            set_together("saved_at", "saved_by", name="section_save_complete"),
        ]

    class Privacy:
        internal = {
            "id", "unit_return", "assignment", "draft", "revision", "saved_form", "saved_at", "sent",
            "sent_done", "sent_difficulties", "sent_documents",
            "sent_document_count", "accepted_at", "sent_back_at", "wrong_cells",
        }  # fmt: skip
        personal = {"saved_by", "accepted_by"}

    def __str__(self) -> str:
        return f"{self.unit_return_id} {self.assignment_id}"


class OtherDraft(models.Model):
    """What a second person typed at the same time: kept until somebody has chosen."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="other_drafts")
    form = models.CharField(max_length=64)  # one open page of one person
    draft = models.JSONField()
    base_revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["saved_at", "pk"]
        constraints = [
            set_together("settled_at", "settled_by", name="other_draft_settling_complete"),
            models.UniqueConstraint(
                fields=["section", "form"],
                condition=models.Q(settled_at__isnull=True),
                name="other_draft_one_open_for_a_page",
            ),
        ]

    class Privacy:
        internal = {
            "id", "section", "form", "draft", "base_revision", "saved_at", "settled_at",
        }  # fmt: skip
        personal = {"saved_by", "settled_by"}

    def __str__(self) -> str:
        return f"{self.section_id} {self.form}"


class Submission(models.Model):
    """What was sent at a moment, whole, with the receipt that proves it."""

    unit_return = models.ForeignKey(
        UnitReturn, on_delete=models.PROTECT, related_name="submissions"
    )
    code = models.CharField(_("mã biên nhận"), max_length=20, unique=True)
    token = models.CharField(max_length=64, unique=True)  # one form sent twice is one submission
    contents = models.JSONField()  # what `rules.content.snapshot` makes: readable on its own
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf = models.BooleanField(_("nhập thay từ bản giấy"), default=False)
    paper = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # photo or scan of the paper reply

    class Meta:
        ordering = ["sent_at", "pk"]

    class Privacy:
        internal = {
            "id", "unit_return", "code", "token", "contents", "sha256", "sent_at", "on_behalf",
            "paper",
        }  # fmt: skip
        personal = {"sent_by"}

    def __str__(self) -> str:
        return self.code


class Evidence(models.Model):
    """A file that proves what a section says, or a document that the unit issued."""

    class Kind(models.TextChoices):
        ISSUED = "issued", _("Văn bản đã ban hành")
        PROOF = "proof", _("Minh chứng")

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PROOF)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(_("chú thích"), max_length=300, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        internal = {"id", "section", "kind", "file", "caption", "added_at", "removed_at"}

    def __str__(self) -> str:
        return f"{self.section_id} {self.file_id}"


class Proposal(models.Model):
    """What a unit proposes. It gets a receiver and an answer."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="proposals")
    text = models.TextField(_("đề xuất, kiến nghị"))
    made_at = models.DateTimeField()
    receiver = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # left out when sent again
    answer = models.TextField(_("trả lời"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            set_together("answered_at", "answered_by", name="proposal_answer_complete"),
        ]

    class Privacy:
        internal = {
            "id", "section", "text", "made_at", "receiver", "withdrawn_at", "answer",
            "answered_at",
        }  # fmt: skip
        personal = {"answered_by"}

    def __str__(self) -> str:
        return f"{self.section_id} {self.made_at:%Y-%m-%d}"
