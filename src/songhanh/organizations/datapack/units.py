"""Territories, bodies and the words for many of them: read whole, checked whole, then written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from songhanh.organizations.datapack.rows import (
    BadPack,
    BodyRow,
    GroupRow,
    Key,
    SuccessionRow,
    TerritoryRow,
    check_choice,
    entries,
    put,
    row_of,
)
from songhanh.organizations.models import Body, Confidence, Group, Succession, Territory
from songhanh.reading.vietnamese import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Units:
    """A pack that was checked: every key it names is in it."""

    territories: list[TerritoryRow]
    bodies: list[BodyRow]
    groups: list[GroupRow] = field(default_factory=list)
    territory_steps: list[SuccessionRow] = field(default_factory=list)
    body_steps: list[SuccessionRow] = field(default_factory=list)

    def without_samples(self) -> Units:
        """Return what a real office gets: nothing invented."""
        real = [row for row in self.bodies if not row.sample]
        return Units(self.territories, real, self.groups, self.territory_steps, self.body_steps)


def read_units(folder: Path) -> Units:
    """Read and check the three files of a pack before anything is written.

    Raises:
        BadPack: an entry lacks a key, has an unknown one or value, repeats a key or names one that
            is not there.
    """
    data, rows = entries(folder / "territories.yaml", "territories")
    territories = _rows(TerritoryRow, rows, "territories", _source(data))
    territory_steps = _steps(data, "territories")
    data, rows = entries(folder / "bodies.yaml", "bodies")
    bodies = _rows(BodyRow, rows, "bodies", _source(data))
    body_steps = _steps(data, "bodies")
    data, rows = entries(folder / "groups.yaml", "groups")
    groups = _rows(GroupRow, rows, "groups", _source(data))
    return check(Units(territories, bodies, groups, territory_steps, body_steps))


def check(units: Units) -> Units:
    """Return the units if everything in them fits together.

    Raises:
        BadPack: a key is repeated or not there, or a value is not allowed.
    """
    places = _keys(units.territories, "territories", Territory.Kind.values)
    offices = _keys(units.bodies, "bodies", Body.Kind.values)
    _check_known([r.parent for r in units.territories if r.parent], places, "territories: parent")
    _check_known([r.territory for r in units.bodies], places, "bodies: territory")
    _check_known([r.parent for r in units.bodies if r.parent], offices, "bodies: parent")
    for steps, known in ((units.territory_steps, places), (units.body_steps, offices)):
        _check_known([key for step in steps for key in (step.old, step.new)], known, "successions")
    for group in units.groups:
        check_choice(group.conf, Confidence.values, f"groups, {group.code}")
        for kind in group.kinds:
            check_choice(kind, Body.Kind.values, f"groups, {group.code}")
        for place in group.places:
            check_choice(place, Territory.Kind.values, f"groups, {group.code}")
    return units


@transaction.atomic
def load_units(units: Units) -> int:
    """Write the units, matched by (code, valid from); return how many rows said something new.

    A row that the office changed itself (`entered`) is the office's and stays as it is.
    """
    places: dict[Key, Any] = {}
    offices: dict[Key, Any] = {}
    written = 0
    for row in _parents_first(units.territories):
        own = {"parent": places[row.parent] if row.parent else None}
        written += _load(Territory, row, own, places)
    for body in _parents_first(units.bodies):
        own = {"territory": places[body.territory], "short_name": body.short_name,
               "symbol": body.symbol, "aliases": body.aliases, "sample": body.sample,
               "email": body.email, "parent": offices[body.parent] if body.parent else None}  # fmt: skip
        written += _load(Body, body, own, offices)
    for group in units.groups:
        values = {"words": group.words, "kinds": group.kinds, "places": group.places,
                  "below": group.below, "source": group.source, "confidence": group.conf}  # fmt: skip
        written += put(Group, {"code": group.code}, values)[1]
    written += _load_steps(units.territory_steps, places, "territory")
    return written + _load_steps(units.body_steps, offices, "body")


def _load(
    model: type[Territory | Body], row: TerritoryRow | BodyRow, own: dict[str, Any],
    known: dict[Key, Any],
) -> int:  # fmt: skip
    key = {"code": row.code, "valid_from": row.valid_from}
    theirs = model._default_manager.filter(**key, confidence=Confidence.ENTERED).first()
    if theirs is not None and row.conf != Confidence.ENTERED:
        known[row.code, row.valid_from] = theirs
        return 0
    values = {"name": row.name, "kind": row.kind, "valid_to": row.valid_to, "source": row.source,
              "confidence": row.conf, "sort_key": sort_key(row.name), **own}  # fmt: skip
    known[row.code, row.valid_from], written = put(model, key, values)
    return int(written)


def _load_steps(steps: list[SuccessionRow], known: dict[Key, Any], what: str) -> int:
    return sum(
        put(
            Succession,
            {f"old_{what}": known[step.old], f"new_{what}": known[step.new]},
            {"on": step.on, "law": step.law, "confidence": step.conf},
        )[1]
        for step in steps
        if step.old in known and step.new in known
    )


def _rows(kind: Any, rows: list[dict[str, Any]], name: str, source: str) -> list[Any]:
    return [
        row_of(kind, {"source": source, **entry}, f"{name}, entry {number}")
        for number, entry in enumerate(rows, start=1)
    ]


def _source(data: dict[str, Any]) -> str:
    return str(data.get("source") or ", ".join(data.get("sources", [])))


def _steps(data: dict[str, Any], name: str) -> list[SuccessionRow]:
    return [
        row_of(
            SuccessionRow,
            {k: v for k, v in entry.items() if k not in {"from", "to"}}
            | {"old": old, "new": entry.get("to")},
            f"{name}, succession {number}",
        )
        for number, entry in enumerate(data.get("successions", []), start=1)
        for old in entry.get("from", [])
    ]


def _keys(rows: Sequence[TerritoryRow | BodyRow], name: str, kinds: list[str]) -> set[Key]:
    keys: set[Key] = set()
    for row in rows:
        where = f"{name}, {row.code} {row.valid_from}"
        check_choice(row.kind, kinds, where)
        check_choice(row.conf, Confidence.values, where)
        if row.valid_to is not None and row.valid_to <= row.valid_from:
            raise BadPack(f"{where}: ends before it begins.")
        if (row.code, row.valid_from) in keys:
            raise BadPack(f"{where}: repeated. Keep one entry.")
        keys.add((row.code, row.valid_from))
    return keys


def _check_known(wanted: list[Key], known: set[Key], where: str) -> None:
    if lost := sorted(set(wanted) - known):
        raise BadPack(f"{where} {lost[0][0]} {lost[0][1]} is not in this pack.")


def _parents_first(rows: Sequence[Any]) -> Iterator[Any]:
    left, done = list(rows), set()
    while left:
        ready = [row for row in left if row.parent is None or row.parent in done]
        if not ready:
            raise BadPack(f"{left[0].code}: its parents form a ring.")
        yield from ready
        done |= {(row.code, row.valid_from) for row in ready}
        left = [row for row in left if (row.code, row.valid_from) not in done]
