"""Territories, bodies, words for many of them, and holidays, from files: checked whole, then written."""

from __future__ import annotations

from songhanh.organizations.datapack.holidays import load_holidays, read_holidays
from songhanh.organizations.datapack.loading import load_groups, load_units
from songhanh.organizations.datapack.rows import BadPack
from songhanh.organizations.datapack.units import Units, read_groups, read_units

__all__ = [
    "BadPack",
    "Units",
    "load_groups",
    "load_holidays",
    "load_units",
    "read_groups",
    "read_holidays",
    "read_units",
]
