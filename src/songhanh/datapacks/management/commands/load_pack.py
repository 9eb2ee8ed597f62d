"""Load a pack of units that came later, or anew after it was corrected."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from songhanh.datapacks import office, packs
from songhanh.organizations.datapack import BadPack


class Command(BaseCommand):
    help = "Load territories, bodies, words and holidays of a pack. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=packs.names())

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            written = office.load_again(name=name, at=timezone.now())
        except BadPack as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{name}: {written} dòng mới hoặc thay đổi.")
