"""How fast the reader is, and that ten times the text takes at most about ten times the time."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from songhanh.reading import read

SEED = Path(__file__).parents[1] / "data/packs/tam-ky-2021/seed/000_ecd5c5294e6654dc.txt"
PAGE = 2_000  # characters
ADVERSARIAL = {
    "spaces": " " * 50,
    "digits": "1234567890",
    "digits and slashes": "1/2/3/4/",
    "dashes": "- - - -",
    "dots": "......",
    "ngày ngày": "ngày ",
    "từ ngày": "từ ngày 1 đến ",
    "UBND UBND": "UBND ",
    "các sở, ban": "các sở, ban, ngành, ",
    "semicolons": "tổ chức; ",
    "brackets": "((((",
    "capitals": "TÔI ",
    "symbols": "12/KH-UBND ",
    "one word": "a",
    "Luật": "Luật Bình ",
    "yêu cầu": "UBND yêu cầu ",
    "lines": "a\n",
    "quotes": '"“',
    "marks": "e\u0301\u0323",
    "entities": "&nbsp;",
    "headings": "1. Tổ chức\n",
    "foot lines": "Tin khác\n",
    "numbers": "Công văn số 1 ",
    "windows": "từ ngày 1/1 đến 2/2 ",
    "deadlines": "trước ngày 1/2, ",
    "duties": "1. Sở Y tế tổ chức tập huấn;\n",
    "orders": "UBND tỉnh yêu cầu các sở tổ chức tập huấn; ",
    "news": "UBND tỉnh ban hành Công văn số 1/UBND-VX yêu cầu các sở tổ chức tập huấn. ",
}


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return best


def of_length(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def ratio(piece: str, length: int) -> float:
    """Return the time for ten times the text over the time for it."""
    return seconds(of_length(piece, 10 * length)) / seconds(of_length(piece, length))


def pages_per_second() -> float:
    text = SEED.read_text("utf-8")
    return len(text) / PAGE / seconds(text)


def rows() -> list[tuple[str, float]]:
    """Return each text with its ratio."""
    seed = SEED.read_text("utf-8")
    found = [("the letter of Tam Kỳ, repeated", ratio(seed + "\n\n", 40_000))]
    found += [(name, ratio(piece, 20_000)) for name, piece in ADVERSARIAL.items()]
    return found


def main() -> None:
    """Print pages per second and the ratio for each text."""
    read(SEED.read_text("utf-8"))
    out = sys.stdout.write
    out(f"Reader: {pages_per_second():.0f} pages of {PAGE} characters a second\n")
    for name, value in rows():
        out(f"  10 × the text: {value:5.1f} × the time  ({name})\n")


if __name__ == "__main__":
    main()
