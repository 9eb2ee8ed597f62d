"""Where packs lie, and loading one of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from songhanh.indicators import datapack as figures
from songhanh.organizations import datapack as units

if TYPE_CHECKING:
    from pathlib import Path

COUNTRY = "vietnam"


def names() -> list[str]:
    """Return the packs of units that can be loaded by name."""
    return sorted(path.parent.name for path in settings.PACKS.glob("*/bodies.yaml"))


def folder(name: str) -> Path:
    """Return the folder of a pack of units.

    Raises:
        BadPack: there is none of that name.
    """
    if name not in names():
        raise units.BadPack(f"Không có gói „{name}”. Các gói có sẵn: {', '.join(names())}.")
    return settings.PACKS / name


@transaction.atomic
def load_pack(name: str, *, samples: bool = True) -> int:
    """Load a pack of units and what the whole country shares; return how many rows were new.

    Raises:
        BadPack: there is none of that name, or something in it is wrong; nothing was written.
    """
    found = units.read_units(folder(name))
    return load_country() + units.load_units(found if samples else found.without_samples())


@transaction.atomic
def load_country() -> int:
    """Load what the whole country shares: words for many bodies, and holidays."""
    groups = units.read_groups(settings.PACKS / COUNTRY / "groups.yaml")
    days = units.read_holidays(settings.PACKS / COUNTRY / "holidays.yaml")
    return units.load_groups(groups) + units.load_holidays(days)


def load_figures() -> int:
    """Load the definitions of figures that the country's reports ask for."""
    return figures.load(*figures.read(settings.PACKS / COUNTRY / "figures.yaml"))
