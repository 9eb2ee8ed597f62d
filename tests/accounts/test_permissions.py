"""Role × action × own or other unit, cell by cell; docs/permissions.md shows the same table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from songhanh.accounts import permissions
from songhanh.accounts.models import Role, User
from songhanh.organizations.permissions import can_manage_bodies
from tests import make
from tests.make import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
ROLES = [*Role.values, "none"]
ACTIONS: dict[str, Callable[[User, User], bool]] = {
    "see oneself": lambda user, _other: permissions.can_see_person(user, user, on=DAY),
    "see another person": lambda user, other: permissions.can_see_person(user, other, on=DAY),
    "invite; begin and end roles": lambda user, _other: permissions.can_manage_people(user, on=DAY),
    "add, correct and end bodies": lambda user, _other: can_manage_bodies(user, on=DAY),
}
ADMIN: set[str] = {Role.ADMINISTRATOR}
# Who may, in a person's own unit and in another: the same here, the other areas differ.
MATRIX: dict[str, tuple[set[str], set[str]]] = {
    "see oneself": (set(ROLES), set(ROLES)),
    "see another person": (ADMIN, ADMIN),
    "invite; begin and end roles": (ADMIN, ADMIN),
    "add, correct and end bodies": (ADMIN, ADMIN),
}
CELLS = [
    (role, action, own, role in MATRIX[action][0 if own else 1])
    for role in ROLES
    for action in ACTIONS
    for own in (True, False)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "action", "own", "may"), CELLS)
def test_each_cell_of_the_matrix_holds(role: str, action: str, own: bool, may: bool) -> None:  # noqa: FBT001
    body = make.body()
    user = make.user() if role == "none" else make.user(role, body=body)
    other = make.user(Role.FOCAL_POINT, body=body if own else make.body())

    assert ACTIONS[action](user, other) is may


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["see another person", "invite; begin and end roles"])
def test_a_role_that_ended_or_has_not_begun_gives_no_right(action: str) -> None:
    other = make.user()
    ended = make.user(Role.ADMINISTRATOR)
    ended.memberships.update(valid_to=DAY)
    later = make.user(Role.ADMINISTRATOR, on=DAY.replace(day=3))

    assert not ACTIONS[action](ended, other)
    assert not ACTIONS[action](later, other)


def table() -> str:
    head = "| action | unit | " + " | ".join(ROLES) + " |"
    lines = [head, "|---" * (len(ROLES) + 2) + "|"]
    for action, cells in MATRIX.items():
        for place, may in zip(("own", "other"), cells, strict=True):
            marks = " | ".join("yes" if role in may else "–" for role in ROLES)
            lines.append(f"| {action} | {place} | {marks} |")
    return "\n".join(lines)


def test_the_document_shows_this_table() -> None:
    assert table() in DOCUMENT.read_text("utf-8")
