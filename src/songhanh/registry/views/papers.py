"""The papers this office makes: download, approve, take back signed; the office's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.attachments import services as attachments
from songhanh.attachments.http import file_response
from songhanh.core.errors import DomainError, NotAllowed, NotFound
from songhanh.documents.http import download
from songhanh.documents.word import FILES, template_for
from songhanh.registry import forms, permissions, queries, services

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse

    from songhanh.accounts.http import SignedInRequest

WHICH = {"docx": "docx", "pdf": "pdf", "ban-ky": "signed_scan"}


@login_required
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a paper, where it stands, and what comes next."""
    on = localdate()
    found = queries.paper_for(request.user, pk=pk, on=on)
    context = {
        "paper": found,
        "can_approve": permissions.can_approve(request.user, found.body, on=on),
        "can_write": permissions.can_write(request.user, found.body, on=on),
        "needs_approval": queries.needs_approval(found),
    }
    return render(request, "registry/paper.html", context)


@require_POST
@login_required
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree with a paper."""
    found = queries.paper_for(request.user, pk=pk, on=localdate())
    services.approve_paper(paper=found, by=request.user, at=timezone.now())
    messages.success(request, _("Đã duyệt văn bản."))
    return redirect("registry:paper", pk)


@login_required
def signed(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the signed scan back."""
    found = queries.paper_for(request.user, pk=pk, on=localdate())
    form = forms.SignedForm(
        request.POST or None, request.FILES or None, initial={"signed_on": localdate()}
    )
    if request.method == "POST" and form.is_valid():
        at, data = timezone.now(), form.cleaned_data
        upload = data.pop("scan")
        scan = attachments.store(name=upload.name, content=upload, by=request.user, at=at)
        try:
            made = services.record_signed(paper=found, scan=scan, by=request.user, at=at, **data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(
                request, _("Đã nhận bản ký; văn bản mang số %(n)s.") % {"n": made.entry or ""}
            )
            return redirect("registry:paper", pk)
    context = {"form": form, "title": _("Nhận bản ký"), "paper": found, "upload": True}
    return render(request, "registry/form.html", context)


@login_required
def file(request: SignedInRequest, pk: int, which: str) -> FileResponse:
    """Give the paper as Word, as PDF, or its signed scan."""
    found = queries.paper_for(request.user, pk=pk, on=localdate())
    stored = getattr(found, WHICH[which]) if which in WHICH else None
    if stored is None:
        raise NotFound
    return file_response(stored)


@login_required
def templates(request: SignedInRequest) -> HttpResponse:
    """Show the office's own templates, and take another."""
    on = localdate()
    bodies = queries.bodies_for(request.user, on=on, write=True)
    if not bodies:
        raise NotAllowed
    form = forms.TemplateForm(
        request.POST or None,
        request.FILES or None,
        bodies=queries.choices_of(bodies),
        initial={"since": on},
    )
    if request.method == "POST" and form.is_valid():
        at, data = timezone.now(), form.cleaned_data
        upload, body = data.pop("file"), next(b for b in bodies if b.pk == data.pop("body"))
        stored = attachments.store(name=upload.name, content=upload, by=request.user, at=at)
        try:
            services.use_template(body=body, file=stored, by=request.user, at=at, **data)
        except DomainError as error:
            form.add_error("file", str(error.message))
        else:
            messages.success(request, _("Đã nhận mẫu; văn bản lập từ ngày đó sẽ theo mẫu này."))
            return redirect("registry:templates")
    context = {
        "form": form,
        "templates": queries.templates_for(request.user, on=on),
        "shipped": list(FILES),
    }
    return render(request, "registry/templates.html", context)


@login_required
def shipped_template(request: SignedInRequest, number: int) -> HttpResponse:
    """Give a template that we ship, to be edited in Word."""
    if number >= len(FILES):
        raise NotFound
    path = template_for(list(FILES)[number])
    return download(path.read_bytes(), path.name)


@login_required
def template_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Give a template back to be edited in Word."""
    rows = queries.templates_for(request.user, on=localdate())
    found = next((row for row in rows if row.pk == pk), None)
    if found is None:
        raise NotFound
    return file_response(found.file)
