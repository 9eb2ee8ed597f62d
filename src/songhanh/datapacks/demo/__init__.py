"""The sample office: Tam Kỳ's real letter of 2021, and invented work around it that says so."""

from __future__ import annotations

from songhanh.datapacks.demo.load import load
from songhanh.datapacks.demo.people import people_lines

__all__ = ["load", "people_lines"]
