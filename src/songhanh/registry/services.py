"""Entering papers in the books, and making the papers that this office sends."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from songhanh.attachments import services as attachments
from songhanh.audit import services as audit
from songhanh.core.errors import DomainError, NotAllowed
from songhanh.documents.pdf import render_pdf
from songhanh.documents.word import render_docx
from songhanh.registry import permissions
from songhanh.registry.models import Book, Entry, OutgoingPaper

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.accounts.models import User
    from songhanh.attachments.models import StoredFile
    from songhanh.documents.model import Paper
    from songhanh.organizations.models import Body


class AlreadyVoid(DomainError):
    message = _("Số này đã hủy rồi. Sổ vẫn giữ dòng này để giải trình.")


class AlreadySigned(DomainError):
    message = _("Văn bản này đã có số và bản ký. Cần sửa thì lập văn bản mới thay thế.")


@transaction.atomic
def enter(
    *,
    body: Body,
    kind: str,
    on: date,
    by: User | None,
    at: datetime,
    series: str = "",
    **columns: Any,
) -> Entry:
    """Give the next number of the year's book to a paper. Numbers have no gaps and never return.

    The book's row is the lock: of two who ask at once, one waits.
    """
    key = {"body": body, "kind": kind, "year": on.year, "series": series}
    Book.objects.get_or_create(**key)
    book = Book.objects.select_for_update().get(**key)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    entry = Entry.objects.create(
        book=book, number=book.last_number, entered_on=on, entered_by=by, **columns
    )
    audit.record(
        "registry.entry.made", target=entry, by=by or audit.SYSTEM, at=at, number=entry.number
    )
    return entry


@transaction.atomic
def void(*, entry: Entry, reason: str, by: User, at: datetime) -> Entry:
    """Say that a number is not used. Its line stays in the book.

    Raises:
        NotAllowed: `by` does not keep the book.
        AlreadyVoid: it was said before.
    """
    row = Entry.objects.select_for_update().select_related("book__body").get(pk=entry.pk)
    if not permissions.can_write(by, row.book.body, on=timezone.localtime(at).date()):
        raise NotAllowed
    if row.void_at is not None:
        raise AlreadyVoid
    row.void_at, row.void_by, row.void_reason = at, by, reason
    row.save(update_fields=["void_at", "void_by", "void_reason"])
    audit.record("registry.entry.voided", target=row, by=by, at=at, number=row.number)
    return row


@transaction.atomic
def make_paper(
    *, kind: str, body: Body, about: str, paper: Paper, by: User, at: datetime
) -> OutgoingPaper:
    """Write a paper as Word and PDF and keep both. It gets its number after it is signed."""
    name = f"{kind}-{timezone.localtime(at):%Y%m%d-%H%M}"
    files = {
        ending: attachments.store(
            name=f"{name}.{ending}", content=content, by=by, at=at, sample=paper.sample
        )
        for ending, content in (("docx", render_docx(paper)), ("pdf", render_pdf(paper)))
    }
    made = OutgoingPaper.objects.create(
        kind=kind,
        body=body,
        about=about,
        doc_type=paper.doc_type,
        subject=paper.subject[:500],
        recipients="\n".join(paper.addressees),
        contents=json.loads(json.dumps(asdict(paper), cls=DjangoJSONEncoder)),
        docx=files["docx"],
        pdf=files["pdf"],
        made_at=at,
        made_by=by,
        sample=paper.sample,
    )
    audit.record("registry.paper.made", target=made, by=by, at=at, kind=kind)
    return made


@transaction.atomic
def approve_paper(*, paper: OutgoingPaper, by: User, at: datetime) -> OutgoingPaper:
    """The leader agrees with a paper before it is signed; a second time changes nothing.

    Raises:
        NotAllowed: `by` does not lead the body or its authority.
    """
    row = OutgoingPaper.objects.select_for_update().select_related("body").get(pk=paper.pk)
    if not permissions.can_approve(by, row.body, on=timezone.localtime(at).date()):
        raise NotAllowed
    if row.approved_at is None:
        row.approved_at, row.approved_by = at, by
        row.save(update_fields=["approved_at", "approved_by"])
        audit.record("registry.paper.approved", target=row, by=by, at=at)
    return row


@transaction.atomic
def record_signed(
    *, paper: OutgoingPaper, signed_on: date, signer: str, scan: StoredFile, by: User, at: datetime
) -> OutgoingPaper:
    """Take back the signed scan, and give the paper its number in the outgoing book.

    Raises:
        NotAllowed: `by` does not keep the book.
        AlreadySigned: it was taken back before.
    """
    row = (
        OutgoingPaper.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=paper.pk)
    )
    if not permissions.can_write(by, row.body, on=timezone.localtime(at).date()):
        raise NotAllowed
    if row.entry_id is not None:
        raise AlreadySigned
    row.entry = enter(
        body=row.body.parent or row.body,
        kind=Book.Kind.OUTGOING,
        on=signed_on,
        by=by,
        at=at,
        dated_on=signed_on,
        doc_type=row.doc_type,
        subject=row.subject,
        signer=signer,
        recipients=row.recipients,
        file=scan,
        sample=row.sample,
    )
    row.signed_scan, row.signed_on, row.signer = scan, signed_on, signer
    row.save(update_fields=["entry", "signed_scan", "signed_on", "signer"])
    audit.record("registry.paper.signed", target=row, by=by, at=at, number=row.entry.number)
    return row
