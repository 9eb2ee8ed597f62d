"""The whole matrix: who may do what with a return, cell by cell, through the pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from songhanh.accounts.models import Membership, Role
from songhanh.returns.services import drafts
from tests import make
from tests.returns import cases

if TYPE_CHECKING:
    from django.test import Client

    from songhanh.accounts.models import User

pytestmark = pytest.mark.django_db

ACTIONS = (
    "see", "type", "send", "on_behalf", "accept", "send_back", "answer", "units", "consolidated",
    "prepare",
)  # fmt: skip
# What each role in each place may do; everything else is refused.
MAY = {
    (Role.FOCAL_POINT, "own"): {"see", "type", "send"},
    (Role.LEADER, "own"): {"see"},
    (Role.COORDINATOR, "own"): {"see"},
    (Role.EDITOR, "own"): {"see"},
    (Role.ADMINISTRATOR, "own"): {"see"},
    (Role.COORDINATOR, "standing"): {
        "see", "type", "on_behalf", "accept", "send_back", "answer", "units", "consolidated",
        "prepare",
    },
    (Role.LEADER, "standing"): {"see", "units", "consolidated"},
    (Role.LEADER, "authority"): {"see", "units", "consolidated"},
}  # fmt: skip
PLACES = ("own", "other", "standing", "authority")
CELLS = [(role, place, action) for role in Role for place in PLACES for action in ACTIONS]


def person(case: cases.Case, role: str, place: str) -> User:
    bodies = {
        "own": case.unit,
        "other": cases.another_unit(case).unit,
        "standing": case.directive.standing_unit,
        "authority": case.directive.authority,
    }
    return make.user(role, body=bodies[place])


def answer(client: Client, case: cases.Case, action: str) -> int:
    opened = cases.sent(case, proposals=[{"text": "Cấp kinh phí"}]).unit_return
    section = opened.sections.get()
    proposal = section.proposals.get()
    drafts.attach_paper(
        unit_return=opened, name="a.txt", content=b"a", by=case.coordinator, at=make.NOON
    )
    forms: dict[str, tuple[str, dict[str, object] | None]] = {
        "see": (reverse("returns:return", args=[opened.pk]), None),
        "type": (reverse("returns:section", args=[section.pk]), {"done": "x", "revision": 1}),
        "send": (
            reverse("returns:send", args=[opened.pk]), {"section": [section.pk], "token": "t"},
        ),
        "on_behalf": (
            reverse("returns:send", args=[opened.pk]),
            {"section": [section.pk], "token": "t", "on_behalf": "1"},
        ),
        "accept": (reverse("returns:decide", args=[section.pk]), {"decision": "accept"}),
        "send_back": (
            reverse("returns:decide", args=[section.pk]), {"decision": "back", "wrong-done": "Sai"},
        ),
        "answer": (reverse("returns:answer", args=[proposal.pk]), {"answer": "Được."}),
        "units": (reverse("returns:units", args=[case.directive.pk]), None),
        "consolidated": (reverse("returns:consolidated", args=[case.directive.pk]), None),
        "prepare": (reverse("returns:prepare", args=[case.directive.pk]), {}),
    }  # fmt: skip
    address, form = forms[action]
    response = client.get(address) if form is None else client.post(address, form)
    return response.status_code


@pytest.mark.parametrize(("role", "place", "action"), CELLS)
def test_each_cell_of_the_matrix(client: Client, role: str, place: str, action: str) -> None:
    case = cases.case()
    client.force_login(person(case, role, place))

    status = answer(client, case, action)

    if action in MAY.get((Role(role), place), set()):
        assert status in {200, 302}
    else:
        assert status in {403, 404}


def test_who_no_longer_works_for_the_unit_sees_nothing(client: Client) -> None:
    case = cases.case()
    opened = case.opened()
    Membership.objects.filter(user=case.focal).update(valid_to=date(2026, 3, 3))
    client.force_login(case.focal)

    assert client.get(reverse("returns:return", args=[opened.pk])).status_code == 404


def test_without_signing_in_there_is_nothing_to_see(client: Client) -> None:
    case = cases.case()
    opened = case.opened()

    answer = client.get(reverse("returns:return", args=[opened.pk]))

    assert answer.status_code == 302


def test_a_colleague_to_whom_a_duty_was_passed_on_types_in_it(client: Client) -> None:
    case = cases.case()
    section = case.opened().sections.get()
    colleague = make.user(Role.EDITOR, body=case.unit)
    case.assignments[0].person = colleague
    case.assignments[0].save()
    client.force_login(colleague)

    client.post(reverse("returns:section", args=[section.pk]), {"done": "Đã làm", "revision": 0})

    section.refresh_from_db()
    assert section.draft["done"] == "Đã làm"
