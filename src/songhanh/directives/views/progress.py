"""The leader's page, and the rows behind each of its numbers."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from songhanh.directives import queries
from songhanh.directives.forms.drafts import day_on, page_number
from songhanh.directives.forms.work import ListForm
from songhanh.directives.views.tables import assignment_columns, progress_columns
from songhanh.documents.http import table_response

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest

ROWS_A_PAGE = 50


@login_required
def progress(request: SignedInRequest) -> HttpResponse:
    """Show how everything stands, by duty and by unit, on any day."""
    today = localdate()
    on = min(day_on(request.GET.get("ngay", ""), today), today)
    number = page_number(request.GET.get("trang", ""))
    chosen = queries.issued_choices(request.user, on=today)
    wanted = request.GET.get("van_ban", "")
    directive = next((d for d in chosen if str(d.pk) == wanted), None)
    if kind := request.GET.get("xlsx"):
        whole = queries.progress(request.user, on=on, today=today, directive=directive, page=None)
        return _progress_xlsx(whole, kind, sample=any(d.sample for d in chosen))
    page = queries.progress(request.user, on=on, today=today, directive=directive, page=number)
    context = {
        "page": page,
        "on": on,
        "today": today,
        "directive": directive,
        "directives": chosen,
        "directive_part": f"&directive={directive.pk}" if directive else "",
        "pager": Paginator(range(page.unit_count), queries.UNITS_A_PAGE).get_page(number),
    }
    return render(request, "directives/progress.html", context)


def _progress_xlsx(found: queries.Progress, kind: str, *, sample: bool) -> HttpResponse:
    by_duty = kind == "nhiem-vu"
    named = (
        [(row.duty.title or row.duty.text, row.counts) for row in found.duties]
        if by_duty
        else [(row.name, row.counts) for row in found.units]
    )
    return table_response(
        title=_("Tiến độ theo nhiệm vụ") if by_duty else _("Tiến độ theo đơn vị"),
        columns=progress_columns(_("Nhiệm vụ") if by_duty else _("Đơn vị")),
        rows=[(name, *astuple(counts)) for name, counts in named],
        name="tien-do-theo-nhiem-vu" if by_duty else "tien-do-theo-don-vi",
        on=found.on,
        sample=sample,
    )


@login_required
def assignments(request: SignedInRequest) -> HttpResponse:
    """List assignments by the conditions in the address."""
    today = localdate()
    chosen = queries.issued_choices(request.user, on=today)
    form = ListForm(
        request.GET, directives=[(d.pk, d.number or d.subject or d.slug) for d in chosen]
    )
    values = form.cleaned_data if form.is_valid() else {}
    on = min(values.pop("on", None) or today, today)
    wanted = queries.Filter(**values)
    rows = queries.filtered_assignments(request.user, wanted=wanted, on=on, today=today)
    if "xlsx" in request.GET:
        lines = queries.assignment_lines(rows, on=on, today=today)
        return _xlsx(lines, on)
    pager = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "pager": pager,
        "rows": queries.standing_of(list(pager), on=on, today=today),
        "on": on,
        "is_today": on == today,
    }
    return render(request, "directives/assignments.html", context)


def _xlsx(lines: list[tuple[Any, ...]], on: date) -> HttpResponse:
    return table_response(
        title=_("Việc đã giao"),
        columns=assignment_columns(),
        rows=[line[1:] for line in lines],
        name="viec-da-giao",
        on=on,
        sample=any(line[0] for line in lines),
    )
