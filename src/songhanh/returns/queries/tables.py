"""Staff tables as Excel files, and the annex with everything the report leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from songhanh.documents.excel import Column, Notes, table_xlsx
from songhanh.indicators import queries as indicators
from songhanh.indicators.models import Observation
from songhanh.returns.models import Proposal, Section
from songhanh.returns.queries.consolidated import end_of
from songhanh.returns.queries.review import unit_rows
from songhanh.returns.queries.sections import asked_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from songhanh.directives.models import Directive
    from songhanh.documents.excel import Value


def _notes(directive: Directive, on: date, *lines: str) -> Notes:
    return Notes(
        source=_("Báo cáo của các đơn vị theo %(number)s")
        % {"number": directive.number or directive.slug},
        as_of=on,
        readers=_("Cơ quan theo dõi và lãnh đạo; không công khai"),
        lines=lines,
    )


def units_table(directive: Directive, *, on: date) -> bytes:
    """Return who answered and who did not, as a workbook."""
    columns = [
        Column(_("Đơn vị"), width=40),
        Column(_("Kỳ"), width=12),
        Column(_("Nhiệm vụ được giao"), "number", 12),
        Column(_("Chờ nghiệm thu"), "number", 12),
        Column(_("Trả lại để sửa"), "number", 12),
        Column(_("Đã nghiệm thu"), "number", 12),
        Column(_("Hạn gần nhất"), "date", 14),
        Column(_("Chưa gửi gì"), width=12),
    ]
    rows = (
        (
            row.name, row.period, row.given, row.reported, row.sent_back, row.accepted,
            row.due_on, row.silent,
        )
        for row in unit_rows(directive)
    )  # fmt: skip
    return table_xlsx(
        title=_("Tình hình báo cáo của các đơn vị"),
        columns=columns,
        rows=rows,
        notes=_notes(directive, on),
        sample=directive.sample,
    )


def annex(directive: Directive, *, on: date) -> bytes:
    """Return every accepted text, figure and proposal, one a row. No row is left out."""
    columns = [
        Column(_("Đơn vị"), width=34),
        Column(_("Kỳ"), width=10),
        Column(_("Nhiệm vụ"), width=40),
        Column(_("Loại"), width=20),
        Column(_("Nội dung"), width=70),
        Column(_("Giá trị"), "decimal", 16),
        Column(_("Ghi chú"), width=30),
    ]
    until = end_of(on)
    return table_xlsx(
        title=_("Phụ lục báo cáo tổng hợp"),
        columns=columns,
        rows=_annex_rows(directive, until),
        notes=_notes(directive, on, _("Chỉ gồm các mục đã nghiệm thu.")),
        sample=directive.sample,
    )


def _annex_rows(directive: Directive, until: datetime) -> Iterator[tuple[Value, ...]]:
    yield from _silent_rows(directive)
    yield from _text_rows(directive, until)
    yield from _figure_rows(directive, until)
    yield from _proposal_rows(directive, until)


def _silent_rows(directive: Directive) -> Iterator[tuple[Value, ...]]:
    for row in unit_rows(directive):
        if row.silent:
            yield row.name, row.period, "", _("Chưa gửi báo cáo"), "", None, ""


def _text_rows(directive: Directive, until: datetime) -> Iterator[tuple[Value, ...]]:
    rows = (
        Section.objects.filter(
            assignment__directive=directive,
            assignment__withdrawn_at__isnull=True,
            assignment__accepted_at__lt=until,
        )
        .order_by("assignment__unit__sort_key", "assignment__duty__order", "pk")
        .values_list(
            "assignment__unit__name", "assignment__period", "assignment__duty__text",
            "sent_done", "sent_difficulties", "sent_documents",
        )
    )  # fmt: skip
    for unit, period, duty, done, difficulties, documents in rows.iterator(chunk_size=2000):
        for kind, text in ((_("Kết quả"), done), (_("Khó khăn"), difficulties)):
            if text:
                yield unit, period, duty, kind, text, None, ""
        for row in documents:
            words = " ".join(row[name] for name in ("number", "dated", "title") if row[name])
            yield unit, period, duty, _("Văn bản đã ban hành"), words, None, ""


def _figure_rows(directive: Directive, until: datetime) -> Iterator[tuple[Value, ...]]:
    splits, kinds = dict(Observation.Split.choices), dict(Observation.Empty.choices)
    for row in indicators.unit_cells(asked_by=asked_by(directive), until=until):
        name = f"{row.figure.name} ({splits[row.split]}, {row.figure.unit})"
        note = " – ".join(str(text) for text in (kinds.get(row.empty, ""), row.reason) if text)
        yield row.body.name, row.period, "", _("Số liệu"), name, row.value, note


def _proposal_rows(directive: Directive, until: datetime) -> Iterator[tuple[Value, ...]]:
    rows = Proposal.objects.filter(
        section__unit_return__directive=directive,
        section__assignment__accepted_at__lt=until,
        withdrawn_at__isnull=True,
    ).select_related("section__unit_return__unit", "section__assignment__duty", "receiver")
    for row in rows.order_by("section__unit_return__unit__sort_key", "pk"):
        opened, duty = row.section.unit_return, row.section.assignment.duty.text
        receiver = row.receiver.name if row.receiver else ""
        note = " – ".join(text for text in (receiver, row.answer) if text)
        yield opened.unit.name, opened.period, duty, _("Đề xuất"), row.text, None, note
