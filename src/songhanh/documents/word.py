"""Papers as Word files, from templates that an office may edit in Word."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import jinja2
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree  # type: ignore[import-untyped]
from markupsafe import escape

from songhanh.core.errors import DomainError
from songhanh.documents import finish, rules
from songhanh.documents.content import fields_of, title_of
from songhanh.documents.example import EXAMPLE
from songhanh.documents.model import LETTER, SAMPLE_MARK
from songhanh.documents.packing import repacked

if TYPE_CHECKING:
    from songhanh.documents.content import Fields
    from songhanh.documents.model import Paper

TEMPLATES = Path(__file__).parent / "templates_docx"
FILES = {LETTER: "cong-van.docx", "Báo cáo": "bao-cao.docx"}
UNREADABLE = (OSError, PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.LxmlError)
# What a paper may leave empty is not asked of a template until a paper has it.
OPTIONAL = {"co_quan_chu_quan", "can_cu", "do_khan", "kinh_gui", "ten_loai"}


class BadTemplate(DomainError):
    """A Word template was edited so that it can no longer be filled; the message names each fault."""


def template_for(doc_type: str) -> Path:
    """Return the template we ship for a type; offices copy it to make their own."""
    return TEMPLATES / FILES.get(doc_type, "ke-hoach.docx")


def render_docx(paper: Paper, template: Path | None = None) -> bytes:
    """Return the paper as a Word file, from the office's own template if one is given.

    Raises:
        BadTemplate: the template cannot be read or filled, or would leave out part of the paper.
    """
    path = template or template_for(paper.doc_type)
    fields = fields_of(paper)
    word = _opened(path)
    needed = {name for name, value in fields.items() if value}
    if faults := _field_faults(word, path, known=set(fields), needed=needed):
        raise BadTemplate(" ".join(faults))
    _fill(word, path, fields)
    _set_properties(word, paper)
    finish.fit(word.docx, fields)
    raw = io.BytesIO()
    word.save(raw)
    return repacked(raw.getvalue())


def check_template(path: Path) -> list[str]:
    """Return what is wrong with an edited template, as sentences; none if it can be used."""
    fields = fields_of(EXAMPLE)
    try:
        word = _opened(path)
        faults = _field_faults(word, path, known=set(fields), needed=set(fields) - OPTIONAL)
        if not faults:
            _fill(word, path, fields)
    except BadTemplate as error:
        return [str(error.message)]
    return faults


def _opened(path: Path) -> DocxTemplate:
    word = DocxTemplate(path)
    try:
        word.init_docx()
    except UNREADABLE as why:
        raise BadTemplate(
            _(
                "Không mở được tệp mẫu “%(file)s” vì tệp không phải .docx hoặc đã hỏng. "
                "Hãy mở tệp bằng Word và lưu lại dạng .docx."
            )
            % {"file": path.name}
        ) from why
    return word


def _environment() -> jinja2.Environment:
    """Templates come from people: they may show fields, not reach into the program."""
    return ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, finalize=_as_xml)


def _as_xml(value: object) -> str:
    """Write text so that neither Word's markup nor a template's braces in it have a meaning."""
    return str(escape(str(value))).replace("{", "&#123;").replace("}", "&#125;")


def _field_faults(
    word: DocxTemplate, path: Path, *, known: set[str], needed: set[str]
) -> list[str]:
    try:
        used = set(word.get_undeclared_template_variables(_environment()))
    except jinja2.TemplateSyntaxError:
        _fill(word, path, {})  # stumbles over the same tag, and knows the words around it
        raise
    unknown, missing = sorted(used - known), sorted(needed - used)
    faults = []
    if unknown:
        faults.append(
            _("Mẫu “%(file)s” dùng trường không có: %(names)s. Các trường có thể dùng: %(known)s.")
            % {
                "file": path.name,
                "names": ", ".join(unknown),
                "known": ", ".join(sorted(known)),
            }
        )
    if missing:
        faults.append(
            _("Mẫu “%(file)s” thiếu trường: %(names)s. Hãy thêm lại, ví dụ {{ %(first)s }}.")
            % {"file": path.name, "names": ", ".join(missing), "first": missing[0]}
        )
    return faults


def _fill(word: DocxTemplate, path: Path, fields: Fields) -> None:
    try:
        word.render(fields, _environment())
    except (jinja2.TemplateError, TypeError, ValueError, OverflowError) as error:
        raise _broken_tag(path, error) from error


def _broken_tag(path: Path, error: Exception) -> BadTemplate:
    lines: Any = getattr(error, "docx_context", ())
    near = " ".join(text for line in lines if (text := line.strip()))
    return BadTemplate(
        _(
            "Mẫu “%(file)s” có chỗ điền bị hỏng (%(why)s)%(near)s. "
            "Hãy sửa chỗ đó trong Word, hoặc chép lại từ mẫu gốc."
        )
        % {
            "file": path.name,
            "why": str(error),
            "near": _(", gần đoạn: %(text)s") % {"text": near[:200]} if near else "",
        }
    )


def _set_properties(word: DocxTemplate, paper: Paper) -> None:
    properties = word.docx.core_properties
    properties.title = title_of(paper)[:255]
    properties.author = rules.clean(paper.issuer)[:255]
    properties.language = "vi-VN"
    properties.keywords = SAMPLE_MARK if paper.sample else ""
