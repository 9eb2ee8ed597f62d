"""A draft is what people typed; content is what it means once it has been checked.

A cell is named by its path: `done`, `documents`, `difficulties`, `proposals`, `evidence`,
`figures.trainees.female`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from songhanh.indicators.rules import cells
from songhanh.indicators.rules.numbers import written
from songhanh.returns.rules import issued

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from songhanh.returns.rules.asking import Asked

Draft = dict[str, Any]

TEXTS = ("done", "difficulties")
TEXT_MAX = 10_000
ROWS_MAX = 50


@dataclass(slots=True)
class Content:
    """A checked section: what goes into the snapshot, and what is wrong by cell."""

    figures: dict[str, dict[str, cells.Cell]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def tidy(raw: Mapping[str, Any]) -> Draft:
    """Return a draft with the known keys only, empty rows dropped, everything as text."""
    figures = raw.get("figures") or {}
    return {
        **{name: _text(raw.get(name)) for name in TEXTS},
        "documents": [row for row in map(_document, _rows(raw, "documents")) if any(row.values())],
        "proposals": [row for row in map(_proposal, _rows(raw, "proposals")) if row["text"]],
        "figures": {
            str(code): {str(split): _cell(cell) for split, cell in by_split.items()}
            for code, by_split in figures.items()
            if any(any(_cell(cell).values()) for cell in by_split.values())
        },
    }


def _rows(raw: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return list(raw.get(name) or [])[:ROWS_MAX]


def _text(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()[:TEXT_MAX]


def _document(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: _text(row.get(name)) for name in ("number", "dated", "title")}
    if not found["title"] and not found["dated"]:
        line = issued.parse(found["number"])
        if line.number and (line.title or line.dated):
            found = {"number": line.number, "dated": line.dated, "title": line.title}
    return {**found, "evidence": row.get("evidence") or None}


def _proposal(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": _text(row.get("text")), "receiver": row.get("receiver") or None}


def _cell(cell: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(cell.get(name))[:300] for name in ("typed", "empty", "reason")}


def is_blank(draft: Mapping[str, Any]) -> bool:
    """Whether nothing was typed at all."""
    return not any(draft.get(name) for name in (*TEXTS, "documents", "proposals", "figures"))


def check(draft: Mapping[str, Any], asked: Sequence[Asked]) -> Content:
    """Read a draft and say what must be put right before it can be sent."""
    content = Content()
    if not draft.get("done") and not draft.get("documents"):
        content.problems["done"] = _("Hãy ghi đã làm gì, hoặc ghi văn bản đã ban hành.")
    for place, row in enumerate(draft.get("documents", []), start=1):
        if row["dated"] and issued.day_of(row["dated"]) is None:
            text = _("Văn bản thứ %(place)s: ngày ghi theo dạng ngày/tháng/năm, ví dụ 10/06/2021.")
            content.problems["documents"] = text % {"place": place}
    for ask in asked:
        typed = draft.get("figures", {}).get(ask.code, {})
        found = cells.check(typed, by_sex=ask.by_sex, decimals=ask.decimals)
        content.figures[ask.code] = found.cells
        for split, problem in found.problems.items():
            content.problems[f"figures.{ask.code}.{split}"] = problem
    _compare_with_wholes(content, asked)
    return content


def _compare_with_wholes(content: Content, asked: Sequence[Asked]) -> None:
    names = {ask.code: ask.name for ask in asked}
    for ask in asked:
        part = content.figures[ask.code].get(cells.TOTAL)
        whole = content.figures.get(ask.whole, {}).get(cells.TOTAL)
        if not part or not whole or part.value is None or whole.value is None:
            continue
        if part.value > whole.value:
            text = _("%(part)s nhiều hơn “%(name)s” (%(whole)s). Hãy kiểm tra lại hai số.")
            content.problems[f"figures.{ask.code}.{cells.TOTAL}"] = text % {
                "part": written(part.value),
                "name": names[ask.whole],
                "whole": written(whole.value),
            }


def section_snapshot(
    draft: Mapping[str, Any],
    content: Content,
    evidence: Sequence[Mapping[str, str]],
    asked: Sequence[Asked],
) -> dict[str, Any]:
    """Return one section as it is sent: texts, figures as checked, files by their SHA-256."""
    return {
        **{name: draft.get(name, "") for name in TEXTS},
        "documents": draft.get("documents", []),
        "proposals": draft.get("proposals", []),
        "typed": draft.get("figures", {}),
        "names": {ask.code: f"{ask.name} ({ask.unit})" for ask in asked},
        "figures": {code: cells.as_json(found) for code, found in content.figures.items()},
        "evidence": list(evidence),
    }
