"""Keep the English texts complete."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from songhanh.config.messages import add_missing, missing


class Command(BaseCommand):
    help = "Write texts that have no English yet into each area's .po file and say how many."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        add_missing()
        for area, messages in missing().items():
            self.stdout.write(f"{area}: {len(messages)} without English")
