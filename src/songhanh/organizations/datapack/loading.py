"""Writing checked units, so that a second run changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from songhanh.organizations.datapack.rows import BadPack, put
from songhanh.organizations.models import Body, Confidence, Group, Succession, Territory
from songhanh.reading.vietnamese import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from songhanh.organizations.datapack.rows import (
        BodyRow,
        GroupRow,
        Key,
        SuccessionRow,
        TerritoryRow,
    )
    from songhanh.organizations.datapack.units import Units


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
    written += _load_steps(units.territory_steps, places, "territory")
    return written + _load_steps(units.body_steps, offices, "body")


@transaction.atomic
def load_groups(groups: list[GroupRow]) -> int:
    """Write the words for many bodies, matched by code; return how many said something new."""
    written = 0
    for row in groups:
        values = {"words": row.words, "kinds": row.kinds, "places": row.places, "below": row.below,
                  "source": row.source, "confidence": row.conf}  # fmt: skip
        written += put(Group, {"code": row.code}, values)[1]
    return written


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


def _parents_first(rows: Sequence[Any]) -> Iterator[Any]:
    left, done = list(rows), set()
    while left:
        ready = [row for row in left if row.parent is None or row.parent in done]
        if not ready:
            raise BadPack(f"{left[0].code}: its parents form a ring.")
        yield from ready
        done |= {(row.code, row.valid_from) for row in ready}
        left = [row for row in left if (row.code, row.valid_from) not in done]
