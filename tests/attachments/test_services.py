"""Files are kept whole or not at all; pictures leave without their place; nothing in a file runs."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from songhanh.attachments import services, text
from songhanh.attachments.errors import TooLarge
from songhanh.attachments.http import file_response
from songhanh.attachments.models import StoredFile
from songhanh.attachments.queries import path_of, served_path
from songhanh.core.errors import NotFound
from tests import make
from tests.attachments.test_text import zipped

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from songhanh.attachments.models import StoredFile as File

NOON = make.NOON


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def store(name: str, content: bytes) -> File:
    return services.store(name=name, content=content, by=None, at=NOON)


def photo(*, side: int = 40) -> bytes:
    picture = Image.new("RGB", (side, side // 2), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8825)[1] = "N"
    raw = io.BytesIO()
    picture.save(raw, "JPEG", exif=exif)
    return raw.getvalue()


@pytest.mark.django_db
def test_a_file_is_kept_by_what_is_in_it() -> None:
    stored = store("Báo cáo.txt", b"xin chao")

    assert stored.sha256 == hashlib.sha256(b"xin chao").hexdigest()
    assert path_of(stored.sha256).read_bytes() == b"xin chao"
    assert (stored.size, stored.text, stored.problem) == (8, "xin chao", "")


@pytest.mark.django_db
def test_the_same_content_lies_once() -> None:
    first, second = store("a.txt", b"x"), store("b.txt", b"x")

    assert first.sha256 == second.sha256
    assert {first.name, second.name} == {"a.txt", "b.txt"}
    assert len(list(path_of(first.sha256).parent.iterdir())) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("rong.docx", b"", text.EMPTY),
        ("hong.pdf", b"%PDF-1.7 hong", text.BROKEN),
        ("nen.zip", zipped({"trong.zip": zipped({"a": b"b"})}), text.ARCHIVE),
        ("bom.docx", zipped({"word/document.xml": b"0" * 60_000_000}), text.BOMB),
        ("cu.rtf", b"{\\rtf1 x}", text.OLD_WORD),
        ("chay.txt", b"\x7fELF" + b"\x00" * 99, services.NOT_ACCEPTED),
        ("anh.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 99, services.BAD_PICTURE),
    ],
)
def test_what_cannot_be_used_is_kept_and_says_why(name: str, content: bytes, problem: str) -> None:
    stored = store(name, content)

    assert stored.problem == problem
    assert path_of(stored.sha256).read_bytes() == content


@pytest.mark.django_db
def test_a_name_that_promises_another_kind_is_noted() -> None:
    assert "đuôi .pdf" in store("ke-hoach.pdf", b"chi la chu").note
    assert store("ke-hoach.txt", b"chi la chu").note == ""
    assert "đuôi .jpg" in store("anh.jpg", b"<html><body>x</body></html>").note


@pytest.mark.django_db
def test_a_picture_leaves_without_place_or_device_and_stands_upright() -> None:
    stored = store("anh.jpg", photo())

    with Image.open(served_path(stored)) as served, Image.open(path_of(stored.sha256)) as original:
        assert not served.getexif()
        assert served.size == (20, 40)
        assert original.getexif()[0x010F] == "Phone"


@pytest.mark.django_db
def test_a_huge_photo_is_served_smaller() -> None:
    stored = store("anh.jpg", photo(side=12000))

    with Image.open(served_path(stored)) as served:
        assert max(served.size) == 6000


@pytest.mark.django_db
def test_a_web_page_is_never_shown_and_nothing_in_it_runs() -> None:
    stored = store('trang "x"\n.html', b"<html><script>alert(1)</script>chao</html>")

    with contextlib.closing(file_response(stored)) as response:
        pass

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "alert" not in stored.text


@pytest.mark.django_db
def test_a_picture_is_shown_and_its_vietnamese_name_survives() -> None:
    stored = store("ảnh hội nghị.jpg", photo())

    with contextlib.closing(file_response(stored)) as response:
        shown = b"".join(response.streaming_content)  # type: ignore[arg-type]
    with contextlib.closing(file_response(stored, original=True)) as answer:
        original = b"".join(answer.streaming_content)  # type: ignore[arg-type]

    assert response["Content-Type"] == "image/jpeg"
    assert (
        response["Content-Disposition"]
        == "inline; filename*=utf-8''%E1%BA%A3nh%20h%E1%BB%99i%20ngh%E1%BB%8B.jpg"
    )
    assert shown == served_path(stored).read_bytes()
    assert original == path_of(stored.sha256).read_bytes()


@pytest.mark.django_db
def test_bytes_that_are_gone_are_not_found() -> None:
    with pytest.raises(NotFound):
        file_response(make.file())


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("C:\\Users\\a\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("", "tep"),
        ("dài" * 200 + ".pdf", ("dài" * 200)[:196] + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name: str, tidy: str) -> None:
    assert services.tidy_name(name) == tidy


class Endless:
    """An upload of 200 MB that is made as it is read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def seek(self, _place: int) -> None:
        pass

    def read(self, size: int) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return b"0" * size


@pytest.mark.django_db
def test_an_upload_of_200_mb_is_refused_without_filling_memory(settings: Settings) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    upload = Endless(200 * 1024 * 1024)

    with pytest.raises(TooLarge, match="25 MB"):
        services.store(name="to.pdf", content=upload, by=None, at=NOON)  # type: ignore[arg-type]

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024
    assert upload.left > 150 * 1024 * 1024
    assert list(settings.FILES.iterdir()) == []
    assert not StoredFile.objects.exists()


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import django
from django.conf import settings
home = Path(sys.argv[1])
settings.configure(
    FILES=home / "files", FILE_MAX_BYTES=50_000_000, USE_TZ=True,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "songhanh.attachments"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "db"}},
)
django.setup()
from django.core.management import call_command
from songhanh.attachments.models import StoredFile
from songhanh.attachments.services import store
call_command("migrate", verbosity=0)
print("ready", flush=True)
number = StoredFile.objects.count() * 1000
while True:
    number += 1
    store(name="a.txt", content=str(number).encode() * 40_000, by=None, at=datetime(2026, 3, 2, tzinfo=UTC))
"""


def test_a_power_cut_leaves_whole_files_or_none(tmp_path: Path) -> None:
    """The writer is killed at random moments; every row has its file, every file its hash."""
    moments = random.Random(7)  # noqa: S311
    for _ in range(3):
        command = [sys.executable, "-c", WRITER, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:  # noqa: S603
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(0.1 + moments.random() / 3)
            os.kill(writer.pid, signal.SIGKILL)

    kept = {p.name: p for p in tmp_path.glob("files/??/*")}
    with contextlib.closing(sqlite3.connect(tmp_path / "db")) as database:
        rows = database.execute("SELECT sha256, size FROM attachments_storedfile").fetchall()

    assert rows
    for sha256, size in rows:
        assert kept[sha256].stat().st_size == size
    for name, path in kept.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == name
