"""Sizes, faces and spacing of each component of a paper, for the Word templates.

Source: `document-types` in data/packs/vietnam, components_main; sizes in points.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; `before` and `after` are points, `line` is a multiple of one line."""

    name: str
    size: float
    align: str = "center"
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first_cm: float = 0
    left_cm: float = 0
    line: float = 1
    keep: bool = False
    border: str = ""


INDENT = 1.27

STYLES = (
    Style("Normal", 14, align="left"),
    Style("SH Quốc hiệu", 12, bold=True),
    Style("SH Tiêu ngữ", 13, bold=True),
    Style("SH Gạch tiêu ngữ", 3, before=4, border="rule"),
    Style("SH Cơ quan chủ quản", 12),
    Style("SH Cơ quan ban hành", 12, bold=True),
    Style("SH Gạch cơ quan", 3, before=4, border="rule"),
    Style("SH Số ký hiệu", 13),
    Style("SH Trích yếu công văn", 12, before=6),
    Style("SH Địa danh", 13, italic=True),
    Style("SH Độ khẩn", 13, bold=True, before=6, after=6, border="box"),
    Style("SH Mẫu", 9, bold=True, before=2),
    Style("SH Số trang", 13),
    Style("SH Tên loại", 14, bold=True, before=14, keep=True),
    Style("SH Trích yếu", 14, bold=True, keep=True),
    Style("SH Gạch trích yếu", 3, before=4, after=6, border="rule"),
    Style("SH Kính gửi", 14, before=10, after=6),
    Style("SH Kính gửi nhiều nơi", 14, align="left", before=10, left_cm=3, keep=True),
    Style("SH Nơi kính gửi", 14, align="left", left_cm=4),
    Style("SH Căn cứ", 14, align="justify", italic=True, before=6, first_cm=INDENT, line=1.1),
    Style("SH Nội dung", 14, align="justify", before=6, first_cm=INDENT, line=1.1),
    Style("SH Gạch đầu dòng", 14, align="justify", before=6, first_cm=INDENT, line=1.1),
    Style("SH Ghi chú", 12, align="justify", italic=True, before=6, first_cm=INDENT),
    Style("Heading 1", 14, align="justify", bold=True, before=6, first_cm=INDENT, keep=True),
    Style("Heading 2", 14, align="justify", bold=True, before=6, first_cm=INDENT, keep=True),
    Style("Heading 3", 14, align="justify", before=6, first_cm=INDENT, keep=True),
    Style("SH Tên bảng", 14, bold=True, before=8, after=4, keep=True),
    Style("SH Trước bảng", 4, keep=True),
    Style("SH Tiêu đề bảng", 12, bold=True, before=2, after=2, keep=True),
    Style("SH Ô bảng", 12, align="left", before=2, after=2),
    Style("SH Nơi nhận", 12, align="left", bold=True, italic=True, keep=True),
    Style("SH Danh sách nơi nhận", 11, align="left"),
    Style("SH Chức vụ", 13, bold=True, keep=True),
    Style("SH Chỗ ký", 14, after=60, keep=True),
    Style("SH Họ tên", 14, bold=True),
    Style("SH Cuối", 1, align="left"),
)
