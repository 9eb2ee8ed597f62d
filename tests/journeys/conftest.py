"""A whole office in a folder of its own, served by the real command, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
PHONE = {"width": 360, "height": 760}
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            # One office for all journeys, so they stay together.
            item.add_marker(pytest.mark.xdist_group("journeys"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="NO CHROMIUM on this machine"))


@dataclass(frozen=True, slots=True)
class Office:
    """A running office: where it is, and who can sign in with what."""

    url: str
    home: Path
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("office")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"SONGHANH_HOME": str(home), "PORT": str(port)}
    command = [str(Path(sys.executable).parent / "songhanh"), "run"]
    with (home / "log.txt").open("w") as log:
        process = subprocess.Popen(  # noqa: S603
            command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_up(f"{url}/giup-do/", process, home / "log.txt")
            lines = (home / "demo-passwords.txt").read_text("utf-8").splitlines()
            yield Office(url, home, dict(line.split("\t") for line in lines))
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


def wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(600):
        if process.poll() is not None:
            raise RuntimeError(log.read_text("utf-8")[-3000:])
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(log.read_text("utf-8")[-3000:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@dataclass(slots=True)
class Visitor:
    """One person's browser at one size; it notes what it asks of other hosts and what breaks."""

    page: Page
    context: BrowserContext
    office: Office
    strangers: list[str]
    complaints: list[str]

    def goto(self, path: str) -> None:
        answer = self.page.goto(self.office.url + path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"

    def sign_in(self, email: str) -> None:
        self.goto("/tai-khoan/login/")
        self.page.get_by_label("Thư điện tử").fill(email)
        self.page.get_by_label("Mật khẩu").fill(self.office.passwords[email])
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url("**/lam-viec/**")


@pytest.fixture
def visit(office: Office, browser: Browser) -> Iterator[VisitorMaker]:
    maker = VisitorMaker(office, browser)
    yield maker
    for visitor in maker.made:
        visitor.context.close()
        assert not visitor.strangers, "A page asked another host."
        assert not visitor.complaints, "A page broke its own policy or threw an error."


class VisitorMaker:
    """Makes visitors: `visit(DESK)`, `visit(PHONE, javascript=False)`."""

    def __init__(self, office: Office, browser: Browser) -> None:
        self.office, self.browser = office, browser
        self.made: list[Visitor] = []

    def __call__(
        self, size: dict[str, int] = DESK, *, javascript: bool = True, email: str = ""
    ) -> Visitor:
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="vi-VN",
        )
        page = context.new_page()
        visitor = Visitor(page, context, self.office, [], [])
        page.on("request", lambda request: self._note(visitor, request.url))
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on(
            "console",
            lambda line: (
                visitor.complaints.append(line.text)
                if "Content Security Policy" in line.text
                else None
            ),
        )
        self.made.append(visitor)
        if email:
            visitor.sign_in(email)
        return visitor

    def _note(self, visitor: Visitor, url: str) -> None:
        if not url.startswith((self.office.url, "data:", "blob:", "about:")):
            visitor.strangers.append(url)
