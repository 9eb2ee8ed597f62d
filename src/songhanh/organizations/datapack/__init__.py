"""Territories, bodies, groups of words and holidays from files: the whole is checked, then written."""

from __future__ import annotations

from songhanh.organizations.datapack.holidays import load_holidays, read_holidays
from songhanh.organizations.datapack.rows import BadPack
from songhanh.organizations.datapack.units import Units, load_units, read_units

__all__ = ["BadPack", "Units", "load_holidays", "load_units", "read_holidays", "read_units"]
