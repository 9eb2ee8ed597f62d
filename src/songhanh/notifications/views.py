"""The list of what a person was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from songhanh.notifications import queries, services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest


@login_required
def notices(request: SignedInRequest) -> HttpResponse:
    page = Paginator(queries.notices_for(request.user), 50).get_page(request.GET.get("trang"))
    return render(request, "notifications/list.html", {"page": page})


@require_POST
@login_required
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it points."""
    notice = services.mark_read(pk=pk, by=request.user, at=timezone.now())
    return redirect(notice.url)


@require_POST
@login_required
def read_all(request: SignedInRequest) -> HttpResponse:
    services.mark_all_read(by=request.user, at=timezone.now())
    return redirect("notifications:list")
