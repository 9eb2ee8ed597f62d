"""The `songhanh` command: Django's commands and ours, with hyphens as people type them."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command, for example `songhanh verify-audit`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.config.settings")
    argv = list(sys.argv)
    if len(argv) > 1:
        argv[1] = argv[1].replace("-", "_") if not argv[1].startswith("-") else argv[1]
    execute_from_command_line(argv)
