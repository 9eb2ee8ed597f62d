"""Start a real office: its name, its units, its first administrator. Asks for what is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from songhanh.core.errors import DomainError
from songhanh.datapacks import office, packs
from songhanh.organizations import queries
from songhanh.organizations.datapack import BadPack

QUESTIONS = {
    "name": "Tên cơ quan (ví dụ: UBND phường Tam Kỳ): ",
    "subtitle": "Dòng dưới tên (có thể bỏ trống): ",
    "pack": "Gói đơn vị ({packs}), hoặc đường dẫn tệp CSV: ",
    "body": "Mã Ủy ban nhân dân của cơ quan: ",
    "admin_email": "Thư điện tử của quản trị viên đầu tiên: ",
    "admin_name": "Họ tên quản trị viên: ",
}
OPTIONAL = {"subtitle"}


class Command(BaseCommand):
    help = "Start an empty office: name, units from a pack or a CSV file, first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", help="Name of the office.")
        parser.add_argument("--subtitle", help="Line under the name.")
        source = parser.add_mutually_exclusive_group()
        source.add_argument("--pack", help=f"One of: {', '.join(packs.names())}.")
        source.add_argument("--units", type=Path, help="A CSV file, see docs/operations.md.")
        parser.add_argument("--body", help="Code of the office's own people's committee.")
        parser.add_argument("--admin-email")
        parser.add_argument("--admin-name")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if (there := queries.office()) is not None:
            raise CommandError(
                f"Ở đây đã có cơ quan „{there.name}” nên không lập thêm. "
                "Muốn lập cơ quan khác, hãy đặt SONGHANH_HOME là một thư mục khác."
            )
        try:
            with transaction.atomic():
                begun = self._begin(options)
        except (BadPack, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã lập cơ quan „{begun.office.name}”.")
        self.stdout.write("Quản trị viên đầu tiên mở đường dẫn này trong 14 ngày để đặt mật khẩu:")
        self.stdout.write(begun.link)

    def _begin(self, options: dict[str, Any]) -> office.Begun:
        at = timezone.now()
        on = timezone.localdate(at)
        values = {"name": self._ask(options, "name"), "subtitle": self._ask(options, "subtitle")}
        pack, csv = self._source(options)
        office.load_source(pack=pack, csv=csv, on=on)
        choices = office.committees(on=on)
        if not options["body"] and len(choices) > 1 and sys.stdin.isatty():
            for body in choices:
                self.stdout.write(f"  {body.code:<20} {body.name}")
            options["body"] = self._ask(options, "body")
        values["body"] = options["body"] or ""
        values |= {key: self._ask(options, key) for key in ("admin_email", "admin_name")}
        return office.begin(**values, at=at)

    def _source(self, options: dict[str, Any]) -> tuple[str, Path | None]:
        if options["units"]:
            return "", options["units"]
        words = self._ask(options, "pack")
        return ("", Path(words)) if words.endswith(".csv") else (words, None)

    def _ask(self, options: dict[str, Any], key: str) -> str:
        """Return what was given, or ask a person; a script is told what is missing."""
        if options[key] is not None:
            return str(options[key]).strip()
        if not sys.stdin.isatty():
            if key in OPTIONAL:
                return ""
            raise CommandError(f"Thiếu --{key.replace('_', '-')}.")
        return input(QUESTIONS[key].format(packs=", ".join(packs.names()))).strip()
