"""Edges: two editors, splitting and merging, reminders, periods, files that cannot be read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from songhanh.accounts.models import Membership, Role
from songhanh.audit.models import Event
from songhanh.audit.services import verify
from songhanh.directives import queries, services
from songhanh.directives.errors import (
    AlreadyAccepted,
    AlreadyAsked,
    AlreadyIssued,
    BadMerge,
    BadPlace,
    EditedMeanwhile,
    NobodyToDoIt,
    NoDeadline,
    NotAColleague,
    NoText,
    NothingAsked,
    NothingLate,
    NothingToIssue,
    NotLater,
    NotReported,
    UnknownBody,
    Withdrawn,
)
from songhanh.directives.models import Assignment, Directive, Duty
from songhanh.directives.rules import Mark, pieces
from songhanh.notifications.models import Notice
from songhanh.organizations.models import Body
from songhanh.registry.models import Entry
from tests import make
from tests.directives.places import TEXT, Place, place

pytestmark = pytest.mark.django_db


def issued(*, due_on: date | None = None, units: int = 2) -> tuple[Place, Assignment]:
    here = place(units=units)
    if due_on:
        services.set_due(
            duty=here.duties[0], due_on=due_on, revision=None, by=here.coordinator, at=make.NOON
        )
    services.issue(directive=here.directive, by=here.coordinator, at=make.NOON)
    return here, Assignment.objects.get(unit=here.units[0], duty=here.duties[0])


def test_of_two_editors_the_second_is_told_and_nothing_is_lost() -> None:
    here = place()
    first, second = here.duties
    wording = services.Wording("Bản của người thứ nhất", first.text, "communication")
    services.edit_duty(duty=first, wording=wording, revision=0, by=here.coordinator, at=make.NOON)

    with pytest.raises(EditedMeanwhile):
        services.drop_duty(duty=second, revision=0, by=here.coordinator, at=make.NOON)

    assert [duty.title for duty in here.duties] == ["Bản của người thứ nhất", "Báo cáo kết quả"]


def test_a_duty_is_split_where_the_text_is_and_both_parts_keep_their_place() -> None:
    here = place()
    duty = here.duties[0]
    at = duty.text.index("về")

    first, second = services.split_duty(
        duty=duty, at_character=at, revision=0, by=here.coordinator, at=make.NOON
    )

    assert (first.text, second.text) == ("Tổ chức truyền thông", "về bình đẳng giới")
    for part in (first, second):
        assert TEXT[part.span_start : part.span_end] == part.text
    assert [d.order for d in here.duties] == [1, 2, 3]
    assert second.bodies.count() == 2


@pytest.mark.parametrize("at", [0, 999])
def test_a_duty_is_not_split_at_its_ends(at: int) -> None:
    here = place()

    with pytest.raises(BadPlace):
        services.split_duty(
            duty=here.duties[0], at_character=at, revision=0, by=here.coordinator, at=make.NOON
        )


def test_split_and_merged_a_duty_is_what_it_was() -> None:
    here = place()
    duty = here.duties[0]
    parts = services.split_duty(
        duty=duty, at_character=duty.text.index("về"), revision=0, by=here.coordinator, at=make.NOON
    )

    whole = services.merge_duties(duties=parts, revision=1, by=here.coordinator, at=make.NOON)

    assert whole.text == duty.text
    assert (whole.span_start, whole.span_end) == (duty.span_start, duty.span_end)
    assert len(here.duties) == 2


def test_one_duty_cannot_be_merged_with_itself() -> None:
    here = place()

    with pytest.raises(BadMerge):
        services.merge_duties(
            duties=[here.duties[0]] * 2, revision=0, by=here.coordinator, at=make.NOON
        )


def test_a_dropped_duty_comes_back() -> None:
    here = place()
    duty = here.duties[0]
    services.drop_duty(duty=duty, revision=0, by=here.coordinator, at=make.NOON)
    assert [d.title for d in here.duties] == ["Báo cáo kết quả"]

    services.restore_duty(duty=duty, revision=1, by=here.coordinator, at=make.NOON)

    assert len(here.duties) == 2


def test_duties_are_reordered_and_added() -> None:
    here = place()
    services.reorder(duty=here.duties[1], place=1, revision=0, by=here.coordinator, at=make.NOON)
    wording = services.Wording("", "Lập danh sách cộng tác viên", "collaborators")
    services.add_duty(
        directive=here.directive, wording=wording, revision=1, by=here.coordinator, at=make.NOON
    )

    assert [d.title for d in here.duties] == [
        "Báo cáo kết quả", "Tổ chức truyền thông", "Lập danh sách cộng tác viên",
    ]  # fmt: skip
    assert here.duties[2].span_start is None


def test_words_that_mean_nobody_are_refused() -> None:
    here = place()
    wording = services.Wording("", "x", "other")
    change = services.Change(wording, None, (), None, lead_words="Hội không có thật")

    with pytest.raises(UnknownBody, match="Hội không có thật"):
        services.rewrite_duty(
            duty=here.duties[0], change=change, revision=0, by=here.coordinator, at=make.NOON
        )


def test_the_texts_own_deadline_stays_the_texts_own() -> None:
    here = place()
    duty = here.duties[0]
    Duty.objects.filter(pk=duty.pk).update(said={"due_on": "2026-12-15"})
    duty.refresh_from_db()

    own = services.set_due(
        duty=duty, due_on=date(2026, 12, 15), revision=None, by=here.coordinator, at=make.NOON
    )
    assert own.due_set_by == "text"
    other = services.set_due(
        duty=duty, due_on=date(2026, 12, 16), revision=None, by=here.coordinator, at=make.NOON
    )
    assert other.due_set_by == "coordinator"


def test_issuing_gives_every_duty_to_every_body_once_and_enters_the_book() -> None:
    here, _row = issued(units=3)

    with pytest.raises(AlreadyIssued):
        services.issue(directive=here.directive, by=here.coordinator, at=make.NOON)

    assert Assignment.objects.count() == 6
    assert Entry.objects.get().symbol == here.directive.number
    assert Event.objects.filter(action="directives.directive.issued").count() == 1
    assert verify()[1] is None


def test_nothing_and_nobody_cannot_be_issued() -> None:
    here = place()
    here.duties[0].bodies.all().delete()
    with pytest.raises(NobodyToDoIt):
        services.issue(directive=here.directive, by=here.coordinator, at=make.NOON)

    here.directive.duties.update(dropped_at=make.NOON)
    with pytest.raises(NothingToIssue):
        services.issue(directive=here.directive, by=here.coordinator, at=make.NOON)


def test_a_yearly_duty_opens_one_assignment_a_year_and_an_outage_loses_none() -> None:
    here = place(units=1, dated_on=date(2026, 3, 2))
    duty = here.duties[0]
    Duty.objects.filter(pk=duty.pk).update(
        recurs="yearly", due_on=date(2026, 12, 15), due_set_by="text"
    )
    services.issue(directive=here.directive, by=here.coordinator, at=make.NOON)

    first = services.open_periods(on=date(2026, 12, 31), at=make.NOON)
    missed = services.open_periods(on=date(2028, 1, 1), at=make.NOON)
    again = services.open_periods(on=date(2028, 1, 1), at=make.NOON)

    rows = duty.assignments.order_by("period").values_list("period", "due_on")
    assert (first, missed, again) == (0, 2, 0)
    assert list(rows) == [(str(y), date(y, 12, 15)) for y in (2026, 2027, 2028)]


def test_a_recurring_duty_ends_when_it_was_for_one_year() -> None:
    here = place(units=1, dated_on=date(2026, 3, 2))
    Duty.objects.filter(pk=here.duties[0].pk).update(
        recurs="yearly", recurs_until=date(2026, 12, 31)
    )
    services.issue(directive=here.directive, by=here.coordinator, at=make.NOON)

    assert services.open_periods(on=date(2028, 1, 1), at=make.NOON) == 0


def test_reminders_come_once_and_only_the_latest_after_an_outage() -> None:
    here, _row = issued(due_on=make.DAY + timedelta(days=10))
    leader = make.user(Role.LEADER, body=here.units[0])

    def told(days: int) -> int:
        before = Notice.objects.filter(person=here.focal).exclude(kind="assigned").count()
        services.send_reminders(on=make.DAY + timedelta(days=days), at=make.NOON)
        services.send_reminders(on=make.DAY + timedelta(days=days), at=make.NOON)
        return Notice.objects.filter(person=here.focal).exclude(kind="assigned").count() - before

    assert [told(n) for n in (2, 3, 4, 9, 10, 11, 12, 17, 18)] == [0, 1, 0, 1, 1, 1, 0, 0, 1]
    assert told(60) == 1
    assert Notice.objects.filter(person=leader, kind="escalation").count() == 2


def test_what_is_reported_is_not_reminded_of() -> None:
    here, row = issued(due_on=make.DAY + timedelta(days=1))
    services.record_report(assignments=[row], by=here.focal, at=make.NOON)

    services.send_reminders(on=make.DAY, at=make.NOON)

    assert not Notice.objects.filter(person=here.focal, kind="reminder").exists()


def test_more_time_moves_the_deadline_and_the_first_one_stays() -> None:
    here, row = issued(due_on=make.DAY + timedelta(days=5))
    until = make.DAY + timedelta(days=9)
    asked = services.ask_extension(
        assignment=row, until=until, reason="x", by=here.focal, at=make.NOON
    )
    with pytest.raises(AlreadyAsked):
        services.ask_extension(assignment=row, until=until, reason="x", by=here.focal, at=make.NOON)

    services.decide_extension(
        extension=asked, granted_until=until, answer="", by=here.coordinator, at=make.NOON
    )

    row.refresh_from_db()
    assert (row.first_due_on, row.due_on) == (make.DAY + timedelta(days=5), until)


def test_more_time_is_not_asked_for_without_a_deadline_or_backwards() -> None:
    here, row = issued(due_on=make.DAY + timedelta(days=5))
    other = Assignment.objects.get(unit=here.units[0], duty=here.duties[1])

    with pytest.raises(NotLater):
        services.ask_extension(
            assignment=row,
            until=make.DAY + timedelta(days=5),
            reason="x",
            by=here.focal,
            at=make.NOON,
        )
    with pytest.raises(NoDeadline):
        services.ask_extension(
            assignment=other, until=make.DAY, reason="x", by=here.focal, at=make.NOON
        )


def test_a_report_sent_back_has_three_working_days() -> None:
    here, row = issued(due_on=make.DAY)
    friday = make.NOON + timedelta(days=4)
    services.record_report(assignments=[row], by=here.focal, at=make.NOON)

    services.record_send_back(assignment=row, note="sai số", by=here.coordinator, at=friday)

    row.refresh_from_db()
    assert row.resend_on == date(2026, 3, 11)  # Wednesday
    assert row.reported_at is None


def test_what_is_closed_takes_nothing_more() -> None:
    here, row = issued()
    with pytest.raises(NotReported):
        services.record_acceptance(assignment=row, by=here.coordinator, at=make.NOON)
    with pytest.raises(NothingAsked):
        services.answer_challenge(assignment=row, note="x", by=here.coordinator, at=make.NOON)
    services.record_report(assignments=[row], by=here.focal, at=make.NOON)
    services.record_acceptance(assignment=row, by=here.coordinator, at=make.NOON)

    with pytest.raises(AlreadyAccepted):
        services.record_report(assignments=[row], by=here.focal, at=make.NOON)
    other = Assignment.objects.get(unit=here.units[0], duty=here.duties[1])
    services.withdraw(assignments=[other], note="x", by=here.coordinator, at=make.NOON)
    with pytest.raises(Withdrawn):
        services.confirm(assignments=[other], by=here.focal, at=make.NOON)


def test_work_is_passed_on_to_colleagues_only() -> None:
    here, row = issued()

    with pytest.raises(NotAColleague):
        services.pass_on(assignment=row, person=here.leader, by=here.focal, at=make.NOON)


def test_no_letter_is_made_when_nobody_is_late() -> None:
    here, _row = issued()

    with pytest.raises(NothingLate):
        services.make_reminder_letter(directive=here.directive, by=here.coordinator, at=make.NOON)


def test_a_file_that_cannot_be_read_is_kept_and_visible() -> None:
    here = place()
    file = make.file(name="quet.pdf", problem="Tệp này có mật khẩu.")

    found = services.take_in(
        authority=here.authority, standing_unit=here.standing, file=file,
        by=here.coordinator, at=make.NOON,
    )  # fmt: skip

    assert found.reading_problem == "Tệp này có mật khẩu."
    rows = queries.register(here.coordinator, wanted=queries.Wanted(state="failed"), on=make.DAY)
    assert [row.directive.pk for row in rows] == [found.pk]


def test_without_file_and_text_nothing_is_taken_in() -> None:
    here = place()

    with pytest.raises(NoText):
        services.take_in(
            authority=here.authority, standing_unit=here.standing, text="  ",
            by=here.coordinator, at=make.NOON,
        )  # fmt: skip


def test_a_text_is_read_and_each_duty_opens_its_own_words() -> None:
    here = place()
    text = (
        "Ngày 02/3/2026, UBND phường Mẫu ban hành công văn 12/UBND-VX về việc thử năm 2026.\n"
        "Theo đó, UBND phường yêu cầu các đơn vị tổ chức tuyên truyền về bình đẳng giới. "
        "Xây dựng kế hoạch trước ngày 15/12/2026."
    )

    found = services.take_in(
        authority=here.authority, standing_unit=here.standing, text=text,
        by=here.coordinator, at=make.NOON,
    )  # fmt: skip

    assert found.number == "12/UBND-VX"
    assert found.slug == "12-ubnd-vx"
    for duty in found.duties.all():
        assert found.text[duty.span_start : duty.span_end] == duty.text
    page = queries.reading_page(here.coordinator, pk=found.pk, on=make.DAY)
    shown = "".join(piece.text for line in page.paragraphs for piece in line)
    assert shown == text.replace("\n", "")


def old_office() -> tuple[Body, Body, list[Body]]:
    """An office that ended in 2025: its authority, the unit that followed up, two communes."""
    city, *wards = (make.territory(name=name) for name in ("Mẫu Cũ", "Một", "Hai"))
    ended: dict[str, Any] = {"valid_to": date(2025, 7, 1)}
    committee = Body.Kind.PEOPLES_COMMITTEE
    authority = make.body(name="UBND thành phố Mẫu Cũ", kind=committee, territory=city, **ended)
    standing = make.body(name="Phòng Cũ", parent=authority, territory=city, **ended)
    for ward in wards:
        ward.parent = city
        ward.save()
    units = [
        make.body(name=f"UBND phường {ward.name}", kind=committee, territory=ward, **ended)
        for ward in wards
    ]
    return authority, standing, units


def test_a_paper_of_earlier_years_belongs_to_the_office_of_its_day() -> None:
    here = place()
    Body.objects.filter(pk__in=[here.authority.pk, here.standing.pk]).update(
        valid_from=date(2025, 7, 1)
    )
    authority, standing, units = old_office()
    Membership.objects.create(
        user=here.coordinator, body=standing, role=Role.COORDINATOR, valid_from=date(2021, 1, 1)
    )
    text = (
        "Ngày 01/6/2021, UBND thành phố Mẫu Cũ ban hành công văn 12/UBND-VX về việc thử.\n"
        "Theo đó, UBND thành phố yêu cầu UBND phường Một, UBND phường Hai tổ chức tuyên truyền."
    )
    taken: dict[str, Any] = {
        "authority": here.authority,
        "standing_unit": here.standing,
        "at": make.NOON,
    }

    found = services.take_in(text=text, by=here.coordinator, **taken)
    twin = services.take_in(text=text, by=here.coordinator, **taken)
    twins = queries.reading_page(here.coordinator, pk=twin.pk, on=make.DAY).twins
    stranger = services.take_in(
        text=text, by=make.user(Role.COORDINATOR, body=here.standing), **taken
    )

    assert (found.authority, found.standing_unit) == (authority, standing)
    assert {row.body for duty in found.duties.all() for row in duty.bodies.all()} == set(units)
    assert twins == [found]
    assert stranger.authority == here.authority


def test_a_long_text_is_read_in_the_background_once() -> None:
    here = place()
    text = "Tổ chức tuyên truyền. " * 10_000
    found = services.take_in(
        authority=here.authority, standing_unit=here.standing, text=text,
        by=here.coordinator, at=make.NOON,
    )  # fmt: skip
    assert "duties" not in found.reading

    services.read_in_background(pk=found.pk, at=make.NOON)
    services.read_in_background(pk=found.pk, at=make.NOON)

    assert "duties" in Directive.objects.get(pk=found.pk).reading


def test_marks_of_a_whole_paper_cost_no_more_than_its_length() -> None:
    marks = [Mark(n, n + 50, "duty", n) for n in range(0, 3000, 7)]

    assert "".join(piece.text for piece in pieces("x" * 3000, marks)) == "x" * 3000
