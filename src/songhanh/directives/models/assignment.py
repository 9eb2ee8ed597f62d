"""One duty as given to one unit, and everything that happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from songhanh.core.constraints import set_together
from songhanh.directives.models.directive import Directive, Duty, DutyBody
from songhanh.organizations.models import Body

if TYPE_CHECKING:
    from datetime import date


class Assignment(models.Model):
    """One duty as given to one unit for one period.

    What state it is in on a day follows from its steps (`rules.state`). The moments kept here are
    the latest facts, written together with the step, so that lists need no look at the steps.
    """

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="assignments")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=10, choices=DutyBody.Part, default=DutyBody.Part.LEAD)
    period = models.CharField(max_length=12, blank=True)  # "", 2021, 2021-H1, 2021-Q2, 2021-06
    given_at = models.DateTimeField()
    first_due_on = models.DateField(_("hạn đầu tiên"), null=True, blank=True)
    due_on = models.DateField(
        _("hạn báo cáo"), null=True, blank=True, help_text=_("Tính cả ngày này.")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the colleague in the unit to whom it was passed on
    confirmed_at = models.DateTimeField(null=True, blank=True)
    challenged_at = models.DateTimeField(null=True, blank=True)  # open until answered
    reported_at = models.DateTimeField(null=True, blank=True)  # the latest report, if not sent back
    reported_on = models.DateField(null=True, blank=True)  # its day by the office's clock
    sent_back_at = models.DateTimeField(null=True, blank=True)  # open until reported again
    resend_on = models.DateField(_("hạn gửi lại"), null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit", "period"], name="assignment_once"),
            models.CheckConstraint(
                name="assignment_due_has_first",
                condition=models.Q(due_on__isnull=True) | models.Q(first_due_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=[
                    "directive", "unit", "duty", "due_on", "resend_on", "reported_at",
                    "reported_on", "accepted_at", "sent_back_at", "withdrawn_at",
                ],
                name="assignment_progress",
            ),
            models.Index(fields=["unit", "accepted_at", "due_on"], name="assignment_my_work"),
        ]  # fmt: skip

    class Privacy:
        public = {
            "id", "directive", "duty", "unit", "part", "period", "given_at", "first_due_on",
            "due_on", "reported_at", "reported_on", "accepted_at", "withdrawn_at",
        }  # fmt: skip
        internal = {"confirmed_at", "challenged_at", "sent_back_at", "resend_on"}
        personal = {"person"}

    def __str__(self) -> str:
        return f"{self.duty_id} {self.unit_id} {self.period}"


class Step(models.Model):
    """One thing that happened to an assignment. Never changed, never removed."""

    class Kind(models.TextChoices):
        GIVEN = "given", _("Giao việc")
        CONFIRMED = "confirmed", _("Xác nhận đã nhận")
        CHALLENGED = "challenged", _("Có ý kiến")
        ANSWERED = "answered", _("Trả lời ý kiến")
        PASSED_ON = "passed-on", _("Chuyển cho người khác trong đơn vị")
        EXTENDED = "extended", _("Gia hạn")
        REFUSED = "refused", _("Không gia hạn")
        REPORTED = "reported", _("Gửi báo cáo")
        SENT_BACK = "sent-back", _("Trả lại để sửa")
        ACCEPTED = "accepted", _("Nghiệm thu")
        WITHDRAWN = "withdrawn", _("Rút lại")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)  # given, extended: report; sent back: resend
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["assignment", "at"])]

    class Privacy:
        internal = {"id", "assignment", "kind", "at", "due_on", "note"}
        personal = {"by"}

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.kind} {self.at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        """The day by the office's clock."""
        return timezone.localtime(self.at).date()


class Extension(models.Model):
    """A unit asks for more time; the coordinator grants or refuses. The first deadline stays."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateField(_("xin gia hạn đến ngày"))
    reason = models.CharField(_("lý do"), max_length=500)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_until = models.DateField(null=True, blank=True)
    answer = models.CharField(_("ý kiến trả lời"), max_length=500, blank=True)

    class Meta:
        constraints = [
            set_together("decided_at", "decided_by", name="extension_decision_complete"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(decided_at__isnull=True),
                name="extension_one_open",
            ),
        ]

    class Privacy:
        internal = {
            "id", "assignment", "asked_at", "until", "reason", "decided_at", "granted_until",
            "answer",
        }  # fmt: skip
        personal = {"asked_by", "decided_by"}

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.until}"
