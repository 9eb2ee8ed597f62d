"""What an entry of a pack looks like, and how a row is written only when it says something new."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from django.db.models import Model

Key = tuple[str, date]
R = TypeVar("R")


class BadPack(Exception):
    """The file cannot be taken; the message names the entry and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryRow:
    code: str
    name: str
    kind: str
    valid_from: date
    conf: str
    parent: Key | None = None
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    code: str
    name: str
    kind: str
    territory: Key
    valid_from: date
    conf: str
    short_name: str = ""
    symbol: str = ""
    aliases: list[str] = field(default_factory=list)
    parent: Key | None = None
    valid_to: date | None = None
    source: str = ""
    sample: bool = False
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow:
    old: Key
    new: Key
    on: date
    conf: str
    law: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    code: str
    words: list[str]
    kinds: list[str]
    conf: str
    places: list[str] = field(default_factory=list)
    below: bool = False
    source: str = ""


def entries(path: Path, name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a file's contents and the entries of its main list.

    Raises:
        BadPack: the file is not YAML, or has no such list.
    """
    try:
        data = _plain_keys(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadPack(f"{path.name}: {error}") from error
    rows = data.get(name) if isinstance(data, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadPack(f"{path.name}: no list „{name}”.")
    return data, rows


def _plain_keys(value: Any) -> Any:
    """YAML takes the words on and off for yes and no; as keys they are meant as words."""
    if isinstance(value, dict):
        names = {True: "on", False: "off"}
        return {names.get(key, key): _plain_keys(item) for key, item in value.items()}
    return [_plain_keys(item) for item in value] if isinstance(value, list) else value


def row_of(kind: type[R], entry: dict[str, Any], where: str) -> R:
    """Return the entry as a row; pairs of code and day become keys.

    Raises:
        BadPack: a key is missing or unknown, or a date is none.
    """
    values = {name: _key(value, where) if name in {"parent", "territory", "old", "new"} else value
              for name, value in entry.items()}  # fmt: skip
    for name in ("valid_from", "valid_to", "on"):
        if values.get(name) is not None and type(values[name]) is not date:
            raise BadPack(f"{where}: {name} is not a date (2025-07-01).")
    try:
        return kind(**values)
    except TypeError as error:
        raise BadPack(f"{where}: {error}") from error


def _key(value: Any, where: str) -> Key | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or type(value[1]) is not date:
        raise BadPack(f"{where}: {value!r} is not a pair [code, day].")
    return str(value[0]), value[1]


def check_choice(value: str, allowed: Iterable[str], where: str) -> None:
    """Raise `BadPack` when the value is none of those allowed."""
    if value not in allowed:
        raise BadPack(f"{where}: {value!r} must be one of {', '.join(allowed)}.")


def put(model: type[Model], key: dict[str, Any], values: dict[str, Any]) -> tuple[Any, bool]:
    """Write a row by its key if it differs; return it and whether anything was written."""
    row = model._default_manager.filter(**key).first()
    if row is None:
        return model._default_manager.create(**key, **values), True
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return row, bool(changed)
