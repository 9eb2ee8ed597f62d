"""Correcting the duties of a draft. Each edit says which revision of the draft it was made on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from songhanh.directives.errors import BadMerge, BadPlace
from songhanh.directives.models import Directive, Duty, DutyBody
from songhanh.directives.rules import short_title
from songhanh.directives.services.drafts import lock_draft, note, renumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from songhanh.accounts.models import User

NEAR = 3  # letters between two clauses of one sentence: "; "


@dataclass(frozen=True, slots=True)
class Wording:
    """What the coordinator says a duty is."""

    title: str
    text: str
    theme: str
    recurs: str = ""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who is to do a duty: ids, and the words each was resolved from where there were any."""

    lead: dict[int, str]
    with_: dict[int, str]


@transaction.atomic
def accept_duty(*, duty: Duty, revision: int | None, by: User, at: datetime) -> Duty:
    """Agree with a proposed duty as it stands."""
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    Duty.objects.filter(pk=duty.pk).update(reviewed_at=at)
    note("duty.accepted", directive, by=by, at=at, duty=duty.pk)
    duty.reviewed_at = at
    return duty


@transaction.atomic
def edit_duty(
    *, duty: Duty, wording: Wording, revision: int | None, by: User, at: datetime
) -> Duty:
    """Change what a duty says, and under which theme. Its place in the text stays."""
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    duty = Duty.objects.get(pk=duty.pk)
    duty.title, duty.text, duty.theme = wording.title, wording.text, wording.theme
    duty.recurs, duty.reviewed_at = wording.recurs, at
    duty.save(update_fields=["title", "text", "theme", "recurs", "reviewed_at"])
    note("duty.edited", directive, by=by, at=at, duty=duty.pk)
    return duty


@transaction.atomic
def set_due(
    *, duty: Duty, due_on: date | None, revision: int | None, by: User, at: datetime
) -> Duty:
    """Set or remove a deadline. One other than the text's is shown as set by the coordinator."""
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    duty = Duty.objects.get(pk=duty.pk)
    put_due(duty, due_on)
    duty.save(update_fields=["due_on", "due_set_by"])
    note("duty.due_set", directive, by=by, at=at, duty=duty.pk, due_on=due_on)
    return duty


def put_due(duty: Duty, due_on: date | None) -> None:
    """Put a deadline on a duty, and whose it is."""
    if due_on == duty.due_on:
        return
    said = due_on is not None and due_on.isoformat() == duty.said.get("due_on")
    kinds = Duty.DueSetBy
    duty.due_on = due_on
    duty.due_set_by = (kinds.TEXT if said else kinds.COORDINATOR) if due_on else ""


@transaction.atomic
def set_bodies(*, duty: Duty, bodies: Bodies, revision: int | None, by: User, at: datetime) -> Duty:
    """Say who leads and who takes part. A body that leads does not also take part."""
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    put_bodies(duty, bodies)
    counts = {"lead": len(bodies.lead), "with": len(bodies.with_)}
    note("duty.bodies_set", directive, by=by, at=at, duty=duty.pk, **counts)
    return duty


def put_bodies(duty: Duty, bodies: Bodies) -> None:
    """Write who does a duty, in place of what was there."""
    duty.bodies.all().delete()
    parts = DutyBody.Part
    rows = [DutyBody(duty=duty, body_id=pk, words=w) for pk, w in bodies.lead.items()]
    rows += [
        DutyBody(duty=duty, body_id=pk, words=w, part=parts.WITH)
        for pk, w in bodies.with_.items()
        if pk not in bodies.lead
    ]
    DutyBody.objects.bulk_create(rows, batch_size=1000)


@transaction.atomic
def split_duty(
    *, duty: Duty, at_character: int, revision: int | None, by: User, at: datetime
) -> tuple[Duty, Duty]:
    """Make two duties of one, cut before the character with that index in its text.

    Raises:
        BadPlace: one of the two would be empty.
    """
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    duty = Duty.objects.get(pk=duty.pk)
    first, second = duty.text[:at_character].rstrip(" ;,"), duty.text[at_character:].lstrip(" ;,")
    if not first or not second or at_character < 1:
        raise BadPlace
    rest = _copy(duty, second)
    untouched = _unedited(directive, duty)
    if untouched and duty.span_start is not None and duty.span_end is not None:
        rest.span_start = duty.span_end - len(second)
        duty.span_end = duty.span_start + len(first)
    duty.text, duty.title = first, short_title(first)
    duty.save()
    rest.save()
    copies = [
        DutyBody(duty=rest, body_id=b.body_id, part=b.part, words=b.words)
        for b in duty.bodies.all()
    ]
    DutyBody.objects.bulk_create(copies, batch_size=1000)
    _make_room(directive, rest, after=duty)
    note("duty.split", directive, by=by, at=at, duty=duty.pk, new=rest.pk)
    return duty, rest


@transaction.atomic
def merge_duties(*, duties: Sequence[Duty], revision: int | None, by: User, at: datetime) -> Duty:
    """Make one duty of several: the first takes in the others' words, places and bodies.

    Raises:
        BadMerge: fewer than two, or of different directives.
    """
    if len({d.pk for d in duties}) < 2 or len({d.directive_id for d in duties}) != 1:
        raise BadMerge
    directive = lock_draft(duties[0].directive_id, revision=revision, by=by, at=at)
    rows = list(directive.duties.filter(pk__in=[d.pk for d in duties], dropped_at__isnull=True))
    if len(rows) < 2:
        raise BadMerge
    first, others = rows[0], rows[1:]
    _take_in(directive, first, others)
    for other in others:
        other.dropped_at = at
        other.save(update_fields=["dropped_at"])
    renumber(directive)
    note("duty.merged", directive, by=by, at=at, duty=first.pk, others=[d.pk for d in others])
    return first


@transaction.atomic
def drop_duty(*, duty: Duty, revision: int | None, by: User, at: datetime) -> Duty:
    """Leave a proposed duty out. It can be brought back until the directive is issued."""
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    Duty.objects.filter(pk=duty.pk).update(dropped_at=at)
    renumber(directive)
    note("duty.dropped", directive, by=by, at=at, duty=duty.pk)
    return duty


@transaction.atomic
def restore_duty(*, duty: Duty, revision: int | None, by: User, at: datetime) -> Duty:
    """Bring a duty back that was left out, at about its old place."""
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    Duty.objects.filter(pk=duty.pk).update(dropped_at=None)
    renumber(directive)
    note("duty.restored", directive, by=by, at=at, duty=duty.pk)
    return duty


@transaction.atomic
def add_duty(
    *, directive: Directive, wording: Wording, revision: int | None, by: User, at: datetime
) -> Duty:
    """Add a duty that the reader did not find; it has no place in the text."""
    directive = lock_draft(directive.pk, revision=revision, by=by, at=at)
    title = wording.title or short_title(wording.text)
    duty = Duty.objects.create(
        directive=directive, order=directive.duties.count() + 1, title=title, text=wording.text,
        theme=wording.theme, recurs=wording.recurs, reviewed_at=at,
    )  # fmt: skip
    renumber(directive)
    note("duty.added", directive, by=by, at=at, duty=duty.pk)
    return Duty.objects.get(pk=duty.pk)


@transaction.atomic
def reorder(*, duty: Duty, place: int, revision: int | None, by: User, at: datetime) -> list[Duty]:
    """Put a duty in that place, counted from 1; the others move up or down."""
    directive = lock_draft(duty.directive_id, revision=revision, by=by, at=at)
    kept = [d for d in directive.duties.filter(dropped_at__isnull=True) if d.pk != duty.pk]
    index = min(max(place - 1, 0), len(kept))
    kept.insert(index, Duty.objects.get(pk=duty.pk))
    for number, row in enumerate(kept, start=1):
        row.order = number
    Duty.objects.bulk_update(kept, ["order"])
    note("duty.moved", directive, by=by, at=at, duty=duty.pk, place=index + 1)
    return kept


def _copy(duty: Duty, text: str) -> Duty:
    return Duty(
        directive_id=duty.directive_id, order=duty.order, title=short_title(text), text=text,
        span_start=duty.span_start, span_end=duty.span_end, theme=duty.theme, due_on=duty.due_on,
        due_set_by=duty.due_set_by, recurs=duty.recurs, windows=duty.windows, said=duty.said,
    )  # fmt: skip


def _unedited(directive: Directive, duty: Duty) -> bool:
    if duty.span_start is None:
        return False
    return directive.text[duty.span_start : duty.span_end] == duty.text


def _make_room(directive: Directive, new: Duty, *, after: Duty) -> None:
    kept = list(directive.duties.filter(dropped_at__isnull=True).exclude(pk=new.pk))
    kept.insert(next(i for i, d in enumerate(kept) if d.pk == after.pk) + 1, new)
    for number, row in enumerate(kept, start=1):
        row.order = number
    Duty.objects.bulk_update(kept, ["order"])


def _take_in(directive: Directive, first: Duty, others: Iterable[Duty]) -> None:
    for other in others:
        _join_words(directive, first, other)
        known = set(first.bodies.values_list("body_id", flat=True))
        DutyBody.objects.bulk_create(
            (
                DutyBody(duty=first, body_id=b.body_id, part=b.part, words=b.words)
                for b in other.bodies.all()
                if b.body_id not in known
            ),
            batch_size=1000,
        )
        if other.due_on and (first.due_on is None or other.due_on < first.due_on):
            first.due_on, first.due_set_by = other.due_on, other.due_set_by
        first.windows = [*first.windows, *(w for w in other.windows if w not in first.windows)]
    first.save()


def _join_words(directive: Directive, first: Duty, other: Duty) -> None:
    """Join the texts; where both stand side by side in the paper, as the paper has it."""
    whole = _unedited(directive, first) and _unedited(directive, other)
    if first.span_end is not None and other.span_start is not None and other.span_end is not None:
        near = 0 <= other.span_start - first.span_end <= NEAR
        if near:
            first.span_end = other.span_end
            if whole:
                first.text = directive.text[first.span_start : first.span_end]
                return
    first.text = f"{first.text.rstrip(' .;,')}; {other.text}"
