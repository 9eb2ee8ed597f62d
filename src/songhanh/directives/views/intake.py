"""The list of directives, and taking one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from songhanh.attachments import services as attachments
from songhanh.core.errors import DomainError, NotAllowed
from songhanh.directives import permissions, queries, services
from songhanh.directives.forms.drafts import TakeInForm
from songhanh.directives.forms.work import RegisterForm
from songhanh.directives.views.tables import register_columns
from songhanh.documents.http import table_response

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest
    from songhanh.directives.queries import RegisterRow


@login_required
def register(request: SignedInRequest) -> HttpResponse:
    """Show the directives; the same list as a table file."""
    on = localdate()
    form = RegisterForm(
        request.GET,
        years=queries.register_years(request.user, on=on),
        units=queries.following_units(request.user, on=on),
    )
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    rows = queries.register(request.user, wanted=wanted, on=on)
    if "xlsx" in request.GET:
        return _xlsx(rows)
    context = {
        "form": form,
        "rows": rows,
        "can_read_in": permissions.can_read_in(request.user, on=on),
    }
    return render(request, "directives/register.html", context)


def _xlsx(rows: list[RegisterRow]) -> HttpResponse:
    lines = [
        (
            row.directive.number,
            row.directive.doc_type,
            row.directive.issuer_name,
            row.directive.dated_on,
            row.directive.subject,
            str(row.standing.label),
            row.given,
            row.done,
            row.late,
        )
        for row in rows
    ]
    return table_response(
        title=_("Văn bản chỉ đạo"),
        columns=register_columns(),
        rows=lines,
        name="van-ban-chi-dao",
        on=localdate(),
        sample=any(row.directive.sample for row in rows),
    )


@login_required
def take_in(request: SignedInRequest) -> HttpResponse:
    """Take in a file or pasted text; the file is kept even where it cannot be read."""
    on = localdate()
    if not permissions.can_read_in(request.user, on=on):
        raise NotAllowed
    units = queries.coordinated_units(request.user, on=on)
    form = TakeInForm(
        request.POST or None, request.FILES or None, units=[(u.pk, u.name) for u in units]
    )
    if request.method == "POST" and form.is_valid():
        try:
            pk = _take_in(request, form)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("directives:reading", pk)
    return render(request, "directives/take_in.html", {"form": form})


def _take_in(request: SignedInRequest, form: TakeInForm) -> int:
    at, values = timezone.now(), form.cleaned_data
    unit = queries.coordinated_unit(request.user, pk=values["unit"], on=localdate())
    upload = values["file"]
    kept = (
        attachments.store(name=upload.name, content=upload, by=request.user, at=at)
        if upload
        else None
    )
    directive = services.take_in(
        file=kept,
        text=values["text"],
        published=values["published"],
        authority=unit.parent or unit,
        standing_unit=unit,
        by=request.user,
        at=at,
    )
    return directive.pk
