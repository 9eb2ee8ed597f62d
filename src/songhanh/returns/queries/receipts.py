"""Receipts: what was sent, when, by which unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from songhanh.core.errors import NotFound
from songhanh.indicators.queries import definitions_for
from songhanh.returns.models import Evidence, Submission
from songhanh.returns.queries.sections import returns_for, sections_of, state_of
from songhanh.returns.rules import receipts

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from songhanh.accounts.models import User
    from songhanh.indicators.models import FigureDefinition
    from songhanh.returns.models import Section, UnitReturn
    from songhanh.returns.rules.sections import SectionState


@dataclass(frozen=True, slots=True)
class Receipt:
    """One submission, and whether what is kept is still what was sent."""

    submission: Submission
    whole: bool


def receipts_for(viewer: User, *, on: date) -> QuerySet[Submission]:
    """Receipts of the viewer's units and of directives the viewer oversees, the newest first."""
    rows = Submission.objects.filter(unit_return__in=returns_for(viewer, on=on).values("pk"))
    rows = rows.select_related("unit_return__unit", "unit_return__directive", "sent_by", "paper")
    return rows.order_by("-sent_at", "-pk")


def receipts_of(unit_return: UnitReturn) -> QuerySet[Submission]:
    """Return what was sent of one return, the newest first."""
    return unit_return.submissions.select_related("sent_by").order_by("-sent_at", "-pk")


@dataclass(frozen=True, slots=True)
class SentSection:
    """One section as it was sent last, cell by cell, for the coordinator to look at."""

    section: Section
    number: int
    title: str
    state: SectionState
    contents: dict[str, Any]
    texts: list[tuple[str, str, str]]  # (cell, label, words)
    figures: list[tuple[FigureDefinition, list[SentCell]]]
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class SentCell:
    """One number that was sent."""

    key: str
    split: str
    value: Decimal | None
    empty: str
    reason: str
    wrong: str


def sent_sections(unit_return: UnitReturn) -> list[SentSection]:
    """Return every section that was sent, as it was sent last. Three queries."""
    rows = list(sections_of(unit_return))
    known = {
        definition.code: definition
        for definition in definitions_for({row.assignment.duty.theme for row in rows})
    }
    files: dict[int, list[Evidence]] = {}
    for evidence in Evidence.objects.filter(
        section__unit_return=unit_return, removed_at__isnull=True
    ).select_related("file"):
        files.setdefault(evidence.section_id, []).append(evidence)
    return [
        _sent(row, number, known, files.get(row.pk, []))
        for number, row in enumerate(rows, start=1)
        if row.sent is not None
    ]


def _sent(
    row: Section, number: int, known: dict[str, FigureDefinition], files: list[Evidence]
) -> SentSection:
    submitted = row.sent.contents["sections"] if row.sent else []
    contents = next(part for part in submitted if part["assignment"] == row.assignment_id)
    return SentSection(
        section=row,
        number=number,
        title=row.assignment.duty.title or row.assignment.duty.text,
        state=state_of(row),
        contents=contents,
        texts=_texts(contents),
        evidence=files,
        figures=[
            (known[code], _cells(code, by_split, row.wrong_cells))
            for code, by_split in contents["figures"].items()
            if code in known
        ],
    )


def _texts(contents: dict[str, Any]) -> list[tuple[str, str, str]]:
    documents = (
        ", ".join(row[name] for name in ("number", "dated", "title") if row[name])
        for row in contents["documents"]
    )
    return [
        ("documents", _("Văn bản đã ban hành"), "\n".join(documents)),
        ("done", _("Kết quả thực hiện"), contents["done"]),
        ("difficulties", _("Khó khăn, vướng mắc"), contents["difficulties"]),
        (
            "proposals",
            _("Đề xuất, kiến nghị"),
            "\n".join(row["text"] for row in contents["proposals"]),
        ),
        ("evidence", _("Minh chứng"), ""),
    ]


def _cells(code: str, by_split: dict[str, Any], wrong: dict[str, str]) -> list[SentCell]:
    return [
        SentCell(
            key=(key := f"figures.{code}.{split}"),
            split=split,
            value=None if cell["value"] is None else Decimal(cell["value"]),
            empty=cell["empty"],
            reason=cell["reason"],
            wrong=wrong.get(key, ""),
        )
        for split, cell in by_split.items()
    ]


def receipt_for(viewer: User, *, code: str, on: date) -> Receipt:
    """Return the receipt with that code, however it was typed.

    Raises:
        NotFound: there is none, or the viewer may not see its return.
    """
    found = receipts_for(viewer, on=on).filter(code=receipts.tidy(code)).first()
    if found is None:
        raise NotFound
    return Receipt(found, receipts.sha256(found.contents) == found.sha256)
