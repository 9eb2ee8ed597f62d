"""Serve Song Hành on this machine: web pages and background work, nothing else needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from songhanh.config.serving import web_server
from songhanh.datapacks import demo
from songhanh.organizations.queries import office

PATIENCE = 20  # seconds for what is under way


class Command(BaseCommand):
    help = "Set up what is missing and serve. PORT and SONGHANH_HOME are honoured."

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        if office() is None:
            self.stdout.write("Đang nạp dữ liệu mẫu Tam Kỳ…")
            call_command("load_demo")
        self._print_people()
        port = os.environ.get("PORT", "8000")
        self.stdout.write(f"Song Hành: http://127.0.0.1:{port}")
        self.stdout.flush()
        self._serve(port)

    def _print_people(self) -> None:
        for line in demo.people_lines(Path(settings.HOME)):
            self.stdout.write(line)

    def _serve(self, port: str) -> None:
        host = os.environ.get("SONGHANH_BIND", "127.0.0.1")
        commands = [
            web_server(host=host, port=int(port)),
            [str(Path(sys.executable).with_name("songhanh")), "worker"],
        ]
        parts = [subprocess.Popen(command) for command in commands]  # noqa: S603
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: _stop(parts))
        # When either ends the other must not go on alone and unseen.
        os.wait()
        _stop(parts)
        for part in parts:
            _end(part)


def _stop(parts: list[subprocess.Popen[bytes]]) -> None:
    for part in parts:
        part.terminate()


def _end(part: subprocess.Popen[bytes]) -> None:
    """Wait until it has ended. One that hangs would go on answering with what was."""
    try:
        part.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        part.kill()
        part.wait()
