"""The reading screen: the paper with its marks, and the duties proposed out of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from songhanh.accounts.models import current
from songhanh.core.errors import NotFound
from songhanh.directives.models import Directive, Duty, DutyBody
from songhanh.directives.queries.lists import overseen_directive, overseen_directives
from songhanh.directives.rules import Mark, Piece, pieces
from songhanh.organizations.models import Body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from songhanh.accounts.models import User

NAMES_SHOWN = 40
# What the reader calls a find, and how the screen's colours are named.
CLASSES = {
    "who": "who", "issuer": "who", "addressee": "who", "assignee": "who", "partner": "who",
    "when": "date", "date": "date", "window": "date", "deadline": "date",
    "ref": "ref", "number": "ref", "legal_ref": "ref", "programme": "ref",
}  # fmt: skip
FOUND = {"windows": "date", "deadlines": "date", "legal_refs": "ref"}
CHOICES_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Resolved:
    """Bodies that stand for the same words of the text: „UBND các xã, phường” = 13."""

    words: str
    count: int
    names: tuple[str, ...]
    part: str

    @property
    def more(self) -> int:
        """How many are not named here."""
        return self.count - len(self.names)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed duty: what the text says apart from what is suggested."""

    duty: Duty
    said_who: tuple[str, ...]
    said_with: tuple[str, ...]
    said_when: tuple[str, ...]
    lead: tuple[Resolved, ...]
    with_: tuple[Resolved, ...]
    next_pk: int | None  # the duty after it, to be merged with

    @property
    def body_count(self) -> int:
        """How many bodies have a part in it."""
        return sum(found.count for found in (*self.lead, *self.with_))


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """All that the reading screen shows."""

    directive: Directive
    paragraphs: list[list[Piece]]
    proposals: list[Proposal]
    dropped: list[Duty]
    warnings: list[str]
    units: int  # different bodies in all duties
    twins: list[Directive]  # taken in before, with the same number and day

    @property
    def assignments(self) -> int:
        """How many assignments issuing will make."""
        return sum(proposal.body_count for proposal in self.proposals)

    @property
    def even(self) -> bool:
        """Whether every duty goes to every unit."""
        return self.assignments == len(self.proposals) * self.units

    @property
    def unreviewed(self) -> int:
        """How many duties the coordinator has not looked at."""
        return sum(proposal.duty.reviewed_at is None for proposal in self.proposals)

    @property
    def without_deadline(self) -> list[Duty]:
        """Duties that no clock will run for."""
        return [p.duty for p in self.proposals if p.duty.due_on is None]

    @property
    def without_body(self) -> list[Duty]:
        """Duties that nobody is to do yet."""
        return [p.duty for p in self.proposals if not p.lead and not p.with_]


def reading_page(viewer: User, *, pk: int, on: date) -> ReadingPage:
    """Return a directive with its marks and proposals.

    Raises:
        NotFound: there is none, or the viewer neither coordinates nor leads it.
    """
    directive = overseen_directive(viewer, pk=pk, on=on)
    bodies = DutyBody.objects.select_related("body").order_by("body__sort_key")
    duties = list(directive.duties.prefetch_related(Prefetch("bodies", queryset=bodies)))
    kept = [duty for duty in duties if duty.dropped_at is None]
    return ReadingPage(
        directive=directive,
        paragraphs=paragraphs(directive, kept),
        proposals=[_proposal(d, after) for d, after in zip_longest(kept, kept[1:])],
        dropped=[duty for duty in duties if duty.dropped_at is not None],
        warnings=[str(warning) for warning in directive.reading.get("warnings", [])],
        units=len({row.body_id for duty in kept for row in duty.bodies.all()}),
        twins=_twins(viewer, directive, on),
    )


def _twins(viewer: User, directive: Directive, on: date) -> list[Directive]:
    if not directive.number:
        return []
    rows = overseen_directives(viewer, on=on).exclude(pk=directive.pk)
    same = rows.filter(number=directive.number, dated_on=directive.dated_on)
    return list(same.defer("text", "reading").order_by("created_at", "pk"))


def paragraphs(directive: Directive, duties: Iterable[Duty]) -> list[list[Piece]]:
    """Return the text, paragraph by paragraph, cut along everything found in it."""
    marks = [*_duty_marks(duties), *_found_marks(directive.reading)]
    lines: list[list[Piece]] = [[]]
    for piece in pieces(directive.text, marks):
        first, *rest = piece.text.split("\n")
        if first or piece.opens:
            lines[-1].append(Piece(first, piece.kinds, piece.duties, piece.opens))
        lines += [[Piece(t, piece.kinds, piece.duties)] if t else [] for t in rest]
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def _duty_marks(duties: Iterable[Duty]) -> Iterator[Mark]:
    for duty in duties:
        if duty.span_start is not None and duty.span_end is not None:
            yield Mark(duty.span_start, duty.span_end, "duty", duty.order)


def _found_marks(reading: dict[str, Any]) -> Iterator[Mark]:
    for kind, name in FOUND.items():
        for found in reading.get(kind, []):
            start, end = found["span"]
            yield Mark(start, end, name)
    for mark in reading.get("marks", []):
        start, end = mark["span"]
        yield Mark(start, end, CLASSES.get(mark["kind"], "what"))


def _proposal(duty: Duty, after: Duty | None) -> Proposal:
    said = duty.said
    parts = DutyBody.Part
    return Proposal(
        duty=duty,
        said_who=tuple(said.get("assignees", ())),
        said_with=tuple(said.get("with", ())),
        said_when=tuple(said.get("when", ())),
        lead=_resolved(duty, parts.LEAD),
        with_=_resolved(duty, parts.WITH),
        next_pk=after.pk if after else None,
    )


def _resolved(duty: Duty, part: DutyBody.Part) -> tuple[Resolved, ...]:
    by_words: dict[str, list[str]] = {}
    for row in duty.bodies.all():
        if row.part == part:
            by_words.setdefault(row.words, []).append(row.body.name)
    return tuple(
        Resolved(words, len(names), tuple(names[:NAMES_SHOWN]), part)
        for words, names in by_words.items()
    )


def draft_duty(viewer: User, *, pk: int, on: date) -> Duty:
    """Return a duty of a directive that the viewer coordinates or leads.

    Raises:
        NotFound: there is none, or the viewer does neither.
    """
    duty = Duty.objects.filter(pk=pk).select_related("directive").first()
    if duty is None:
        raise NotFound
    duty.directive = overseen_directive(viewer, pk=duty.directive_id, on=on)
    return duty


def draft_duties(*, directive: Directive, pks: Iterable[int]) -> list[Duty]:
    """Return those duties of a directive that was found for the viewer, in their order."""
    return list(directive.duties.filter(pk__in=pks, dropped_at__isnull=True))


def candidates(directive: Directive, *, on: date) -> list[Body]:
    """Return the bodies that a duty of this directive may be given to, in Vietnamese order.

    Those beside and below the authority on the day of the directive.
    """
    authority = directive.authority
    near = (
        Q(parent=authority)
        | Q(territory=authority.territory_id)
        | Q(territory__parent=authority.territory_id)
    )
    rows = Body.objects.filter(near, current(on=directive.dated_on or on))
    return list(rows.order_by("sort_key"))


@dataclass(frozen=True, slots=True)
class DutyFormPage:
    """What the form of a duty starts with; `bodies` is None where there are too many to list."""

    initial: dict[str, Any]
    bodies: list[tuple[int, str]] | None
    lead_count: int
    with_count: int


def duty_form_page(duty: Duty, *, on: date) -> DutyFormPage:
    """Return the form of an existing duty."""
    rows = list(duty.bodies.select_related("body").order_by("body__sort_key"))
    lead = [row.body_id for row in rows if row.part == DutyBody.Part.LEAD]
    with_ = [row.body_id for row in rows if row.part == DutyBody.Part.WITH]
    names = ("title", "text", "theme", "due_on", "recurs")
    initial = {name: getattr(duty, name) for name in names}
    initial |= {"revision": duty.directive.revision, "lead": lead, "with_": with_}
    choices = _choices(duty.directive, {row.body_id: row.body.name for row in rows}, on=on)
    return DutyFormPage(initial, choices, len(lead), len(with_))


def new_duty_page(directive: Directive, *, on: date) -> DutyFormPage:
    """Return the form of a duty that the reader did not find."""
    return DutyFormPage({"revision": directive.revision}, _choices(directive, {}, on=on), 0, 0)


def _choices(
    directive: Directive, chosen: dict[int, str], *, on: date
) -> list[tuple[int, str]] | None:
    near = candidates(directive, on=on)[: CHOICES_AT_MOST + 1]
    found = {body.pk: body.name for body in near} | chosen
    return None if len(found) > CHOICES_AT_MOST else list(found.items())
