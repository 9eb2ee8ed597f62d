"""Text out of files, whatever they are called: bytes in, text and a plain sentence on trouble out.

Nothing here runs what is in a file, unpacks without a limit, or raises for a broken one.
"""

from __future__ import annotations

import codecs
import io
import re
import threading
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import filetype
import pypdfium2
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
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
OLE = "application/x-ole-storage"  # Word, Excel and PowerPoint up to 2003
UNKNOWN = "application/octet-stream"

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

UNPACKED_MAX = 100 * 1024 * 1024
XML_MAX = 40 * 1024 * 1024  # of one part: parsed, it takes ten times that in memory
HTML_MAX = 5 * 1024 * 1024
UNPACKED_RATIO = 200
MEMBERS_MAX = 2000
PAGES_MAX = 2000
TEXT_MAX = 5_000_000

# The library that reads PDF may be entered by one thread at a time only.
PDF_LOCK = threading.Lock()

EMPTY = _("Tệp này rỗng, không có gì để đọc. Hãy chọn lại tệp.")
NO_TEXT = _(
    "Tệp Word này không có chữ nào, có thể chỉ có ảnh. "
    "Hãy gửi bản có chữ, hoặc dán phần chữ vào ô nhập."
)
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
    "Tệp này ở dạng .doc, .xls, .odt hoặc .rtf nên máy không đọc được chữ. "
    "Hãy mở bằng Word hoặc Excel, lưu lại dạng .docx, .xlsx hoặc .pdf rồi gửi lại."
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
    if data[:8] == OLE_START:
        return OLE
    kind = filetype.guess(data[:8192])
    return str(kind.mime) if kind is not None else _kind_of_text(data, name)


def _kind_of_text(data: bytes, name: str) -> str:
    if b"\x00" in data[:4096] and not _utf16(data):
        return UNKNOWN
    if _looks_like_html(data) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return HTML
    return "application/rtf" if data.lstrip()[:5] == b"{\\rtf" else TEXT


def _no_reader(media_type: str) -> str | _StrPromise:
    if media_type in {OLE, "application/rtf"} or media_type.startswith(OPEN_DOCUMENT):
        return OLD_WORD
    if media_type == ZIP or "compressed" in media_type or "rar" in media_type:
        return ARCHIVE
    return NO_READER


def _looks_like_html(data: bytes) -> bool:
    start = data[:2048].lower()
    return any(mark in start for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"<div"))


def _zipped(data: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        # An OpenDocument file says what it is in its first, unpacked member.
        first = archive.infolist()[0] if names else None
        if first and first.filename == "mimetype" and first.file_size < 100:
            return archive.read(first).decode("ascii")
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return ZIP
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else ZIP


def decoded(data: bytes) -> str:
    """Return bytes as text: by their mark, else UTF-8, else the one-byte code that always fits.

    Old Vietnamese codes (TCVN3, VNI) come out as their look-alike letters; the reader repairs them.
    """
    if code := _utf16(data):
        return data.decode(code, errors="replace").removeprefix("\ufeff")
    text = data.decode("utf-8-sig", errors="replace")
    # A text cut in the middle of a letter, or with a few bytes gone bad, is still UTF-8.
    kept = text.removesuffix("\ufffd")
    bad = kept.count("\ufffd")
    if not bad or bad * 20 <= sum(letter > "\x7f" for letter in kept):
        return kept
    return data.decode("cp1258" if _is_cp1258(data) else "latin-1", errors="replace")


def _utf16(data: bytes) -> str:
    """Return which UTF-16 the bytes are in, by their mark or by where the zeros stand; or nothing."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:4096]
    first, second = start[0::2].count(0), start[1::2].count(0)
    if len(start) < 8 or max(first, second) < len(start) // 5 or min(first, second):
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _is_cp1258(data: bytes) -> bool:
    """Windows' Vietnamese code writes tones as letters of their own after a vowel."""
    tones = len(re.findall(rb"[aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd][\xcc\xd2\xde\xec\xf2]", data))
    return tones > len(data) // 100


def _text(data: bytes) -> Extracted:
    return Extracted(decoded(data)[:TEXT_MAX], TEXT)


def _html(data: bytes) -> Extracted:
    soup = BeautifulSoup(_marked_up(data), "lxml")
    for element in soup(["script", "style", "noscript", "template", "svg", "head"]):
        element.decompose()
    return Extracted(_lines(soup)[:TEXT_MAX], HTML)


def _marked_up(data: bytes) -> str:
    """Return a page as text; the code it names is believed only where UTF-8 does not fit."""
    page = data[:HTML_MAX]
    head = re.search(rb"charset=[\"']?([\w-]+)", page[:4096])
    named = head[1].decode("ascii") if head else ""
    try:
        return page.decode("utf-8") if named.lower() in {"", "utf-8"} else page.decode(named)
    except (UnicodeDecodeError, LookupError):
        return decoded(page)


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
        if isinstance(node, PreformattedString):  # comments and the like
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
    text = "\n".join((*_header_lines(document), *_docx_lines(document)))
    return Extracted(text[:TEXT_MAX], DOCX, problem="" if text.strip() else NO_TEXT)


def _header_lines(document: DocxDocument) -> Iterator[str]:
    """Yield what stands above the first page; page numbers alone are left out."""
    for section in document.sections[:1]:
        header = section.first_page_header
        if not section.different_first_page_header_footer:
            header = section.header
        for paragraph in header.paragraphs:
            if paragraph.text.strip() and not paragraph.text.strip().isdecimal():
                yield paragraph.text


def _docx_lines(document: DocxDocument) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            # Merged cells come once for each place they cover.
            for row in block.rows:
                cells = {cell._tc: cell.text for cell in row.cells}
                yield "\t".join(cells.values())
        else:
            yield block.text


def _xlsx(data: bytes) -> Extracted:
    return Extracted("", XLSX, problem=BOMB if _is_bomb(data) else NO_READER)


def _is_bomb(data: bytes) -> bool:
    """Judge by what the archive says of itself; nobody unpacks more than it says."""
    members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    unpacked = sum(member.file_size for member in members)
    if any(m.file_size > XML_MAX for m in members if m.filename.endswith((".xml", ".rels"))):
        return True
    too_dense = unpacked > 1024 * 1024 and unpacked > UNPACKED_RATIO * max(len(data), 1)
    return len(members) > MEMBERS_MAX or unpacked > UNPACKED_MAX or too_dense


def _pdf(data: bytes) -> Extracted:
    with PDF_LOCK:
        return _locked_pdf(data)


def _locked_pdf(data: bytes) -> Extracted:
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
    XLSX: _xlsx,
    PDF: _pdf,
}
