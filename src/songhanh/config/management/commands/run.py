"""Serve Song Hành on this machine: web pages and background work, nothing else needed."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from songhanh.config.serving import serve
from songhanh.datapacks import demo
from songhanh.organizations.queries import office


class Command(BaseCommand):
    help = "Set up what is missing and serve. PORT and SONGHANH_HOME are honoured."

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        host, port = os.environ.get("SONGHANH_BIND", "127.0.0.1"), os.environ.get("PORT", "8000")
        _check_free(host, port)
        if _database_is_behind():
            call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        if office() is None:
            self.stdout.write("Đang nạp dữ liệu mẫu Tam Kỳ…")
            call_command("load_demo")
        for line in demo.people_lines(Path(settings.HOME)):
            self.stdout.write(line)
        self.stdout.write(f"Song Hành: http://127.0.0.1:{port}")
        self.stdout.flush()
        serve(host, int(port))


def _check_free(host: str, port: str) -> None:
    if not port.isdecimal():
        raise CommandError(f"PORT={port} không phải là số. Ví dụ: PORT=8001 make run")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError) as problem:
            raise CommandError(
                f"Không dùng được cổng {port} ({problem}). Có thể Song Hành đang chạy rồi: hãy mở "
                f"http://127.0.0.1:{port}; hoặc chạy ở cổng khác: PORT=8001 make run"
            ) from problem


def _database_is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
