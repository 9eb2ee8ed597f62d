"""Figures: what is counted, and what was reported. Numerator and denominator are kept apart."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.core.constraints import set_together
from songhanh.organizations.models import Body, Confidence


class FigureDefinition(models.Model):
    """One thing that is counted, as a data pack defines it."""

    class Kind(models.TextChoices):
        FLOW = "flow", _("phát sinh trong kỳ")
        STOCK = "stock", _("tại thời điểm")

    class Basis(models.TextChoices):
        """Whether a real paper was seen to ask for it."""

        OBSERVED = "observed", _("thấy trong văn bản thật")
        PROPOSED = "proposed", _("đề xuất")

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(_("tên"), max_length=250)
    unit = models.CharField(_("đơn vị tính"), max_length=40)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FLOW)
    themes = models.JSONField(default=list)  # themes of duties that ask for it
    by_sex = models.BooleanField(_("tách theo giới"), default=False)
    denominator = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="numerators"
    )
    protected = models.BooleanField(
        _("đếm người bị hại hoặc được giúp"), default=False,
        help_text=_("Số dưới 5 không công bố."),
    )  # fmt: skip
    public = models.BooleanField(_("được công bố"), default=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(_("cách đếm"), max_length=300, blank=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.PROPOSED)
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.ENTERED)

    class Meta:
        ordering = ["order", "code"]

    class Privacy:
        public = {
            "id", "code", "name", "unit", "kind", "themes", "by_sex", "denominator", "protected",
            "public", "decimals", "order", "note", "basis", "source", "confidence",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.code


class Observation(models.Model):
    """What one unit reported for one figure, one split, one period, from one source."""

    class Split(models.TextChoices):
        TOTAL = "total", _("tổng số")
        FEMALE = "female", _("nữ")
        MALE = "male", _("nam")
        OTHER = "other", _("khác")
        UNKNOWN = "unknown", _("không rõ")

    class Empty(models.TextChoices):
        """The four kinds of empty; none of them is ever turned into another."""

        NONE = "none", _("không phát sinh")
        NO_DATA = "no-data", _("không có số liệu")
        NOT_DUE = "not-due", _("chưa đến kỳ")
        ESTIMATE = "estimate", _("ước thực hiện")

    figure = models.ForeignKey(
        FigureDefinition, on_delete=models.PROTECT, related_name="observations"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="observations")
    period = models.CharField(max_length=12, blank=True)  # "", 2021, 2021-H1, 2021-Q2, 2021-06
    split = models.CharField(max_length=10, choices=Split, default=Split.TOTAL)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    empty = models.CharField(max_length=10, choices=Empty, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    source = models.CharField(max_length=80)  # "returns.section:12": where it was reported
    asked_by = models.CharField(max_length=80, blank=True)  # "directives.directive:3"
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "figure", "split"], name="observation_key"),
            set_together("accepted_at", "accepted_by", name="observation_acceptance_complete"),
            models.CheckConstraint(
                # A number stands alone or is an estimate; the other kinds of empty hold none,
                # but "none" is a true zero.
                name="observation_value_or_empty",
                condition=(
                    models.Q(value__isnull=False, empty__in=["", "estimate"])
                    | models.Q(value=0, empty="none")
                    | models.Q(value__isnull=True, empty__in=["no-data", "not-due"])
                ),
            ),
            models.CheckConstraint(
                name="observation_no_data_has_reason",
                condition=~models.Q(empty="no-data") | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="observation_not_negative",
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["figure", "period", "split", "body"]),
            models.Index(
                fields=["asked_by", "figure", "split", "accepted_at", "value"],
                name="observation_sums",
            ),
        ]

    class Privacy:
        internal = {
            "id", "figure", "body", "period", "split", "value", "empty", "reason", "source",
            "asked_by", "reported_at", "accepted_at",
        }  # fmt: skip
        personal = {"reported_by", "accepted_by"}

    def __str__(self) -> str:
        return f"{self.figure_id} {self.body_id} {self.period} {self.split}"
