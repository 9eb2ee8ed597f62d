"""Which bodies and territories there are on a day, and whom the words of a directive mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from songhanh.core.errors import NotFound
from songhanh.organizations import rules
from songhanh.organizations.models import (
    Body,
    Calendar,
    Confidence,
    Group,
    NonWorkingDay,
    Office,
    Succession,
    Territory,
    alive,
)
from songhanh.organizations.rules import WorkingCalendar
from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

Bodies = list[Body]
Territories = list[Territory]


def office() -> Office | None:
    """Return the office this installation belongs to, if it was set up."""
    return Office.objects.select_related("body__territory").first()


def bodies_on(on: date) -> QuerySet[Body]:
    """Return the bodies that exist on that day, as a Vietnamese dictionary sorts them."""
    rows = Body.objects.filter(alive(on=on)).select_related("territory", "parent")
    return rows.order_by("sort_key", "pk")


def territories_on(on: date) -> QuerySet[Territory]:
    """Return the territories that exist on that day."""
    rows = Territory.objects.filter(alive(on=on)).select_related("parent")
    return rows.order_by("sort_key", "pk")


def exists(body: Body, *, on: date) -> bool:
    """Whether the body exists on that day."""
    return bodies_on(on).filter(pk=body.pk).exists()


def bodies_among(ids: Iterable[int], *, on: date) -> list[Body]:
    """Return those of these bodies that exist on that day, each with what it belongs to."""
    rows = bodies_on(on).filter(pk__in=list(ids)).select_related("parent__territory")
    return list(rows.order_by("sort_key", "pk"))


def body_by_code(code: str, *, on: date) -> Body:
    """Return the body that bears the code on that day: codes are used again.

    Raises:
        NotFound: no body bears it then.
    """
    body = bodies_on(on).filter(code=code).first()
    if body is None:
        raise NotFound
    return body


def body_for(*, pk: int) -> Body:
    """Return one body, of whatever time.

    Raises:
        NotFound: there is none.
    """
    body = Body.objects.select_related("territory", "parent").filter(pk=pk).first()
    if body is None:
        raise NotFound
    return body


def search_bodies(*, on: date | None = None, kind: str = "", words: str = "") -> list[Body]:
    """Return bodies by kind and words, on a day or of all times. Words are found without marks."""
    rows = bodies_on(on) if on else Body.objects.select_related("territory", "parent")
    if kind:
        rows = rows.filter(kind=kind)
    wanted = fold(words).split()
    found = rows.order_by("sort_key", "valid_from", "pk")
    return [body for body in found if _has_words(body, wanted)]


def _has_words(body: Body, wanted: list[str]) -> bool:
    text = fold(" ".join((body.code, body.name, body.short_name, body.symbol, *body.aliases)))
    return all(word in text for word in wanted)


def resolve(words: str, *, authority: Body, on: date) -> list[Body]:
    """Return the bodies that words of a directive of `authority` stand for on that day.

    Words for many bodies („UBND các xã, phường”) give all of them, lists the union, each body once.
    Words that mean nobody known give nothing: guessing would give work to the wrong people. At most
    two queries.
    """
    union: dict[int, Body] = {}
    for part in resolve_parts(words, authority=authority, on=on):
        union.update({body.pk: body for body in part.bodies})
    return list(union.values())


@dataclass(frozen=True, slots=True)
class WordsMeant:
    """A stretch of the words, and whom it means; nobody when it is not known."""

    words: str
    bodies: tuple[Body, ...]


def resolve_parts(words: str, *, authority: Body, on: date) -> list[WordsMeant]:
    """Return as `resolve`, part by part, so that a page can show which words are not known."""
    place = authority.territory.name
    known = _known_names(_within(authority, on), authority, place)
    return [
        WordsMeant(part.words, part.found) for part in rules.parts_of(words, known, place=place)
    ]


def _within(authority: Body, on: date) -> list[Body]:
    """Return the bodies of the authority's own territory, then those directly below it."""
    here = Q(territory=authority.territory_id) | Q(territory__parent=authority.territory_id)
    rows = bodies_on(on).filter(here)
    return sorted(rows, key=lambda body: body.territory_id != authority.territory_id)


def _known_names(bodies: list[Body], authority: Body, place: str) -> dict[str, list[Body]]:
    known: dict[str, list[Body]] = {}
    for own in (True, False):
        names: dict[str, list[Body]] = defaultdict(list)
        for body in bodies:
            if (body.territory_id == authority.territory_id) == own:
                for key in _keys(body, place):
                    names[key].append(body)
        # A name means the body beside the authority rather than those below it.
        known = names | known
    for group in Group.objects.all():
        members = [body for body in bodies if _belongs(body, group, authority)]
        known |= {rules.name_key(words, place=place): members for words in group.words}
    known.pop("", None)
    return known


def _keys(body: Body, place: str) -> set[str]:
    names = (body.name, body.short_name, body.symbol, *body.aliases)
    keys = {rules.name_key(name, place=place) for name in names if name}
    if body.kind == Body.Kind.PEOPLES_COMMITTEE:
        keys |= {
            rules.name_key(name.replace("UBND", "Ủy ban nhân dân"), place=place) for name in names
        }
    return keys


def _belongs(body: Body, group: Group, authority: Body) -> bool:
    below = body.territory_id != authority.territory_id
    there = not group.places or body.territory.kind in group.places
    return body.kind in group.kinds and below == group.below and there


def successors(body: Body, *, on: date) -> list[Body]:
    """Return what the body has become by that day, through all steps; itself while it exists."""
    return _follow(body, on, "old_body", "new_body", Q(on__lte=on))


def predecessors(body: Body, *, on: date) -> list[Body]:
    """Return the bodies of that earlier day from which this one came, through all steps."""
    return _follow(body, on, "new_body", "old_body", Q(on__gt=on))


def _follow(body: Body, on: date, start: str, end: str, steps: Q) -> list[Body]:
    """Walk the steps, one query each, and return those met on the way that exist on that day."""
    seen, here = {body.pk: body}, [body]
    while here:
        rows = Succession.objects.filter(steps, **{f"{start}__in": here})
        met = {
            b.pk: b for b in (getattr(row, end) for row in rows.select_related(f"{end}__territory"))
        }
        here = [b for pk, b in met.items() if pk not in seen]
        seen |= met
    found = [b for b in seen.values() if exists_on(b, on)]
    return sorted(found, key=lambda b: (b.sort_key, b.pk))


def exists_on(row: Body | Territory, on: date) -> bool:
    """Whether the row holds on that day; `valid_to` is the first day on which it does not."""
    return row.valid_from <= on and (row.valid_to is None or on < row.valid_to)


def calendar_for(years: Iterable[int]) -> WorkingCalendar:
    """Return the working days of these years; years that were never entered are not known. Two queries."""
    wanted = set(years)
    rows = (
        NonWorkingDay.objects.filter(day__year__gte=min(wanted), day__year__lte=max(wanted))
        if wanted
        else ()
    )
    return _calendar(Calendar.objects.filter(year__in=wanted), rows)


def working_calendar() -> WorkingCalendar:
    """Return the working days of every year that was entered. Two queries."""
    return _calendar(Calendar.objects.all(), NonWorkingDay.objects.all())


def _calendar(years: Iterable[Calendar], rows: Iterable[NonWorkingDay]) -> WorkingCalendar:
    days: dict[str, set[date]] = defaultdict(set)
    for row in rows:
        days["unsure" if row.confidence == Confidence.UNSURE else row.kind].add(row.day)
    return WorkingCalendar(
        years=frozenset(c.year for c in years),
        off=frozenset(days[NonWorkingDay.Kind.OFF]),
        worked=frozenset(days[NonWorkingDay.Kind.WORKED]),
        unsure=frozenset(days["unsure"]),
    )


def body_kinds() -> list[tuple[str, str]]:
    """Return the kinds of bodies as people choose them."""
    return [(value, str(label)) for value, label in Body.Kind.choices]


def no_bodies() -> QuerySet[Body]:
    """Return an empty choice, for forms that are given theirs later."""
    return Body.objects.none()


def no_territories() -> QuerySet[Territory]:
    """Return an empty choice, for forms that are given theirs later."""
    return Territory.objects.none()


def successions_of(body: Body) -> list[Succession]:
    """Return what a body came from and became, the oldest first."""
    rows = Succession.objects.filter(Q(old_body=body) | Q(new_body=body))
    return list(rows.select_related("old_body", "new_body").order_by("on", "pk"))
