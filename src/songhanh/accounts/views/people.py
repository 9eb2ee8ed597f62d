"""Everybody who works here, and one person with their memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from songhanh.accounts import permissions, queries, services
from songhanh.accounts.forms import people as forms
from songhanh.core.errors import DomainError, NotAllowed
from songhanh.documents.excel import Column
from songhanh.documents.http import table_response
from songhanh.organizations.queries import bodies_on

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest

ROWS_A_PAGE = 50


@login_required
def people(request: SignedInRequest) -> HttpResponse:
    """List people; search and filter by the address, so that a view can be shared."""
    form = forms.PeopleFilter(request.GET, roles=queries.roles())
    chosen = form.cleaned_data if form.is_valid() else {}
    on = localdate()
    rows = queries.people_for(request.user, on=on, **chosen)
    if "xlsx" in request.GET:
        return _xlsx(rows, on)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "accounts/people.html", {"form": form, "page": page, "total": len(rows)})


def _xlsx(rows: list[queries.PersonRow], on: date) -> HttpResponse:
    columns = [
        Column(_("Họ tên"), width=30),
        Column(_("Thư điện tử"), width=32),
        Column(_("Vai trò"), width=20),
        Column(_("Đơn vị"), width=40),
        Column(_("Từ ngày"), "date", 12),
    ]
    lines = [
        (row.person.name, row.person.email, str(m.get_role_display()), m.body.name, m.valid_from)
        for row in rows
        for m in row.memberships
    ]
    return table_response(
        title=_("Người dùng"),
        columns=columns,
        rows=lines,
        name="nguoi-dung",
        on=on,
        readers=_("Quản trị viên; có dữ liệu cá nhân"),
    )


@login_required
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a person; administrators begin memberships here."""
    on = localdate()
    who = queries.person_for(request.user, pk=pk, on=on)
    may_manage = permissions.can_manage_people(request.user, on=on)
    form = forms.MembershipForm(
        request.POST or None,
        bodies=bodies_on(on),
        roles=queries.roles(),
        initial={"valid_from": on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.add_membership(
                user=who, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã thêm vai trò."))
            return redirect("accounts:person", pk=pk)
    rows = [
        {"membership": row, "open": row.valid_to is None or row.valid_to > on}
        for row in queries.memberships_of(request.user, who, on=on)
    ]
    context = {"who": who, "rows": rows, "form": form, "may_manage": may_manage}
    return render(request, "accounts/person.html", context)


@login_required
def end_membership(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for the day and end a membership."""
    on = localdate()
    row = queries.membership_for(request.user, pk=pk, on=on)
    form = forms.EndForm(request.POST or None, initial={"valid_to": on})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_membership(
                membership=row, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã ghi ngày thôi vai trò."))
            return redirect("accounts:person", pk=row.user_id)
    return render(request, "accounts/end_membership.html", {"row": row, "form": form})
