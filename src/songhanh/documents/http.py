"""Papers and tables given in an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from songhanh.documents.excel import Notes, table_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from songhanh.documents.excel import Column, Value

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def download(content: bytes, name: str) -> HttpResponse:
    """Answer with a file that the browser keeps under this name."""
    answer = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def table_response(
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    name: str,
    on: date,
    readers: str = "",
    sample: bool = False,
) -> HttpResponse:
    """Answer with the table of a page as a workbook. `readers` are the staff if nobody is named."""
    notes = Notes(source="Song Hành", as_of=on, readers=readers or _("Cán bộ của cơ quan"))
    content = table_xlsx(title=title, columns=columns, rows=rows, notes=notes, sample=sample)
    return download(content, f"{name}-{on:%d-%m-%Y}.xlsx")
