"""The consolidated report of a directive: seen on a page, made as Word and PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.directives.queries.lists import overseen_directive
from songhanh.returns.queries import consolidated as queries
from songhanh.returns.queries.sections import may_review
from songhanh.returns.services import reports

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest


@login_required
def consolidated(request: SignedInRequest, directive: int) -> HttpResponse:
    on = localdate()
    found = overseen_directive(request.user, pk=directive, on=on)
    context = {
        "directive": found,
        "report": queries.consolidated(found, on=on),
        "papers": queries.papers_of(found),
        "can_prepare": may_review(request.user, found, on=on),
    }
    return render(request, "returns/consolidated.html", context)


@require_POST
@login_required
def prepare(request: SignedInRequest, directive: int) -> HttpResponse:
    found = overseen_directive(request.user, pk=directive, on=localdate())
    reports.prepare_report(directive=found, by=request.user, at=timezone.now())
    messages.success(request, _("Đã lập báo cáo tổng hợp. Lãnh đạo mở bên dưới để duyệt."))
    return redirect("returns:consolidated", directive)
