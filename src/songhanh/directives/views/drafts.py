"""The reading screen and what leads from it: the head of the paper, reading again, issuing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.core.errors import DomainError
from songhanh.directives import permissions, queries, services
from songhanh.directives.errors import AlreadyIssued
from songhanh.directives.forms.drafts import HeadForm, RevisionForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest


@login_required
def reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the paper with what was found in it beside the proposed duties."""
    page = queries.reading_page(request.user, pk=pk, on=localdate())
    can_edit = permissions.can_coordinate(request.user, page.directive, on=localdate())
    context = {
        "page": page,
        "directive": page.directive,
        "can_edit": can_edit and page.directive.issued_at is None,
    }
    return render(request, "directives/reading.html", context)


@require_POST
@login_required
def read_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the text anew."""
    directive = queries.overseen_directive(request.user, pk=pk, on=localdate())
    form = RevisionForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else None
    services.read_again(directive=directive, revision=revision, by=request.user, at=timezone.now())
    messages.success(request, _("Đã đọc lại văn bản."))
    return redirect("directives:reading", pk)


@login_required
def head(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct number, kind, issuer, date and subject."""
    directive = queries.overseen_directive(request.user, pk=pk, on=localdate())
    fields = ("number", "doc_type", "issuer_name", "dated_on", "subject", "revision")
    initial = {name: getattr(directive, name) for name in fields}
    form = HeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        revision = values.pop("revision")
        try:
            services.edit_head(
                directive=directive,
                head=services.Head(**values),
                revision=revision,
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã lưu phần đầu văn bản."))
            return redirect("directives:reading", pk)
    return render(request, "directives/head.html", {"form": form, "directive": directive})


@login_required
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what issuing will do, and do it; a second click finds it done."""
    page = queries.reading_page(request.user, pk=pk, on=localdate())
    form = RevisionForm(request.POST or None, initial={"revision": page.directive.revision})
    if request.method == "POST" and form.is_valid():
        try:
            services.issue(
                directive=page.directive,
                revision=form.cleaned_data["revision"],
                by=request.user,
                at=timezone.now(),
            )
        except AlreadyIssued:
            return redirect("directives:directive", pk)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã giao việc cho các đơn vị."))
            return redirect("directives:directive", pk)
    if page.directive.issued_at:
        return redirect("directives:directive", pk)
    context = {"form": form, "page": page, "directive": page.directive}
    return render(request, "directives/issue.html", context)
