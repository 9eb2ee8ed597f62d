"""What a unit owes, its returns, sending, receipts."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.core.errors import NotFound
from songhanh.directives.queries.lists import assignment_for
from songhanh.returns import errors
from songhanh.returns.forms.section import number
from songhanh.returns.queries import receipts, review, sections
from songhanh.returns.services import drafts, sending

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest

TOKEN_MAX = 64
ON_THE_PAGE = (errors.NothingToSend, errors.NotReady, errors.DraftsDiffer, errors.PaperNeeded)


@login_required
def index(request: SignedInRequest) -> HttpResponse:
    on = localdate()
    context = {
        "rows": review.my_returns(request.user, on=on),
        "followed": review.followed(request.user, on=on),
    }
    return render(request, "returns/index.html", context)


@login_required
def by_assignment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go to the section of an assignment, opening the unit's return when asked to."""
    assignment = assignment_for(request.user, pk=pk, on=localdate())
    if request.method == "POST":
        drafts.open_return(
            directive=assignment.directive,
            unit=assignment.unit,
            period=assignment.period,
            by=request.user,
            at=timezone.now(),
        )
    section = sections.section_of(assignment)
    if section is not None:
        return redirect("returns:section", section.pk)
    return render(request, "returns/not_opened.html", {"assignment": assignment})


@login_required
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    on = localdate()
    unit_return = sections.return_for(request.user, pk=pk, on=on)
    context = {
        "page": sections.return_page(request.user, unit_return, on=on),
        "receipts": receipts.receipts_of(unit_return),
        "more": sections.unopened(unit_return),
    }
    return render(request, "returns/return.html", context)


@login_required
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    on = localdate()
    unit_return = sections.return_for(request.user, pk=pk, on=on)
    status = 200
    if request.method == "POST":
        try:
            return _send(request, pk)
        except ON_THE_PAGE as error:
            messages.error(request, str(error.message))
            status = error.status
    page = sections.return_page(request.user, unit_return, on=on)
    context = {
        "page": page,
        "token": secrets.token_urlsafe(32),
        "on_behalf": page.can_review,
        "chosen": request.POST.getlist("section"),
    }
    return render(request, "returns/send.html", context, status=status)


def _send(request: SignedInRequest, pk: int) -> HttpResponse:
    on = localdate()
    unit_return = sections.return_for(request.user, pk=pk, on=on)
    chosen = {number(value) for value in request.POST.getlist("section")}
    submission = sending.send(
        unit_return=unit_return,
        sections=[row for row in sections.sections_of(unit_return) if row.pk in chosen],
        token=request.POST.get("token", "")[:TOKEN_MAX] or secrets.token_urlsafe(32),
        by=request.user,
        at=timezone.now(),
        on_behalf=bool(request.POST.get("on_behalf")),
    )
    return redirect("returns:receipt", submission.code)


@login_required
def find_receipt(request: SignedInRequest) -> HttpResponse:
    on, code = localdate(), request.GET.get("ma", "")
    found, problem = None, ""
    if code:
        try:
            found = receipts.receipt_for(request.user, code=code, on=on)
        except NotFound:
            problem = _(
                "Không có biên nhận nào của đơn vị bạn mang mã này. Hãy xem lại từng chữ trong mã."
            )
    if found is not None:
        return redirect("returns:receipt", found.submission.code)
    rows = receipts.receipts_for(request.user, on=on)[:50]
    context = {"rows": rows, "code": code, "problem": problem}
    return render(request, "returns/receipts.html", context)


@login_required
def receipt(request: SignedInRequest, code: str) -> HttpResponse:
    found = receipts.receipt_for(request.user, code=code, on=localdate())
    return render(request, "returns/receipt.html", {"receipt": found})


@require_POST
@login_required
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take duties that were given after the return was opened into it."""
    found = sections.return_for(request.user, pk=pk, on=localdate())
    drafts.open_return(
        directive=found.directive,
        unit=found.unit,
        period=found.period,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("returns:return", pk)
