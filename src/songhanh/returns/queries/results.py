"""What anyone may see: published figures, each with its sentence, its units, its acceptance.

Only accepted sections count, and no person is named. A count of people harmed or helped is shown
once every unit has been accepted: a sum that grew with each unit would give each unit away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from songhanh.core.errors import NotFound
from songhanh.indicators import queries as indicators
from songhanh.indicators.models import Observation
from songhanh.indicators.rules import disclosure, numbers
from songhanh.indicators.rules.cells import ESTIMATE, TOTAL
from songhanh.returns.queries.sections import asked_by

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from songhanh.directives.models import Directive, Duty
    from songhanh.indicators.models import FigureDefinition


class Accepted(NamedTuple):
    """One accepted cell. A tuple, because a country has sixty thousand of them."""

    code: str
    body_id: int
    name: str
    period: str
    split: str
    value: Decimal | None
    empty: str
    accepted_at: datetime


COLUMNS = (
    "figure__code", "body_id", "body__name", "period", "split", "value", "empty", "accepted_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One unit behind a figure. Values are by split; a hidden row holds none."""

    unit: str
    period: str
    values: dict[str, Decimal]
    estimate: bool
    hidden: bool
    accepted_on: date


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """One published figure. `values` lacks the splits that are hidden or that nobody counted."""

    code: str
    name: str
    unit: str
    duty: Duty  # whose sentence ordered it: `duty.span_start`, `duty.span_end`
    values: dict[str, Decimal]
    hidden: frozenset[str]  # splits withheld
    rule: str  # why something is withheld, or ""
    share: Decimal | None  # percent of `share_of`
    share_of: str
    units: int  # that gave a number
    given: int  # that were asked
    accepted_on: date | None  # the latest acceptance that it rests on
    estimate: bool
    note: str
    rows: tuple[TraceRow, ...]

    @property
    def total(self) -> Decimal | None:
        """The number that stands first; None where it is withheld."""
        return self.values.get(TOTAL)


def public_results(directive: Directive) -> list[PublicFigure]:
    """Return every figure that may be shown, in the order of the duties. Four queries."""
    duties = list(directive.duties.filter(dropped_at__isnull=True))
    definitions = [
        row for row in indicators.definitions_for({duty.theme for duty in duties}) if row.public
    ]
    counts = _counts(directive)
    found: dict[str, list[Accepted]] = {}
    rows = Observation.objects.filter(asked_by=asked_by(directive), accepted_at__isnull=False)
    for values in rows.order_by("body__sort_key", "body_id", "period").values_list(*COLUMNS):
        row = Accepted(*values)
        found.setdefault(row.code, []).append(row)
    figures = [
        _figure(definition, duty, found[definition.code], counts)
        for definition in definitions
        if definition.code in found and (duty := _ordered_by(definition, duties))
    ]
    figures = [_with_share(figure, definitions, figures) for figure in figures]
    places = {duty.pk: place for place, duty in enumerate(duties)}
    return sorted(figures, key=lambda figure: places[figure.duty.pk])


def public_figure(directive: Directive, code: str) -> PublicFigure:
    """Return one published figure with the rows behind it.

    Raises:
        NotFound: the directive has no such figure, or it is not public.
    """
    found = next((row for row in public_results(directive) if row.code == code), None)
    if found is None:
        raise NotFound
    return found


def trace(figure: PublicFigure) -> tuple[TraceRow, ...]:
    """Return the units behind a figure, in Vietnamese order, with what of each may be shown."""
    return figure.rows


def _counts(directive: Directive) -> dict[str, tuple[int, int]]:
    """Return by theme how many assignments there are, and how many are accepted. One query."""
    rows = directive.assignments.filter(withdrawn_at__isnull=True).order_by()
    counted = rows.values("duty__theme").annotate(
        given=Count("pk"),
        units=Count("unit", distinct=True),
        accepted=Count("pk", filter=Q(accepted_at__isnull=False)),
    )
    return {row["duty__theme"]: (row["units"], row["given"] - row["accepted"]) for row in counted}


def _ordered_by(definition: FigureDefinition, duties: list[Duty]) -> Duty | None:
    return next((duty for duty in duties if duty.theme in definition.themes), None)


def _figure(
    definition: FigureDefinition,
    duty: Duty,
    observations: list[Accepted],
    counts: dict[str, tuple[int, int]],
) -> PublicFigure:
    table: dict[tuple[int, str], dict[str, Decimal | None]] = {}
    for row in observations:
        table.setdefault((row.body_id, row.period), {})[row.split] = row.value
    given = counts.get(duty.theme, (0, 0))[0]
    shown = _shown(definition, table, counts)
    return PublicFigure(
        code=definition.code,
        name=definition.name,
        unit=definition.unit,
        duty=duty,
        values=shown.sums,
        hidden=shown.hidden_sums,
        rule=shown.rule if shown.hidden_sums or shown.hidden_rows else "",
        share=None,
        share_of="",
        units=len({key for key, cells in table.items() if cells.get(TOTAL) is not None}),
        given=given,
        accepted_on=max((day_of(row) for row in observations), default=None),
        estimate=any(row.empty == ESTIMATE for row in observations),
        note=definition.note,
        rows=_rows(observations, shown),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    sums: dict[str, Decimal]
    hidden_sums: frozenset[str]
    hidden_rows: frozenset[int]
    rule: str
    keys: list[tuple[int, str]]


def _shown(
    definition: FigureDefinition,
    table: dict[tuple[int, str], dict[str, Decimal | None]],
    counts: dict[str, tuple[int, int]],
) -> _Shown:
    keys = list(table)
    numbered = {place: table[key] for place, key in enumerate(keys)}
    if not definition.protected:
        return _Shown(disclosure.sums_of(numbered), frozenset(), frozenset(), "", keys)
    if any(counts.get(theme, (0, 0))[1] for theme in definition.themes):
        splits = frozenset(disclosure.sums_of(numbered))
        return _Shown({}, splits, frozenset(numbered), _waiting_rule(), keys)
    safe = disclosure.protect(numbered)
    return _Shown(safe.sums, safe.hidden_sums, safe.hidden_rows, safe.rule(), keys)


def _waiting_rule() -> str:
    return _(
        "Số người bị hại hoặc được giúp chỉ công bố khi mọi đơn vị được giao đã được nghiệm thu, "
        "để không ai lấy số hôm nay trừ số hôm qua mà biết số của một đơn vị."
    )


def _rows(observations: list[Accepted], shown: _Shown) -> tuple[TraceRow, ...]:
    grouped: dict[tuple[int, str], list[Accepted]] = {}
    for row in observations:
        grouped.setdefault((row.body_id, row.period), []).append(row)
    rows = []
    for place, key in enumerate(shown.keys):
        cells, hidden = grouped[key], place in shown.hidden_rows
        values = {row.split: row.value for row in cells if row.value is not None}
        rows.append(
            TraceRow(
                unit=cells[0].name,
                period=key[1],
                values={} if hidden else values,
                estimate=not hidden and any(row.empty == ESTIMATE for row in cells),
                hidden=hidden,
                accepted_on=max(day_of(row) for row in cells),
            )
        )
    return tuple(rows)


def day_of(row: Accepted) -> date:
    """Return the day of acceptance by the office's clock."""
    return timezone.localtime(row.accepted_at).date()


def _with_share(
    figure: PublicFigure, definitions: list[FigureDefinition], figures: list[PublicFigure]
) -> PublicFigure:
    definition = next(row for row in definitions if row.code == figure.code)
    if definition.denominator is None:
        return figure
    whole = next((row for row in figures if row.code == definition.denominator.code), None)
    if whole is None or not whole.total or figure.total is None:
        return figure
    share = numbers.share_percent(part=figure.total, whole=whole.total)
    return replace(figure, share=share, share_of=whole.name)
