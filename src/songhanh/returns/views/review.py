"""The coordinator's side: who answered, looking at a return, paper replies, proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.attachments.http import file_response
from songhanh.core.errors import NotFound
from songhanh.directives.queries.lists import directive_for, overseen_directive
from songhanh.documents.http import download
from songhanh.returns.errors import NoAnswer
from songhanh.returns.forms.review import AnswerForm, DecideForm, PaperForm
from songhanh.returns.queries import receipts, review, sections, tables
from songhanh.returns.services import drafts, reviewing

if TYPE_CHECKING:
    from datetime import date

    from django.http import FileResponse, HttpResponse, QueryDict

    from songhanh.accounts.http import SignedInRequest
    from songhanh.organizations.rules import WorkingDay


@login_required
def units(request: SignedInRequest, directive: int) -> HttpResponse:
    """Who answered and who did not."""
    on = localdate()
    found = overseen_directive(request.user, pk=directive, on=on)
    rows = review.unit_rows(found)
    only = request.GET.get("loc", "")
    context = {
        "directive": found,
        "rows": review.filtered(rows, only),
        "only": only,
        "counts": review.counted(rows),
        "can_review": sections.may_review(request.user, found, on=on),
        "paper_form": PaperForm(),
        "all_rows": rows,
    }
    return render(request, "returns/units.html", context)


@login_required
def units_xlsx(request: SignedInRequest, directive: int) -> HttpResponse:
    on = localdate()
    found = overseen_directive(request.user, pk=directive, on=on)
    return download(tables.units_table(found, on=on), f"don-vi-{found.slug}.xlsx")


@login_required
def annex_xlsx(request: SignedInRequest, directive: int) -> HttpResponse:
    """Everything that units wrote and counted, without a cap."""
    on = localdate()
    found = overseen_directive(request.user, pk=directive, on=on)
    return download(tables.annex(found, on=on), f"phu-luc-{found.slug}.xlsx")


@require_POST
@login_required
def take_paper(request: SignedInRequest, directive: int) -> HttpResponse:
    """Open a unit's return for typing in its paper reply, with the paper beside it."""
    on, at = localdate(), timezone.now()
    found = overseen_directive(request.user, pk=directive, on=on)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        problems = [str(p) for name in ("unit", "paper") for p in form.errors.get(name, [])]
        messages.error(request, " ".join(problems))
        return redirect("returns:units", directive)
    opened = drafts.open_return(
        directive=found,
        unit=review.unit_given(found, pk=form.cleaned_data["unit"]),
        period=form.cleaned_data["period"],
        by=request.user,
        at=at,
    )
    upload = form.cleaned_data["paper"]
    drafts.attach_paper(
        unit_return=opened, name=upload.name, content=upload, by=request.user, at=at
    )
    return redirect("returns:return", opened.pk)


@login_required
def paper(request: SignedInRequest, pk: int) -> FileResponse:
    """Give the paper reply of a return as it came."""
    found = sections.return_for(request.user, pk=pk, on=localdate())
    if found.paper is None:
        raise NotFound
    return file_response(found.paper, original=True)


@login_required
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    """One return as it was sent, to accept or to send back cell by cell."""
    return _look(request, pk)


def _look(
    request: SignedInRequest, pk: int, typed: dict[int, DecideForm] | None = None
) -> HttpResponse:
    """Show the return, with what was typed under a section that could not be decided."""
    on = localdate()
    unit_return = sections.return_for(request.user, pk=pk, on=on)
    page = sections.return_page(request.user, unit_return, on=on)
    resend = reviewing.resend_by_default(on)
    context = {
        "page": page,
        "waiting": page.waiting,
        "sent": [
            (part, (typed or {}).get(part.section.pk) or _form(part.section.pk, resend, on))
            for part in receipts.sent_sections(unit_return)
        ],
    }
    return render(request, "returns/review.html", context, status=422 if typed else 200)


def _form(section: int, resend: WorkingDay, on: date, post: QueryDict | None = None) -> DecideForm:
    return DecideForm(post, resend=resend, on=on, auto_id=f"{section}-%s")


@require_POST
@login_required
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept one section, or send its wrong cells back."""
    on, at = localdate(), timezone.now()
    section = sections.section_for(request.user, pk=pk, on=on)
    form = _form(section.pk, reviewing.resend_by_default(on), on, request.POST)
    if not form.is_valid():
        return _look(request, section.unit_return_id, {section.pk: form})
    if form.accepts:
        reviewing.accept_section(section=section, by=request.user, at=at)
        messages.success(request, _("Đã nghiệm thu mục này."))
    else:
        reviewing.send_back(
            section=section,
            wrong_cells=form.wrong,
            resend_on=form.cleaned_data["resend_on"],
            by=request.user,
            at=at,
        )
        messages.success(request, _("Đã trả lại các ô ghi lý do. Đơn vị chỉ sửa những ô ấy."))
    return redirect("returns:review", section.unit_return_id)


@require_POST
@login_required
def accept_all(request: SignedInRequest, pk: int) -> HttpResponse:
    unit_return = sections.return_for(request.user, pk=pk, on=localdate())
    rows = reviewing.accept_all(unit_return=unit_return, by=request.user, at=timezone.now())
    messages.success(request, _("Đã nghiệm thu %(count)s mục.") % {"count": len(rows)})
    return redirect("returns:review", pk)


@login_required
def proposals(request: SignedInRequest, directive: int) -> HttpResponse:
    """What units propose; each unit sees its own, whoever oversees sees all."""
    on = localdate()
    found = directive_for(request.user, pk=directive, on=on)
    rows = review.proposals_for(request.user, found, on=on)
    context = {
        "directive": found,
        "rows": rows,
        "form": AnswerForm([(body.pk, body.name) for body in sections.receivers_of(found)]),
        "can_answer": sections.may_review(request.user, found, on=on),
    }
    return render(request, "returns/proposals.html", context)


@require_POST
@login_required
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = review.proposal_for(request.user, pk=pk, on=localdate())
    directive = proposal.section.unit_return.directive
    bodies = {body.pk: body for body in sections.receivers_of(directive)}
    form = AnswerForm([(pk, body.name) for pk, body in bodies.items()], request.POST)
    if form.is_valid():
        try:
            reviewing.answer_proposal(
                proposal=proposal,
                answer=form.cleaned_data["answer"],
                receiver=bodies.get(form.cleaned_data["receiver"] or 0),
                by=request.user,
                at=timezone.now(),
            )
        except NoAnswer as error:
            messages.error(request, str(error.message))
    return redirect("returns:proposals", directive.pk)
