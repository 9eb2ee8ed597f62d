"""A paper that uses everything a template can show: templates are tried on it."""

from __future__ import annotations

from datetime import date

from songhanh.documents.model import (
    Bullet,
    Heading,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
    Urgency,
)

EXAMPLE = Paper(
    superior="Ủy ban nhân dân tỉnh (mẫu)",
    issuer="Ủy ban nhân dân xã (mẫu)",
    number=1,
    symbol="BC-UBND",
    place="Xã mẫu",
    dated=date(2026, 1, 2),
    doc_type="Báo cáo",
    subject="Dùng thử mẫu văn bản",
    urgency=Urgency.URGENT,
    addressees=("Nơi nhận thứ nhất", "Nơi nhận thứ hai"),
    legal_bases=("Căn cứ thứ nhất", "Căn cứ thứ hai"),
    body=(
        Heading(1, "Phần thứ nhất"),
        Heading(2, "Mục thứ nhất"),
        Heading(3, "Điểm thứ nhất"),
        Bullet("Một dòng gạch đầu dòng."),
        Table(
            "Một bảng", ("TT", "Tên", "Số"), (("1", "Đơn vị", "12"),), ("center", "left", "right")
        ),
        Note("Một ghi chú."),
        Paragraph("Một đoạn văn."),
    ),
    signature=Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Họ và tên"),
    recipients=("Như trên",),
    archive="VT",
    sample=True,
)
