"""The staff's tables as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from songhanh.documents.excel import Column, Notes, table_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from songhanh.documents.excel import Value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_xlsx(
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    name: str,
    on: date,
    sample: bool,
) -> HttpResponse:
    """Answer with a table file."""
    notes = Notes(source="Song Hành", as_of=on, readers=_("Cán bộ của cơ quan"))
    content = table_xlsx(title=title, columns=columns, rows=rows, notes=notes, sample=sample)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{on:%Y%m%d}.xlsx"'
    return response


def register_columns() -> list[Column]:
    """Return the columns of the list of directives."""
    return [
        Column(_("Số, ký hiệu"), width=20),
        Column(_("Tên loại"), width=14),
        Column(_("Cơ quan ban hành"), width=30),
        Column(_("Ngày"), "date", 12),
        Column(_("Trích yếu"), width=50),
        Column(_("Tình trạng"), width=16),
        Column(_("Số việc"), "number", 10),
        Column(_("Đã báo cáo"), "number", 12),
        Column(_("Quá hạn"), "number", 10),
    ]


def assignment_columns() -> list[Column]:
    """Return the columns of the list of assignments."""
    return [
        Column(_("Văn bản"), width=20),
        Column(_("Số nhiệm vụ"), "number", 8),
        Column(_("Nhiệm vụ"), width=50),
        Column(_("Đơn vị"), width=36),
        Column(_("Kỳ"), width=12),
        Column(_("Hạn đầu tiên"), "date", 12),
        Column(_("Hạn hiện nay"), "date", 12),
        Column(_("Tình trạng"), width=24),
        Column(_("Thời hạn"), width=20),
    ]
