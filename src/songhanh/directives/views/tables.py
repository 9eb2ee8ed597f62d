"""The columns of the staff's tables as files."""

from __future__ import annotations

from django.utils.translation import gettext as _

from songhanh.documents.excel import Column


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


def progress_columns(what: str) -> list[Column]:
    """Return the columns of how the work stands: by duty, or by unit."""
    return [
        Column(what, width=60),
        Column(_("Việc đã giao"), "number", 12),
        Column(_("Chưa có hạn"), "number", 12),
        Column(_("Còn hạn"), "number", 12),
        Column(_("Sắp đến hạn"), "number", 12),
        Column(_("Quá hạn"), "number", 12),
        Column(_("Báo cáo đúng hạn"), "number", 12),
        Column(_("Báo cáo quá hạn"), "number", 12),
    ]
