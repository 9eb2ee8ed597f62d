"""Public pages made from the work itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate

from songhanh.portal import queries
from songhanh.portal.hotlines import hotlines
from songhanh.returns.queries.results import public_figure, public_results

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def help_now(request: HttpRequest) -> HttpResponse:
    """Show where to call for help. Neutral title and address: the page may be seen in history."""
    return render(request, "portal/help.html", {"hotlines": hotlines()})


def directives(request: HttpRequest) -> HttpResponse:
    rows = queries.public_directives(at=timezone.now())
    return render(request, "portal/directives.html", {"directives": rows})


def directive(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one directive, its duties, and how they stand."""
    now = timezone.now()
    found = queries.public_directive(slug, at=now)
    on = localdate(now)
    context = {
        "directive": found,
        "lines": queries.duty_lines(found, on=on),
        "progress": queries.progress_of(found, on=on),
        "results": public_results(found),
        "on": on,
    }
    return render(request, "portal/directive.html", context)


def duty(request: HttpRequest, slug: str, order: int) -> HttpResponse:
    """Show the sentence that orders a duty, and every unit it was given to."""
    found = queries.public_directive(slug, at=timezone.now())
    ordered = queries.public_duty(found, order)
    before, clause, after = queries.sentence(found, ordered)
    context = {
        "directive": found,
        "duty": ordered,
        "before": before,
        "clause": clause,
        "after": after,
        "units": queries.unit_lines(ordered),
    }
    return render(request, "portal/duty.html", context)


def figure(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show where a published figure comes from: sentence, units, days of acceptance."""
    found = queries.public_directive(slug, at=timezone.now())
    shown = public_figure(found, code)
    before, clause, after = queries.sentence(found, shown.duty)
    context = {
        "directive": found,
        "figure": shown,
        "duty": shown.duty,
        "before": before,
        "clause": clause,
        "after": after,
    }
    return render(request, "portal/figure.html", context)
