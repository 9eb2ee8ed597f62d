"""Pages of the administrator about bodies and territories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from songhanh.core.errors import DomainError, NotAllowed
from songhanh.documents.excel import Column
from songhanh.documents.http import table_response
from songhanh.organizations import forms, permissions, queries, services

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

ROWS_A_PAGE = 50


def _by(request: HttpRequest) -> services.Administrator:
    """Return who is signed in: every page here asks for that first."""
    return request.user  # type: ignore[return-value]


def _today(request: HttpRequest) -> date:
    """Return today for an administrator; nobody else has business here."""
    on = localdate()
    if not permissions.can_manage_bodies(_by(request), on=on):
        raise NotAllowed
    return on


@login_required
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies of a day, today's unless another is asked for."""
    today = _today(request)
    data = request.GET.copy()
    data.setdefault("on", f"{today:%d/%m/%Y}")
    form = forms.BodyFilter(data)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {"on": today}
    rows = queries.search_bodies(**chosen)
    if "xlsx" in request.GET:
        return _xlsx(rows, chosen["on"] or today)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("trang"))
    context = {"form": form, "page": page, "total": len(rows)}
    return render(request, "organizations/bodies.html", context)


def _xlsx(rows: queries.Bodies, on: date) -> HttpResponse:
    columns = [
        Column(_("Mã"), width=18),
        Column(_("Tên"), width=44),
        Column(_("Loại"), width=24),
        Column(_("Địa bàn"), width=24),
        Column(_("Trực thuộc"), width=30),
        Column(_("Có từ ngày"), "date", 12),
        Column(_("Thôi từ ngày"), "date", 12),
        Column(_("Nguồn"), width=30),
        Column(_("Độ tin cậy"), width=18),
    ]
    lines = (
        (
            body.code, body.name, str(body.get_kind_display()), str(body.territory),
            body.parent.name if body.parent else "", body.valid_from, body.valid_to,
            body.source, str(body.get_confidence_display()),
        )
        for body in rows
    )  # fmt: skip
    return table_response(
        title=_("Đơn vị"),
        columns=columns,
        rows=lines,
        name="don-vi",
        on=on,
        sample=any(body.sample for body in rows),
    )


@login_required
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one body, what it came from and what it became; correct how it is called."""
    _today(request)
    row = queries.body_for(pk=pk)
    initial = {
        name: getattr(row, name)
        for name in ("name", "short_name", "symbol", "kind", "territory", "parent", "email")
    }
    form = forms.WordsForm(
        request.POST or None,
        on=row.valid_from,
        initial=initial | {"aliases": "\n".join(row.aliases)},
    )
    if request.method == "POST" and form.is_valid():
        words = services.BodyWords(**form.cleaned_data)
        try:
            services.edit_body(body=row, words=words, by=_by(request), at=timezone.now())
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã ghi thay đổi."))
            return redirect("organizations:body", pk=pk)
    context = {"body": row, "form": form, "steps": queries.successions_of(row)}
    return render(request, "organizations/body.html", context)


@login_required
def add_body(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    on = _today(request)
    form = forms.NewBodyForm(request.POST or None, on=on, initial={"valid_from": on})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        code, valid_from = values.pop("code"), values.pop("valid_from")
        words = services.BodyWords(**values)
        try:
            made = services.add_body(
                code=code,
                words=words,
                valid_from=valid_from,
                by=_by(request),
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã thêm đơn vị."))
            return redirect("organizations:body", pk=made.pk)
    return render(request, "organizations/add_body.html", {"form": form})


@login_required
def end_body(request: HttpRequest, pk: int) -> HttpResponse:
    """End a body and say what it became."""
    on = _today(request)
    row = queries.body_for(pk=pk)
    form = forms.EndForm(request.POST or None, on=on, initial={"valid_to": on})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_body(body=row, by=_by(request), at=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã ghi ngày thôi của đơn vị."))
            return redirect("organizations:body", pk=pk)
    return render(request, "organizations/end_body.html", {"body": row, "form": form})


@login_required
def territories(request: HttpRequest) -> HttpResponse:
    """List the territories of today; they come from packs, so they are only read."""
    on = _today(request)
    rows = queries.territories_on(on)
    if "xlsx" in request.GET:
        return _territories_xlsx(list(rows), on)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "organizations/territories.html", {"page": page, "on": on})


def _territories_xlsx(rows: queries.Territories, on: date) -> HttpResponse:
    columns = [
        Column(_("Mã"), width=12),
        Column(_("Tên"), width=36),
        Column(_("Thuộc"), width=36),
        Column(_("Có từ ngày"), "date", 12),
        Column(_("Nguồn"), width=40),
        Column(_("Độ tin cậy"), width=18),
    ]
    lines = (
        (
            row.code, str(row), str(row.parent or ""), row.valid_from, row.source,
            str(row.get_confidence_display()),
        )
        for row in rows
    )  # fmt: skip
    return table_response(
        title=_("Địa bàn"),
        columns=columns,
        rows=lines,
        name="dia-ban",
        on=on,
        sample=any(row.confidence == "sample" for row in rows),
    )
