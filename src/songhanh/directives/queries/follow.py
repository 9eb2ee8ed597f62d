"""One issued directive as those who follow it up see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from songhanh.core.errors import NotFound
from songhanh.directives.models import Assignment, Duty, Extension
from songhanh.directives.models.conditions import challenged, late
from songhanh.directives.queries.lists import overseen_directive
from songhanh.directives.queries.progress import Progress, progress
from songhanh.registry.models import OutgoingPaper

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive

SHOWN_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit that is late, and with what."""

    pk: int
    name: str
    duties: tuple[tuple[int, str], ...]  # number and short title
    oldest_due: date


@dataclass(frozen=True, slots=True)
class FollowPage:
    """All that the page of an issued directive shows."""

    directive: Directive
    progress: Progress
    late_units: list[LateUnit]
    challenges: list[Assignment]
    extensions: list[Extension]
    papers: list[OutgoingPaper]
    next_due: date | None


def follow_page(viewer: User, *, pk: int, on: date, page: int = 1) -> FollowPage:
    """Return an issued directive with everything that waits for its coordinator.

    Raises:
        NotFound: there is none, or the viewer neither coordinates nor leads it.
    """
    directive = overseen_directive(viewer, pk=pk, on=on)
    rows = Assignment.objects.filter(directive=directive)
    asked = Extension.objects.filter(assignment__directive=directive, decided_at__isnull=True)
    upcoming = rows.filter(due_on__gte=on, reported_at__isnull=True).order_by("due_on")
    return FollowPage(
        directive=directive,
        progress=progress(viewer, on=on, directive=directive, page=page),
        late_units=late_units(directive, on=on)[:SHOWN_AT_MOST],
        challenges=list(rows.filter(challenged()).select_related("unit", "duty")[:SHOWN_AT_MOST]),
        extensions=list(asked.select_related("assignment__unit", "assignment__duty", "asked_by")),
        papers=list(OutgoingPaper.objects.filter(about=about(directive)).order_by("-made_at")),
        next_due=upcoming.values_list("due_on", flat=True).first(),
    )


def late_units(directive: Directive, *, on: date) -> list[LateUnit]:
    """Return who is late and with what, in Vietnamese order. One query."""
    rows = Assignment.objects.filter(late(on=on), directive=directive)
    rows = rows.order_by("unit__sort_key", "unit_id", "duty__order")
    found: dict[int, list[tuple[str, int, str, date]]] = {}
    columns = ("unit_id", "unit__name", "duty__order", "duty__title", "due_on")
    for unit, name, order, title, due_on in rows.values_list(*columns):
        found.setdefault(unit, []).append((name, order, title, due_on))
    return [
        LateUnit(
            unit, lines[0][0], tuple((n, t) for _u, n, t, _d in lines), min(d for *_x, d in lines)
        )
        for unit, lines in found.items()
    ]


def about(directive: Directive) -> str:
    """Return how papers name the directive they are about."""
    return f"directives.directive:{directive.pk}"


def extension_for(viewer: User, *, pk: int, on: date) -> Extension:
    """Return one request for more time of a directive that the viewer oversees.

    Raises:
        NotFound: there is none, or the viewer does not oversee it.
    """
    rows = Extension.objects.select_related("assignment__directive", "assignment__unit")
    asked = rows.filter(pk=pk).first()
    if asked is None:
        raise NotFound
    overseen_directive(viewer, pk=asked.assignment.directive_id, on=on)
    return asked


def duties_of(directive: Directive) -> list[Duty]:
    """Return the duties that were issued, in their order."""
    return list(directive.duties.filter(dropped_at__isnull=True))


def sentence_of(duty: Duty) -> tuple[str, str, str]:
    """Return the paragraph a duty stands in, in three parts: before, the clause itself, after.

    A duty that the coordinator added has no place in the text: only its own words are given.
    """
    if duty.span_start is None or duty.span_end is None:
        return "", duty.text, ""
    text, start, end = duty.directive.text, duty.span_start, duty.span_end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    return text[first:start], text[start:end], text[end:last]
