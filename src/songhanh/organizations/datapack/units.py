"""Territories, bodies and the words for many of them, read and checked whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from songhanh.organizations.datapack.rows import (
    BadPack,
    BodyRow,
    GroupRow,
    Key,
    SuccessionRow,
    TerritoryRow,
    check_choice,
    entries,
    row_of,
)
from songhanh.organizations.models import Body, Confidence, Territory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Units:
    """A pack that was checked: every key it names is in it."""

    territories: list[TerritoryRow]
    bodies: list[BodyRow]
    territory_steps: list[SuccessionRow] = field(default_factory=list)
    body_steps: list[SuccessionRow] = field(default_factory=list)

    def without_samples(self) -> Units:
        """Return what a real office gets: nothing invented."""
        real = [row for row in self.bodies if not row.sample]
        return Units(self.territories, real, self.territory_steps, self.body_steps)


def read_units(folder: Path) -> Units:
    """Read and check the two files of a pack before anything is written.

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
    return check(Units(territories, bodies, territory_steps, body_steps))


def read_groups(path: Path) -> list[GroupRow]:
    """Read and check the words that stand for many bodies.

    Raises:
        BadPack: an entry lacks a key, or has an unknown one or value.
    """
    data, rows = entries(path, "groups")
    groups: list[GroupRow] = _rows(GroupRow, rows, "groups", _source(data))
    for group in groups:
        check_choice(group.conf, Confidence.values, f"groups, {group.code}")
        for kind in group.kinds:
            check_choice(kind, Body.Kind.values, f"groups, {group.code}")
        for place in group.places:
            check_choice(place, Territory.Kind.values, f"groups, {group.code}")
    return groups


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
    return units


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
