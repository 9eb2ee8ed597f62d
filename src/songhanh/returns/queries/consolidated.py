"""All returns to a directive together, for the consolidated report. Added up in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from songhanh.directives.models import Assignment
from songhanh.directives.models.directive import Theme
from songhanh.indicators import queries as indicators
from songhanh.indicators.rules import numbers
from songhanh.indicators.rules.cells import TOTAL
from songhanh.organizations.models import Body
from songhanh.registry.models import OutgoingPaper
from songhanh.returns.models import Proposal, Section
from songhanh.returns.queries.sections import asked_by

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from songhanh.directives.models import Directive
    from songhanh.indicators.models import FigureDefinition
    from songhanh.indicators.queries import FigureSum

TEXTS_SHOWN = 10  # of each kind under a theme; the annex has all
PROPOSALS_SHOWN = 30
NAMES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What one unit wrote."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The first lines of a list, and how many there are in all."""

    lines: list[Line]
    count: int

    @property
    def left_out(self) -> int:
        """How many stand only in the annex."""
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of all units together."""

    definition: FigureDefinition
    found: FigureSum | None
    share: Decimal | None  # of the denominator, in percent


@dataclass(frozen=True, slots=True)
class ThemeReport:
    """All answers to the duties of one theme."""

    theme: str
    label: str
    duties: list[str]
    given: int  # units
    reported: int
    accepted: int
    documents: int
    figures: list[FigureLine]
    done: Listed
    difficulties: Listed


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What came of a directive by the end of a day."""

    directive: Directive
    on: date
    units: int
    reported_units: int
    assignments: int
    accepted: int
    waiting: int  # reported, not accepted yet: not counted
    missing: list[str]
    missing_count: int
    themes: list[ThemeReport]
    proposals: list[ProposalLine]
    proposal_count: int


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """What one unit proposed, to whom, and the answer."""

    unit: str
    text: str
    receiver: str
    answer: str


def end_of(on: date) -> datetime:
    """Return the first moment after a day, by the office's clock."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))


def consolidated(directive: Directive, *, on: date) -> Consolidated:
    """Return everything the report says. A fixed number of queries, however many units there are.

    Only what was accepted by the end of `on` counts; what waits is told apart.
    """
    until = end_of(on)
    given = Assignment.objects.filter(directive=directive, withdrawn_at__isnull=True)
    whole = given.aggregate(
        units=Count("unit", distinct=True),
        reported_units=Count("unit", distinct=True, filter=_reported(until)),
        assignments=Count("pk"),
        accepted=Count("pk", filter=Q(accepted_at__lt=until)),
        reported=Count("pk", filter=_reported(until)),
    )
    missing, missing_count = _missing(directive, until)
    proposals, proposal_count = _proposals(directive, until)
    return Consolidated(
        directive=directive,
        on=on,
        units=whole["units"],
        reported_units=whole["reported_units"],
        assignments=whole["assignments"],
        accepted=whole["accepted"],
        waiting=whole["reported"] - whole["accepted"],
        missing=missing,
        missing_count=missing_count,
        themes=_themes(directive, until),
        proposals=proposals,
        proposal_count=proposal_count,
    )


def _reported(until: datetime) -> Q:
    return Q(reported_at__lt=until) | Q(accepted_at__lt=until)


def _missing(directive: Directive, until: datetime) -> tuple[list[str], int]:
    """Return the units that sent nothing, in Vietnamese order."""
    given = Assignment.objects.filter(directive=directive, withdrawn_at__isnull=True)
    answered = given.filter(_reported(until)).values("unit_id")
    rows = Body.objects.filter(pk__in=given.values("unit_id")).exclude(pk__in=answered)
    names = list(rows.order_by("sort_key", "pk").values_list("name", flat=True))
    return names[:NAMES_SHOWN], len(names)


def _themes(directive: Directive, until: datetime) -> list[ThemeReport]:
    counts = _theme_counts(directive, until)
    sums = indicators.figure_sums(asked_by=asked_by(directive), until=until)
    done = _texts(directive, until, "sent_done")
    difficulties = _texts(directive, until, "sent_difficulties")
    duties: dict[str, list[str]] = {}
    for duty in directive.duties.filter(dropped_at__isnull=True):
        duties.setdefault(duty.theme, []).append(duty.title or duty.text)
    shown: set[str] = set()
    definitions = indicators.definitions_for(duties)
    return [
        ThemeReport(
            theme=theme,
            label=str(Theme(theme).label),
            duties=titles,
            figures=_figures(theme, definitions, sums, shown),
            done=Listed(done.get(theme, []), counts[theme]["done"]),
            difficulties=Listed(difficulties.get(theme, []), counts[theme]["difficulties"]),
            **{
                name: counts[theme][name] for name in ("given", "reported", "accepted", "documents")
            },
        )
        for theme, titles in duties.items()
        if theme in counts
    ]


def _theme_counts(directive: Directive, until: datetime) -> dict[str, dict[str, Any]]:
    accepted = Q(accepted_at__lt=until)
    rows = (
        Assignment.objects.filter(directive=directive, withdrawn_at__isnull=True)
        .order_by()
        .values("duty__theme")
        .annotate(
            given=Count("unit", distinct=True),
            reported=Count("unit", distinct=True, filter=_reported(until)),
            accepted=Count("unit", distinct=True, filter=accepted),
            documents=Sum("section__sent_document_count", filter=accepted, default=0),
            done=Count("section", filter=accepted & ~Q(section__sent_done="")),
            difficulties=Count("section", filter=accepted & ~Q(section__sent_difficulties="")),
        )
    )
    return {row["duty__theme"]: dict(row) for row in rows}


def _texts(directive: Directive, until: datetime, column: str) -> dict[str, list[Line]]:
    """Return the first texts of accepted sections under each theme. One query."""
    rows = (
        Section.objects.filter(
            assignment__directive=directive,
            assignment__withdrawn_at__isnull=True,
            assignment__accepted_at__lt=until,
        )
        .exclude(**{column: ""})
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=F("assignment__duty__theme"),
                order_by=[F("assignment__unit__sort_key"), F("pk")],
            )
        )
        .filter(place__lte=TEXTS_SHOWN)
        .order_by("place")
        .values_list("assignment__duty__theme", "assignment__unit__name", column)
    )
    found: dict[str, list[Line]] = {}
    for theme, unit, text in rows:
        found.setdefault(theme, []).append(Line(unit, text))
    return found


def _figures(
    theme: str,
    definitions: list[FigureDefinition],
    sums: dict[str, FigureSum],
    shown: set[str],
) -> list[FigureLine]:
    """Return the figures of a theme; one that an earlier theme shows is not shown again."""
    lines = []
    for definition in definitions:
        if theme in definition.themes and definition.code not in shown:
            shown.add(definition.code)
            lines.append(
                FigureLine(definition, sums.get(definition.code), share_of(definition, sums))
            )
    return lines


def share_of(definition: FigureDefinition, sums: dict[str, FigureSum]) -> Decimal | None:
    """Return the share worked out from both sums; None where there is none to work out."""
    part = sums.get(definition.code)
    whole = sums.get(definition.denominator.code) if definition.denominator else None
    if part is None or whole is None or not whole.sums.get(TOTAL) or TOTAL not in part.sums:
        return None
    return numbers.share_percent(part=part.sums[TOTAL], whole=whole.sums[TOTAL])


def _proposals(directive: Directive, until: datetime) -> tuple[list[ProposalLine], int]:
    rows = Proposal.objects.filter(
        section__unit_return__directive=directive,
        section__assignment__accepted_at__lt=until,
        withdrawn_at__isnull=True,
    )
    rows = rows.select_related("section__unit_return__unit", "receiver")
    rows = rows.order_by("section__unit_return__unit__sort_key", "pk")
    lines = [
        ProposalLine(
            row.section.unit_return.unit.name,
            row.text,
            row.receiver.name if row.receiver else "",
            row.answer,
        )
        for row in rows[:PROPOSALS_SHOWN]
    ]
    return lines, rows.count()


def papers_of(directive: Directive) -> QuerySet[OutgoingPaper]:
    """Return the consolidated reports made so far, the newest first."""
    rows = OutgoingPaper.objects.filter(
        kind=OutgoingPaper.Kind.CONSOLIDATED, about=asked_by(directive)
    )
    return rows.select_related("approved_by", "made_by", "entry").order_by("-made_at", "-pk")
