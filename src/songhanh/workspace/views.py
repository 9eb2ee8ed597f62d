"""The first page after signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from songhanh.workspace.queries import waiting_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest


@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the person, the most pressing first, and what they were told."""
    context = {"waiting": waiting_for(request.user, on=localdate())}
    return render(request, "workspace/home.html", context)


@login_required
def my_work(request: SignedInRequest) -> HttpResponse:
    """Keep the short address that every page's bar points to."""
    return redirect("directives:my-work")
