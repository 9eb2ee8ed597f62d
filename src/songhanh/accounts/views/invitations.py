"""Inviting people, and accepting an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from songhanh.accounts import queries, rules, services
from songhanh.accounts.forms import people as forms
from songhanh.core.errors import DomainError
from songhanh.documents.excel import Column
from songhanh.documents.http import table_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from songhanh.accounts.http import SignedInRequest


@login_required
def invitations(request: SignedInRequest) -> HttpResponse:
    """List invitations with what became of each."""
    rows = queries.invitation_rows(request.user, at=timezone.now())
    if "xlsx" in request.GET:
        return _xlsx(rows)
    return render(request, "accounts/invitations.html", {"rows": rows})


def _xlsx(rows: list[queries.InvitationRow]) -> HttpResponse:
    columns = [
        Column(_("Họ tên"), width=30),
        Column(_("Thư điện tử"), width=32),
        Column(_("Vai trò"), width=20),
        Column(_("Đơn vị"), width=40),
        Column(_("Gửi lúc"), "moment", 18),
        Column(_("Tình trạng"), width=16),
    ]
    lines = [
        (
            row.name, row.email, str(row.get_role_display()), row.body.name, row.invited_at,
            str(state),
        )
        for row, state, _tone in rows
    ]  # fmt: skip
    return table_response(
        title=_("Lời mời"),
        columns=columns,
        rows=lines,
        name="loi-moi",
        on=localdate(),
        readers=_("Quản trị viên; có dữ liệu cá nhân"),
    )


@never_cache
@login_required
def invite(request: SignedInRequest) -> HttpResponse:
    """Invite everybody on a list. The links are shown on this answer and never again."""
    now = timezone.now()
    queries.invitations_for(request.user, on=localdate(now))  # refuses whoever may not invite
    form = forms.InviteForm(request.POST or None, request.FILES or None)
    invited = None
    if request.method == "POST" and form.is_valid():
        rows = rules.read_list(form.cleaned_data["text"], roles=queries.role_words())
        invited = services.invite_people(rows=rows, by=request.user, at=now)
    context = {"form": form, "invited": invited}
    return render(request, "accounts/invite.html", context)


@require_POST
@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an invitation."""
    now = timezone.now()
    row = queries.invitation_for(request.user, pk=pk, on=localdate(now))
    services.withdraw_invitation(invitation=row, by=request.user, at=now)
    messages.success(request, _("Đã thu hồi lời mời."))
    return redirect("accounts:invitations")


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person set a password; whoever has an account takes the role up signed in."""
    now = timezone.now()
    invitation = queries.invitation_by_token(token, at=now)
    known = queries.has_account(invitation.email)
    form = forms.AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and (known or form.is_valid()):
        values = {} if known else {key: form.cleaned_data[key] for key in ("name", "password")}
        by = request.user if request.user.is_authenticated else None
        try:
            services.accept_invitation(token=token, at=now, by=by, **values)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Lời mời đã được nhận."))
            return redirect("workspace:home" if by else "account_login")
    context = {"invitation": invitation, "known": known, "form": form}
    return render(request, "accounts/accept.html", context)
