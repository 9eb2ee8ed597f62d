"""Read directives from files and print what was found."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from songhanh.attachments.text import extract
from songhanh.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Read a directive (.txt, .html, .docx, .pdf) and print what was found in it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE|DIR")
        parser.add_argument(
            "--published", type=date.fromisoformat, help="Day of posting, as 2021-06-01."
        )
        parser.add_argument("--json", action="store_true", help="One JSON object (a line a file).")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        if not path.exists():
            raise CommandError(f"Không có tệp hay thư mục {path}. Hãy kiểm tra lại đường dẫn.")
        as_json, published = options["json"], options["published"]
        if path.is_dir():
            for file in _files(path):
                found = {"file": str(file.relative_to(path)), **reading_of(file, published)}
                self.stdout.write(
                    json.dumps(found, ensure_ascii=False) if as_json else plain(found)
                )
            return
        found = reading_of(path, published)
        if "error" in found:
            raise CommandError(found["error"])
        self.stdout.write(
            json.dumps(found, ensure_ascii=False, indent=2) if as_json else plain(found)
        )


def reading_of(path: Path, published: date | None) -> dict[str, Any]:
    """Return the reading of one file, or {"error": …}: one bad file never stops the others."""
    try:
        extracted = extract(path.read_bytes(), path.name)
    except OSError as error:
        return {"error": f"Không mở được tệp {path.name}: {error.strerror}."}
    if extracted.problem and not extracted.text:
        return {"error": str(extracted.problem)}
    return read(extracted.text, published).as_dict()


def plain(found: dict[str, Any]) -> str:
    """Return the reading as a person wants to see it on a terminal."""
    if "error" in found:
        return f"{found['file']}: {found['error']}"
    lines = [f"{key}: {found[key]}" for key in ("file", *HEAD) if found.get(key)]
    for number, duty in enumerate(found["duties"], start=1):
        lines.append(f"{number:>3}. [{duty['theme']}] {duty['text']}")
        lines.append(f"     {'; '.join(duty['assignees'])}")
    return "\n".join([*lines, *(f"! {warning}" for warning in found["warnings"]), ""])


HEAD = ("number", "doc_type", "issuer", "date", "subject", "addressees", "programmes")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
