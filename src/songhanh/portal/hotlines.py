"""The numbers to call in danger: data, dated, and only those that are sure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import yaml
from django.conf import settings

if TYPE_CHECKING:
    from datetime import date

SURE = {"verified", "knowledge"}


@dataclass(frozen=True, slots=True)
class Hotline:
    """One number, when it was last checked, and whether it is for an emergency."""

    number: str
    name: str
    detail: str
    emergency: bool
    checked_on: date

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return self.number.replace(" ", "")


@cache
def hotlines() -> tuple[Hotline, ...]:
    """Return the numbers that may be shown, in the order of the pack."""
    pack = yaml.safe_load((settings.PACKS / "vietnam" / "hotlines.yaml").read_text("utf-8"))
    return tuple(
        Hotline(
            number=row["number"],
            name=row["name"],
            detail=row.get("detail", ""),
            emergency=row.get("emergency", False),
            checked_on=pack["checked_on"],
        )
        for row in pack["hotlines"]
        if row["conf"] in SURE
    )
