"""Sending: one transaction that writes the snapshot, the figures and the receipt together."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed, NotFound
from songhanh.directives import permissions as directives
from songhanh.directives.errors import Withdrawn
from songhanh.directives.services import steps
from songhanh.indicators import services as indicators
from songhanh.returns.errors import (
    DraftsDiffer,
    NothingToSend,
    NotReady,
    PaperNeeded,
    SectionClosed,
)
from songhanh.returns.models import OtherDraft, Proposal, Section, Submission, UnitReturn
from songhanh.returns.queries import sections as queries
from songhanh.returns.rules import content, receipts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from songhanh.accounts.models import User
    from songhanh.attachments.models import StoredFile
    from songhanh.returns.rules.asking import Asked


@dataclass(frozen=True, slots=True)
class Checked:
    """A section that is about to be sent, what it says, and what it was asked."""

    section: Section
    content: content.Content
    asked: list[Asked]


@transaction.atomic
def send(
    *,
    unit_return: UnitReturn,
    sections: Iterable[Section],
    token: str,
    by: User,
    at: datetime,
    on_behalf: bool = False,
    paper: StoredFile | None = None,
) -> Submission:
    """Send sections of a return and give a receipt. The same `token` again gives the same receipt.

    Raises:
        NotAllowed: `by` may not report for the unit, or enter its paper reply.
        NothingToSend, NotReady, DraftsDiffer, SectionClosed: see there.
        PaperNeeded: on behalf of a unit, without its paper.
    """
    opened = _locked_return(unit_return)
    earlier = Submission.objects.filter(token=token).first()
    if earlier is not None:
        if earlier.unit_return_id != opened.pk:
            raise NotFound
        return earlier
    chosen = _locked_sections(opened, sections)
    _check_rights(chosen, by=by, at=at, on_behalf=on_behalf)
    paper = _paper(opened, paper, on_behalf=on_behalf)
    checked = _checked(opened, chosen)
    submission = _write(
        opened, checked, token=token, paper=paper, on_behalf=on_behalf, by=by, at=at
    )
    for row in checked:
        _write_section(row.section, row.content, submission, by=by, at=at)
    steps.record_report(assignments=[s.assignment for s in chosen], by=by, at=at)
    audit.record(
        "returns.submission.sent", target=submission, by=by, at=at,
        sections=[s.pk for s in chosen], sha256=submission.sha256, on_behalf=on_behalf,
    )  # fmt: skip
    return submission


def _locked_return(unit_return: UnitReturn) -> UnitReturn:
    rows = UnitReturn.objects.select_for_update(of=("self",))
    return rows.select_related("directive", "unit", "paper").get(pk=unit_return.pk)


def _locked_sections(opened: UnitReturn, sections: Iterable[Section]) -> list[Section]:
    wanted = {section.pk for section in sections}
    if not wanted:
        raise NothingToSend
    rows = list(
        Section.objects.select_for_update(of=("self",))
        .filter(unit_return=opened, pk__in=wanted)
        .select_related("assignment__directive", "assignment__duty", "unit_return__directive")
        .order_by("assignment__duty__order", "pk")
    )
    if len(rows) != len(wanted):
        raise NotFound
    if any(row.accepted_at for row in rows):
        raise SectionClosed
    if any(row.assignment.withdrawn_at for row in rows):
        raise Withdrawn
    if OtherDraft.objects.filter(section__in=rows, settled_at__isnull=True).exists():
        raise DraftsDiffer
    return rows


def _check_rights(sections: Iterable[Section], *, by: User, at: datetime, on_behalf: bool) -> None:
    on = timezone.localtime(at).date()
    may = directives.can_coordinate if on_behalf else directives.can_report
    for section in sections:
        thing: Any = section.assignment.directive if on_behalf else section.assignment
        if not may(by, thing, on=on):
            raise NotAllowed


def _paper(opened: UnitReturn, paper: StoredFile | None, *, on_behalf: bool) -> StoredFile | None:
    if not on_behalf:
        return None
    paper = paper or opened.paper
    if paper is None:
        raise PaperNeeded
    return paper


def _checked(opened: UnitReturn, sections: Sequence[Section]) -> list[Checked]:
    asks = queries.asks_of(opened)
    checked = [
        Checked(row, content.check(row.draft, asks[row.pk].own), asks[row.pk].own)
        for row in sections
    ]
    if any(row.content.problems for row in checked):
        raise NotReady
    return checked


def _write(
    opened: UnitReturn,
    checked: Sequence[Checked],
    *,
    token: str,
    paper: StoredFile | None,
    on_behalf: bool,
    by: User,
    at: datetime,
) -> Submission:
    contents = {
        "directive": opened.directive.number,
        "unit": opened.unit.name,
        "period": opened.period,
        "sent_at": at.isoformat(),
        "on_behalf": on_behalf,
        "paper": paper.sha256 if paper else "",
        "sections": [_snapshot(row) for row in checked],
    }
    return Submission.objects.create(
        unit_return=opened,
        code=receipts.code(secrets.randbits(64)),
        token=token,
        contents=contents,
        sha256=receipts.sha256(contents),
        sent_at=at,
        sent_by=by,
        on_behalf=on_behalf,
        paper=paper,
    )


def _snapshot(checked: Checked) -> dict[str, Any]:
    section = checked.section
    files = section.evidence.filter(removed_at__isnull=True).select_related("file")
    evidence = [
        {
            "name": row.file.name,
            "sha256": row.file.sha256,
            "caption": row.caption,
            "kind": row.kind,
        }
        for row in files.order_by("pk")
    ]
    duty = section.assignment.duty
    return {
        "assignment": section.assignment_id,
        "duty": duty.title or duty.text,
        **content.section_snapshot(section.draft, checked.content, evidence, checked.asked),
    }


def _write_section(
    section: Section, found: content.Content, submission: Submission, *, by: User, at: datetime
) -> None:
    section.sent = submission
    section.sent_done = section.draft.get("done", "")
    section.sent_difficulties = section.draft.get("difficulties", "")
    section.sent_documents = section.draft.get("documents", [])
    section.sent_document_count = len(section.sent_documents)
    section.sent_back_at = None
    section.wrong_cells = {}
    section.save(
        update_fields=[
            "sent", "sent_done", "sent_difficulties", "sent_documents",
            "sent_document_count", "sent_back_at", "wrong_cells",
        ]
    )  # fmt: skip
    indicators.record(
        source=queries.source_of(section),
        asked_by=queries.asked_by(submission.unit_return.directive),
        body=submission.unit_return.unit,
        period=submission.unit_return.period,
        cells=found.figures,
        by=by,
        at=at,
    )
    _write_proposals(section, at=at)


def _write_proposals(section: Section, *, at: datetime) -> None:
    """Keep what is proposed again, with its answer; note what is left out; add what is new."""
    may_receive = {body.pk for body in queries.receivers_of(section.unit_return.directive)}
    proposed = {
        row["text"]: row["receiver"] if row["receiver"] in may_receive else None
        for row in section.draft.get("proposals", [])
    }
    open_rows = section.proposals.filter(withdrawn_at__isnull=True)
    known = {row.text: row for row in open_rows}
    gone = [row.pk for text, row in known.items() if text not in proposed]
    section.proposals.filter(pk__in=gone, answered_at__isnull=True).update(withdrawn_at=at)
    Proposal.objects.bulk_create(
        Proposal(section=section, text=text, receiver_id=receiver, made_at=at)
        for text, receiver in proposed.items()
        if text not in known
    )
