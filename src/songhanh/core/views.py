"""The gallery of parts, for those who build pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from songhanh.core.errors import NotFound
from songhanh.core.forms import SpecimenFilter, SpecimenForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ONE_DAY = datetime(2021, 6, 1, 2, 29, tzinfo=UTC)
WRONG = {"sai-number": "mười", "sai-day": "31/02/2021"}


@dataclass(frozen=True, slots=True)
class Event:
    label: str
    at: datetime
    by: str
    text: str = ""


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part in every state. For signed-in people, and while developing."""
    if not (settings.DEBUG or request.user.is_authenticated):
        raise NotFound
    context = {
        "form": SpecimenForm(),
        "wrong": SpecimenForm(WRONG, prefix="sai"),
        "filter_form": SpecimenFilter(request.GET or None),
        "page": Paginator(range(200), 10).get_page(request.GET.get("trang", "7")),
        "day": ONE_DAY,
        "events": [
            Event("Đã nghiệm thu", ONE_DAY, "Điều phối viên"),
            Event("Đã gửi báo cáo", ONE_DAY, "Đầu mối", "Biên nhận SH-0001-MẪU."),
        ],
        "rows": [
            {
                "label": _("Số, ký hiệu"),
                "value": "1267/UBND-LĐTB",
                "url": "#bang",
                "action": _("Sửa"),
            },
            {"label": _("Ngày ban hành"), "value": "01/06/2021"},
        ],
    }
    return render(request, "core/gallery.html", context)
