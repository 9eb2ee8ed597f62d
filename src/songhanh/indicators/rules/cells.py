"""One figure as a unit fills it in: a cell for each split, each a number or a kind of empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from songhanh.indicators.rules import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

TOTAL, FEMALE, MALE, OTHER, UNKNOWN = "total", "female", "male", "other", "unknown"
PARTS = (FEMALE, MALE, OTHER, UNKNOWN)
NEEDED_PARTS = (FEMALE, MALE)  # the other two may stay blank: nobody was counted there
NONE, NO_DATA, NOT_DUE, ESTIMATE = "none", "no-data", "not-due", "estimate"
WITHOUT_NUMBER = (NONE, NO_DATA, NOT_DUE)

Typed = dict[str, str]  # {"typed", "empty", "reason"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A checked cell. `value` is None only for no data and not due."""

    value: Decimal | None
    empty: str = ""
    reason: str = ""


@dataclass(slots=True)
class Checked:
    """The cells of one figure by split, and what is wrong by split."""

    cells: dict[str, Cell] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def splits_of(*, by_sex: bool) -> tuple[str, ...]:
    """Return the splits a figure is asked in, in the order of the form."""
    return (*PARTS, TOTAL) if by_sex else (TOTAL,)


def check(typed: Mapping[str, Typed], *, by_sex: bool, decimals: int = 0) -> Checked:
    """Read every cell of one figure; a missing total is added up from its parts."""
    found = Checked()
    for split in splits_of(by_sex=by_sex):
        try:
            cell = read_cell(typed.get(split, {}), decimals=decimals)
        except numbers.NotANumber as error:
            found.problems[split] = str(error.message)
        else:
            if cell is not None:
                found.cells[split] = cell
    if not found.problems:
        _complete(found, by_sex=by_sex)
    return found


def read_cell(typed: Mapping[str, str], *, decimals: int = 0) -> Cell | None:
    """Return one cell, or None where nothing was said.

    Raises:
        NotANumber: it cannot be read, or number and kind of empty contradict each other.
    """
    empty, reason = typed.get("empty", ""), typed.get("reason", "").strip()
    value = numbers.parse(typed.get("typed", ""), decimals=decimals)
    if empty in WITHOUT_NUMBER and value not in {None, Decimal(0) if empty == NONE else None}:
        raise numbers.NotANumber(
            _("Ô này vừa có số vừa chọn “không có số”. Hãy giữ lại một trong hai.")
        )
    if empty == NO_DATA and not reason:
        raise numbers.NotANumber(_("Hãy ghi vì sao không có số liệu."))
    if empty == ESTIMATE and value is None:
        raise numbers.NotANumber(_("Hãy ghi con số ước thực hiện."))
    if empty == NONE:
        value = Decimal(0)
    return None if value is None and not empty else Cell(value, empty, reason)


def _complete(found: Checked, *, by_sex: bool) -> None:
    """Add up a missing total; ask for what nobody said; compare the parts with the total."""
    cells = found.cells
    missing = [split for split in NEEDED_PARTS if by_sex and split not in cells]
    total = cells.get(TOTAL)
    if by_sex and total is not None and total.empty in WITHOUT_NUMBER and len(missing) == 2:
        missing = []  # nothing happened, or nothing is known: that goes for each part as well
    if by_sex and total is None and not missing:
        cells[TOTAL] = _added(cells)
    elif total is None and not by_sex:
        missing.append(TOTAL)
    for split in missing:
        found.problems[split] = _(
            "Ô này còn trống. Hãy ghi số, hoặc mở “Không có số?” và chọn lý do."
        )
    if by_sex and total is not None and not missing and not _adds_up(cells):
        found.problems[TOTAL] = _sum_problem(cells)


def _added(cells: Mapping[str, Cell]) -> Cell:
    """Return the total of the parts: an estimate if one is, no number if a part has none."""
    parts = [cells[split] for split in PARTS if split in cells]
    without = next((part for part in parts if part.value is None), None)
    if without is not None:
        return Cell(None, without.empty, without.reason)
    value = sum((part.value for part in parts if part.value is not None), Decimal(0))
    if all(part.empty == NONE for part in parts):
        return Cell(value, NONE)
    return Cell(value, ESTIMATE if any(part.empty == ESTIMATE for part in parts) else "")


def _adds_up(cells: Mapping[str, Cell]) -> bool:
    """Whether the parts make the total, or it is said why not, or a part has no number."""
    total = cells[TOTAL]
    parts = [cells[split].value for split in PARTS if split in cells]
    if not parts or total.value is None or total.reason or None in parts:
        return True
    return sum(part for part in parts if part is not None) == total.value


def _sum_problem(cells: Mapping[str, Cell]) -> str:
    parts = [cells[split].value or Decimal(0) for split in PARTS if split in cells]
    text = _(
        "Nữ, nam, khác và không rõ cộng lại là %(sum)s nhưng tổng ghi %(total)s. "
        "Hãy sửa cho khớp, hoặc ghi lý do ở ô tổng."
    )
    total = cells[TOTAL].value
    return text % {
        "sum": numbers.written(sum(parts, Decimal(0))),
        "total": numbers.written(total),
    }


def as_json(cells: Mapping[str, Cell]) -> dict[str, dict[str, Any]]:
    """Return the cells as a snapshot keeps them: numbers as text, so that none is rounded."""
    return {
        split: {
            "value": None if cell.value is None else f"{cell.value:f}",
            "empty": cell.empty,
            "reason": cell.reason,
        }
        for split, cell in cells.items()
    }
