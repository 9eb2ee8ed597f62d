"""Who may do what, cell by cell: role × own or other unit × action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from songhanh.accounts.models import Role, User
from songhanh.core.errors import NotAllowed, NotFound
from songhanh.directives import permissions, queries, services
from songhanh.directives.models import Assignment, Extension
from tests import make
from tests.directives.places import Place, place

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

# Where a person's membership lies, seen from the directive.
WHERE = ("standing", "authority", "unit", "other")
ACTIONS = (
    "read in", "see draft", "edit", "issue", "publish", "see issued", "see work", "confirm",
    "challenge", "ask", "pass on", "report", "answer", "accept", "send back", "withdraw", "deadline",
    "letter",
)  # fmt: skip
NOBODY: frozenset[str] = frozenset()
COORDINATES = frozenset(ACTIONS) - {"confirm", "challenge", "ask", "pass on"}
LEADS = frozenset({"see draft", "publish", "see issued", "see work"})
SEES = frozenset({"see issued", "see work"})
WORKS = SEES | {"confirm", "challenge", "ask", "pass on", "report"}
READS_IN = frozenset({"read in"})

MAY: dict[tuple[str, str], frozenset[str]] = {
    (Role.COORDINATOR, "standing"): COORDINATES,
    (Role.COORDINATOR, "authority"): READS_IN,
    (Role.COORDINATOR, "unit"): READS_IN | SEES,
    (Role.COORDINATOR, "other"): READS_IN,
    (Role.FOCAL_POINT, "standing"): NOBODY,
    (Role.FOCAL_POINT, "authority"): NOBODY,
    (Role.FOCAL_POINT, "unit"): WORKS,
    (Role.FOCAL_POINT, "other"): NOBODY,
    (Role.LEADER, "standing"): LEADS,
    (Role.LEADER, "authority"): LEADS,
    (Role.LEADER, "unit"): SEES | {"pass on"},
    (Role.LEADER, "other"): NOBODY,
    (Role.EDITOR, "standing"): NOBODY,
    (Role.EDITOR, "authority"): NOBODY,
    (Role.EDITOR, "unit"): SEES,
    (Role.EDITOR, "other"): NOBODY,
    (Role.ADMINISTRATOR, "standing"): NOBODY,
    (Role.ADMINISTRATOR, "authority"): NOBODY,
    (Role.ADMINISTRATOR, "unit"): SEES,
    (Role.ADMINISTRATOR, "other"): NOBODY,
}


def person_in(here: Place, role: str, where: str) -> User:
    bodies = {"standing": here.standing, "authority": here.authority, "unit": here.units[0]}
    return make.user(role, body=bodies.get(where))


def ready(*, reported: bool = False) -> tuple[Place, Assignment]:
    """An issued directive, and one assignment of the first unit with a deadline."""
    here = place()
    by, at = here.coordinator, make.NOON
    services.set_due(duty=here.duties[0], due_on=make.DAY, revision=None, by=by, at=at)
    services.issue(directive=here.directive, by=by, at=at)
    row = Assignment.objects.get(unit=here.units[0], duty=here.duties[0])
    if reported:
        services.record_report(assignments=[row], by=by, at=at)
    return here, row


def _draft(act: Callable[[Place, dict[str, Any]], Any]) -> Callable[[str, str], None]:
    def attempt(role: str, where: str) -> None:
        here = place()
        act(here, {"by": person_in(here, role, where), "at": make.NOON})

    return attempt


def _work(
    act: Callable[[Place, Assignment, dict[str, Any]], Any], *, reported: bool = False
) -> Callable[[str, str], None]:
    def attempt(role: str, where: str) -> None:
        here, row = ready(reported=reported)
        act(here, row, {"by": person_in(here, role, where), "at": make.NOON})

    return attempt


def _read_in(here: Place, by: dict[str, Any]) -> None:
    if not permissions.can_read_in(by["by"], on=make.DAY):
        raise NotAllowed


def _late(here: Place, row: Assignment, by: dict[str, Any]) -> None:
    Assignment.objects.filter(pk=row.pk).update(due_on=make.DAY.replace(day=1))
    services.make_reminder_letter(directive=here.directive, **by)


def _pass_on(here: Place, row: Assignment, by: dict[str, Any]) -> None:
    services.pass_on(assignment=row, person=here.focal, **by)


def _answer(here: Place, row: Assignment, by: dict[str, Any]) -> None:
    services.challenge(assignment=row, note="x", by=here.focal, at=make.NOON)
    services.answer_challenge(assignment=row, note="x", **by)


LATER = make.DAY.replace(day=20)
ATTEMPTS: dict[str, Callable[[str, str], None]] = {
    "read in": _draft(_read_in),
    "see draft": _draft(
        lambda h, b: queries.directive_for(b["by"], pk=h.directive.pk, on=make.DAY)
    ),
    "edit": _draft(lambda h, b: services.drop_duty(duty=h.duties[0], revision=0, **b)),
    "issue": _draft(lambda h, b: services.issue(directive=h.directive, **b)),
    "publish": _work(lambda h, _r, b: services.publish(directive=h.directive, public=True, **b)),
    "see issued": _work(
        lambda h, _r, b: queries.directive_for(b["by"], pk=h.directive.pk, on=make.DAY)
    ),
    "see work": _work(lambda _h, r, b: queries.assignment_for(b["by"], pk=r.pk, on=make.DAY)),
    "confirm": _work(lambda _h, r, b: services.confirm(assignments=[r], **b)),
    "challenge": _work(lambda _h, r, b: services.challenge(assignment=r, note="x", **b)),
    "ask": _work(
        lambda _h, r, b: services.ask_extension(assignment=r, until=LATER, reason="x", **b)
    ),
    "pass on": _work(_pass_on),
    "report": _work(lambda _h, r, b: services.record_report(assignments=[r], **b)),
    "answer": _work(_answer),
    "accept": _work(lambda _h, r, b: services.record_acceptance(assignment=r, **b), reported=True),
    "send back": _work(
        lambda _h, r, b: services.record_send_back(assignment=r, note="x", **b), reported=True
    ),
    "withdraw": _work(lambda _h, r, b: services.withdraw(assignments=[r], note="x", **b)),
    "deadline": _work(lambda _h, r, b: services.set_deadline(assignment=r, until=LATER, **b)),
    "letter": _work(_late),
}


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("action", ACTIONS)
def test_each_role_may_do_just_this(action: str, role: str, where: str) -> None:
    attempt = ATTEMPTS[action]

    if action in MAY[role, where]:
        attempt(role, where)
    else:
        with pytest.raises((NotAllowed, NotFound)):
            attempt(role, where)


def test_the_table_has_every_cell() -> None:
    assert set(MAY) == {(role, where) for role in Role.values for where in WHERE}
    assert set(ATTEMPTS) == set(ACTIONS)


def test_a_colleague_to_whom_work_was_passed_on_may_report_while_working_there() -> None:
    here, row = ready()
    colleague = make.user(Role.EDITOR, body=here.units[0])
    services.pass_on(assignment=row, person=colleague, by=here.focal, at=make.NOON)
    row.refresh_from_db()

    assert permissions.can_report(colleague, row, on=make.DAY)
    colleague.memberships.update(valid_to=make.DAY)
    assert not permissions.can_report(User.objects.get(pk=colleague.pk), row, on=make.DAY)


def test_decisions_on_more_time_are_the_coordinators() -> None:
    here, row = ready()
    asked = services.ask_extension(
        assignment=row, until=LATER, reason="x", by=here.focal, at=make.NOON
    )

    for person in (here.focal, here.leader):
        with pytest.raises(NotAllowed):
            services.decide_extension(
                extension=asked, granted_until=LATER, answer="", by=person, at=make.NOON
            )
    assert Extension.objects.get().decided_at is None
