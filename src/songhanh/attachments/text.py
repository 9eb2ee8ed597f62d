"""Text out of files, whatever they are called: bytes in, text and a plain sentence on trouble out.

Nothing here runs what is in a file, unpacks without a limit, or raises for a broken one.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import filetype
import pypdfium2
from bs4 import BeautifulSoup, Comment
from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4.element import PageElement
    from django.utils.functional import _StrPromise
    from docx.document import Document as DocxDocument

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
UNKNOWN = "application/octet-stream"

UNPACKED_MAX = 100 * 1024 * 1024
UNPACKED_RATIO = 200
MEMBERS_MAX = 2000
PAGES_MAX = 2000
TEXT_MAX = 5_000_000

EMPTY = _("Tệp này rỗng, không có gì để đọc. Hãy chọn lại tệp.")
BROKEN = _("Tệp này bị hỏng nên không mở được. Hãy lưu lại từ chương trình gốc rồi gửi lại.")
ENCRYPTED = _("Tệp PDF này có mật khẩu nên không đọc được. Hãy gửi bản không đặt mật khẩu.")
SCANNED = _(
    "Tệp PDF này là ảnh chụp, không có lớp chữ nên máy không đọc được. "
    "Hãy gửi bản Word, bản PDF có chữ, hoặc dán phần chữ vào ô nhập."
)
BOMB = _(
    "Tệp nén này phình ra quá lớn khi mở nên không được mở, để bảo vệ máy chủ. "
    "Hãy gửi từng tệp riêng, không nén."
)
ARCHIVE = _("Đây là tệp nén. Hãy giải nén rồi gửi từng tệp bên trong.")
OLD_WORD = _(
    "Tệp này ở dạng Word hoặc Excel cũ nên không đọc được. "
    "Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại."
)
NO_READER = _(
    "Chưa đọc được chữ trong loại tệp này. Hãy gửi tệp .txt, .html, .docx hoặc .pdf có chữ."
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, what the file really is, and what stood in the way, if anything."""

    text: str
    media_type: str
    pages: int | None = None
    problem: str | _StrPromise = ""


def extract(data: bytes, name: str) -> Extracted:
    """Return the text of a file; never raises. `name` only helps where the bytes say nothing."""
    media_type = media_type_of(data, name)
    if not data:
        return Extracted("", media_type, problem=EMPTY)
    reader = READERS.get(media_type)
    if reader is None:
        return Extracted("", media_type, problem=_no_reader(media_type))
    try:
        return reader(data)
    except Exception:  # noqa: BLE001 - parsers fail in countless ways; each is a broken file
        return Extracted("", media_type, problem=BROKEN)


def media_type_of(data: bytes, name: str) -> str:
    """Return what a file really is, by its bytes; by its name only among kinds of text."""
    if data[:4] == b"PK\x03\x04":
        return _zipped(data)
    if data[:5] == b"%PDF-":
        return PDF
    kind = filetype.guess(data[:8192])
    return str(kind.mime) if kind is not None else _kind_of_text(data, name)


def _kind_of_text(data: bytes, name: str) -> str:
    if b"\x00" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UNKNOWN
    if _looks_like_html(data) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return HTML
    return "application/rtf" if data.lstrip()[:5] == b"{\\rtf" else TEXT


def _no_reader(media_type: str) -> str | _StrPromise:
    if media_type in {"application/x-ole-storage", "application/msword", "application/rtf"}:
        return OLD_WORD
    if media_type == "application/vnd.ms-excel":
        return OLD_WORD
    if media_type == ZIP or "compressed" in media_type or "rar" in media_type:
        return ARCHIVE
    return NO_READER


def _looks_like_html(data: bytes) -> bool:
    start = data[:2048].lower()
    return any(mark in start for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"<div"))


def _zipped(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return ZIP
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else ZIP


def decoded(data: bytes) -> str:
    """Return bytes as text: by their mark, else UTF-8, else the one-byte code that always fits.

    Old Vietnamese codes (TCVN3, VNI) come out as their look-alike letters; the reader repairs them.
    """
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    for mark, code in marks:
        if data.startswith(mark):
            return data.decode(code, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A text cut in the middle of a letter is still UTF-8.
        if error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8")
    return data.decode("cp1258" if _is_cp1258(data) else "latin-1", errors="replace")


def _is_cp1258(data: bytes) -> bool:
    """Windows' Vietnamese code writes tones as letters of their own after a vowel."""
    tones = len(re.findall(rb"[aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd][\xcc\xd2\xde\xec\xf2]", data))
    return tones > len(data) // 100


def _text(data: bytes) -> Extracted:
    return Extracted(decoded(data)[:TEXT_MAX], TEXT)


def _html(data: bytes) -> Extracted:
    head = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    code = head[1].decode("ascii") if head else None
    soup = BeautifulSoup(data, "lxml", from_encoding=code)
    for element in soup(["script", "style", "noscript", "template", "svg", "head"]):
        element.decompose()
    return Extracted(_lines(soup)[:TEXT_MAX], HTML)


BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "header", "footer",
    "nav", "aside", "main", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "form",
    "figure", "figcaption", "option", "hr", "title", "address", "pre", "center",
}  # fmt: skip


SPACES = re.compile(r"[ \t\r\n\f]+")


class _Gap(str):
    """What we put between blocks and cells, apart from the page's own spaces."""

    __slots__ = ()


def _lines(soup: BeautifulSoup) -> str:
    """Return what a reader sees, one block a line, cells of a table apart by a tab."""
    parts: list[str] = []
    # A stack, not recursion: a page may nest a hundred thousand deep.
    stack: list[PageElement | str] = [soup]
    while stack:
        node = stack.pop()
        name = getattr(node, "name", None)
        if isinstance(node, Comment):
            continue
        if name is None:
            parts.append(str(node) if isinstance(node, _Gap) else SPACES.sub(" ", str(node)))
            continue
        children = list(node.children)  # type: ignore[union-attr]
        if name in BLOCKS:
            parts.append("\n")
            stack.append(_Gap("\n"))
        elif name in {"td", "th"}:
            stack.append(_Gap("\t"))
        stack.extend(reversed(children))
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _docx(data: bytes) -> Extracted:
    if _is_bomb(data):
        return Extracted("", DOCX, problem=BOMB)
    document = Document(io.BytesIO(data))
    text = "\n".join(_docx_lines(document))
    return Extracted(text[:TEXT_MAX], DOCX, problem="" if text.strip() else EMPTY)


def _docx_lines(document: DocxDocument) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            # Merged cells come once for each place they cover.
            for row in block.rows:
                cells = {cell._tc: cell.text for cell in row.cells}
                yield "\t".join(cells.values())
        else:
            yield block.text


def _is_bomb(data: bytes) -> bool:
    members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    unpacked = sum(member.file_size for member in members)
    too_dense = unpacked > 1024 * 1024 and unpacked > UNPACKED_RATIO * max(len(data), 1)
    return len(members) > MEMBERS_MAX or unpacked > UNPACKED_MAX or too_dense


def _pdf(data: bytes) -> Extracted:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        problem = ENCRYPTED if "assword" in str(error) else BROKEN
        return Extracted("", PDF, problem=problem)
    try:
        pages = len(document)
        texts = [_page_text(document, number) for number in range(min(pages, PAGES_MAX))]
    finally:
        document.close()
    text = "\n".join(texts)
    return Extracted(text[:TEXT_MAX], PDF, pages, "" if text.strip() else SCANNED)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        return str(page.get_textpage().get_text_bounded()).replace("\r\n", "\n").replace("\r", "\n")
    finally:
        page.close()


READERS: dict[str, Callable[[bytes], Extracted]] = {
    TEXT: _text,
    HTML: _html,
    DOCX: _docx,
    PDF: _pdf,
}
