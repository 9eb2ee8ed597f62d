"""Papers to test with, and what can be read back out of the files made of them."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
from docx import Document
from pypdfium2 import raw

from songhanh.documents.model import (
    SAMPLE_MARK,
    Bullet,
    Heading,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
    Urgency,
)

FIGURES = Table(
    "Bảng 1. Số liệu theo đơn vị",
    ("TT", "Đơn vị", "Buổi truyền thông", "Người dự"),
    (("1", "UBND phường An Mỹ", "12", "845"), ("2", "UBND xã Tam Thăng", "3", "–")),
    ("center", "left", "right", "right"),
)
REPORT = Paper(
    superior="Ủy ban nhân dân thành phố Tam Kỳ",
    issuer="Phòng Văn hóa - Xã hội",
    number=5,
    symbol="BC-VHXH",
    place="Tam Kỳ",
    dated=date(2021, 2, 1),
    doc_type="Báo cáo",
    subject="Kết quả thực hiện công tác bình đẳng giới năm 2021",
    legal_bases=("Căn cứ Luật Bình đẳng giới năm 2006", "Căn cứ Công văn số 1267/UBND-LĐTB."),
    body=(
        Heading(1, "Kết quả"),
        Heading(2, "Chỉ đạo, điều hành"),
        Heading(3, "Văn bản đã ban hành"),
        Bullet("Kế hoạch số 45/KH-UBND ngày 12/7/2021;"),
        Bullet("Công văn số 88/UBND-VHXH."),
        FIGURES,
        Note("Nguồn: báo cáo của 13 xã, phường."),
        Heading(1, "Kiến nghị"),
        Paragraph("Đề nghị bố trí kinh phí cho mạng lưới cộng tác viên."),
    ),
    signature=Signature(("Trưởng phòng",), "Nguyễn Văn A"),
    recipients=("Như trên", "UBND thành phố (báo cáo)"),
    archive="VT, VHXH",
)
LETTER = Paper(
    issuer="Ủy ban nhân dân thành phố Tam Kỳ",
    symbol="UBND-LĐTB",
    place="Tam Kỳ",
    doc_type="Công văn",
    subject="đôn đốc báo cáo công tác bình đẳng giới",
    urgency=Urgency.VERY_URGENT,
    addressees=("Các phòng, ban thành phố", "UBND các xã, phường"),
    body=(Paragraph("Đề nghị các đơn vị gửi báo cáo trước ngày 20/12/2021."),),
    signature=Signature(("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")),
    recipients=("Như trên",),
    archive="VT, LĐTB",
)
PLAN = replace(REPORT, doc_type="Kế hoạch", symbol="KH-VHXH", addressees=("UBND thành phố",))


def bare(text: str) -> str:
    """Return the text without spaces and line breaks, which each format sets in its own way."""
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFC", text))


def word_text(data: bytes) -> str:
    body = Document(io.BytesIO(data)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in body.iter("{*}p"))


def pdf_pages(data: bytes) -> list[str]:
    """Return the text of each page; pdfium hands a hyphen at the end of a line out as a mark."""
    texts = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return [re.sub("[\ufffe\u0002]", "-", text) for text in texts]


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF without what stands in the page headings."""
    pages = pdf_pages(data)
    return "\n".join(_without_heading(text, number) for number, text in enumerate(pages, start=1))


def _without_heading(text: str, number: int) -> str:
    rest = text.strip().removeprefix(SAMPLE_MARK).lstrip()
    return rest if number == 1 else rest.removeprefix(str(number))


def pdf_fonts(data: bytes) -> set[str]:
    """Return the names of the fonts with which letters are drawn."""
    names = set()
    for page in pypdfium2.PdfDocument(data):
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            buffer = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(item.raw), buffer, 200)
            names.add(buffer.value.decode())
    return names


def pdf_tags(data: bytes) -> Counter[str]:
    """Count the tags a screen reader meets, page by page."""
    found: Counter[str] = Counter()
    for page in pypdfium2.PdfDocument(data):
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            _count(raw.FPDF_StructTree_GetChildAtIndex(tree, number), found)
        raw.FPDF_StructTree_Close(tree)
    return found


def _count(element: Any, found: Counter[str]) -> None:
    buffer = ctypes.create_string_buffer(200)
    length = raw.FPDF_StructElement_GetType(element, buffer, 200)
    found[buffer.raw[:length].decode("utf-16-le").rstrip("\0")] += 1
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
            _count(child, found)
