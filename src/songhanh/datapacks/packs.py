"""Loading packs by name: everything of a pack is checked before anything is written."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from songhanh.indicators import datapack as figures
from songhanh.organizations import datapack as units


@transaction.atomic
def load_pack(name: str) -> int:
    """Load the units and groups of one pack and the country's working days; return how many rows.

    Raises:
        BadPack: a file of the pack is missing or wrong; nothing was written.
    """
    found = units.read_units(settings.PACKS / name)
    years = units.read_holidays(settings.PACKS / "vietnam" / "holidays.yaml")
    return units.load_units(found) + units.load_holidays(years)


@transaction.atomic
def load_figures() -> int:
    """Load what units are asked to count; return how many definitions there are."""
    return figures.load(*figures.read(settings.PACKS / "vietnam" / "figures.yaml"))
