"""Opening a return and typing in it. Nothing that anybody typed is ever lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from songhanh.attachments import services as attachments
from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives.models import Assignment
from songhanh.returns import permissions
from songhanh.returns.errors import NothingGiven, SectionClosed, WrongFile
from songhanh.returns.models import Evidence, OtherDraft, Section, UnitReturn
from songhanh.returns.rules import content, merging

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive
    from songhanh.organizations.models import Body


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a draft: saved, or kept beside what somebody else saved meanwhile."""

    section: Section
    other: OtherDraft | None = None


@transaction.atomic
def open_return(
    *, directive: Directive, unit: Body, period: str = "", by: User, at: datetime
) -> UnitReturn:
    """Return the unit's one return for the directive and period, with a section per assignment.

    Raises:
        NothingGiven: the unit was given nothing in that period.
        NotAllowed: `by` neither reports for the unit nor coordinates the directive.
    """
    on = timezone.localtime(at).date()
    given = Assignment.objects.filter(
        directive=directive, unit=unit, period=period, withdrawn_at__isnull=True
    ).select_related("directive")
    if not given:
        raise NothingGiven
    if not any(permissions.can_edit(by, assignment, on=on) for assignment in given):
        raise NotAllowed
    opened, created = UnitReturn.objects.get_or_create(
        directive=directive, unit=unit, period=period, defaults={"opened_at": at}
    )
    Section.objects.bulk_create(
        [Section(unit_return=opened, assignment=assignment) for assignment in given],
        ignore_conflicts=True,
    )
    if created:
        audit.record("returns.return.opened", target=opened, by=by, at=at)
    return opened


def locked(section: Section, *, by: User, at: datetime) -> Section:
    """Lock a section that `by` may type in.

    Raises:
        NotAllowed: `by` neither reports for the unit nor coordinates the directive.
        SectionClosed: it was accepted.
    """
    rows = Section.objects.select_for_update(of=("self",))
    row = rows.select_related("assignment__directive", "unit_return").get(pk=section.pk)
    if not permissions.can_edit(by, row.assignment, on=timezone.localtime(at).date()):
        raise NotAllowed
    if row.accepted_at is not None:
        raise SectionClosed
    return row


@transaction.atomic
def save_draft(
    *,
    section: Section,
    draft: Mapping[str, Any],
    revision: int,
    form: str = "",
    by: User,
    at: datetime,
) -> Saved:
    """Keep what was typed. `revision` is the one the person started from, `form` their open page.

    If somebody else saved meanwhile, both are kept and shown side by side.

    Raises:
        NotAllowed: `by` may not type here.
        SectionClosed: the section was accepted.
        WrongFile: a row names a file of another section.
    """
    row = locked(section, by=by, at=at)
    typed = content.tidy(draft)
    if row.sent_back_at is not None:
        typed = merging.only_wrong(row.draft, typed, row.wrong_cells)
    _check_files(row, typed)
    if not merging.differences(row.draft, typed):
        return Saved(row)
    # A page that saves by itself may send twice before it hears its new revision.
    if revision != row.revision and not (form and form == row.saved_form):
        return Saved(row, _keep_beside(row, typed, revision, form, by=by, at=at))
    _write(row, typed, form, by=by, at=at)
    return Saved(row)


@transaction.atomic
def settle(
    *, other: OtherDraft, draft: Mapping[str, Any], revision: int, by: User, at: datetime
) -> Saved:
    """Save what somebody chose out of two drafts; the other one stays on record as settled.

    Raises:
        NotAllowed, SectionClosed: as for `save_draft`.
    """
    saved = save_draft(
        section=other.section, draft=draft, revision=revision, form=other.form, by=by, at=at
    )
    if saved.other is None:
        OtherDraft.objects.filter(pk=other.pk, settled_at__isnull=True).update(
            settled_at=at, settled_by=by
        )
    return saved


def _keep_beside(
    row: Section, typed: content.Draft, revision: int, form: str, *, by: User, at: datetime
) -> OtherDraft:
    other, _created = OtherDraft.objects.update_or_create(
        section=row,
        form=form or f"{by.pk}-{revision}",
        settled_at=None,
        defaults={"draft": typed, "base_revision": revision, "saved_at": at, "saved_by": by},
    )
    audit.record("returns.section.saved-beside", target=row, by=by, at=at, base=revision)
    return other


def _write(row: Section, typed: content.Draft, form: str, *, by: User, at: datetime) -> None:
    row.draft, row.saved_form, row.saved_at, row.saved_by = typed, form, at, by
    row.revision += 1
    row.save(update_fields=["draft", "revision", "saved_form", "saved_at", "saved_by"])
    audit.record("returns.section.saved", target=row, by=by, at=at, revision=row.revision)


def _check_files(row: Section, typed: content.Draft) -> None:
    named = {document["evidence"] for document in typed["documents"] if document["evidence"]}
    if named and named - set(row.evidence.values_list("pk", flat=True)):
        raise WrongFile


@transaction.atomic
def add_evidence(
    *,
    section: Section,
    name: str,
    content: Any,
    kind: str = Evidence.Kind.PROOF,
    caption: str = "",
    by: User,
    at: datetime,
) -> Evidence:
    """Keep a file with the section. A broken file is kept too and says what is wrong with it.

    Raises:
        NotAllowed, SectionClosed: as for `save_draft`.
    """
    row = locked(section, by=by, at=at)
    sample = row.assignment.directive.sample
    stored = attachments.store(name=name, content=content, by=by, at=at, sample=sample)
    evidence = Evidence.objects.create(
        section=row, kind=kind, file=stored, caption=caption[:300], added_at=at
    )
    audit.record("returns.evidence.added", target=evidence, by=by, at=at, section=row.pk)
    return evidence


@transaction.atomic
def add_document_file(
    *, section: Section, name: str, content: Any, by: User, at: datetime
) -> Evidence:
    """Keep the file of an issued document and tie it to the last row that has none.

    Raises:
        NotAllowed, SectionClosed: as for `save_draft`.
    """
    evidence = add_evidence(
        section=section, name=name, content=content, kind=Evidence.Kind.ISSUED, by=by, at=at
    )
    row = locked(section, by=by, at=at)
    documents = [dict(document) for document in row.draft.get("documents", [])]
    without = [document for document in documents if not document["evidence"]]
    if without:
        without[-1]["evidence"] = evidence.pk
    else:
        documents.append({"number": "", "dated": "", "title": name, "evidence": evidence.pk})
    _write(row, {**row.draft, "documents": documents}, row.saved_form, by=by, at=at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User, at: datetime) -> Evidence:
    """Leave a file out of what is sent next. The file itself and earlier submissions stay.

    Raises:
        NotAllowed, SectionClosed: as for `save_draft`.
    """
    locked(evidence.section, by=by, at=at)
    if evidence.removed_at is None:
        evidence.removed_at = at
        evidence.save(update_fields=["removed_at"])
        audit.record("returns.evidence.removed", target=evidence, by=by, at=at)
    return evidence


@transaction.atomic
def attach_paper(
    *, unit_return: UnitReturn, name: str, content: Any, by: User, at: datetime
) -> UnitReturn:
    """Keep the photo or scan of a unit's paper reply, from which an officer types.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
    """
    if not permissions.can_review(by, unit_return.directive, on=timezone.localtime(at).date()):
        raise NotAllowed
    sample = unit_return.directive.sample
    unit_return.paper = attachments.store(name=name, content=content, by=by, at=at, sample=sample)
    unit_return.save(update_fields=["paper"])
    audit.record("returns.paper.attached", target=unit_return, by=by, at=at)
    return unit_return
