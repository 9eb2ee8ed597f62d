"""The books as their readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.utils import timezone

from songhanh.core.errors import NotFound
from songhanh.documents import books as forms_of_books
from songhanh.documents.registers import Book as PrintedBook
from songhanh.organizations.models import Body
from songhanh.reading.vietnamese import fold
from songhanh.registry import permissions, rules
from songhanh.registry.models import Book, Correction, Entry, OfficeTemplate, OutgoingPaper

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from songhanh.accounts.models import User

COLUMNS = (
    "author", "symbol", "dated_on", "doc_type", "subject", "signer", "recipients", "copy_keeper",
    "copies", "forwarded_on", "signed_for", "note",
)  # fmt: skip


def bodies_for(viewer: User, *, on: date, write: bool = False) -> list[Body]:
    """Return the bodies whose books the viewer may read, or write, in Vietnamese order."""
    near: set[int] = set()
    for membership in viewer.memberships_on(on):
        near |= {membership.body_id, membership.body.parent_id} - {None}  # type: ignore[arg-type]
    rows = Body.objects.filter(Q(pk__in=near) | Q(parent__in=near)).order_by("sort_key", "pk")
    may = permissions.can_write if write else permissions.can_read
    return [body for body in rows if may(viewer, body, on=on)]


def books_for(viewer: User, *, on: date) -> list[Book]:
    """Return the books the viewer may read, the newest year first."""
    rows = Book.objects.filter(body__in=bodies_for(viewer, on=on)).select_related("body")
    return list(rows.order_by("-year", "body__sort_key", "kind", "series"))


def book_for(viewer: User, *, pk: int, on: date) -> Book:
    """Return one book.

    Raises:
        NotFound: there is none, or the viewer may not read it.
    """
    book = Book.objects.select_related("body__parent").filter(pk=pk).first()
    if book is None or not permissions.can_read(viewer, book.body, on=on):
        raise NotFound
    return book


def choices_of(bodies: list[Body]) -> list[tuple[int, str]]:
    """Return bodies as a form offers them."""
    return [(body.pk, body.name) for body in bodies]


def years_of(book: Book) -> list[Book]:
    """Return the same series in all years, the newest first."""
    rows = Book.objects.filter(body=book.body_id, kind=book.kind, series=book.series)
    return list(rows.order_by("-year"))


def entries_of(book: Book, *, words: str = "", unit: str = "", year: str = "") -> QuerySet[Entry]:
    """Return the lines of a book that hold all the words, the newest number first.

    Words are numbers, symbols or text, with or without marks; `unit` is part of who wrote or gets
    it; `year` is another year of the same series, or "all".
    """
    wanted = [book]
    if year:
        wanted = [other for other in years_of(book) if year in {"all", str(other.year)}]
    rows = Entry.objects.select_related("book", "file").filter(book__in=wanted)
    for word in (fold(words) + " " + fold(unit)).split():
        rows = rows.filter(words__contains=word)
    return rows.order_by("-book__year", "-number")


def entry_for(viewer: User, *, pk: int, on: date) -> Entry:
    """Return one line of a book.

    Raises:
        NotFound: there is none, or the viewer may not read the book.
    """
    entry = Entry.objects.select_related("book__body", "file").filter(pk=pk).first()
    if entry is None or not permissions.can_read(viewer, entry.book.body, on=on):
        raise NotFound
    return entry


def corrections_of(entry: Entry) -> list[tuple[Correction, list[tuple[str, str]]]]:
    """Return what the line said before, the newest correction first, with the columns' names."""
    rows = entry.corrections.select_related("made_by").order_by("-made_at", "-pk")
    return [
        (row, [(label(name), str(was or "–")) for name, was in row.before.items()]) for row in rows
    ]


def label(column: str) -> str:
    """Return a column's name as it stands in the book."""
    return str(Entry._meta.get_field(column).verbose_name)  # type: ignore[union-attr]


def values_of(entry: Entry) -> dict[str, object]:
    """Return what a line says, by column, to be put right."""
    return {name: getattr(entry, name) for name in COLUMNS}


def lines_of(entry: Entry) -> list[tuple[str, object]]:
    """Return the filled columns of a line with their names."""
    names = ("entered_on", *COLUMNS, "void_reason")
    return [(label(name), value) for name in names if (value := getattr(entry, name))]


def needs_approval(paper: OutgoingPaper) -> bool:
    """Whether a leader has to agree before the paper is signed."""
    return paper.kind == OutgoingPaper.Kind.CONSOLIDATED and paper.approved_at is None


def entered_before(*, body: Body, symbol: str, author: str) -> Entry | None:
    """Return the line under which an incoming paper with that number of that office stands."""
    if not symbol.strip():
        return None
    rows = Entry.objects.filter(
        book__body=body, book__kind=Book.Kind.INCOMING, void_at__isnull=True,
        words__contains=rules.search_words([author]).strip(),
    )  # fmt: skip
    for entry in rows.exclude(symbol="").only("number", "symbol", "author").iterator():
        if rules.same_symbol(entry.symbol, symbol) and fold(entry.author) == fold(author):
            return entry
    return None


def paper_for(viewer: User, *, pk: int, on: date) -> OutgoingPaper:
    """Return one paper of an office.

    Raises:
        NotFound: there is none, or the viewer neither keeps nor reads that office's books.
    """
    rows = OutgoingPaper.objects.select_related(
        "body__parent", "docx", "pdf", "signed_scan", "entry", "made_by", "approved_by"
    )
    paper = rows.filter(pk=pk).first()
    if paper is None or not permissions.can_read(viewer, paper.body, on=on):
        raise NotFound
    return paper


def template_in_use(body: Body, doc_type: str, *, on: date) -> OfficeTemplate | None:
    """Return the office's own template for a type on that day: the body's, else its authority's."""
    rows = OfficeTemplate.objects.filter(doc_type=doc_type, since__lte=on).select_related("file")
    own = rows.filter(body=body).first()
    return own or rows.filter(body=body.parent_id).first()


def templates_for(viewer: User, *, on: date) -> list[OfficeTemplate]:
    """Return the templates of the offices whose books the viewer may write."""
    bodies = bodies_for(viewer, on=on, write=True)
    rows = OfficeTemplate.objects.filter(body__in=bodies).select_related("body", "file")
    return list(rows.order_by("body__sort_key", "doc_type", "-since", "-pk"))


def printed(book: Book, *, on: date) -> PrintedBook:
    """Return the book ready to be printed, with every void number accounted for."""
    entries = list(Entry.objects.filter(book=book).order_by("number"))
    row = _incoming_row if book.kind == Book.Kind.INCOMING else _outgoing_row
    return PrintedBook(
        kind=forms_of_books.Register(book.kind),
        year=book.year,
        office=book.body.name,
        superior=book.body.parent.name if book.body.parent else "",
        rows=[row(entry) for entry in entries if entry.void_at is None],
        voids=[
            forms_of_books.VoidNumber(
                entry.number, entry.void_reason, timezone.localdate(entry.void_at)
            )
            for entry in entries
            if entry.void_at is not None
        ],
        on=on,
        sample=any(entry.sample for entry in entries) or book.body.sample,
    )


def _title(entry: Entry) -> str:
    return ": ".join(part for part in (entry.doc_type, entry.subject) if part)


def _outgoing_row(entry: Entry) -> forms_of_books.OutgoingRow:
    return forms_of_books.OutgoingRow(
        entry.number, entry.symbol or rules.number_text(entry.number), entry.dated_on, _title(entry),
        signer=entry.signer, recipients=entry.recipients, keeper=entry.copy_keeper,
        copies=entry.copies, sent_on=entry.forwarded_on, receipt=entry.signed_for, note=entry.note,
    )  # fmt: skip


def _incoming_row(entry: Entry) -> forms_of_books.IncomingRow:
    return forms_of_books.IncomingRow(
        entry.entered_on, entry.number, entry.author, entry.symbol, entry.dated_on, _title(entry),
        receiver=entry.recipients, passed_on=entry.forwarded_on, receipt=entry.signed_for,
        note=entry.note,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GaplessCheck:
    """Whether a book holds every number from 1 to the last one, and the last one it gave."""

    whole: bool
    last: int


def check_numbers(book: Book) -> GaplessCheck:
    """Return whether no number of the book is missing."""
    found = Entry.objects.filter(book=book).aggregate(last=Max("number"))["last"] or 0
    count = Entry.objects.filter(book=book).count()
    return GaplessCheck(whole=found == count == book.last_number, last=found)


def file_name(book: Book) -> str:
    """Return the name of a book's file, without ending: so-van-ban-den-2026."""
    way = "den" if book.kind == Book.Kind.INCOMING else "di"
    return f"so-van-ban-{way}-{book.year}"
