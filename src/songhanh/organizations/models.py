"""Territories and bodies, with lifetimes: they split, merge, and reuse each other's codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.core.constraints import ends_after_start

if TYPE_CHECKING:
    from datetime import date


def alive(*, on: date, prefix: str = "") -> Q:
    """Condition: the row holds on that day; `valid_to` is the first day on which it does not."""
    open_end = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return Q(**{f"{prefix}valid_from__lte": on}) & open_end


class Confidence(models.TextChoices):
    VERIFIED = "verified", _("đã kiểm chứng")
    KNOWLEDGE = "knowledge", _("hiểu biết chung")
    UNSURE = "unsure", _("chưa chắc")
    ENTERED = "entered", _("cơ quan tự nhập")
    SAMPLE = "sample", _("dữ liệu mẫu")


class Territory(models.Model):
    """A province, a city, or a commune. (code, valid from) is the key: codes are used again."""

    class Kind(models.TextChoices):
        PROVINCE = "province", _("Tỉnh")
        CENTRAL_CITY = "central-city", _("Thành phố trực thuộc Trung ương")
        CITY = "city", _("Thành phố thuộc tỉnh")
        COMMUNE = "commune", _("Xã")
        WARD = "ward", _("Phường")
        SPECIAL_ZONE = "special-zone", _("Đặc khu")

    code = models.CharField(_("mã"), max_length=20)
    name = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField(_("có từ ngày"))
    valid_to = models.DateField(_("thôi từ ngày"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.ENTERED)
    sort_key = models.CharField(max_length=600, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="territory_key"),
            ends_after_start("territory_ends_after_start"),
        ]

    class Privacy:
        public = {
            "id", "code", "name", "kind", "parent", "valid_from", "valid_to", "source",
            "confidence", "sort_key",
        }  # fmt: skip

    def __str__(self) -> str:
        is_city = self.kind in {self.Kind.CITY, self.Kind.CENTRAL_CITY}
        return f"{_('Thành phố') if is_city else self.get_kind_display()} {self.name}"


class Body(models.Model):
    """An office, board, union, force or school that can be given something to do."""

    class Kind(models.TextChoices):
        PEOPLES_COMMITTEE = "peoples-committee", _("Ủy ban nhân dân")
        DEPARTMENT = "department", _("Phòng, cơ quan chuyên môn")
        PARTY = "party", _("Cơ quan Đảng")
        FRONT = "front", _("Mặt trận Tổ quốc")
        MASS = "mass", _("Đoàn thể chính trị - xã hội")
        POLICE = "police", _("Công an")
        MILITARY = "military", _("Quân sự")
        JUSTICE = "justice", _("Tòa án, Viện kiểm sát")
        SERVICE_UNIT = "service-unit", _("Đơn vị sự nghiệp")
        SCHOOL = "school", _("Trường học")
        BOARD = "board", _("Ban, hội đồng phối hợp")

    code = models.CharField(_("mã"), max_length=60)
    name = models.CharField(_("tên"), max_length=250)
    short_name = models.CharField(_("tên gọn"), max_length=120, blank=True)
    symbol = models.CharField(_("chữ viết tắt trong ký hiệu"), max_length=30, blank=True)
    aliases = models.JSONField(_("cách gọi khác"), default=list, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=Kind)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="bodies")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    email = models.EmailField(_("thư điện tử"), blank=True)
    valid_from = models.DateField(_("có từ ngày"))
    valid_to = models.DateField(_("thôi từ ngày"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.ENTERED)
    sample = models.BooleanField(_("dữ liệu mẫu"), default=False)
    sort_key = models.CharField(max_length=750, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="body_key"),
            ends_after_start("body_ends_after_start"),
        ]
        indexes = [models.Index(fields=["kind", "valid_from"])]

    class Privacy:
        public = {
            "id", "code", "name", "short_name", "symbol", "aliases", "kind", "territory", "parent",
            "valid_from", "valid_to", "source", "confidence", "sample", "sort_key",
        }  # fmt: skip
        internal = {"email"}

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """What a body or territory became on a day. Exactly one pair is filled."""

    old_territory = models.ForeignKey(
        Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="successions"
    )
    new_territory = models.ForeignKey(
        Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="origins"
    )
    old_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="successions"
    )
    new_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="origins"
    )
    on = models.DateField(_("từ ngày"))
    law = models.CharField(_("căn cứ"), max_length=300, blank=True)
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.ENTERED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="succession_one_pair",
                condition=Q(
                    old_territory__isnull=False, new_territory__isnull=False,
                    old_body__isnull=True, new_body__isnull=True,
                )
                | Q(
                    old_territory__isnull=True, new_territory__isnull=True,
                    old_body__isnull=False, new_body__isnull=False,
                ),
            ),
        ]  # fmt: skip

    class Privacy:
        public = {
            "id", "old_territory", "new_territory", "old_body", "new_body", "on", "law",
            "confidence",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.old_territory or self.old_body} → {self.new_territory or self.new_body}"


class Group(models.Model):
    """Words of a directive that stand for many bodies, for example „UBND các xã, phường”."""

    code = models.CharField(max_length=60, unique=True)
    words = models.JSONField(_("cách gọi"), default=list)
    kinds = models.JSONField(_("loại đơn vị"), default=list)
    places = models.JSONField(
        _("loại địa bàn"), default=list, blank=True, help_text=_("Bỏ trống: mọi loại địa bàn.")
    )
    below = models.BooleanField(
        _("ở cấp dưới của cơ quan ban hành"), default=False,
        help_text=_("Bỏ trống: các đơn vị cùng cấp với cơ quan ban hành."),
    )  # fmt: skip
    source = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.ENTERED)

    class Privacy:
        public = {"id", "code", "words", "kinds", "places", "below", "source", "confidence"}

    def __str__(self) -> str:
        return self.code


class Office(models.Model):
    """The office that this installation belongs to: one row."""

    name = models.CharField(_("tên cơ quan"), max_length=250)
    subtitle = models.CharField(_("dòng dưới tên"), max_length=250, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    demo = models.BooleanField(_("dữ liệu mẫu"), default=False)
    first_run_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_office")]

    class Privacy:
        public = {"id", "name", "subtitle", "body", "demo", "first_run_on"}

    def __str__(self) -> str:
        return self.name


class NonWorkingDay(models.Model):
    """A public holiday, or a Saturday that is worked: what a working-day clock must know."""

    class Kind(models.TextChoices):
        OFF = "off", _("nghỉ")
        WORKED = "worked", _("làm bù")

    day = models.DateField(_("ngày"), unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind)
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.ENTERED)

    class Meta:
        ordering = ["day"]

    class Privacy:
        public = {"id", "day", "kind", "confidence"}

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class Calendar(models.Model):
    """A year whose holidays are known. A clock that reaches any other year says so."""

    year = models.PositiveSmallIntegerField(unique=True)
    confidence = models.CharField(max_length=20, choices=Confidence, default=Confidence.ENTERED)
    source = models.CharField(max_length=300, blank=True)

    class Privacy:
        public = {"id", "year", "confidence", "source"}

    def __str__(self) -> str:
        return str(self.year)
