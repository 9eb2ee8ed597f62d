"""What an official paper says, apart from how it looks. Higher areas fill these in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

LETTER = "Công văn"
SAMPLE_MARK = "MẪU – dữ liệu mẫu, không phải văn bản thật"

Align = Literal["left", "center", "right"]


class Urgency(StrEnum):
    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    AT_ONCE = "HỎA TỐC"


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered title inside the body: level 1 is “I.”, 2 is “1.”, 3 is “a)”. Give no number."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a dashed list. Give no dash."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in italics, such as the source of a figure."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures. `align` has one entry a column; empty means all left."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows of another length: a figure would silently stand in the wrong column."""
        if not self.header or any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("Every row of a table needs one cell for each title.")


Block = Heading | Paragraph | Bullet | Note | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines such as “TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”, “PHÓ CHỦ TỊCH”.

    The name stays empty until somebody has signed; it carries no academic title.
    """

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One official paper in the form of Decree 30/2020/NĐ-CP.

    `number` and `dated` are None until the paper is signed; `symbol` is what follows the slash.
    `recipients` leave out the archive line, which is made from `archive` (“VT, VHXH”).
    """

    issuer: str
    symbol: str
    place: str
    doc_type: str
    subject: str
    body: tuple[Block, ...]
    signature: Signature
    superior: str = ""
    number: int | None = None
    dated: date | None = None
    urgency: Urgency | None = None
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    sample: bool = False

    @property
    def is_letter(self) -> bool:
        """Tell whether this is a công văn, which shows “V/v …” instead of its type and title."""
        return self.doc_type == LETTER
