"""Which texts people see, and whether each has its English: kept complete by a test."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from songhanh.config.compile_messages import AREAS, catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Message = tuple[str | None, str | tuple[str, str]]

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
PLAIN = re.compile(rf"\bgettext\(\s*{STRING}\s*\)")
PLURAL = re.compile(rf"\bngettext\(\s*{STRING}\s*,\s*{STRING}")
CONTEXT = re.compile(rf"\bpgettext\(\s*{STRING}\s*,\s*{STRING}\s*\)")


def in_python(path: Path) -> Iterator[Message]:
    """Yield (context, text) for each translatable string of a module."""
    with path.open("rb") as file:
        for _line, text, _comments, context in extract("python", file, keywords=KEYWORDS):
            yield context, tuple(text) if isinstance(text, tuple) else text  # type: ignore[misc]


def in_template(path: Path) -> Iterator[Message]:
    """Yield (context, text) for each translatable string of a template."""
    code = templatize(path.read_text("utf-8"))
    for match in PLAIN.finditer(code):
        yield None, ast.literal_eval(match[1])
    for match in PLURAL.finditer(code):
        yield None, (ast.literal_eval(match[1]), ast.literal_eval(match[2]))
    for match in CONTEXT.finditer(code):
        yield ast.literal_eval(match[1]), ast.literal_eval(match[2])


def used_in(area: Path) -> list[Message]:
    """Return every text of one area, in a fixed order, each once."""
    found: dict[Message, None] = {}
    for path in sorted(area.rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(dict.fromkeys(in_python(path)))
    for path in sorted(area.glob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".xml", ".svg"}:
            found.update(dict.fromkeys(in_template(path)))
    return list(found)


def translated() -> set[Message]:
    """Return every text that has an English one in some area."""
    done: set[Message] = set()
    for path in catalogues():
        with path.open("rb") as file:
            for message in read_po(file):
                full = message.string if isinstance(message.string, tuple) else (message.string,)
                if message.id and all(full) and not message.fuzzy:
                    done.add((message.context, _as_key(message.id)))
    return done


def _as_key(text: str | list[str] | tuple[str, ...]) -> str | tuple[str, str]:
    return text if isinstance(text, str) else (text[0], text[1])


def missing() -> dict[str, list[Message]]:
    """Return the texts without English, by area."""
    done = translated()
    areas = sorted(path for path in AREAS.iterdir() if (path / "apps.py").exists())
    left = {area.name: [m for m in used_in(area) if m not in done] for area in areas}
    return {area: messages for area, messages in left.items() if messages}


def add_missing() -> None:
    """Write the texts without English into each area's .po file, with empty English."""
    for area, messages in missing().items():
        path = AREAS / area / "locale" / "en" / "LC_MESSAGES" / "django.po"
        catalogue = Catalog(locale="en", charset="utf-8")
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, locale="en")
        for context, text in messages:
            catalogue.add(text, context=context)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, omit_header=False, sort_output=False)
