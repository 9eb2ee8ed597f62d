"""Which figures each section asks for: every figure once in a return, shown where else it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure as a form asks for it."""

    code: str
    name: str
    unit: str
    by_sex: bool = False
    decimals: int = 0
    note: str = ""
    whole: str = ""  # code of the denominator: a part is never larger
    protected: bool = False


@dataclass(slots=True)
class SectionAsk:
    """What one section asks for itself, and what it shows from another section of the return."""

    own: list[Asked] = field(default_factory=list)
    shared: list[tuple[Asked, int]] = field(default_factory=list)  # with the section that asks


def plan(
    sections: Iterable[tuple[int, str]], definitions: Sequence[tuple[Asked, Sequence[str]]]
) -> dict[int, SectionAsk]:
    """Return what each section asks. `sections` are (id, theme) in the directive's order."""
    home: dict[str, int] = {}
    plans: dict[int, SectionAsk] = {}
    for section, theme in sections:
        asks = plans[section] = SectionAsk()
        for asked, themes in definitions:
            if theme not in themes:
                continue
            if home.setdefault(asked.code, section) == section:
                asks.own.append(asked)
            else:
                asks.shared.append((asked, home[asked.code]))
    return plans
