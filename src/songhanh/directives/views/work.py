"""What a unit does with what it was given: phone first, one thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.core.errors import DomainError
from songhanh.directives import permissions, queries, services
from songhanh.directives.forms.drafts import day_on
from songhanh.directives.forms.work import DeadlineForm, ExtensionForm, NoteForm, PersonForm
from songhanh.directives.rules.periods import period_words

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest


@login_required
def my_work(request: SignedInRequest) -> HttpResponse:
    """Show what the person's units have to do, by directive."""
    done = request.GET.get("xem") == "xong"
    groups = queries.my_work(request.user, on=localdate(), done=done)
    return render(request, "directives/my_work.html", {"groups": groups, "done": done})


@require_POST
@login_required
def confirm(request: SignedInRequest) -> HttpResponse:
    """Confirm one or many assignments."""
    wanted = [int(value) for value in request.POST.getlist("viec") if value.isdecimal()]
    rows = queries.assignments_for(request.user, on=localdate()).filter(pk__in=wanted)
    confirmed = services.confirm(assignments=rows, by=request.user, at=timezone.now())
    count = len(confirmed)
    messages.success(request, _("Đã xác nhận %(count)s nhiệm vụ.") % {"count": count})
    return redirect("directives:my-work")


@login_required
def assignment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one assignment, its sentence in the paper, and everything that happened to it."""
    today = localdate()
    on = day_on(request.GET.get("ngay", ""), today)
    row = queries.assignment_for(request.user, pk=pk, on=today)
    context = {
        "history": queries.history_of(row, on=on),
        "sentence": queries.sentence_of(row.duty),
        "assignment": row,
        "period_words": period_words(row.period),
        "on": on,
        "is_today": on == today,
        "can_report": permissions.can_report(request.user, row, on=today),
        "can_pass_on": permissions.can_pass_on(request.user, row, on=today),
        "can_coordinate": permissions.can_coordinate(request.user, row.directive, on=today),
        "forms": {"note": NoteForm(), "deadline": DeadlineForm()},
    }
    return render(request, "directives/assignment.html", context)


@login_required
def challenge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Object to an assignment."""
    row = queries.assignment_for(request.user, pk=pk, on=localdate())
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.challenge(
                assignment=row, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã gửi ý kiến cho đơn vị giao việc."))
            return redirect("directives:assignment", pk)
    return _form_page(request, pk, form, title=_("Có ý kiến về việc được giao"))


@login_required
def ask_extension(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for more time."""
    row = queries.assignment_for(request.user, pk=pk, on=localdate())
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_extension(
                assignment=row, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã gửi đề nghị gia hạn."))
            return redirect("directives:assignment", pk)
    return _form_page(request, pk, form, title=_("Xin gia hạn"))


@login_required
def pass_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand an assignment to a colleague of the unit."""
    on = localdate()
    row = queries.assignment_for(request.user, pk=pk, on=on)
    people = queries.colleagues(request.user, row, on=on)
    form = PersonForm(request.POST or None, people=[(p.pk, p.name) for p in people])
    if request.method == "POST" and form.is_valid():
        chosen = next(p for p in people if p.pk == form.cleaned_data["person"])
        try:
            services.pass_on(assignment=row, person=chosen, by=request.user, at=timezone.now())
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Đã chuyển việc."))
            return redirect("directives:assignment", pk)
    empty = not people
    return _form_page(request, pk, form, title=_("Chuyển cho người khác trong đơn vị"), empty=empty)


def _form_page(
    request: SignedInRequest, pk: int, form: Form, *, title: str, empty: bool = False
) -> HttpResponse:
    row = queries.assignment_for(request.user, pk=pk, on=localdate())
    context = {"form": form, "assignment": row, "title": title, "empty": empty}
    return render(request, "directives/assignment_form.html", context)
