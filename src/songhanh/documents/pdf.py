"""Papers and books as accessible PDF (PDF/UA-1), set by typst with the one font we ship."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from songhanh.documents import rules, typeface
from songhanh.documents.content import fields_of, title_of
from songhanh.documents.model import SAMPLE_MARK

if TYPE_CHECKING:
    from songhanh.documents.model import Paper

HERE = Path(__file__).parent
_compilers = threading.local()  # a compiler may not be used by two threads at once


def render_pdf(paper: Paper) -> bytes:
    """Return the paper as tagged PDF/UA-1 in Vietnamese, with Tinos embedded and no other font."""
    return typeset(
        "paper.typ", fields_of(paper), title=title_of(paper), author=rules.clean(paper.issuer)
    )


def typeset(template: str, fields: dict[str, Any], *, title: str, author: str) -> bytes:
    """Fill one of our typst templates. Text travels as JSON and is never read as markup."""
    keywords = [SAMPLE_MARK] if fields["mau"] else []
    data = {**_printable(fields), "title": title, "author": author, "keywords": keywords}
    pdf = _compiler(template).compile(
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF.")
    return pdf


def _printable(value: Any) -> Any:
    """Return the same tree with every text in characters that the typeface has."""
    if isinstance(value, str):
        return typeface.shown(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value


def _compiler(template: str) -> typst.Compiler:
    known: dict[str, typst.Compiler] = _compilers.__dict__
    if template not in known:
        known[template] = typst.Compiler(
            input=HERE / "typst" / template, font_paths=_fonts(), ignore_system_fonts=True
        )
    return known[template]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[typeface.FONTS]
    )
