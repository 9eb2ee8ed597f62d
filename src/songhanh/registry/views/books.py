"""The books as tables, in print, and as Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from songhanh.documents.http import download
from songhanh.documents.registers import register_pdf, register_xlsx
from songhanh.documents.types import register_columns
from songhanh.registry import permissions, queries
from songhanh.registry.forms import BookFilter

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest

LINES_A_PAGE = 50


@login_required
def books(request: SignedInRequest) -> HttpResponse:
    """List the books."""
    on = localdate()
    context = {
        "books": queries.books_for(request.user, on=on),
        "can_write": bool(queries.bodies_for(request.user, on=on, write=True)),
    }
    return render(request, "registry/books.html", context)


@login_required
def book(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one book as a table, the newest line first."""
    on = localdate()
    found = queries.book_for(request.user, pk=pk, on=on)
    form = BookFilter(request.GET or None, years=[book.year for book in queries.years_of(found)])
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = queries.entries_of(
        found,
        words=wanted.get("words", ""),
        unit=wanted.get("unit", ""),
        year=wanted.get("year", ""),
    )
    context = {
        "book": found,
        "form": form,
        "columns": register_columns(found.kind),
        "page": Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("trang")),
        "can_write": permissions.can_write(request.user, found.body, on=on),
        "check": queries.check_numbers(found),
    }
    return render(request, "registry/book.html", context)


@login_required
def book_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """Print the book."""
    found = queries.book_for(request.user, pk=pk, on=localdate())
    content = register_pdf(queries.printed(found, on=localdate()))
    return download(content, f"{queries.file_name(found)}.pdf")


@login_required
def book_xlsx(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the book as Excel."""
    found = queries.book_for(request.user, pk=pk, on=localdate())
    content = register_xlsx(
        queries.printed(found, on=localdate()),
        source="Song Hành",
        readers=_("Văn thư và lãnh đạo của cơ quan"),
    )
    return download(content, f"{queries.file_name(found)}.xlsx")
