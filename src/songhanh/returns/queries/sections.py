"""A return and its sections, as the unit fills them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from songhanh.core.errors import NotFound
from songhanh.directives.models import Assignment
from songhanh.directives.queries.lists import overseen_directives
from songhanh.indicators import queries as indicators
from songhanh.organizations.models import Body
from songhanh.returns import permissions
from songhanh.returns.models import Evidence, OtherDraft, Proposal, Section, UnitReturn
from songhanh.returns.rules import asking, content
from songhanh.returns.rules.sections import SectionFacts, SectionState, is_open, state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive
    from songhanh.indicators.models import FigureDefinition


RECEIVERS_MAX = 100


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section in the list of a return."""

    section: Section
    number: int
    title: str
    state: SectionState
    problems: dict[str, str]
    beside: bool  # somebody else's draft waits to be settled
    can_edit: bool

    @property
    def ready(self) -> bool:
        """Whether it can be sent as it stands."""
        return not (self.problems or self.beside) and is_open(self.state)


@dataclass(frozen=True, slots=True)
class SectionPage:
    """All that the form of one section needs."""

    line: SectionLine
    ask: asking.SectionAsk
    shared: list[tuple[asking.Asked, SectionLine, dict[str, Any]]]
    evidence: list[Evidence]
    others: list[OtherDraft]
    proposals: list[Proposal]
    following: SectionLine | None
    receivers: list[Body]


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """A unit's return with its sections in the order of the directive."""

    unit_return: UnitReturn
    lines: list[SectionLine]
    can_review: bool
    asks: dict[int, asking.SectionAsk] = field(repr=False)

    @property
    def to_send(self) -> list[SectionLine]:
        """The sections that have something new to send."""
        return [line for line in self.lines if is_open(line.state)]

    @property
    def waiting(self) -> int:
        """How many sections wait for the coordinator."""
        sent = {SectionState.SENT, SectionState.CHANGED}
        return sum(line.state in sent for line in self.lines)


def asked_by(directive: Directive) -> str:
    """Return the name under which observations say which directive asked for them."""
    return f"directives.directive:{directive.pk}"


def source_of(section: Section) -> str:
    """Return the name under which observations say where they were reported."""
    return f"returns.section:{section.pk}"


def returns_for(viewer: User, *, on: date) -> QuerySet[UnitReturn]:
    """Returns of the viewer's units, and to directives that the viewer oversees."""
    overseen = list(overseen_directives(viewer, on=on).values_list("pk", flat=True))
    seen = Q(directive__in=overseen) | Q(unit__in=viewer.unit_ids(on=on))
    return UnitReturn.objects.filter(seen).select_related("directive", "unit", "paper")


def return_for(viewer: User, *, pk: int, on: date) -> UnitReturn:
    """Return one return.

    Raises:
        NotFound: there is none, or the viewer may not see it. The two look the same.
    """
    found = returns_for(viewer, on=on).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def section_for(viewer: User, *, pk: int, on: date) -> Section:
    """Return one section.

    Raises:
        NotFound: there is none, or the viewer may not see its return.
    """
    returns = returns_for(viewer, on=on).values("pk")
    rows = Section.objects.filter(pk=pk, unit_return__in=returns)
    found = rows.select_related("unit_return__directive", "assignment__directive").first()
    if found is None:
        raise NotFound
    return found


def may_review(viewer: User, directive: Directive, *, on: date) -> bool:
    """Whether the viewer accepts and sends back what units report."""
    return permissions.can_review(viewer, directive, on=on)


def section_of(assignment: Assignment) -> Section | None:
    """Return the section of an assignment, once the unit's return is open."""
    return Section.objects.filter(assignment=assignment).first()


def unopened(unit_return: UnitReturn) -> int:
    """Return how many duties were given after the return was opened and have no section yet."""
    given = Assignment.objects.filter(
        directive=unit_return.directive_id,
        unit=unit_return.unit_id,
        period=unit_return.period,
        withdrawn_at__isnull=True,
    )
    return given.filter(section__isnull=True).count()


def sections_of(unit_return: UnitReturn) -> QuerySet[Section]:
    """Return the sections in the order of the directive; what was withdrawn is left out."""
    rows = Section.objects.filter(
        unit_return=unit_return, assignment__withdrawn_at__isnull=True
    ).select_related("assignment__duty", "assignment__directive", "sent", "saved_by")
    return rows.order_by("assignment__duty__order", "pk")


def asked(definition: FigureDefinition) -> asking.Asked:
    """Return a definition as a form asks for it."""
    return asking.Asked(
        code=definition.code,
        name=definition.name,
        unit=definition.unit,
        by_sex=definition.by_sex,
        decimals=definition.decimals,
        note=definition.note,
        whole=definition.denominator.code if definition.denominator else "",
        protected=definition.protected,
    )


def asks_for(sections: Iterable[Section]) -> dict[int, asking.SectionAsk]:
    """Return which figures each section asks for. One query."""
    themes = [(section.pk, section.assignment.duty.theme) for section in sections]
    definitions = indicators.definitions_for({theme for _pk, theme in themes})
    return asking.plan(themes, [(asked(row), row.themes) for row in definitions])


def asks_of(unit_return: UnitReturn) -> dict[int, asking.SectionAsk]:
    """Return which figures each section of a return asks for. Two queries."""
    return asks_for(sections_of(unit_return))


def return_page(viewer: User, unit_return: UnitReturn, *, on: date) -> ReturnPage:
    """Return the whole return as the viewer sees it. Three queries."""
    sections = list(sections_of(unit_return))
    asks = asks_for(sections)
    beside = set(
        OtherDraft.objects.filter(
            section__unit_return=unit_return, settled_at__isnull=True
        ).values_list("section_id", flat=True)
    )
    lines = [
        SectionLine(
            section=section,
            number=number,
            title=section.assignment.duty.title or section.assignment.duty.text,
            state=state_of(section),
            problems=content.check(section.draft, asks[section.pk].own).problems,
            beside=section.pk in beside,
            can_edit=permissions.can_edit(viewer, section.assignment, on=on),
        )
        for number, section in enumerate(sections, start=1)
    ]
    can_review = permissions.can_review(viewer, unit_return.directive, on=on)
    return ReturnPage(unit_return, lines, can_review, asks)


def section_page(viewer: User, section: Section, *, on: date) -> SectionPage:
    """Return one section with what its form shows. Seven queries.

    Raises:
        NotFound: its duty was withdrawn.
    """
    page = return_page(viewer, section.unit_return, on=on)
    lines = {line.section.pk: line for line in page.lines}
    if section.pk not in lines:
        raise NotFound
    line = lines[section.pk]
    after = page.lines[line.number :]
    return SectionPage(
        line=line,
        ask=page.asks[section.pk],
        shared=[
            (ask, lines[home], lines[home].section.draft.get("figures", {}).get(ask.code, {}))
            for ask, home in page.asks[section.pk].shared
        ],
        evidence=list(evidence_of(section)),
        others=list(
            section.other_drafts.filter(settled_at__isnull=True).select_related("saved_by")
        ),
        proposals=list(section.proposals.filter(answered_at__isnull=False)),
        following=after[0] if after else None,
        receivers=receivers_of(section.unit_return.directive),
    )


def receivers_of(directive: Directive) -> list[Body]:
    """Return whom a proposal may be addressed to: the authority, its standing unit, its offices."""
    rows = Body.objects.filter(
        Q(pk__in=[directive.authority_id, directive.standing_unit_id])
        | Q(parent=directive.authority_id)
    )
    return list(rows.order_by("sort_key", "pk")[:RECEIVERS_MAX])


def evidence_of(section: Section) -> QuerySet[Evidence]:
    """Return the files of a section that were not removed, the oldest first."""
    rows = section.evidence.filter(removed_at__isnull=True)
    return rows.select_related("file").order_by("added_at", "pk")


def evidence_for(viewer: User, *, pk: int, on: date) -> Evidence:
    """Return one file of a section.

    Raises:
        NotFound: there is none, or the viewer may not see its return.
    """
    returns = returns_for(viewer, on=on).values("pk")
    rows = Evidence.objects.filter(pk=pk, section__unit_return__in=returns)
    found = rows.select_related("section__assignment__directive", "file").first()
    if found is None:
        raise NotFound
    return found


def other_draft_for(viewer: User, *, pk: int, on: date) -> OtherDraft:
    """Return one draft that waits beside the saved one.

    Raises:
        NotFound: there is none, it was settled, or the viewer may not see its return.
    """
    returns = returns_for(viewer, on=on).values("pk")
    rows = OtherDraft.objects.filter(
        pk=pk, settled_at__isnull=True, section__unit_return__in=returns
    )
    found = rows.select_related(
        "section__assignment__directive", "section__unit_return__directive", "section__saved_by",
        "saved_by",
    ).first()  # fmt: skip
    if found is None:
        raise NotFound
    return found


def state_of(section: Section) -> SectionState:
    """Return where a section stands; it comes with `sent`."""
    return state(
        SectionFacts(
            blank=content.is_blank(section.draft),
            saved_at=section.saved_at,
            sent_at=section.sent.sent_at if section.sent else None,
            sent_back_at=section.sent_back_at,
            accepted_at=section.accepted_at,
        )
    )
