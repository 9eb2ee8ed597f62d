"""The walks: a coordinator from the draft to the letter, a focal point from the notice to the report."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from songhanh.directives import services
from songhanh.directives.models import Assignment, Extension
from songhanh.notifications.models import Notice
from tests.directives.places import Place, now, place

pytestmark = pytest.mark.django_db


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def post(client: Client, name: str, *args: object, **data: object) -> str:
    answer = client.post(reverse(f"directives:{name}", args=args), data, follow=True)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def get(client: Client, name: str, *args: object, **data: str | int) -> str:
    answer = client.get(reverse(f"directives:{name}", args=args), data)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def issued(here: Place) -> Place:
    at = now()
    services.issue(directive=here.directive, by=here.coordinator, at=at)
    here.directive.refresh_from_db()
    return here


def test_a_coordinator_reads_corrects_and_issues_a_directive() -> None:
    here = place()
    client = client_of(here.coordinator)
    page = get(client, "reading", here.directive.pk)
    assert "2 nhiệm vụ" in page
    assert "&lt;b&gt;kinh phí&lt;/b&gt;" in page  # escaped, inside its marks
    paper = re.sub(r"<a .*?</a>|</?mark[^>]*>", "", page.split('id="van-ban"')[1])
    assert "bố trí &lt;b&gt;kinh phí&lt;/b&gt; trước ngày 15/12." in paper  # no space put in

    first = here.duties[0]
    post(client, "act-on-duty", first.pk, "nhan", revision=0)
    page = post(
        client, "edit-duty", first.pk, revision=1, title="Truyền thông", text=first.text,
        theme="communication", due_on="31/12/2030", recurs="", lead=[b.pk for b in here.units],
    )  # fmt: skip

    assert "Truyền thông" in page
    assert "Hạn 31/12/2030, điều phối viên đặt" in page
    page = get(client, "issue", here.directive.pk)
    assert "2 nhiệm vụ × 2 đơn vị = 4 việc" in page
    assert "Báo cáo kết quả" in page.split("Nhiệm vụ chưa có hạn")[1]
    page = post(client, "issue", here.directive.pk, revision=2)
    assert "Đã giao việc" in page
    assert Assignment.objects.count() == 4
    assert Notice.objects.filter(person=here.focal).count() == 1


def test_a_second_click_on_issue_changes_nothing() -> None:
    here = place()
    client = client_of(here.coordinator)

    post(client, "issue", here.directive.pk, revision=0)
    post(client, "issue", here.directive.pk, revision=0)

    assert Assignment.objects.count() == 4
    assert Notice.objects.filter(person=here.focal).count() == 1


def test_a_focal_point_confirms_asks_for_time_and_challenges() -> None:
    here = place()
    due = localdate() + timedelta(days=30)
    first, _second = here.duties
    services.set_due(duty=first, due_on=due, revision=None, by=here.coordinator, at=now())
    issued(here)
    client = client_of(here.focal)
    page = get(client, "my-work")
    assert "Xác nhận đã nhận 2 nhiệm vụ" in page

    mine = list(Assignment.objects.filter(unit=here.units[0]).order_by("duty__order"))
    page = post(client, "confirm", viec=[row.pk for row in mine])
    assert "Đã xác nhận 2 nhiệm vụ." in page
    assert "Làm báo cáo" in page
    later = due + timedelta(days=5)
    post(client, "ask-extension", mine[0].pk, until=f"{later:%d/%m/%Y}", reason="chờ kinh phí")
    post(client, "challenge", mine[1].pk, note="không thuộc đơn vị")

    office = client_of(here.coordinator)
    page = get(office, "directive", here.directive.pk)
    assert "chờ kinh phí" in page
    assert "Ý kiến chờ trả lời" in page
    asked = Extension.objects.get()
    post(office, "decide-extension", asked.pk, granted_until=f"{later:%d/%m/%Y}", answer="đồng ý")
    post(office, "answer", mine[1].pk, note="vẫn thuộc đơn vị")
    page = get(client, "assignment", mine[0].pk)
    assert f"Hạn {later:%d/%m/%Y}" in page
    assert f"hạn đầu tiên {due:%d/%m/%Y}" in page
    assert "vẫn thuộc đơn vị" in get(client, "assignment", mine[1].pk)


def test_a_leader_opens_every_number_and_finds_as_many_rows() -> None:
    here = place(units=3)
    at = now()
    issued(here)
    rows = list(Assignment.objects.order_by("pk"))
    services.set_deadline(
        assignment=rows[0], until=localdate() + timedelta(days=3), by=here.coordinator, at=at
    )
    services.record_report(assignments=[rows[1]], by=here.coordinator, at=at)
    client = client_of(here.leader)

    page = get(client, "progress")

    links = re.findall(r'<a [^>]*href="(/lam-viec/viec/\?[^"]+)">(?:<b>)?(\d+)<', page)
    assert len(links) == 4 + 4 * 2 + 4 * 3
    for address, number in links:
        found = client.get(address.replace("&amp;", "&")).content.decode()
        assert f"Có {number} việc" in found, address


def test_yesterday_is_asked_again_and_every_number_opens_its_rows() -> None:
    here = issued(place())
    client = client_of(here.leader)
    day = localdate() - timedelta(days=1)

    page = get(client, "progress", ngay=f"{day:%d/%m/%Y}")

    assert "Đến ngày này chưa có việc nào được giao" in page


def test_the_list_of_assignments_is_found_without_tone_marks_and_downloads() -> None:
    here = issued(place())
    client = client_of(here.coordinator)

    assert "Có 2 việc" in get(client, "assignments", words="to chuc truyen thong")
    assert "Có 0 việc" in get(client, "assignments", words="khong co gi")
    answer = client.get(reverse("directives:assignments"), {"xlsx": "1"})
    assert answer.content[:2] == b"PK"


def test_the_list_of_directives_is_found_without_tone_marks_and_shows_failures() -> None:
    here = place(subject="đẩy mạnh bình đẳng giới")
    here.directive.reading_problem = "Tệp này có mật khẩu."
    here.directive.save()
    client = client_of(here.coordinator)

    page = get(client, "list", words="day manh binh dang", state="failed")
    assert "Tệp này có mật khẩu." in page
    assert "Không có văn bản nào" in get(client, "list", words="chữ khác")
    answer = client.get(reverse("directives:list"), {"xlsx": "1"})
    assert answer.content[:2] == b"PK"


def test_units_that_are_late_get_a_letter_in_one_click() -> None:
    here = place()
    early = localdate() - timedelta(days=3)
    services.set_due(
        duty=here.duties[0], due_on=early, revision=None, by=here.coordinator, at=now()
    )
    issued(here)
    client = client_of(here.coordinator)
    assert here.units[0].name in get(client, "directive", here.directive.pk)

    page = post(client, "letter", here.directive.pk)

    assert "Đã soạn văn bản đôn đốc" in page
    assert "Văn bản đã soạn" in page


def test_an_invented_directive_says_so_in_title_and_page() -> None:
    here = issued(place(sample=True))
    client = client_of(here.coordinator)
    row = Assignment.objects.all()[0]

    for name, args in (
        ("reading", [here.directive.pk]),
        ("directive", [here.directive.pk]),
        ("assignment", [row.pk]),
    ):
        page = get(client, name, *args)
        title = page.split("<title>")[1].split("</title>")[0]
        assert "(mẫu)" in title, name
        assert "văn bản mẫu" in page, name
