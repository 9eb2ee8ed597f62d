"""The consolidated report as an official paper. Official papers are in Vietnamese only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import override

from songhanh.documents import types
from songhanh.documents.model import (
    Block,
    Bullet,
    Heading,
    Note,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from songhanh.documents.rules import long_date
from songhanh.indicators.rules.cells import FEMALE, MALE, OTHER, TOTAL, UNKNOWN
from songhanh.indicators.rules.numbers import written

if TYPE_CHECKING:
    from decimal import Decimal

    from songhanh.directives.models import Directive
    from songhanh.returns.queries.consolidated import (
        Consolidated,
        FigureLine,
        Line,
        Listed,
        ThemeReport,
    )

DOC_TYPE = "Báo cáo"
TEXT_SHOWN = 400  # letters of what one unit wrote; the annex has all
HEADER = ("Chỉ tiêu", "Đơn vị tính", "Tổng", "Nữ", "Nam", "Khác, không rõ", "Đơn vị có số liệu")


def subject_of(directive: Directive) -> str:
    """Return the subject line of the report."""
    return f"Kết quả thực hiện {called(directive)}"


def called(directive: Directive) -> str:
    """Return how the report calls the directive: type, number, date, issuer."""
    parts = [directive.doc_type or "văn bản", f"số {directive.number}" if directive.number else ""]
    if directive.dated_on:
        parts.append(long_date(directive.dated_on))
    if directive.issuer_name:
        parts.append(f"của {directive.issuer_name}")
    return " ".join(part for part in parts if part)


def paper_of(report: Consolidated) -> Paper:
    """Return the report in the form of Decree 30/2020/NĐ-CP, without number, date and name."""
    directive = report.directive
    authority = directive.authority
    with override(settings.LANGUAGE_CODE):
        return Paper(
            issuer=authority.name,
            symbol=types.suffix(type_name=DOC_TYPE, org=authority.symbol or "UBND"),
            place=authority.territory.name,
            doc_type=DOC_TYPE,
            subject=subject_of(directive),
            body=tuple(_body(report)),
            signature=Signature(_signature(authority.name)),
            recipients=(directive.standing_unit.name, "Các cơ quan, đơn vị được giao nhiệm vụ"),
            archive="VT",
            sample=directive.sample,
        )


def _signature(issuer: str) -> tuple[str, ...]:
    if issuer.casefold().startswith(("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd")):
        return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    return ("THỦ TRƯỞNG CƠ QUAN",)


def _body(report: Consolidated) -> list[Block]:
    return [
        *_general(report),
        Heading(1, "Kết quả theo từng nhóm nhiệm vụ"),
        *(block for theme in report.themes for block in _theme(theme)),
        Heading(1, "Khó khăn, vướng mắc"),
        *_difficulties(report),
        Heading(1, "Đề xuất, kiến nghị"),
        *_proposals(report),
    ]


def _general(report: Consolidated) -> list[Block]:
    directive = report.directive
    about = f" về việc {directive.subject}" if directive.subject else ""
    blocks: list[Block] = [
        Heading(1, "Tình hình chung"),
        Paragraph(
            f"Thực hiện {called(directive)}{about}, tính đến hết {long_date(report.on)}, "
            f"{report.reported_units}/{report.units} đơn vị đã gửi báo cáo; "
            f"{report.accepted}/{report.assignments} nhiệm vụ đã được nghiệm thu."
        ),
    ]
    if report.waiting:
        blocks.append(
            Paragraph(
                f"Còn {report.waiting} nhiệm vụ đã báo cáo nhưng chưa nghiệm thu, "
                "chưa tính vào số liệu của báo cáo này."
            )
        )
    return [*blocks, _missing(report)]


def _missing(report: Consolidated) -> Block:
    if not report.missing_count:
        return Paragraph("Tất cả các đơn vị được giao nhiệm vụ đều đã gửi báo cáo.")
    more = report.missing_count - len(report.missing)
    rest = f" và {more} đơn vị khác nêu trong phụ lục" if more else ""
    names = ", ".join(report.missing)
    return Paragraph(f"Đơn vị chưa gửi báo cáo ({report.missing_count}): {names}{rest}.")


def _theme(theme: ThemeReport) -> list[Block]:
    blocks: list[Block] = [
        Heading(2, theme.label),
        *(Note(f"Nhiệm vụ: {duty}") for duty in theme.duties),
        Paragraph(
            f"{theme.reported}/{theme.given} đơn vị đã báo cáo, "
            f"{theme.accepted}/{theme.given} đơn vị được nghiệm thu; "
            f"{theme.documents} văn bản đã ban hành."
        ),
    ]
    if theme.figures:
        blocks.append(_table(theme))
    blocks += [_share(line) for line in theme.figures if line.share is not None]
    return [*blocks, *_listed(theme.done)]


def _table(theme: ThemeReport) -> Table:
    return Table(
        caption=f"Số liệu: {theme.label}",
        header=HEADER,
        rows=tuple(_row(line, theme.given) for line in theme.figures),
        align=("left", "left", "right", "right", "right", "right", "right"),
    )


def _row(line: FigureLine, given: int) -> tuple[str, ...]:
    sums = line.found.sums if line.found else {}
    rest = [sums[split] for split in (OTHER, UNKNOWN) if split in sums]
    others: Decimal | None = sum(rest[1:], rest[0]) if rest else None
    estimate = " (có số ước)" if line.found and line.found.estimates else ""
    return (
        line.definition.name,
        line.definition.unit,
        written(sums.get(TOTAL)) + estimate,
        written(sums.get(FEMALE)),
        written(sums.get(MALE)),
        written(others),
        f"{line.found.units if line.found else 0}/{given}",
    )


def _share(line: FigureLine) -> Paragraph:
    whole = line.definition.denominator
    name = whole.name if whole else ""
    return Paragraph(f"{line.definition.name}: {written(line.share)}% trên “{name}”.")


def _listed(listed: Listed) -> list[Block]:
    blocks: list[Block] = [Bullet(_said(line)) for line in listed.lines]
    if listed.left_out > 0:
        blocks.append(Note(f"Còn {listed.left_out} ý kiến của các đơn vị khác nêu trong phụ lục."))
    return blocks


def _said(line: Line) -> str:
    text = " ".join(line.text.split())
    cut = text if len(text) <= TEXT_SHOWN else text[:TEXT_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"{line.unit}: {cut}"


def _difficulties(report: Consolidated) -> list[Block]:
    blocks: list[Block] = []
    for theme in report.themes:
        if theme.difficulties.count:
            blocks += [Heading(2, theme.label), *_listed(theme.difficulties)]
    return blocks or [Paragraph("Các đơn vị không nêu khó khăn, vướng mắc.")]


def _proposals(report: Consolidated) -> list[Block]:
    blocks: list[Block] = []
    for line in report.proposals:
        receiver = f" (gửi {line.receiver})" if line.receiver else ""
        answer = f" Trả lời: {line.answer}" if line.answer else ""
        blocks.append(Bullet(f"{line.unit}{receiver}: {line.text}.{answer}".replace("..", ".")))
    left = report.proposal_count - len(report.proposals)
    if left > 0:
        blocks.append(Note(f"Còn {left} đề xuất, kiến nghị nêu trong phụ lục."))
    return blocks or [Paragraph("Các đơn vị không có đề xuất, kiến nghị.")]
