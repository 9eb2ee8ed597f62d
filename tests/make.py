"""The smallest valid rows, for tests. Each function takes what the test is about and fills in the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from songhanh.accounts.models import Membership, Role, User
from songhanh.attachments.models import StoredFile
from songhanh.directives.models import Assignment, Directive, Duty, Step
from songhanh.organizations.models import Body, Confidence, Territory

NUMBERS = count(1)
DAY = date(2026, 3, 2)  # a Monday
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)  # noon in Việt Nam


def territory(**values: Any) -> Territory:
    number = next(NUMBERS)
    defaults = {
        "code": f"{number:05}",
        "name": f"Nơi {number}",
        "kind": Territory.Kind.WARD,
        "valid_from": date(2020, 1, 1),
        "confidence": Confidence.SAMPLE,
        "sort_key": f"{number:05}",
    }
    return Territory.objects.create(**defaults | values)


def body(**values: Any) -> Body:
    number = next(NUMBERS)
    defaults = {
        "code": f"don-vi-{number}",
        "name": f"Đơn vị {number}",
        "kind": Body.Kind.DEPARTMENT,
        "valid_from": date(2020, 1, 1),
        "confidence": Confidence.SAMPLE,
        "sort_key": f"{number:05}",
    }
    if "territory" not in values:
        values["territory"] = territory()
    return Body.objects.create(**defaults | values)


def user(
    role: str = "", *, body: Body | None = None, on: date = date(2020, 1, 1), name: str = ""
) -> User:
    """A person; with a role (and a body) also a membership."""
    number = next(NUMBERS)
    person = User.objects.create_user(f"nguoi{number}@example.test", name or f"Người {number}")
    if role or body:
        Membership.objects.create(
            user=person,
            body=body or globals()["body"](),
            role=role or Role.FOCAL_POINT,
            valid_from=on,
        )
    return person


def file(**values: Any) -> StoredFile:
    number = next(NUMBERS)
    defaults = {
        "name": f"tep-{number}.txt",
        "sha256": f"{number:064x}",
        "size": 1,
        "added_at": NOON,
    }
    return StoredFile.objects.create(**defaults | values)


def directive(**values: Any) -> Directive:
    """An issued directive of a people's committee, followed up by one of its departments."""
    number = next(NUMBERS)
    if "authority" not in values:
        values["authority"] = body(kind=Body.Kind.PEOPLES_COMMITTEE)
    if "standing_unit" not in values:
        values["standing_unit"] = body(
            parent=values["authority"], territory=values["authority"].territory
        )
    defaults = {
        "number": f"{number}/UBND-VX",
        "doc_type": "Công văn",
        "issuer_name": values["authority"].name,
        "dated_on": DAY,
        "subject": "việc thử",
        "text": "Tổ chức truyền thông về bình đẳng giới.",
        "created_at": NOON,
        "issued_at": NOON,
        "slug": f"van-ban-{number}",
    }
    if "issued_by" not in values and values.get("issued_at", NOON):
        values["issued_by"] = user(Role.COORDINATOR, body=values["standing_unit"])
    return Directive.objects.create(**defaults | values)


def duty(**values: Any) -> Duty:
    if "directive" not in values:
        values["directive"] = directive()
    text = "Tổ chức truyền thông về bình đẳng giới"
    defaults = {"order": next(NUMBERS), "text": text, "theme": "communication"}
    if values.get("due_on"):
        defaults["due_set_by"] = Duty.DueSetBy.COORDINATOR
    return Duty.objects.create(**defaults | values)


def assignment(**values: Any) -> Assignment:
    """A duty given to a unit, with the step that says so."""
    if "duty" not in values:
        values["duty"] = duty()
    if "unit" not in values:
        values["unit"] = body()
    defaults = {
        "directive": values["duty"].directive,
        "given_at": NOON,
        "first_due_on": values.get("due_on"),
    }
    row = Assignment.objects.create(**defaults | values)
    Step.objects.create(
        assignment=row, kind=Step.Kind.GIVEN, at=row.given_at, due_on=row.first_due_on
    )
    return row
