"""Correcting one duty of a draft: every action is a plain form, so that keys alone suffice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.core.errors import DomainError
from songhanh.directives import queries, services
from songhanh.directives.forms.drafts import DutyForm, RevisionForm, SplitForm
from songhanh.directives.rules import split_places

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest


def _back(directive: int, order: int | None = None) -> HttpResponse:
    place = f"#nv-{order}" if order else ""
    return redirect(reverse("directives:reading", args=[directive]) + place)


def _revision(request: SignedInRequest) -> int | None:
    form = RevisionForm(request.POST)
    return form.cleaned_data["revision"] if form.is_valid() else -1


def _change(form: DutyForm) -> services.Change:
    values = form.duty()
    names = ("title", "text", "theme", "recurs")
    wording = services.Wording(**{name: values.pop(name) for name in names})
    return services.Change(wording=wording, **values)


@require_POST
@login_required
def act(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Accept, drop, restore, or move one duty."""
    duty = queries.draft_duty(request.user, pk=pk, on=localdate())
    common: dict[str, Any] = {
        "duty": duty, "revision": _revision(request), "by": request.user, "at": timezone.now(),
    }  # fmt: skip
    order = duty.order
    try:
        if action == "nhan":
            services.accept_duty(**common)
        elif action == "bo":
            services.drop_duty(**common)
            messages.success(request, _("Đã bỏ một nhiệm vụ. Có thể lấy lại ở cuối trang."))
        elif action == "lay-lai":
            services.restore_duty(**common)
        elif action in {"len", "xuong"}:
            order = max(duty.order + (-1 if action == "len" else 1), 1)
            services.reorder(**common, place=order)
        else:
            raise Http404
    except DomainError as error:
        messages.error(request, str(error.message))
    return _back(duty.directive_id, order)


@require_POST
@login_required
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make one duty of those that are ticked, or of one and the next."""
    directive = queries.overseen_directive(request.user, pk=pk, on=localdate())
    wanted = [int(value) for value in request.POST.getlist("duty") if value.isdecimal()]
    chosen = queries.draft_duties(directive=directive, pks=wanted)
    try:
        duty = services.merge_duties(
            duties=chosen, revision=_revision(request), by=request.user, at=timezone.now()
        )
    except DomainError as error:
        messages.error(request, str(error.message))
        return _back(pk)
    return _back(pk, duty.order)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what a duty says, when it is due, and who does it."""
    duty = queries.draft_duty(request.user, pk=pk, on=localdate())
    page = queries.duty_form_page(duty, on=localdate())
    form = DutyForm(request.POST or None, initial=page.initial, bodies=page.bodies)
    if request.method == "POST" and form.is_valid():
        try:
            services.rewrite_duty(
                duty=duty,
                change=_change(form),
                revision=form.cleaned_data["revision"],
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return _back(duty.directive_id, duty.order)
    context = {
        "form": form,
        "duty": duty,
        "directive": duty.directive,
        "page": page,
        "sentence": queries.sentence_of(duty),
    }
    return render(request, "directives/edit_duty.html", context)


@login_required
def split(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose where one duty becomes two."""
    duty = queries.draft_duty(request.user, pk=pk, on=localdate())
    form = SplitForm(
        request.POST or None,
        initial={"revision": duty.directive.revision},
        places=split_places(duty.text),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.split_duty(duty=duty, by=request.user, at=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return _back(duty.directive_id, duty.order)
    context = {"form": form, "duty": duty, "directive": duty.directive}
    return render(request, "directives/split_duty.html", context)


@login_required
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a duty that the reader did not find."""
    directive = queries.overseen_directive(request.user, pk=pk, on=localdate())
    page = queries.new_duty_page(directive, on=localdate())
    form = DutyForm(request.POST or None, initial=page.initial, bodies=page.bodies)
    if request.method == "POST" and form.is_valid():
        try:
            duty = services.write_new_duty(
                directive=directive,
                change=_change(form),
                revision=form.cleaned_data["revision"],
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return _back(pk, duty.order)
    return render(
        request, "directives/edit_duty.html", {"form": form, "directive": directive, "page": page}
    )
