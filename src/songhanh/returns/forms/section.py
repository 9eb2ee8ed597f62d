"""The form of one section: reading what was posted, and what to show in each field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from songhanh.indicators.rules import cells
from songhanh.indicators.rules.cells import splits_of
from songhanh.returns.rules import content, merging

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from songhanh.returns.queries.sections import SectionPage
    from songhanh.returns.rules.asking import Asked

SPLIT_LABELS: dict[str, _StrPromise] = {
    cells.FEMALE: _("Nữ"),
    cells.MALE: _("Nam"),
    cells.OTHER: _("Khác"),
    cells.UNKNOWN: _("Không rõ"),
    cells.TOTAL: _("Tổng số"),
}
EMPTY_CHOICES: tuple[tuple[str, _StrPromise], ...] = (
    ("", _("Có số, đúng thực tế")),
    (cells.ESTIMATE, _("Số ước thực hiện")),
    (cells.NONE, _("Không phát sinh")),
    (cells.NO_DATA, _("Không có số liệu (ghi lý do)")),
    (cells.NOT_DUE, _("Chưa đến kỳ")),
)
ROW = re.compile(r"(documents|proposals)-([0-9]{1,4})-(\w+)")
CELL = re.compile(r"figures\.([\w-]+)\.(\w+)\.(typed|empty|reason)")
REVISION_MAX = 2**31 - 1
MORE = ("documents", "proposals")


def read(post: QueryDict) -> content.Draft:
    """Return the draft as it was typed; unknown fields are ignored."""
    rows: dict[str, dict[int, dict[str, Any]]] = {"documents": {}, "proposals": {}}
    figures: dict[str, dict[str, dict[str, str]]] = {}
    for name, value in post.items():
        if found := ROW.fullmatch(name):
            rows[found[1]].setdefault(int(found[2]), {})[found[3]] = value
        elif found := CELL.fullmatch(name):
            figures.setdefault(found[1], {}).setdefault(found[2], {})[found[3]] = str(value)
    for document in rows["documents"].values():
        document["evidence"] = number(document.get("evidence"))
    for proposal in rows["proposals"].values():
        proposal["receiver"] = number(proposal.get("receiver"))
    return {
        "done": post.get("done", ""),
        "difficulties": post.get("difficulties", ""),
        "documents": [rows["documents"][place] for place in sorted(rows["documents"])],
        "proposals": [rows["proposals"][place] for place in sorted(rows["proposals"])],
        "figures": figures,
    }


def number(typed: Any) -> int | None:
    """Return a posted id or revision, or None if it is none."""
    text = str(typed or "")
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def revision(post: QueryDict) -> int:
    """Return the revision the page was opened at; a page without one started from nothing."""
    return min(number(post.get("revision")) or 0, REVISION_MAX)


def blank_rows(page: SectionPage, more: str) -> dict[str, list[int]]:
    """Return the places of empty rows to show: one while there is none, one more when asked."""
    draft = page.line.section.draft
    counts = {name: len(draft.get(name, [])) for name in MORE}
    return {name: [count] if more == name or not count else [] for name, count in counts.items()}


@dataclass(frozen=True, slots=True)
class CellField:
    """One number and its kind of empty."""

    key: str
    label: str
    typed: str
    empty: str
    reason: str
    problem: str
    wrong: str  # what the coordinator says is wrong with it
    editable: bool
    optional: bool

    @property
    def id(self) -> str:  # of the input, which error summaries link to
        return self.key.replace(".", "-")

    @property
    def said(self) -> bool:  # a kind of empty or a reason, so that it stands open
        return bool(self.empty or self.reason)


@dataclass(frozen=True, slots=True)
class FigureField:
    """One figure with its cells."""

    asked: Asked
    cells: list[CellField]


@dataclass(frozen=True, slots=True)
class TextField:
    """One text, or one list of rows."""

    key: str
    value: Any
    problem: str
    wrong: str
    editable: bool


@dataclass(frozen=True, slots=True)
class SectionForm:
    """Everything the template shows of one section's fields."""

    done: TextField
    documents: TextField
    difficulties: TextField
    proposals: TextField
    evidence: TextField
    figures: list[FigureField]
    problems: list[tuple[str, str]]  # (id of the field, sentence)

    @property
    def empty_choices(self) -> tuple[tuple[str, _StrPromise], ...]:
        return EMPTY_CHOICES


def shown(page: SectionPage, *, with_problems: bool) -> SectionForm:
    """Return the fields as they stand; problems are pointed at once somebody has tried."""
    section = page.line.section
    problems = page.line.problems if with_problems else {}
    wrong = section.wrong_cells if section.sent_back_at else {}
    open_cells = merging.editable(wrong) if wrong else None
    if section.accepted_at or not page.line.can_edit:
        open_cells = frozenset()
    texts = {
        key: TextField(
            key=key,
            value=section.draft.get(key, "" if key in content.TEXTS else []),
            problem=problems.get(key, ""),
            wrong=wrong.get(key, ""),
            editable=open_cells is None or key in open_cells,
        )
        for key in ("done", "documents", "difficulties", "proposals", "evidence")
    }
    typed = section.draft.get("figures", {})
    figures = [
        _figure(ask, typed.get(ask.code, {}), problems, wrong, open_cells) for ask in page.ask.own
    ]
    return SectionForm(
        done=texts["done"],
        documents=texts["documents"],
        difficulties=texts["difficulties"],
        proposals=texts["proposals"],
        evidence=texts["evidence"],
        figures=figures,
        problems=[(key.replace(".", "-"), sentence) for key, sentence in problems.items()],
    )


def _figure(
    ask: Asked,
    typed: Mapping[str, Mapping[str, str]],
    problems: Mapping[str, str],
    wrong: Mapping[str, str],
    open_cells: frozenset[str] | None,
) -> FigureField:
    fields = []
    for split in splits_of(by_sex=ask.by_sex):
        key, cell = f"figures.{ask.code}.{split}", typed.get(split, {})
        fields.append(
            CellField(
                key=key,
                label=str(SPLIT_LABELS[split]),
                typed=cell.get("typed", ""),
                empty=cell.get("empty", ""),
                reason=cell.get("reason", ""),
                problem=problems.get(key, ""),
                wrong=wrong.get(key, ""),
                editable=open_cells is None or key in open_cells,
                optional=ask.by_sex and split not in cells.NEEDED_PARTS,
            )
        )
    return FigureField(ask, fields)
