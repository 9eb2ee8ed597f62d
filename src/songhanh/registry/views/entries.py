"""Lines of the books: entering, putting right, cancelling a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from songhanh.attachments import services as attachments
from songhanh.attachments.http import file_response
from songhanh.core.errors import DomainError, NotAllowed, NotFound
from songhanh.registry import forms, permissions, queries, services

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse

    from songhanh.accounts.http import SignedInRequest

FORMS = {"den": forms.IncomingForm, "di": forms.OutgoingForm}


@login_required
def enter(request: SignedInRequest, kind: str) -> HttpResponse:
    """Enter a paper."""
    on = localdate()
    bodies = queries.bodies_for(request.user, on=on, write=True)
    if kind not in FORMS:
        raise NotFound
    if not bodies:
        raise NotAllowed
    form = FORMS[kind](
        request.POST or None,
        request.FILES or None,
        bodies=queries.choices_of(bodies),
        initial={"on": on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            number, book = _enter(request, kind, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã vào sổ với số %(n)02d.") % {"n": number})
            return redirect("registry:book", book)
    title = _("Ghi văn bản đến") if kind == "den" else _("Ghi văn bản đi")
    return render(request, "registry/form.html", {"form": form, "title": title, "upload": True})


def _enter(request: SignedInRequest, kind: str, data: dict[str, Any]) -> tuple[int, int]:
    """Enter what was typed; return its number and the book it is in."""
    at, by = timezone.now(), request.user
    bodies = queries.bodies_for(by, on=localdate(), write=True)
    body = next(body for body in bodies if body.pk == data.pop("body"))
    if upload := data.pop("file"):
        data["file"] = attachments.store(name=upload.name, content=upload, by=by, at=at)
    if kind == "den":
        made = services.enter_incoming(body=body, by=by, at=at, **data)
    else:
        made = services.enter(body=body, kind="outgoing", by=by, at=at, **data)
    return made.number, made.book_id


@login_required
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one line with what it said before."""
    found = queries.entry_for(request.user, pk=pk, on=localdate())
    context = {
        "entry": found,
        "rows": queries.lines_of(found),
        "corrections": queries.corrections_of(found),
        "can_write": permissions.can_write(request.user, found.book.body, on=localdate()),
    }
    return render(request, "registry/entry.html", context)


@login_required
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a line right."""
    found = queries.entry_for(request.user, pk=pk, on=localdate())
    kind = forms.CorrectIncomingForm if found.book.kind == "incoming" else forms.CorrectOutgoingForm
    form = kind(request.POST or None, initial=queries.values_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.correct(entry=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã sửa dòng này; nội dung cũ vẫn được giữ."))
            return redirect("registry:entry", pk)
    title = _("Sửa số %(n)02d") % {"n": found.number}
    return render(request, "registry/form.html", {"form": form, "title": title, "entry": found})


@login_required
def void(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a number is not used."""
    found = queries.entry_for(request.user, pk=pk, on=localdate())
    form = forms.VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.void(entry=found, by=request.user, at=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã hủy số; dòng này vẫn ở trong sổ."))
            return redirect("registry:book", found.book_id)
    title = _("Hủy số %(n)02d") % {"n": found.number}
    return render(request, "registry/form.html", {"form": form, "title": title, "entry": found})


@login_required
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """Give the file of a line."""
    found = queries.entry_for(request.user, pk=pk, on=localdate())
    if found.file is None:
        raise NotFound
    return file_response(found.file)
