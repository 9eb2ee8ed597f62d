"""The types of official papers and the columns of the registers, from the data pack."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings

from songhanh.documents import rules

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DocType:
    """One type of paper; `abbr` is None where the decree gives none (công văn, thư công)."""

    name_vi: str
    abbr: str | None


@dataclass(frozen=True, slots=True)
class Pack:
    types: tuple[DocType, ...]
    registers: dict[str, tuple[str, ...]]


class BadPack(Exception):
    """The file lacks something; the message names it."""


def read(path: Path) -> Pack:
    """Read and check the whole file.

    Raises:
        BadPack: a type has no name or repeats one, or a register lacks columns.
    """
    data = yaml.safe_load(path.read_text("utf-8"))
    try:
        types = tuple(_type(entry) for entry in data["types"])
        registers = {kind: _columns(data, kind) for kind in ("outgoing", "incoming", "follow_up")}
    except KeyError as error:
        raise BadPack(f"{path.name}: missing {error}.") from error
    names = [entry.name_vi for entry in types]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise BadPack(f"{path.name}: repeated type {', '.join(sorted(repeated))}. Keep one entry.")
    return Pack(types=types, registers=registers)


def all_types() -> tuple[DocType, ...]:
    """Return every type of Article 7, in its order."""
    return _pack().types


def abbr(type_name: str) -> str | None:
    """Return the abbreviation of a type, or None where it has none or the decree does not know it."""
    return next((t.abbr for t in all_types() if t.name_vi.casefold() == type_name.casefold()), None)


def symbol(*, number: int | None, type_name: str, org: str, unit: str = "") -> str:
    """Return number and symbol, such as 05/KH-UBND, or 1267/UBND-LĐTB for a công văn."""
    return rules.symbol(number=number, abbr=abbr(type_name), org=org, unit=unit)


def suffix(*, type_name: str, org: str, unit: str = "") -> str:
    """Return what `Paper.symbol` takes: the part after the slash."""
    return rules.suffix(abbr=abbr(type_name), org=org, unit=unit)


def register_columns(kind: str) -> tuple[str, ...]:
    """Return the column titles of a register: outgoing, incoming or follow_up."""
    return _pack().registers[kind]


@cache
def _pack() -> Pack:
    return read(settings.PACKS / "vietnam" / "document-types.yaml")


def _type(entry: dict[str, Any]) -> DocType:
    # “Quyết định (cá biệt)” is the decree's word for the type; the paper itself says “Quyết định”.
    name = entry["name_vi"].removesuffix(" (cá biệt)")
    return DocType(name_vi=name, abbr=entry["abbr"])


def _columns(data: dict[str, Any], kind: str) -> tuple[str, ...]:
    return tuple(data["registers"][kind])
