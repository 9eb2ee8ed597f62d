"""Following an issued directive up: answers, more time, reminders, the public page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.core.errors import DomainError
from songhanh.directives import permissions, queries, services
from songhanh.directives.forms.drafts import page_number
from songhanh.directives.forms.work import DeadlineForm, DecisionForm, NoteForm
from songhanh.directives.rules import zalo_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest


@login_required
def directive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show an issued directive to those who follow it up, and its duties to the units."""
    on = localdate()
    found = queries.directive_for(request.user, pk=pk, on=on)
    if not permissions.can_oversee(request.user, found, on=on):
        context = {"directive": found, "duties": queries.duties_of(found)}
        return render(request, "directives/directive_unit.html", context)
    if found.issued_at is None:
        return redirect("directives:reading", pk)
    number = page_number(request.GET.get("trang", ""))
    page = queries.follow_page(request.user, pk=pk, on=on, page=number)
    link = request.build_absolute_uri(reverse("directives:my-work"))
    context = {
        "page": page,
        "directive": found,
        "directive_part": f"&directive={pk}",
        "can_coordinate": permissions.can_coordinate(request.user, found, on=on),
        "decision_form": DecisionForm(),
        "answer_form": NoteForm(),
        "pager": Paginator(range(page.progress.unit_count), queries.UNITS_A_PAGE).get_page(number),
        "on": on,
        "zalo": zalo_text(
            number=found.number or found.subject,
            subject=found.subject,
            due_on=page.next_due,
            link=link,
            sample=found.sample,
        ),
    }
    return render(request, "directives/directive.html", context)


@require_POST
@login_required
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the directive to everyone, or take its page back."""
    found = queries.overseen_directive(request.user, pk=pk, on=localdate())
    public = request.POST.get("public") == "1"
    services.publish(directive=found, public=public, by=request.user, at=timezone.now())
    said = _("Trang văn bản đã công khai.") if public else _("Trang văn bản không còn công khai.")
    messages.success(request, said)
    return redirect("directives:directive", pk)


@require_POST
@login_required
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the reminder letter for late units."""
    found = queries.overseen_directive(request.user, pk=pk, on=localdate())
    try:
        services.make_reminder_letter(directive=found, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Đã soạn văn bản đôn đốc. Tải về ở mục “Văn bản đã soạn”."))
    return redirect("directives:directive", pk)


def _act(
    request: SignedInRequest, form: Form, service: Callable[..., Any], said: str, **what: Any
) -> None:
    """Do what a small form on a page asks, and say on the next page how it went."""
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return
    try:
        service(by=request.user, at=timezone.now(), **what, **form.cleaned_data)
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, said)


@require_POST
@login_required
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a unit's objection."""
    row = queries.assignment_for(request.user, pk=pk, on=localdate())
    form = NoteForm(request.POST)
    said = _("Đã trả lời đơn vị.")
    _act(request, form, services.answer_challenge, said, assignment=row)
    return redirect("directives:assignment", pk)


@require_POST
@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an assignment back."""
    row = queries.assignment_for(request.user, pk=pk, on=localdate())
    said = _("Đã rút việc này.")
    _act(request, NoteForm(request.POST), services.withdraw, said, assignments=[row])
    return redirect("directives:assignment", pk)


@require_POST
@login_required
def deadline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set a deadline where there is none, or a later one."""
    row = queries.assignment_for(request.user, pk=pk, on=localdate())
    said = _("Đã đặt hạn báo cáo.")
    _act(request, DeadlineForm(request.POST), services.set_deadline, said, assignment=row)
    return redirect("directives:assignment", pk)


@require_POST
@login_required
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Grant more time, or refuse it."""
    asked = queries.extension_for(request.user, pk=pk, on=localdate())
    said = _("Đã trả lời đề nghị gia hạn.")
    _act(request, DecisionForm(request.POST), services.decide_extension, said, extension=asked)
    return redirect("directives:directive", asked.assignment.directive_id)
