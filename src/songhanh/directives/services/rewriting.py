"""Writing down a whole duty as one form gives it: words, deadline and bodies in one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from songhanh.directives.errors import UnknownBody
from songhanh.directives.models import Directive, Duty, DutyBody
from songhanh.directives.rules import short_title
from songhanh.directives.services.drafts import lock_draft, note, renumber
from songhanh.directives.services.duties import Bodies, Wording, put_bodies, put_due
from songhanh.directives.services.reading import resolve_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.accounts.models import User


@dataclass(frozen=True, slots=True)
class Change:
    """What the form says. Bodies that are None stay as they are; words are looked up and added."""

    wording: Wording
    due_on: date | None
    lead: tuple[int, ...] | None
    with_: tuple[int, ...] | None
    lead_words: str = ""
    with_words: str = ""


@transaction.atomic
def rewrite_duty(
    *, duty: Duty, change: Change, revision: int | None, by: User, at: datetime
) -> Duty:
    """Put a duty as the coordinator wants it.

    Raises:
        NotAllowed, AlreadyIssued, EditedMeanwhile: as for every change of a draft.
        UnknownBody: words that stand for no body on the day of the directive.
    """
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    duty = Duty.objects.get(pk=duty.pk)
    _write(directive, duty, change, at=at)
    note("duty.edited", directive, by=by, at=at, duty=duty.pk)
    return duty


@transaction.atomic
def write_new_duty(
    *, directive: Directive, change: Change, revision: int | None, by: User, at: datetime
) -> Duty:
    """Add a duty that the reader did not find; it has no place in the text.

    Raises:
        NotAllowed, AlreadyIssued, EditedMeanwhile: as for every change of a draft.
        UnknownBody: words that stand for no body on the day of the directive.
    """
    directive = lock_draft(directive.pk, revision=revision, by=by, at=at)
    duty = Duty.objects.create(
        directive=directive, order=directive.duties.count() + 1, text=change.wording.text
    )
    _write(directive, duty, change, at=at)
    renumber(directive)
    note("duty.added", directive, by=by, at=at, duty=duty.pk)
    return Duty.objects.get(pk=duty.pk)


def _write(directive: Directive, duty: Duty, change: Change, *, at: datetime) -> None:
    wording = change.wording
    duty.title = wording.title or short_title(wording.text)
    duty.text, duty.theme, duty.recurs = wording.text, wording.theme, wording.recurs
    duty.reviewed_at = at
    put_due(duty, change.due_on)
    duty.save()
    parts = DutyBody.Part
    put_bodies(
        duty,
        Bodies(
            lead=_bodies(directive, duty, parts.LEAD, change.lead, change.lead_words),
            with_=_bodies(directive, duty, parts.WITH, change.with_, change.with_words),
        ),
    )


def _bodies(
    directive: Directive, duty: Duty, part: str, chosen: tuple[int, ...] | None, words: str
) -> dict[int, str]:
    known = dict(duty.bodies.filter(part=part).values_list("body_id", "words"))
    found = known if chosen is None else {pk: known.get(pk, "") for pk in chosen}
    for phrase in filter(None, (p.strip() for p in words.split(";"))):
        resolved = resolve_words(directive, phrase)
        if not resolved:
            raise UnknownBody(UnknownBody.message % {"words": phrase})
        found |= {pk: phrase[:250] for pk in resolved if pk not in found}
    return found
