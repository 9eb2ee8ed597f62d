"""Compile every area's English texts: a bare machine has no msgfmt, so Babel does it."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

AREAS = Path(__file__).resolve().parents[1]


def catalogues() -> list[Path]:
    """Return the .po file of every area that has one."""
    return sorted(AREAS.glob("*/locale/*/LC_MESSAGES/*.po"))


def compile_catalogue(path: Path) -> None:
    """Write the .mo beside the .po, whole or not at all."""
    with path.open("rb") as source:
        catalogue = read_po(source)
    target, draft = path.with_suffix(".mo"), path.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(target)


def main() -> None:
    """Compile what has changed since the last time."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            compile_catalogue(path)


if __name__ == "__main__":
    main()
