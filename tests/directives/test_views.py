"""Every page and every action by plain forms, as a browser without scripts sends them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from songhanh.accounts.models import Role
from songhanh.directives import services
from songhanh.directives.models import Assignment, Directive
from tests import make
from tests.directives.places import Place, now, place
from tests.directives.test_walk import client_of, get, issued, post

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
TEXT = (
    "UBND phường Mẫu ban hành công văn 12/UBND-VX ngày 02/3/2026. Yêu cầu Phòng Mẫu "
    "tổ chức tuyên truyền về bình đẳng giới."
)


def given() -> tuple[Place, Assignment, Client, Client]:
    here = issued(place())
    row = Assignment.objects.get(unit=here.units[0], duty=here.duties[0])
    return here, row, client_of(here.focal), client_of(here.coordinator)


def test_a_file_is_taken_in_and_shown_with_its_marks() -> None:
    here = place()
    client = client_of(here.coordinator)
    file = SimpleUploadedFile("cong-van.txt", TEXT.encode())

    page = post(client, "take-in", unit=here.standing.pk, file=file)

    assert "12/UBND-VX" in page
    assert "<mark" in page


def test_an_empty_form_says_what_to_do() -> None:
    here = place()

    page = post(client_of(here.coordinator), "take-in", unit=here.standing.pk)

    assert "Hãy chọn một tệp, hoặc dán nội dung" in page


def test_a_file_that_is_no_text_is_kept_and_says_why() -> None:
    here = place()
    client = client_of(here.coordinator)

    page = post(
        client, "take-in", unit=here.standing.pk, file=SimpleUploadedFile("x.pdf", b"%PDF-1.4 x")
    )

    assert Directive.objects.exclude(reading_problem="").count() == 1
    assert "vẫn được giữ" in page


def test_those_who_do_not_coordinate_cannot_take_in() -> None:
    here = place()

    answer = client_of(here.focal).get(reverse("directives:take-in"))

    assert answer.status_code == 403


def test_the_head_of_a_paper_is_corrected() -> None:
    here = place()
    client = client_of(here.coordinator)

    page = post(
        client, "head", here.directive.pk, revision=0, number="9/UBND-KT", doc_type="Công văn",
        issuer_name="UBND phường Mẫu", dated_on="05/03/2026", subject="việc khác",
    )  # fmt: skip

    assert "9/UBND-KT" in page
    assert "05/03/2026" in page
    assert "chưa được lưu" in post(client, "head", here.directive.pk, revision=0, number="x")


def test_duties_are_added_split_merged_moved_dropped_and_brought_back() -> None:
    here = place()
    client = client_of(here.coordinator)
    here.duties[0].bodies.all().delete()
    first, second = here.duties

    post(client, "act-on-duty", second.pk, "len", revision=0)
    assert [d.pk for d in here.duties] == [second.pk, first.pk]
    post(client, "act-on-duty", second.pk, "bo", revision=1)
    assert [d.pk for d in here.duties] == [first.pk]
    post(client, "act-on-duty", second.pk, "lay-lai", revision=2)
    page = get(client, "split-duty", second.pk)
    assert "chỉ có một vế" in page
    post(client, "merge-duties", here.directive.pk, revision=3, duty=[first.pk, second.pk])
    assert len(here.duties) == 1
    page = post(
        client, "add-duty", here.directive.pk, revision=4, title="", text="Lập danh sách; gửi về phòng",
        theme="reporting", recurs="yearly", due_on="", lead=[here.units[0].pk],
    )  # fmt: skip
    assert "hằng năm" in page
    new = here.duties[1]
    at = new.text.index("gửi")
    post(client, "split-duty", new.pk, revision=5, at_character=at)
    assert [d.text for d in here.duties[1:]] == ["Lập danh sách", "gửi về phòng"]


def test_an_edit_on_an_old_page_keeps_what_was_typed() -> None:
    here = place()
    client = client_of(here.coordinator)
    post(client, "act-on-duty", here.duties[0].pk, "nhan", revision=0)

    page = post(
        client, "edit-duty", here.duties[1].pk, revision=0, title="Chữ của tôi", text="x",
        theme="other", recurs="", due_on="",
    )  # fmt: skip

    assert "chưa được lưu" in page
    assert "Chữ của tôi" in page


def test_after_issue_nothing_is_edited() -> None:
    here = issued(place())
    client = client_of(here.coordinator)

    page = post(client, "act-on-duty", here.duties[0].pk, "bo", revision=1)

    assert "không sửa được nữa" in page
    assert "data-key" not in get(client, "reading", here.directive.pk)


def test_work_is_passed_on_to_a_colleague() -> None:
    here, row, client, _office = given()
    assert "chưa có ai khác" in get(client, "pass-on", row.pk)
    colleague = make.user(Role.EDITOR, body=here.units[0], name="Đồng nghiệp")

    page = post(client, "pass-on", row.pk, person=colleague.pk)

    assert "Đã chuyển việc." in page
    assert "Đồng nghiệp" in page
    assert "Tổ chức truyền thông" in get(client_of(colleague), "my-work")


def test_a_coordinator_sets_a_deadline_and_takes_work_back() -> None:
    _here, row, _client, office = given()
    day = localdate() + timedelta(days=9)

    assert f"Hạn {day:%d/%m/%Y}" in post(office, "deadline", row.pk, until=f"{day:%d/%m/%Y}")
    assert "sau hạn hiện nay" in post(office, "deadline", row.pk, until=f"{day:%d/%m/%Y}")
    assert "Hãy ghi ý kiến" in post(office, "withdraw", row.pk, note="")
    assert "Đã rút" in post(office, "withdraw", row.pk, note="giao nhầm")


def test_errors_stand_beside_what_was_typed() -> None:
    _here, row, client, office = given()

    assert "chưa có hạn" in post(
        client, "ask-extension", row.pk, until="31/12/2030", reason="lý do"
    )
    assert "dạng ngày/tháng/năm" in post(client, "ask-extension", row.pk, until="mai", reason="x")
    services.withdraw(assignments=[row], note="x", by=_here.coordinator, at=now())
    assert "đã được rút lại" in post(client, "challenge", row.pk, note="x")
    assert "không có ý kiến nào" in post(office, "answer", row.pk, note="x")


def test_a_page_is_made_public_and_taken_back() -> None:
    here, _row, _client, office = given()

    assert "đã công khai" in post(office, "publish", here.directive.pk, public="1")
    assert Directive.objects.get(pk=here.directive.pk).public_from is not None
    assert "không còn công khai" in post(office, "publish", here.directive.pk, public="0")


def test_units_see_the_directive_without_the_others_work() -> None:
    here, _row, client, _office = given()

    page = get(client, "directive", here.directive.pk)

    assert "Các nhiệm vụ" in page
    assert here.units[1].name not in page


def test_the_letter_is_refused_when_nobody_is_late() -> None:
    here, _row, _client, office = given()

    assert "Không có đơn vị nào quá hạn" in post(office, "letter", here.directive.pk)


def test_what_does_not_exist_and_what_is_not_ones_own_look_the_same() -> None:
    here, row, _client, _office = given()
    stranger = client_of(make.user(Role.FOCAL_POINT))

    for name, pk in (
        ("directive", here.directive.pk),
        ("assignment", row.pk),
        ("reading", here.directive.pk),
    ):
        theirs = stranger.get(reverse(f"directives:{name}", args=[pk]))
        nobodys = stranger.get(reverse(f"directives:{name}", args=[987_654]))
        assert (theirs.status_code, nobodys.status_code) == (404, 404)


def test_an_unknown_action_is_not_found() -> None:
    here = place()
    address = reverse("directives:act-on-duty", args=[here.duties[0].pk, "khac"])

    assert client_of(here.coordinator).post(address, {"revision": 0}).status_code == 404


def test_accepted_work_is_found_under_done() -> None:
    here, row, client, _office = given()
    services.record_report(assignments=[row], by=here.focal, at=now())
    services.record_acceptance(assignment=row, by=here.coordinator, at=now())

    assert "Tổ chức truyền thông" in get(client, "my-work", xem="xong")
    assert "Chưa có việc nào được nghiệm thu" not in get(client, "my-work", xem="xong")


def test_a_list_of_a_past_day_and_its_rows_say_what_was_known_then() -> None:
    here, row, _client, office = given()
    day = localdate() - timedelta(days=1)

    assert "Có 0 việc" in get(
        office, "assignments", on=f"{day:%d/%m/%Y}", directive=here.directive.pk
    )
    assert "Tình trạng tính đến hết ngày" in get(
        office, "assignment", row.pk, ngay=f"{day:%d/%m/%Y}"
    )
