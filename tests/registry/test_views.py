"""Clerks keep the books on pages; others do not know that the books exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from songhanh.accounts.models import Role
from songhanh.registry import services
from songhanh.registry.models import Entry, OutgoingPaper
from tests import make
from tests.registry.test_services import DAY, NOON, clerk, enter, letter

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"registry:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_clerk_enters_finds_corrects_cancels_and_prints(client: Client) -> None:
    body, by = clerk()
    client.force_login(by)
    assert "Chưa có sổ nào" in page(client, "books")
    form = {
        "body": body.pk, "on": "02/03/2026", "author": "UBND tỉnh", "symbol": "05/KH-UBND",
        "doc_type": "Kế hoạch", "subject": "Kế hoạch bình đẳng giới", "dated_on": "01/03/2026",
        "file": SimpleUploadedFile("van-ban.txt", b"noi dung"),
    }  # fmt: skip

    client.post(reverse("registry:enter", args=["den"]), form)
    entry = Entry.objects.get()
    again = client.post(reverse("registry:enter", args=["den"]), form)
    assert "đã vào sổ với số đến 01" in again.content.decode()
    assert "Kế hoạch bình đẳng giới" in page(client, "book", entry.book_id)
    found = client.get(reverse("registry:book", args=[entry.book_id]), {"words": "binh dang"})
    assert "05/KH-UBND" in found.content.decode()
    none = client.get(reverse("registry:book", args=[entry.book_id]), {"words": "khong co"})
    assert "Không có văn bản nào như vậy" in none.content.decode()
    page(client, "entry", entry.pk)
    page(client, "correct", entry.pk)
    changed = {key: value for key, value in form.items() if key not in {"body", "on", "file"}}
    changed |= {"subject": "Kế hoạch khác", "reason": "ghi nhầm"}
    client.post(reverse("registry:correct", args=[entry.pk]), changed)
    assert "Kế hoạch bình đẳng giới" in page(client, "entry", entry.pk)
    client.post(reverse("registry:void", args=[entry.pk]), {"reason": "ghi hai lần"})
    assert "ghi hai lần" in page(client, "book", entry.book_id)
    kept = client.get(reverse("registry:entry-file", args=[entry.pk]))
    assert b"".join(kept.streaming_content) == b"noi dung"  # type: ignore[attr-defined]
    for name in ("book-pdf", "book-xlsx"):
        answer = client.get(reverse(f"registry:{name}", args=[entry.book_id]))
        assert answer.content[:2] in {b"%P", b"PK"}


def test_a_report_is_approved_signed_and_taken_back(client: Client, settings: Settings) -> None:
    body, by = clerk()
    leader = make.user(Role.LEADER, body=body)
    made = services.make_paper(
        kind=OutgoingPaper.Kind.CONSOLIDATED, body=body, about="x:1", paper=letter(), by=by, at=NOON
    )

    client.force_login(by)
    assert "Chờ lãnh đạo duyệt" in page(client, "paper", made.pk)
    client.force_login(leader)
    assert "Duyệt văn bản" in page(client, "paper", made.pk)
    client.post(reverse("registry:approve", args=[made.pk]))
    client.force_login(by)
    page(client, "signed", made.pk)
    form = {"signed_on": "02/03/2026", "signer": "Nguyễn Văn Mẫu"}
    empty = {"scan": SimpleUploadedFile("ban-ky.pdf", b"")}
    refused = client.post(reverse("registry:signed", args=[made.pk]), form | empty)
    assert "rỗng" in refused.content.decode()
    settings.FILE_MAX_BYTES = 5
    large = {"scan": SimpleUploadedFile("ban-ky.txt", b"123456")}
    refused = client.post(reverse("registry:signed", args=[made.pk]), form | large)
    assert "nên không nhận được" in refused.content.decode()
    settings.FILE_MAX_BYTES = 500
    scan = {"scan": SimpleUploadedFile("ban-ky.txt", b"ban ky")}
    client.post(reverse("registry:signed", args=[made.pk]), form | scan)

    shown = page(client, "paper", made.pk)
    assert f"01/{letter().symbol}" in shown
    for which in ("docx", "pdf", "ban-ky"):
        answer = client.get(reverse("registry:paper-file", args=[made.pk, which]))
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert client.get(reverse("registry:paper-file", args=[made.pk, "khac"])).status_code == 404


def test_an_office_edits_a_shipped_template_and_sends_it_back(client: Client) -> None:
    body, by = clerk()
    client.force_login(by)
    page(client, "templates")
    shipped = client.get(reverse("registry:shipped-template", args=[0]))
    content = shipped.content
    form = {"body": body.pk, "doc_type": "Công văn", "since": f"{DAY:%d/%m/%Y}"}

    bad = form | {"file": SimpleUploadedFile("mau.docx", b"khong phai")}
    assert "govuk-error" in client.post(reverse("registry:templates"), bad).content.decode()
    client.post(
        reverse("registry:templates"), form | {"file": SimpleUploadedFile("m.docx", content)}
    )

    assert "m.docx" in page(client, "templates")
    assert client.get(reverse("registry:shipped-template", args=[9])).status_code == 404


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.EDITOR])
def test_others_do_not_know_that_the_books_exist(client: Client, role: str) -> None:
    body, _by = clerk()
    entry = enter(body)
    client.force_login(make.user(role, body=body))

    assert client.get(reverse("registry:books")).status_code == 200
    for name, number in (("book", entry.book_id), ("entry", entry.pk), ("void", entry.pk)):
        assert client.get(reverse(f"registry:{name}", args=[number])).status_code == 404
    assert client.get(reverse("registry:enter", args=["den"])).status_code == 403
    assert client.get(reverse("registry:templates")).status_code == 403
