"""From an opened return to accepted figures, and everything that can go wrong on the way."""

# ruff: noqa: S106 - a form token is no password

from __future__ import annotations

from datetime import timedelta

import pytest

from songhanh.accounts.models import Role
from songhanh.audit.models import Event
from songhanh.core.errors import DomainError, NotFound
from songhanh.directives.errors import AlreadyAccepted, Withdrawn
from songhanh.directives.services import steps
from songhanh.indicators.models import Observation
from songhanh.returns import errors
from songhanh.returns.models import OtherDraft, Proposal, Section, Submission, UnitReturn
from songhanh.returns.rules import receipts
from songhanh.returns.services import drafts, reviewing, sending
from tests import make
from tests.returns import cases

pytestmark = pytest.mark.django_db
NOON = make.NOON
LATER = NOON + timedelta(hours=1)


def test_a_unit_reports_and_the_coordinator_accepts() -> None:
    case = cases.case("inspection")
    opened = case.opened()
    section = opened.sections.get()
    typed = cases.figures(inspections="2", violations="0", fines="1.500.000")
    drafts.save_draft(
        section=section, draft={"done": "Đã kiểm tra.", "figures": typed}, revision=0,
        by=case.focal, at=NOON,
    )  # fmt: skip

    submission = sending.send(
        unit_return=opened, sections=[section], token="a", by=case.focal, at=NOON
    )
    reviewing.accept_all(unit_return=opened, by=case.coordinator, at=LATER)

    values = {row.figure.code: row.value for row in Observation.objects.select_related("figure")}
    assert values == {"inspections": 2, "violations": 0, "fines": 1_500_000}
    assert Observation.objects.filter(accepted_at=LATER).count() == 3
    case.assignments[0].refresh_from_db()
    assert case.assignments[0].accepted_at == LATER
    assert submission.contents["sections"][0]["done"] == "Đã kiểm tra."
    assert receipts.tidy(submission.code) == submission.code
    assert receipts.sha256(submission.contents) == submission.sha256


def test_there_is_one_return_however_often_it_is_opened() -> None:
    case = cases.case("inspection", "funding")

    first, second = case.opened(), case.opened()

    assert first == second
    assert first.sections.count() == 2


def test_a_duty_given_later_gets_its_section_when_the_return_is_opened_again() -> None:
    case = cases.case("inspection")
    case.opened()
    make.assignment(duty=make.duty(directive=case.directive), unit=case.unit)

    assert case.opened().sections.count() == 2


def test_a_unit_without_a_duty_has_nothing_to_open() -> None:
    case = cases.case("inspection")

    with pytest.raises(errors.NothingGiven):
        drafts.open_return(directive=case.directive, unit=make.body(), by=case.coordinator, at=NOON)


def test_a_double_click_is_one_submission_with_one_receipt() -> None:
    case = cases.case()

    first = cases.sent(case, token="the-form")
    second = sending.send(
        unit_return=first.unit_return, sections=[], token="the-form", by=case.focal, at=LATER
    )

    assert first == second
    assert Submission.objects.count() == 1


def test_a_form_token_of_another_unit_opens_nothing() -> None:
    case = cases.case()
    cases.sent(case, token="the-form")
    other = cases.another_unit(case)

    with pytest.raises(NotFound):
        sending.send(
            unit_return=other.opened(), sections=[], token="the-form", by=other.focal, at=NOON
        )


def test_a_return_may_be_sent_in_parts() -> None:
    case = cases.case("state_management", "reporting")
    opened = case.opened()
    first, second = opened.sections.order_by("pk")
    cases.write(first, case.focal)

    sending.send(unit_return=opened, sections=[first], token="a", by=case.focal, at=NOON)

    second.refresh_from_db()
    assert second.sent is None
    case.assignments[1].refresh_from_db()
    assert case.assignments[1].reported_at is None


def test_nothing_is_sent_while_a_cell_cannot_be_read() -> None:
    case = cases.case("inspection")

    with pytest.raises(errors.NotReady):
        cases.sent(case, figures=cases.figures(inspections="12 cuộc"))

    assert not Submission.objects.exists()
    assert Section.objects.get().draft["figures"]["inspections"]["total"]["typed"] == "12 cuộc"


def test_a_section_of_another_return_cannot_be_sent_along() -> None:
    case = cases.case()
    opened = case.opened()
    stranger = cases.another_unit(case).opened().sections.get()

    with pytest.raises(NotFound):
        sending.send(unit_return=opened, sections=[stranger], token="a", by=case.focal, at=NOON)


def test_after_acceptance_nothing_can_be_typed_or_sent() -> None:
    case = cases.case()
    submission = cases.accepted(case)
    section = submission.unit_return.sections.get()

    with pytest.raises(errors.SectionClosed):
        cases.write(section, case.focal, done="Sửa lại.")
    with pytest.raises(errors.SectionClosed):
        sending.send(
            unit_return=submission.unit_return, sections=[section], token="b", by=case.focal,
            at=LATER,
        )  # fmt: skip
    with pytest.raises(errors.SectionClosed):
        reviewing.send_back(
            section=section, wrong_cells={"done": "Sai."}, by=case.coordinator, at=LATER
        )


def test_a_withdrawn_duty_takes_no_report() -> None:
    case = cases.case()
    opened = case.opened()
    section = opened.sections.get()
    cases.write(section, case.focal)
    steps.withdraw(assignments=case.assignments, note="Thôi.", by=case.coordinator, at=NOON)

    with pytest.raises((Withdrawn, AlreadyAccepted, DomainError)):
        sending.send(unit_return=opened, sections=[section], token="a", by=case.focal, at=NOON)

    assert not Submission.objects.exists()


def test_only_the_wrong_cells_come_back_and_only_they_can_change() -> None:
    case = cases.case("inspection")
    typed = cases.figures(inspections="2", violations="9", fines="0")
    submission = cases.sent(case, figures=typed)
    section = submission.unit_return.sections.get()
    reviewing.send_back(
        section=section,
        wrong_cells={"figures.violations.total": "Nhiều hơn số biên bản.", "done": " "},
        by=case.coordinator,
        at=NOON,
    )

    again = cases.write(
        section,
        case.focal,
        done="Lén sửa.",
        figures=cases.figures(inspections="99", violations="1", fines="0"),
    )

    assert again.wrong_cells == {"figures.violations.total": "Nhiều hơn số biên bản."}
    assert again.draft["done"] == "Đã tổ chức hội nghị."
    assert again.draft["figures"]["inspections"]["total"]["typed"] == "2"
    assert again.draft["figures"]["violations"]["total"]["typed"] == "1"


def test_a_corrected_section_replaces_its_figures_and_keeps_the_first_submission() -> None:
    case = cases.case("inspection")
    first = cases.sent(case, figures=cases.figures(inspections="2", violations="9", fines="0"))
    section = first.unit_return.sections.get()
    reviewing.send_back(
        section=section, wrong_cells={"figures.violations.total": "Sai."}, by=case.coordinator,
        at=NOON,
    )  # fmt: skip
    cases.write(section, case.focal, figures=cases.figures(violations="1"))

    sending.send(
        unit_return=first.unit_return, sections=[section], token="b", by=case.focal, at=LATER
    )

    section.refresh_from_db()
    assert section.wrong_cells == {}
    assert Observation.objects.get(figure__code="violations").value == 1
    first.refresh_from_db()
    assert first.contents["sections"][0]["figures"]["violations"]["total"]["value"] == "9"
    assert Submission.objects.count() == 2


def test_sending_back_names_at_least_one_cell() -> None:
    case = cases.case()
    section = cases.sent(case).unit_return.sections.get()

    with pytest.raises(errors.NothingWrong):
        reviewing.send_back(
            section=section, wrong_cells={"done": "  "}, by=case.coordinator, at=NOON
        )


def test_what_was_not_sent_cannot_be_accepted() -> None:
    case = cases.case()
    opened = case.opened()

    with pytest.raises(errors.NotSent):
        reviewing.accept_section(section=opened.sections.get(), by=case.coordinator, at=NOON)
    with pytest.raises(errors.NotSent):
        reviewing.accept_all(unit_return=opened, by=case.coordinator, at=NOON)


def test_two_people_editing_one_section_lose_nothing() -> None:
    case = cases.case()
    colleague = make.user(Role.FOCAL_POINT, body=case.unit)
    section = case.opened().sections.get()

    first = drafts.save_draft(
        section=section, draft={"done": "Bản của A"}, revision=0, form="a", by=case.focal, at=NOON
    )
    second = drafts.save_draft(
        section=section, draft={"done": "Bản của B"}, revision=0, form="b", by=colleague, at=NOON
    )

    assert first.other is None
    assert second.other is not None
    assert second.other.draft["done"] == "Bản của B"
    section.refresh_from_db()
    assert section.draft["done"] == "Bản của A"


def test_autosaves_of_one_page_beside_another_are_kept_once() -> None:
    case = cases.case()
    section = case.opened().sections.get()
    cases.write(section, case.focal, done="Bản lưu")

    for text in ("Bản", "Bản của", "Bản của B"):
        drafts.save_draft(
            section=section, draft={"done": text}, revision=0, form="b", by=case.focal, at=NOON
        )

    assert OtherDraft.objects.get().draft["done"] == "Bản của B"


def test_saving_the_same_words_again_is_no_conflict() -> None:
    case = cases.case()
    section = case.opened().sections.get()
    cases.write(section, case.focal, done="Như nhau")

    saved = drafts.save_draft(
        section=section, draft={"done": "Như nhau"}, revision=0, form="b", by=case.focal, at=NOON
    )

    assert saved.other is None


def test_a_section_with_two_drafts_is_not_sent_before_one_is_chosen() -> None:
    case = cases.case()
    opened = case.opened()
    section = opened.sections.get()
    cases.write(section, case.focal, done="Bản của A")
    other = drafts.save_draft(
        section=section, draft={"done": "Bản của B"}, revision=0, form="b", by=case.focal, at=NOON
    ).other
    assert other is not None

    with pytest.raises(errors.DraftsDiffer):
        sending.send(unit_return=opened, sections=[section], token="a", by=case.focal, at=NOON)
    drafts.settle(other=other, draft={"done": "Cả hai"}, revision=1, by=case.focal, at=LATER)
    sending.send(unit_return=opened, sections=[section], token="a", by=case.focal, at=NOON)

    section.refresh_from_db()
    assert section.sent_done == "Cả hai"


def test_a_coordinator_types_in_a_paper_reply_and_keeps_the_paper() -> None:
    case = cases.case()
    opened = drafts.open_return(
        directive=case.directive, unit=case.unit, by=case.coordinator, at=NOON
    )
    section = opened.sections.get()
    cases.write(section, case.coordinator)

    with pytest.raises(errors.PaperNeeded):
        sending.send(
            unit_return=opened, sections=[section], token="a", by=case.coordinator, at=NOON,
            on_behalf=True,
        )  # fmt: skip
    drafts.attach_paper(
        unit_return=opened, name="van-ban.jpg", content=b"anh", by=case.coordinator, at=NOON
    )
    submission = sending.send(
        unit_return=opened, sections=[section], token="a", by=case.coordinator, at=NOON,
        on_behalf=True,
    )  # fmt: skip

    assert submission.on_behalf
    assert submission.paper is not None
    assert submission.contents["paper"] == submission.paper.sha256


def test_evidence_goes_into_the_snapshot_by_its_hash_until_it_is_removed() -> None:
    case = cases.case()
    opened = case.opened()
    section = opened.sections.get()
    kept, removed = (
        drafts.add_evidence(
            section=section, name=name, content=name.encode(), by=case.focal, at=NOON
        )
        for name in ("a.txt", "b.txt")
    )
    drafts.remove_evidence(evidence=removed, by=case.focal, at=NOON)
    cases.write(section, case.focal)

    submission = sending.send(
        unit_return=opened, sections=[section], token="a", by=case.focal, at=NOON
    )

    files = submission.contents["sections"][0]["evidence"]
    assert [file["sha256"] for file in files] == [kept.file.sha256]


def test_a_document_row_cannot_point_at_a_file_of_another_unit() -> None:
    case = cases.case()
    section = case.opened().sections.get()
    stranger = cases.another_unit(case)
    evidence = drafts.add_evidence(
        section=stranger.opened().sections.get(), name="a.txt", content=b"a", by=stranger.focal,
        at=NOON,
    )  # fmt: skip

    with pytest.raises(errors.WrongFile):
        cases.write(
            section, case.focal, documents=[{"number": "1/KH-UBND", "evidence": evidence.pk}]
        )


def test_a_figure_asked_for_by_two_duties_is_typed_once() -> None:
    case = cases.case("apparatus", "collaborators")
    opened = case.opened()
    first, second = opened.sections.order_by("pk")
    people = {"female": "3", "male": "2"}
    cases.write(
        first,
        case.focal,
        figures=cases.figures(
            part_time_staff=people, trainings="1", trainees=people, collaborators=people,
            villages_all="9", villages_covered="8",
        ),
    )  # fmt: skip
    cases.write(second, case.focal)

    sending.send(unit_return=opened, sections=[first, second], token="a", by=case.focal, at=NOON)

    assert Observation.objects.filter(figure__code="collaborators", split="total").count() == 1


def test_a_proposal_keeps_its_answer_when_it_is_sent_again() -> None:
    case = cases.case()
    submission = cases.sent(case, proposals=[{"text": "Cấp kinh phí"}, {"text": "Tập huấn"}])
    proposal = Proposal.objects.get(text="Cấp kinh phí")
    reviewing.answer_proposal(
        proposal=proposal, answer="Đã ghi nhận.", by=case.coordinator, at=NOON
    )
    section = submission.unit_return.sections.get()
    cases.write(section, case.focal, proposals=[{"text": "Cấp kinh phí"}])

    sending.send(
        unit_return=submission.unit_return, sections=[section], token="b", by=case.focal, at=LATER
    )

    proposal.refresh_from_db()
    assert proposal.answer == "Đã ghi nhận."
    assert Proposal.objects.get(text="Tập huấn").withdrawn_at == LATER


def test_the_trail_tells_each_act() -> None:
    case = cases.case()
    cases.accepted(case)

    actions = list(Event.objects.order_by("id").values_list("action", flat=True))

    for action in (
        "returns.return.opened",
        "returns.section.saved",
        "returns.submission.sent",
        "returns.section.accepted",
    ):
        assert action in actions


def test_a_return_of_another_period_is_a_return_of_its_own() -> None:
    case = cases.case()
    make.assignment(duty=case.duties[0], unit=case.unit, period="2026")

    case.opened()
    drafts.open_return(
        directive=case.directive, unit=case.unit, period="2026", by=case.focal, at=NOON
    )

    assert UnitReturn.objects.count() == 2
