"""The pages of returns, as each person meets them, without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from songhanh.accounts.models import Role
from songhanh.organizations.models import Calendar
from songhanh.returns.models import OtherDraft, Proposal, Submission
from songhanh.returns.services import drafts
from tests import make
from tests.returns import cases

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
NOON = make.NOON


def fields(response: Any) -> dict[str, str]:
    """The hidden fields that a browser would send back."""
    text = response.content.decode()
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_focal_point_walks_from_the_list_to_the_receipt(client: Client) -> None:
    case = cases.case("inspection")
    client.force_login(case.focal)
    home = client.get(reverse("returns:index"))
    assert case.directive.number in home.content.decode()

    opened = client.post(reverse("returns:assignment", args=[case.assignments[0].pk]))
    page = client.get(opened["Location"])
    typed = {
        **fields(page),
        "done": "Đã kiểm tra 2 cơ sở.",
        "documents-0-number": "ban hành Kế hoạch số 45/KH-UBND ngày 10/6/2021",
        "figures.inspections.total.typed": "2",
        "figures.violations.total.empty": "none",
        "figures.fines.total.empty": "no-data",
        "figures.fines.total.reason": "chưa quyết toán",
        "proposals-0-text": "Tập huấn cho cán bộ",
    }
    saved = client.post(opened["Location"], typed, follow=True)
    assert "Mục này đủ để gửi" in saved.content.decode()
    pk = case.opened().pk
    check = client.get(reverse("returns:send", args=[pk]))
    chosen = re.findall(r'name="section" value="(\d+)"', check.content.decode())
    sent = client.post(
        reverse("returns:send", args=[pk]), {**fields(check), "section": chosen}, follow=True
    )

    text = sent.content.decode()
    assert Submission.objects.get().code in text
    assert "45/KH-UBND" in text
    assert "10/06/2021" in text
    assert "chưa quyết toán" in text
    assert Proposal.objects.get().text == "Tập huấn cho cán bộ"


def test_the_send_button_pressed_twice_leads_to_one_receipt(client: Client) -> None:
    case = cases.case()
    opened = case.opened()
    cases.write(opened.sections.get(), case.focal)
    client.force_login(case.focal)
    address = reverse("returns:send", args=[opened.pk])
    form = {**fields(client.get(address)), "section": [opened.sections.get().pk]}

    first, second = client.post(address, form), client.post(address, form)

    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_a_section_that_is_not_ready_says_which_cells(client: Client) -> None:
    case = cases.case("inspection")
    opened = case.opened()
    section = opened.sections.get()
    cases.write(section, case.focal, figures=cases.figures(inspections="12 cuộc"))
    client.force_login(case.focal)

    sent = client.post(
        reverse("returns:send", args=[opened.pk]), {"section": [section.pk], "token": "a"}
    )
    page = client.get(reverse("returns:section", args=[section.pk]) + "?kiem-tra=1")

    assert sent.status_code == 422
    assert "Hãy chỉ ghi số 12" in page.content.decode()
    assert 'href="#figures-inspections-total"' in page.content.decode()


def test_saving_by_itself_answers_with_the_new_revision(client: Client) -> None:
    case = cases.case()
    section = case.opened().sections.get()
    client.force_login(case.focal)
    address = reverse("returns:autosave", args=[section.pk])

    first = client.post(address, {"done": "A", "revision": "0", "form": "a"}).json()
    late = client.post(address, {"done": "AB", "revision": "0", "form": "a"}).json()
    other = client.post(address, {"done": "B", "revision": "0", "form": "b"}).json()

    assert (first["state"], first["revision"]) == ("saved", 1)
    assert late["state"] == "saved"
    assert other["state"] == "beside"
    assert other["url"] == reverse("returns:settle", args=[OtherDraft.objects.get().pk])


def test_saving_by_itself_after_acceptance_says_why_not(client: Client) -> None:
    case = cases.case()
    section = cases.accepted(case).unit_return.sections.get()
    client.force_login(case.focal)

    answer = client.post(
        reverse("returns:autosave", args=[section.pk]), {"done": "A", "revision": "1"}
    )

    assert answer.status_code == 409
    assert "nghiệm thu" in answer.json()["message"]


def test_two_drafts_are_chosen_between_side_by_side(client: Client) -> None:
    case = cases.case("inspection")
    colleague = make.user(Role.FOCAL_POINT, body=case.unit, name="Bình")
    section = case.opened().sections.get()
    cases.write(section, case.focal, done="Bản A", figures=cases.figures(inspections="1"))
    other = drafts.save_draft(
        section=section,
        draft={"done": "Bản B", "figures": cases.figures(inspections="2")},
        revision=0,
        form="b",
        by=colleague,
        at=NOON,
    ).other
    assert other is not None
    client.force_login(colleague)
    address = reverse("returns:settle", args=[other.pk])
    page = client.get(address)
    assert "Bản A" in page.content.decode()
    assert "Bản B" in page.content.decode()

    client.post(
        address,
        {**fields(page), "choice-done": "both", "choice-figures.inspections": "other"},
    )

    section.refresh_from_db()
    assert section.draft["done"] == "Bản A\n\nBản B"
    assert section.draft["figures"]["inspections"]["total"]["typed"] == "2"
    assert client.get(address).status_code == 404


def test_evidence_is_uploaded_shown_and_removed(client: Client) -> None:
    case = cases.case()
    section = case.opened().sections.get()
    client.force_login(case.focal)
    upload = SimpleUploadedFile("danh-sach.txt", "Danh sách".encode())

    client.post(
        reverse("returns:add-evidence", args=[section.pk]), {"file": upload, "caption": "Ảnh"}
    )
    evidence = section.evidence.get()
    given = client.get(reverse("returns:evidence", args=[evidence.pk]))
    client.post(reverse("returns:remove-evidence", args=[evidence.pk]))

    assert given.getvalue() == "Danh sách".encode()
    evidence.refresh_from_db()
    assert evidence.removed_at is not None


def test_a_broken_file_is_kept_and_says_what_is_wrong(client: Client) -> None:
    case = cases.case()
    section = case.opened().sections.get()
    client.force_login(case.focal)

    page = client.post(
        reverse("returns:add-evidence", args=[section.pk]),
        {"file": SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff\xe0 hong")},
        follow=True,
    )

    problem = section.evidence.get().file.problem
    assert problem
    assert problem in page.content.decode()


def test_no_file_and_an_empty_file_are_told_apart(client: Client) -> None:
    case = cases.case()
    section = case.opened().sections.get()
    client.force_login(case.focal)
    address = reverse("returns:add-evidence", args=[section.pk])

    none = client.post(address, {}, follow=True).content.decode()
    empty = client.post(
        address, {"file": SimpleUploadedFile("a.txt", b"")}, follow=True
    ).content.decode()

    assert "Hãy chọn một tệp" in none
    kept = section.evidence.get().file.problem
    assert kept
    assert kept in empty


def test_a_coordinator_sends_back_one_cell_and_the_unit_sees_only_it(client: Client) -> None:
    case = cases.case("inspection")
    typed = cases.figures(inspections="2", violations="9", fines="0")
    section = cases.sent(case, figures=typed).unit_return.sections.get()
    client.force_login(case.coordinator)
    review = client.get(reverse("returns:review", args=[section.unit_return_id]))
    assert "wrong-figures.violations.total" in review.content.decode()

    client.post(
        reverse("returns:decide", args=[section.pk]),
        {"decision": "back", "wrong-figures.violations.total": "Nhiều hơn số biên bản."},
    )
    client.force_login(case.focal)
    page = client.get(reverse("returns:section", args=[section.pk])).content.decode()

    assert "Nhiều hơn số biên bản." in page
    assert 'name="figures.violations.total.typed"' in page
    assert 'name="figures.inspections.total.typed"' not in page
    assert 'name="done"' not in page


def test_sending_back_without_a_reason_says_what_to_do(client: Client) -> None:
    case = cases.case()
    section = cases.sent(case).unit_return.sections.get()
    client.force_login(case.coordinator)

    page = client.post(reverse("returns:decide", args=[section.pk]), {"decision": "back"})

    assert page.status_code == 422
    assert "Chưa ghi ô nào cần sửa" in page.content.decode()


@pytest.mark.parametrize(
    ("decision", "resend_on", "said"),
    [
        ("back", "32/13/2026", "Hãy ghi theo dạng ngày/tháng/năm"),
        ("back", "01/01/2020", "Hãy ghi ngày từ hôm nay trở đi"),
        ("accept", "", "Có ô đã ghi lý do trả lại"),
    ],
)
def test_a_reason_is_kept_when_the_section_cannot_be_decided(
    client: Client, decision: str, resend_on: str, said: str
) -> None:
    case = cases.case()
    section = cases.sent(case).unit_return.sections.get()
    client.force_login(case.coordinator)

    typed = {"decision": decision, "resend_on": resend_on, "wrong-done": "Thiếu <số> lượt."}
    page = client.post(reverse("returns:decide", args=[section.pk]), typed).content.decode()

    assert said in page
    assert 'value="Thiếu &lt;số&gt; lượt."' in page
    section.refresh_from_db()
    assert (section.accepted_at, section.sent_back_at) == (None, None)


@pytest.mark.parametrize("known", [True, False])
def test_the_day_to_send_again_is_there_and_says_when_the_calendar_is_unsure(
    client: Client, *, known: bool
) -> None:
    days = [localdate() + timedelta(days=n) for n in range(9)]
    for year in {day.year for day in days if known}:
        Calendar.objects.create(year=year)
    case = cases.case()
    section = cases.sent(case).unit_return.sections.get()
    client.force_login(case.coordinator)

    address = reverse("returns:review", args=[section.unit_return_id])
    page = client.get(address).content.decode()

    assert any(f'value="{day:%d/%m/%Y}"' in page for day in days[3:])
    assert ("chưa chắc" in page) is not known


def test_a_coordinator_accepts_all_at_once(client: Client) -> None:
    case = cases.case()
    opened = cases.sent(case).unit_return
    client.force_login(case.coordinator)

    client.post(reverse("returns:accept-all", args=[opened.pk]))

    assert opened.sections.get().accepted_at is not None


def test_who_has_not_answered_is_named_and_downloads(client: Client) -> None:
    case = cases.case()
    silent = cases.another_unit(case)
    cases.sent(case)
    client.force_login(case.coordinator)
    address = reverse("returns:units", args=[case.directive.pk])

    page = client.get(address + "?loc=silent").content.decode()
    table = page[page.index("<tbody") : page.index("</tbody>")]
    book = client.get(reverse("returns:units-xlsx", args=[case.directive.pk]))

    assert silent.unit.name in table
    assert case.unit.name not in table
    assert book.content[:2] == b"PK"


def test_a_paper_reply_is_typed_in_beside_its_photo(client: Client) -> None:
    case = cases.case()
    client.force_login(case.coordinator)
    upload = SimpleUploadedFile("tra-loi.txt", "Đã làm.".encode())
    opened = client.post(
        reverse("returns:take-paper", args=[case.directive.pk]),
        {"unit": case.unit.pk, "period": "", "paper": upload},
        follow=True,
    )
    assert "tra-loi.txt" in opened.content.decode()
    section = case.opened().sections.get()
    cases.write(section, case.coordinator)

    sent = client.post(
        reverse("returns:send", args=[section.unit_return_id]),
        {"section": [section.pk], "token": "a", "on_behalf": "1"},
        follow=True,
    )

    assert "nhập thay từ bản giấy" in sent.content.decode()
    given = client.get(reverse("returns:paper", args=[section.unit_return_id]))
    assert given.getvalue() == "Đã làm.".encode()


def test_a_unit_sees_the_answer_to_what_it_proposed(client: Client) -> None:
    case = cases.case()
    submission = cases.sent(case, proposals=[{"text": "Cấp kinh phí"}])
    proposal = Proposal.objects.get()
    client.force_login(case.coordinator)
    client.post(
        reverse("returns:answer", args=[proposal.pk]),
        {"answer": "Đã ghi nhận.", "receiver": case.directive.authority_id},
    )
    client.force_login(case.focal)

    listed = client.get(reverse("returns:proposals", args=[case.directive.pk])).content.decode()
    section = submission.unit_return.sections.get()
    page = client.get(reverse("returns:section", args=[section.pk])).content.decode()

    assert "Đã ghi nhận." in listed
    assert "Đã ghi nhận." in page
    proposal.refresh_from_db()
    assert proposal.receiver_id == case.directive.authority_id


def test_a_unit_does_not_see_what_another_proposed(client: Client) -> None:
    case = cases.case()
    cases.sent(case, proposals=[{"text": "Điều bí mật"}])
    other = cases.another_unit(case)
    client.force_login(other.focal)

    page = client.get(reverse("returns:proposals", args=[case.directive.pk]))

    assert "Điều bí mật" not in page.content.decode()


def test_a_receipt_is_found_however_its_code_is_typed(client: Client) -> None:
    case = cases.case()
    code = cases.sent(case).code
    client.force_login(case.focal)
    address = reverse("returns:receipts")

    found = client.get(address, {"ma": f" {code.lower().replace('-', '')} "})
    wrong = client.get(address, {"ma": code[:-1] + ("2" if code[-1] != "2" else "3")})

    assert found["Location"] == reverse("returns:receipt", args=[code])
    assert "Hãy xem lại từng chữ trong mã" in wrong.content.decode()


def test_a_receipt_whose_contents_were_changed_says_so(client: Client) -> None:
    case = cases.case()
    submission = cases.sent(case)
    submission.contents["unit"] = "Đơn vị khác"
    submission.save()
    client.force_login(case.focal)

    page = client.get(reverse("returns:receipt", args=[submission.code])).content.decode()

    assert "KHÔNG khớp" in page


def test_everything_of_a_sample_directive_says_so(client: Client) -> None:
    case = cases.case(sample=True)
    opened = cases.sent(case).unit_return
    client.force_login(case.coordinator)

    for name, pk in (
        ("return", opened.pk),
        ("section", opened.sections.get().pk),
        ("send", opened.pk),
        ("review", opened.pk),
        ("units", case.directive.pk),
        ("proposals", case.directive.pk),
        ("consolidated", case.directive.pk),
        ("receipt", Submission.objects.get().code),
    ):
        page = client.get(reverse(f"returns:{name}", args=[pk])).content.decode()
        assert "MẪU" in page, name


def test_the_report_opens_before_anybody_has_reported(client: Client) -> None:
    case = cases.case("communication", "inspection")
    client.force_login(case.coordinator)

    page = client.get(reverse("returns:consolidated", args=[case.directive.pk]))

    assert page.status_code == 200
    assert "–</td>" in page.content.decode()


@pytest.mark.parametrize("sections", [1, 6])
def test_pages_of_a_return_take_the_same_queries_however_long_it_is(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, sections: int
) -> None:
    case = cases.case(
        *["inspection", "funding", "training", "recognition", "reporting", "other"][:sections]
    )
    opened = case.opened()
    for section in opened.sections.all():
        cases.write(section, case.focal)
    client.force_login(case.focal)
    first = opened.sections.order_by("pk").first()
    assert first is not None

    for name, pk, most in (
        ("return", opened.pk, 14),
        ("section", first.pk, 18),
        ("send", opened.pk, 11),
        ("review", opened.pk, 14),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"returns:{name}", args=[pk])).status_code == 200


@pytest.mark.parametrize("units", [1, 5])
def test_the_list_of_units_and_the_report_take_the_same_queries_however_many_there_are(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, units: int
) -> None:
    case = cases.case("reporting")
    cases.accepted(case)
    for _place in range(units - 1):
        cases.accepted(cases.another_unit(case))
    client.force_login(case.coordinator)

    with django_assert_max_num_queries(9):
        client.get(reverse("returns:units", args=[case.directive.pk]))
    with django_assert_max_num_queries(21):
        client.get(reverse("returns:consolidated", args=[case.directive.pk]))
