"""Typing in one section: saving, saving by itself, files, two drafts side by side."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.attachments.http import file_response
from songhanh.core.errors import DomainError
from songhanh.returns.forms import section as forms
from songhanh.returns.forms import settling
from songhanh.returns.forms.review import EvidenceForm
from songhanh.returns.queries import sections as queries
from songhanh.returns.services import drafts

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse

    from songhanh.accounts.http import SignedInRequest

FORM_MAX = 64


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    on = localdate()
    if request.method == "POST":
        return _save(request, pk)
    section = queries.section_for(request.user, pk=pk, on=on)
    page = queries.section_page(request.user, section, on=on)
    tried = "luu" in request.GET or "kiem-tra" in request.GET
    context = {
        "page": page,
        "form": forms.shown(page, with_problems=tried),
        "form_id": secrets.token_urlsafe(16),
        "just_saved": "luu" in request.GET,
        "blank_rows": forms.blank_rows(page, request.GET.get("them", "")),
        "evidence_form": EvidenceForm(),
    }
    return render(request, "returns/section.html", context)


def _save(request: SignedInRequest, pk: int) -> HttpResponse:
    saved = _saved(request, pk)
    if saved.other is not None:
        return redirect("returns:settle", saved.other.pk)
    address = reverse("returns:section", args=[pk])
    after = request.POST.get("after", "")
    if after in forms.MORE:
        return redirect(f"{address}?them={after}#{after}")
    if after == "list":
        messages.success(request, _("Đã lưu mục này."))
        return redirect("returns:return", saved.section.unit_return_id)
    following = forms.number(after)
    if following is not None:
        return redirect("returns:section", following)
    return redirect(f"{address}?luu=1")


def _saved(request: SignedInRequest, pk: int) -> drafts.Saved:
    section = queries.section_for(request.user, pk=pk, on=localdate())
    saved = drafts.save_draft(
        section=section,
        draft=forms.read(request.POST),
        revision=forms.revision(request.POST),
        form=request.POST.get("form", "")[:FORM_MAX],
        by=request.user,
        at=timezone.now(),
    )
    upload = request.FILES.get("document_file")
    if upload is not None:
        drafts.add_document_file(
            section=section, name=upload.name or "", content=upload, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    return saved


@require_POST
@login_required
def autosave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save while somebody types. The answer says what became of it, for the page to show."""
    try:
        saved = _saved(request, pk)
    except DomainError as error:
        answer = {"state": "refused", "message": str(error.message)}
        return JsonResponse(answer, status=error.status)
    if saved.other is not None:
        return JsonResponse(
            {
                "state": "beside",  # and no new revision: the next save must not take its place
                "message": _("Có người vừa lưu mục này. Bản của bạn được giữ riêng."),
                "url": reverse("returns:settle", args=[saved.other.pk]),
            }
        )
    at = timezone.localtime(saved.section.saved_at) if saved.section.saved_at else None
    message = _("Đã lưu lúc %(time)s.") % {"time": f"{at:%H:%M}"} if at else ""
    return JsonResponse({"state": "saved", "revision": saved.section.revision, "message": message})


@require_POST
@login_required
def add_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    section = queries.section_for(request.user, pk=pk, on=localdate())
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(p) for p in form.errors.get("file", [])))
    else:
        upload = form.cleaned_data["file"]
        evidence = drafts.add_evidence(
            section=section,
            name=upload.name,
            content=upload,
            caption=form.cleaned_data["caption"],
            by=request.user,
            at=timezone.now(),
        )
        if evidence.file.problem:
            messages.warning(request, evidence.file.problem)
    return redirect(reverse("returns:section", args=[pk]) + "#evidence")


@login_required
def show_evidence(request: SignedInRequest, pk: int) -> FileResponse:
    """Give the file: the copy without its place, or the original to who reviews it."""
    evidence = queries.evidence_for(request.user, pk=pk, on=localdate())
    return file_response(evidence.file)


@require_POST
@login_required
def remove_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    evidence = queries.evidence_for(request.user, pk=pk, on=localdate())
    drafts.remove_evidence(evidence=evidence, by=request.user, at=timezone.now())
    return redirect(reverse("returns:section", args=[evidence.section_id]) + "#evidence")


@login_required
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what two people typed side by side; keep what is chosen."""
    on = localdate()
    other = queries.other_draft_for(request.user, pk=pk, on=on)
    if request.method == "POST":
        saved = drafts.settle(
            other=other,
            draft=settling.chosen(request.POST, other.section.draft, other.draft),
            revision=forms.revision(request.POST),
            by=request.user,
            at=timezone.now(),
        )
        if saved.other is not None:
            messages.warning(request, _("Mục này vừa được lưu lần nữa. Hãy chọn lại."))
            return redirect("returns:settle", saved.other.pk)
        return redirect(reverse("returns:section", args=[other.section_id]) + "?luu=1")
    page = queries.section_page(request.user, other.section, on=on)
    asked = {ask.code: ask for ask in page.ask.own}
    context = {
        "other": other,
        "page": page,
        "choices": settling.choices(other.section.draft, other.draft, asked),
    }
    return render(request, "returns/settle.html", context)
