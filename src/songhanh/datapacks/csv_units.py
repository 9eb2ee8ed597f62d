"""Units from a table that an office writes in Excel and saves as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from songhanh.organizations.datapack import BadPack, Units
from songhanh.organizations.datapack.rows import BodyRow, TerritoryRow
from songhanh.organizations.datapack.units import check
from songhanh.organizations.models import Body, Confidence, Territory
from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

# Vietnamese heading → what it is; docs/operations.md shows an example.
COLUMNS = {
    "ma": "code",
    "ten": "name",
    "ten gon": "short_name",
    "ky hieu": "symbol",
    "loai": "kind",
    "truc thuoc": "parent",
    "ma dia ban": "place",
    "dia ban": "place_name",
    "loai dia ban": "place_kind",
    "thu dien tu": "email",
}
NEEDED = ("code", "name", "kind", "place", "place_name", "place_kind")
SOURCE = "cơ quan tự nhập"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; `parent` is the code of another row."""

    code: str
    name: str
    kind: str
    place: str
    place_name: str
    place_kind: str
    short_name: str = ""
    symbol: str = ""
    parent: str = ""
    email: str = ""


def read_csv(path: Path, *, on: date) -> Units:
    """Read and check the whole table; its units exist from `on`, entered by the office.

    Raises:
        BadPack: a heading is missing or unknown, or a row does not fit; says which and why.
    """
    lines = _lines(path)
    parents = {line.code: line for line in lines}
    for line in lines:
        if line.parent and line.parent not in parents:
            raise BadPack(
                f"{path.name}: {line.code} trực thuộc „{line.parent}”, không có dòng nào mang mã đó."
            )
    places = {line.place: line for line in reversed(lines)}
    territories = [_territory(line, parents, on) for line in places.values()]
    bodies = [_body(line, on) for line in lines]
    return check(Units(territories, bodies))


def _lines(path: Path) -> list[Line]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPack(
            f"{path.name}: không đọc được ({error}). Hãy lưu tệp dạng CSV UTF-8."
        ) from error
    first = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ","))
    if len(rows) < 2:
        raise BadPack(f"{path.name}: chưa có đơn vị nào.")
    names = [_column(path, title) for title in rows[0]]
    if missing := [
        title for title, name in COLUMNS.items() if name in NEEDED and name not in names
    ]:
        raise BadPack(f"{path.name}: thiếu cột {', '.join(missing)}.")
    filled = ((n, row) for n, row in enumerate(rows[1:], start=2) if any(c.strip() for c in row))
    return [_line(path, number, dict(zip(names, row, strict=False))) for number, row in filled]


def _column(path: Path, title: str) -> str:
    try:
        return COLUMNS[fold(title)]
    except KeyError as error:
        raise BadPack(
            f"{path.name}: không biết cột „{title}”. Các cột: {', '.join(COLUMNS)}."
        ) from error


def _line(path: Path, number: int, cells: dict[str, str]) -> Line:
    values = {name: cell.strip() for name, cell in cells.items()}
    if empty := [name for name in NEEDED if not values.get(name)]:
        titles = [title for title, name in COLUMNS.items() if name in empty]
        raise BadPack(f"{path.name}, dòng {number}: thiếu {', '.join(titles)}.")
    where = f"{path.name}, dòng {number}"
    values["kind"] = _choice(values["kind"], Body.Kind.choices, where)
    values["place_kind"] = _choice(values["place_kind"], Territory.Kind.choices, where)
    return Line(**values)


def _choice(words: str, choices: Sequence[tuple[str, object]], where: str) -> str:
    known = {fold(str(word)): value for value, label in choices for word in (value, label)}
    if fold(words) not in known:
        labels = ", ".join(str(label) for _value, label in choices)
        raise BadPack(f"{where}: không biết loại „{words}”. Hãy ghi một trong: {labels}.")
    return known[fold(words)]


def _territory(line: Line, parents: dict[str, Line], on: date) -> TerritoryRow:
    above = parents.get(line.parent)
    parent = (above.place, on) if above and above.place != line.place else None
    return TerritoryRow(
        code=line.place, name=line.place_name, kind=line.place_kind, parent=parent,
        valid_from=on, conf=Confidence.ENTERED, source=SOURCE,
    )  # fmt: skip


def _body(line: Line, on: date) -> BodyRow:
    return BodyRow(
        code=line.code, name=line.name, short_name=line.short_name, symbol=line.symbol,
        kind=line.kind, territory=(line.place, on), valid_from=on, email=line.email,
        parent=(line.parent, on) if line.parent else None,
        conf=Confidence.ENTERED, source=SOURCE,
    )  # fmt: skip
