"""Entering papers in the books, and making the papers that this office sends."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from songhanh.attachments import services as attachments
from songhanh.attachments.queries import path_of
from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.documents.pdf import render_pdf
from songhanh.documents.word import check_template, render_docx
from songhanh.registry import permissions, queries, rules
from songhanh.registry.errors import (
    AlreadySigned,
    AlreadyVoid,
    BadFile,
    EnteredBefore,
    NotReady,
    OtherNumber,
    VoidNumber,
)
from songhanh.registry.models import Book, Correction, Entry, OfficeTemplate, OutgoingPaper

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.accounts.models import User
    from songhanh.attachments.models import StoredFile
    from songhanh.documents.model import Paper
    from songhanh.organizations.models import Body


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

    The book's row is the lock: of two who ask at once, one waits. `by` is None where the system
    itself enters what somebody was allowed to do.

    Raises:
        NotAllowed: `by` does not keep the book.
    """
    if by is not None and not permissions.can_write(by, body, on=timezone.localdate(at)):
        raise NotAllowed
    key: dict[str, Any] = {"body": body, "kind": kind, "year": on.year, "series": series}
    Book.objects.get_or_create(**key)
    book = Book.objects.select_for_update().get(**key)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    entry = Entry(book=book, number=book.last_number, entered_on=on, entered_by=by, **columns)
    _note_words(entry)
    entry.save(force_insert=True)
    audit.record(
        "registry.entry.made", target=entry, by=by or audit.SYSTEM, at=at, number=entry.number
    )
    return entry


@transaction.atomic
def enter_incoming(
    *, body: Body, on: date, by: User, at: datetime, despite_twin: bool = False, **columns: Any
) -> Entry:
    """Enter a paper that came in, unless the book holds it already.

    Raises:
        NotAllowed: `by` does not keep the book.
        EnteredBefore: number, symbol and author stand in the book; `despite_twin` enters it anyway.
    """
    symbol, author = columns.get("symbol", ""), columns.get("author", "")
    # The lock comes first: two who enter the same paper at once would both find nothing.
    book = Book.objects.get_or_create(body=body, kind=Book.Kind.INCOMING, year=on.year, series="")[
        0
    ]
    Book.objects.select_for_update().get(pk=book.pk)
    twin = queries.entered_before(body=body, symbol=symbol, author=author)
    if twin is not None and not despite_twin:
        raise EnteredBefore(
            EnteredBefore.message
            % {"symbol": symbol, "author": author, "number": rules.number_text(twin.number)}
        )
    return enter(body=body, kind=Book.Kind.INCOMING, on=on, by=by, at=at, **columns)


def _note_words(entry: Entry) -> None:
    entry.words = rules.search_words(
        [rules.number_text(entry.number), *(getattr(entry, column) for column in queries.COLUMNS)]
    )


@transaction.atomic
def correct(*, entry: Entry, reason: str, by: User, at: datetime, **columns: Any) -> Entry:
    """Put a line of a book right. What stood there before is kept; the number never changes.

    Raises:
        NotAllowed: `by` does not keep the book.
        VoidNumber: the number is void.
    """
    row = _locked(entry, by=by, at=at)
    if row.void_at is not None:
        raise VoidNumber
    before = {
        name: getattr(row, name)
        for name, value in columns.items()
        if name in queries.COLUMNS and getattr(row, name) != value
    }
    if not before:
        return row
    Correction.objects.create(
        entry=row, before=_plain_json(before), reason=reason, made_at=at, made_by=by
    )
    for name in before:
        setattr(row, name, columns[name])
    _note_words(row)
    row.save(update_fields=[*before, "words"])
    audit.record("registry.entry.corrected", target=row, by=by, at=at, columns=sorted(before))
    return row


def _locked(entry: Entry, *, by: User, at: datetime) -> Entry:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("book__body")
    row = rows.get(pk=entry.pk)
    if not permissions.can_write(by, row.book.body, on=timezone.localdate(at)):
        raise NotAllowed
    return row


def _plain_json(values: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


@transaction.atomic
def void(*, entry: Entry, reason: str, by: User, at: datetime) -> Entry:
    """Say that a number is not used. Its line stays in the book.

    Raises:
        NotAllowed: `by` does not keep the book.
        AlreadyVoid: it was said before.
    """
    row = _locked(entry, by=by, at=at)
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
    """Write a paper as Word and PDF and keep both. It gets its number after it is signed.

    The Word file follows the office's own template where it has one.

    Raises:
        BadTemplate: the office's own template can no longer be filled.
    """
    today = timezone.localdate(at)
    with override(settings.LANGUAGE_CODE):
        label = str(OutgoingPaper.Kind(kind).label)
    name = rules.file_name(label, today, sample=paper.sample)
    own = queries.template_in_use(body, paper.doc_type, on=today)
    template = path_of(own.file.sha256) if own else None
    files = {
        ending: attachments.store(
            name=f"{name}.{ending}", content=content, by=by, at=at, sample=paper.sample
        )
        for ending, content in (("docx", render_docx(paper, template)), ("pdf", render_pdf(paper)))
    }
    made = OutgoingPaper.objects.create(
        kind=kind,
        body=body,
        about=about,
        doc_type=paper.doc_type,
        subject=paper.subject[:500],
        recipients="\n".join(paper.addressees),
        contents=_plain_json(asdict(paper)),
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
    *,
    paper: OutgoingPaper,
    signed_on: date,
    signer: str,
    scan: StoredFile,
    by: User,
    at: datetime,
    number: int | None = None,
) -> OutgoingPaper:
    """Take back the signed scan, and give the paper its number in the outgoing book.

    `number` is what stands on the scan, if it was written there already.

    Raises:
        NotAllowed: `by` does not keep the book.
        AlreadySigned: it was taken back before.
        NotReady: a consolidated report that no leader has approved.
        BadFile: the scan cannot be opened.
        OtherNumber: the number on the scan is not the next one of the book.
    """
    rows = OutgoingPaper.objects.select_for_update(of=("self",)).select_related("body__parent")
    row = rows.get(pk=paper.pk)
    _refuse_unsigned(row, scan, by=by, at=at)
    suffix = str(row.contents.get("symbol", ""))
    entry = enter(
        body=row.body.parent or row.body,
        kind=Book.Kind.OUTGOING,
        on=signed_on,
        by=by,
        at=at,
        **_columns_of(row, signed_on=signed_on, signer=signer, scan=scan),
    )
    if number is not None and number != entry.number:
        given = {"given": number, "next": rules.number_text(entry.number)}
        raise OtherNumber(OtherNumber.message % given)
    entry.symbol = rules.symbol(entry.number, suffix)
    _note_words(entry)
    entry.save(update_fields=["symbol", "words"])
    row.entry, row.signed_scan, row.signed_on, row.signer = entry, scan, signed_on, signer
    row.save(update_fields=["entry", "signed_scan", "signed_on", "signer"])
    audit.record("registry.paper.signed", target=row, by=by, at=at, number=entry.number)
    return row


def _refuse_unsigned(row: OutgoingPaper, scan: StoredFile, *, by: User, at: datetime) -> None:
    if not permissions.can_write(by, row.body, on=timezone.localdate(at)):
        raise NotAllowed
    if row.entry_id is not None:
        raise AlreadySigned
    if queries.needs_approval(row):
        raise NotReady
    if scan.problem:
        raise BadFile(scan.problem)


def _columns_of(
    row: OutgoingPaper, *, signed_on: date, signer: str, scan: StoredFile
) -> dict[str, Any]:
    return {
        "dated_on": signed_on,
        "doc_type": row.doc_type,
        "subject": row.subject,
        "signer": signer,
        "recipients": row.recipients,
        "file": scan,
        "sample": row.sample,
    }


@transaction.atomic
def use_template(
    *, body: Body, doc_type: str, file: StoredFile, since: date, by: User, at: datetime
) -> OfficeTemplate:
    """Make papers of a type from the office's own Word template, from a day on.

    Raises:
        NotAllowed: `by` does not keep the office's books.
        BadFile: it is no Word file, or a paper could not be written with it; the message says why.
    """
    if not permissions.can_write(by, body, on=timezone.localdate(at)):
        raise NotAllowed
    if file.problem:
        raise BadFile(file.problem)
    if faults := check_template(path_of(file.sha256)):
        raise BadFile(" ".join(faults))
    made = OfficeTemplate.objects.create(
        body=body, doc_type=doc_type, file=file, since=since, added_at=at, added_by=by
    )
    audit.record("registry.template.used", target=made, by=by, at=at, file=file.sha256)
    return made
