"""Numbers have no gaps, whoever writes at once and whatever is cut off; papers come back signed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from songhanh.accounts.models import Role
from songhanh.attachments import services as attachments
from songhanh.audit.models import Event
from songhanh.core.errors import NotAllowed
from songhanh.documents.model import LETTER, Paper, Paragraph, Signature
from songhanh.documents.word import template_for
from songhanh.organizations.models import Body
from songhanh.registry import errors, queries, services
from songhanh.registry.models import Book, Entry, OfficeTemplate, OutgoingPaper
from tests import make
from tests.together import at_once

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from songhanh.accounts.models import User

NOON, DAY = make.NOON, make.DAY
OUT, IN = Book.Kind.OUTGOING, Book.Kind.INCOMING


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


def clerk() -> tuple[Body, User]:
    committee = make.body(kind=Body.Kind.PEOPLES_COMMITTEE)
    office = make.body(parent=committee)
    return committee, make.user(Role.COORDINATOR, body=office)


def letter() -> Paper:
    return Paper(
        issuer="Phòng Văn hóa - Xã hội",
        symbol="UBND-VHXH",
        place="Tam Kỳ",
        doc_type=LETTER,
        subject="đôn đốc việc thử",
        addressees=("UBND xã Một",),
        body=(Paragraph("Đề nghị các đơn vị báo cáo."),),
        signature=Signature(("TRƯỞNG PHÒNG",)),
        recipients=("Như trên",),
        sample=True,
    )


def enter(body: Body, by: User | None = None, **columns: Any) -> Entry:
    on = columns.pop("on", DAY)
    return services.enter(
        body=body, kind=columns.pop("kind", OUT), on=on, by=by, at=NOON, **columns
    )


def paper(body: Body, by: User, kind: str = "reminder") -> OutgoingPaper:
    return services.make_paper(kind=kind, body=body, about="x:1", paper=letter(), by=by, at=NOON)


def scan(content: bytes = b"ban ky") -> Any:
    return attachments.store(name="ban-ky.txt", content=content, by=None, at=NOON)


@pytest.mark.django_db
def test_numbers_run_from_one_in_every_book_and_year() -> None:
    body, by = clerk()

    first, second = enter(body, by), enter(body, by)
    others = [
        enter(body, by, kind=IN),
        enter(body, by, on=date(2027, 1, 1)),
        enter(body, by, series="ban-vstbpn"),
        enter(make.body()),
    ]

    assert (first.number, second.number) == (1, 2)
    assert [entry.number for entry in others] == [1, 1, 1, 1]
    assert queries.check_numbers(first.book).last == 2


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.LEADER, Role.EDITOR])
def test_nobody_else_writes_in_a_book(role: str) -> None:
    body, _by = clerk()
    stranger = make.user(role, body=body)

    with pytest.raises(NotAllowed):
        enter(body, stranger)
    entry = enter(body)
    with pytest.raises(NotAllowed):
        services.void(entry=entry, reason="x", by=stranger, at=NOON)
    with pytest.raises(NotAllowed):
        services.correct(entry=entry, reason="x", by=stranger, at=NOON, subject="y")


@pytest.mark.django_db
def test_a_void_number_stays_and_is_never_given_again() -> None:
    body, by = clerk()
    wrong = enter(body, by, subject="ghi nhầm")

    services.void(entry=wrong, reason="ghi hai lần", by=by, at=NOON)

    assert enter(body, by).number == 2
    printed = queries.printed(wrong.book, on=DAY)
    assert [(void.number, void.reason) for void in printed.voids] == [(1, "ghi hai lần")]
    assert [row.number for row in printed.rows] == [2]
    assert queries.check_numbers(Book.objects.get(pk=wrong.book_id)).whole
    with pytest.raises(errors.AlreadyVoid):
        services.void(entry=wrong, reason="nữa", by=by, at=NOON)
    with pytest.raises(errors.VoidNumber):
        services.correct(entry=wrong, reason="x", by=by, at=NOON, subject="y")


@pytest.mark.django_db
def test_a_line_put_right_keeps_what_it_said() -> None:
    body, by = clerk()
    entry = enter(body, by, subject="Kế hoach", dated_on=DAY)

    services.correct(
        entry=entry, reason="sai chính tả", by=by, at=NOON, subject="Kế hoạch", dated_on=DAY
    )
    services.correct(entry=entry, reason="không đổi gì", by=by, at=NOON, subject="Kế hoạch")

    entry.refresh_from_db()
    assert entry.subject == "Kế hoạch"
    [(row, before)] = queries.corrections_of(entry)
    assert row.reason == "sai chính tả"
    assert before == [("trích yếu", "Kế hoach")]
    event = Event.objects.get(action="registry.entry.corrected")
    assert event.details == {"columns": ["subject"]}


@pytest.mark.django_db
def test_the_same_incoming_paper_is_entered_once_unless_the_clerk_insists() -> None:
    body, by = clerk()
    columns: dict[str, Any] = {"symbol": "05/KH-UBND", "author": "UBND tỉnh", "subject": "x"}
    services.enter_incoming(body=body, on=DAY, by=by, at=NOON, **columns)

    with pytest.raises(errors.EnteredBefore, match="số đến 01"):
        services.enter_incoming(
            body=body, on=DAY, by=by, at=NOON, symbol="5 / kh - ubnd", author="ubnd Tỉnh"
        )
    services.enter_incoming(body=body, on=DAY, by=by, at=NOON, **columns | {"author": "UBND xã"})
    services.enter_incoming(body=body, on=DAY, by=by, at=NOON, despite_twin=True, **columns)

    assert Entry.objects.count() == 3


@pytest.mark.django_db
def test_lines_are_found_without_marks_by_number_words_and_unit() -> None:
    body, by = clerk()
    entry = enter(
        body, by, symbol="01/KH-UBND", subject="Kế hoạch bình đẳng giới", recipients="Hội Phụ nữ"
    )
    enter(body, by, subject="Việc khác")
    enter(body, by, on=date(2025, 5, 5), subject="bình đẳng giới năm trước")
    book = entry.book

    assert [e.pk for e in queries.entries_of(book, words="binh dang")] == [entry.pk]
    assert [e.pk for e in queries.entries_of(book, words="01/kh")] == [entry.pk]
    assert [e.pk for e in queries.entries_of(book, unit="hoi phu nu")] == [entry.pk]
    assert queries.entries_of(book, words="binh dang", year="all").count() == 2
    assert queries.entries_of(book, year="2025").count() == 1


@pytest.mark.django_db
def test_a_letter_is_made_and_comes_back_with_number_date_and_signer() -> None:
    body, by = clerk()

    made = paper(body, by)
    assert (made.docx is None, made.pdf is None, made.entry_id) == (False, False, None)
    services.record_signed(
        paper=made, signed_on=DAY, signer="Nguyễn Văn Mẫu", scan=scan(), by=by, at=NOON, number=1
    )

    made = OutgoingPaper.objects.get(pk=made.pk)
    assert made.entry is not None
    assert made.entry.symbol == f"01/{letter().symbol}"
    assert (made.signed_on, made.signer) == (DAY, "Nguyễn Văn Mẫu")
    with pytest.raises(errors.AlreadySigned):
        services.record_signed(paper=made, signed_on=DAY, signer="x", scan=scan(), by=by, at=NOON)


@pytest.mark.django_db
def test_a_number_that_is_not_the_next_one_changes_nothing() -> None:
    body, by = clerk()
    made = paper(body, by)

    with pytest.raises(errors.OtherNumber, match="là 45"):
        services.record_signed(
            paper=made, signed_on=DAY, signer="x", scan=scan(), by=by, at=NOON, number=45
        )

    assert not Entry.objects.exists()
    assert not Book.objects.filter(last_number__gt=0).exists()


@pytest.mark.django_db
def test_a_broken_scan_gives_no_number() -> None:
    body, by = clerk()

    with pytest.raises(errors.BadFile, match="rỗng"):
        services.record_signed(
            paper=paper(body, by), signed_on=DAY, signer="x", scan=scan(b""), by=by, at=NOON
        )

    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_consolidated_report_waits_for_the_leader() -> None:
    body, by = clerk()
    leader = make.user(Role.LEADER, body=body)
    made = paper(body, by, kind="consolidated")

    with pytest.raises(errors.NotReady):
        services.record_signed(paper=made, signed_on=DAY, signer="x", scan=scan(), by=by, at=NOON)
    with pytest.raises(NotAllowed):
        services.approve_paper(paper=made, by=by, at=NOON)
    services.approve_paper(paper=made, by=leader, at=NOON)
    services.approve_paper(paper=made, by=leader, at=NOON)
    services.record_signed(paper=made, signed_on=DAY, signer="x", scan=scan(), by=by, at=NOON)

    assert Event.objects.filter(action="registry.paper.approved").count() == 1


@pytest.mark.django_db
def test_an_office_uses_its_own_template_and_hears_what_is_wrong_with_one() -> None:
    body, by = clerk()
    own = attachments.store(
        name="mau.docx", content=template_for(LETTER).read_bytes(), by=by, at=NOON
    )
    since: dict[str, Any] = {"body": body, "doc_type": LETTER, "since": DAY, "by": by, "at": NOON}

    used = services.use_template(file=own, **since)

    assert queries.template_in_use(body, LETTER, on=DAY) == used
    assert queries.template_in_use(make.body(parent=body), LETTER, on=DAY) == used
    assert queries.template_in_use(body, LETTER, on=date(2020, 1, 1)) is None
    assert paper(body, by).docx is not None
    for content in (b"", b"khong phai Word"):
        with pytest.raises(errors.BadFile):
            services.use_template(file=scan(content), **since)
    assert OfficeTemplate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap_and_no_double_number() -> None:
    body, _by = clerk()

    assert at_once(lambda: [enter(body) for _ in range(8)]) == []
    assert sorted(Entry.objects.values_list("number", flat=True)) == list(range(1, 33))


WRITER = """
import sys
import django
django.setup()
from datetime import UTC, date, datetime
from django.conf import settings
from django.db import connection
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from songhanh.organizations.models import Body
from songhanh.registry.services import enter
body = Body.objects.get(pk=int(sys.argv[2]))
print("ready", flush=True)
while True:
    enter(body=body, kind="outgoing", on=date(2026, 3, 2), by=None, at=datetime(2026, 3, 2, tzinfo=UTC))
"""


@pytest.mark.django_db(transaction=True)
def test_a_power_cut_leaves_no_gap() -> None:
    """The writer is killed at random moments; the book, its numbers and the trail still agree."""
    body, _by = clerk()
    moments = random.Random(3)  # noqa: S311
    command = [sys.executable, "-c", WRITER, str(connection.settings_dict["NAME"]), str(body.pk)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "songhanh.config.settings"}
    for _ in range(2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:  # noqa: S603
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(0.05 + moments.random() / 4)
            os.kill(writer.pid, signal.SIGKILL)

    book = Book.objects.get()
    check = queries.check_numbers(book)
    assert check.whole
    assert check.last > 0
    assert Event.objects.filter(action="registry.entry.made").count() == check.last
    assert enter(body).number == check.last + 1


@pytest.mark.django_db
def test_the_files_of_a_paper_have_a_name_that_people_read() -> None:
    made = paper(*clerk())

    names = [file.name for file in (made.docx, made.pdf) if file]
    assert names == [f"mau-van-ban-don-doc-{DAY:%d-%m-%Y}.{end}" for end in ("docx", "pdf")]
