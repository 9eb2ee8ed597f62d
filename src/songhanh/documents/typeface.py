"""What our one typeface can show, and how wide its words are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
UNITS = 100  # measuring at a hundred times the size leaves no rounding to see


def shown(text: str) -> str:
    """Return text with each character the typeface lacks as its code, “[U+1F600]”: never a gap."""
    known = _characters()
    if known.issuperset(text):
        return text
    return "".join(char if char in known else f"[U+{ord(char):04X}]" for char in text)


def width_pt(text: str, *, size: float, bold: bool) -> float:
    """Return how long the text is on one line, in points."""
    return float(_face(bold=bold).getlength(text)) * size / UNITS


def _files() -> list[Path]:
    return sorted(FONTS.glob("*.ttf"))


@cache
def _face(*, bold: bool) -> ImageFont.FreeTypeFont:
    style = "Bold" if bold else "Regular"
    faces = (ImageFont.truetype(path, UNITS) for path in _files())
    return next(face for face in faces if face.getname()[1] == style)


@cache
def _characters() -> frozenset[str]:
    """Return the characters that every style of the typeface has."""
    return frozenset.intersection(*(_mapped(path.read_bytes()) for path in _files()))


def _mapped(font: bytes) -> frozenset[str]:
    """Read the character map of an OpenType font (`cmap`, format 4, which is all that ours has)."""
    tables = {font[at : at + 4]: at for at in range(12, 12 + 16 * _u16(font, 4), 16)}
    cmap = _u32(font, tables[b"cmap"] + 8)
    found: set[str] = set()
    for entry in range(cmap + 4, cmap + 4 + 8 * _u16(font, cmap + 2), 8):
        start = cmap + _u32(font, entry + 4)
        if _u16(font, start) == 4:
            found |= _format_4(font, start)
    return frozenset(found)


def _format_4(font: bytes, start: int) -> set[str]:
    count = _u16(font, start + 6) // 2
    ends, firsts = start + 14, start + 16 + 2 * count
    ranges = ((_u16(font, firsts + 2 * i), _u16(font, ends + 2 * i)) for i in range(count))
    return {chr(code) for first, last in ranges for code in range(first, last + 1) if code < 0xFFFF}


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
