"""The definitions of figures, from a data pack. Safe to load twice."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import yaml
from django.db import transaction

from songhanh.indicators.models import FigureDefinition
from songhanh.organizations.models import Confidence

if TYPE_CHECKING:
    from pathlib import Path


class BadPack(Exception):
    """The file cannot be taken; the message names the entry and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One definition as the pack gives it."""

    code: str
    name: str
    unit: str
    themes: list[str]
    basis: str
    conf: str
    kind: str = "flow"
    by_sex: bool = False
    protected: bool = False
    public: bool = True
    decimals: int = 0
    denominator: str = ""
    note: str = ""


def read(path: Path) -> tuple[str, list[Row]]:
    """Read and check the whole file; return its source and its rows, before anything is written.

    Raises:
        BadPack: an entry lacks a key, has an unknown one or value, or repeats a code.
    """
    data = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(data, dict) or not isinstance(data.get("figures"), list):
        raise BadPack(f"{path.name}: no list of figures.")
    rows = [_row(path, number, entry) for number, entry in enumerate(data["figures"], start=1)]
    codes = [row.code for row in rows]
    if repeated := {code for code in codes if codes.count(code) > 1}:
        raise BadPack(f"{path.name}: repeated code {', '.join(sorted(repeated))}. Keep one entry.")
    if lost := {row.denominator for row in rows} - {"", *codes}:
        raise BadPack(f"{path.name}: denominator {', '.join(sorted(lost))} is not defined.")
    return str(data.get("source", "")), rows


def _row(path: Path, number: int, entry: Any) -> Row:
    try:
        row = Row(**entry)
    except TypeError as error:
        raise BadPack(f"{path.name}, figure {number}: {error}") from error
    allowed = {
        "kind": FigureDefinition.Kind.values,
        "basis": FigureDefinition.Basis.values,
        "conf": Confidence.values,
    }
    for name, values in allowed.items():
        if getattr(row, name) not in values:
            raise BadPack(f"{path.name}, figure {number}: {name} must be one of {values}.")
    return row


@transaction.atomic
def load(source: str, rows: list[Row]) -> int:
    """Write the definitions, matched by code; return how many there are."""
    known: dict[str, FigureDefinition] = {}
    for order, row in enumerate(rows, start=1):
        values = asdict(row) | {"order": order, "source": source, "confidence": row.conf}
        code, _denominator = values.pop("code"), values.pop("denominator")
        del values["conf"]
        known[code] = FigureDefinition.objects.update_or_create(code=code, defaults=values)[0]
    for row in rows:
        figure, whole = known[row.code], known.get(row.denominator)
        if figure.denominator_id != (whole.pk if whole else None):
            figure.denominator = whole
            figure.save(update_fields=["denominator"])
    return len(rows)
