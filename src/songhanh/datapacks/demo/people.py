"""The people of the sample office, with passwords made once."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import yaml
from django.conf import settings

from songhanh.accounts import services as accounts
from songhanh.organizations.queries import body_by_code

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from songhanh.accounts.models import User

THEN = date(2021, 1, 1)
NOW = date(2025, 7, 1)
PASSWORDS = "demo-passwords.txt"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One row of the pack."""

    email: str
    name: str
    role: str
    then: str
    now: str


def demo_people() -> list[DemoPerson]:
    """Return the rows of the pack."""
    pack = yaml.safe_load((settings.PACKS / "mau" / "people.yaml").read_text("utf-8"))
    return [DemoPerson(**row) for row in pack["people"]]


def make_people(*, at: datetime) -> dict[str, User]:
    """Make the people of the pack with their two memberships; return them by role, the first each."""
    found: dict[str, User] = {}
    passwords = {}
    for row in demo_people():
        passwords[row.email] = secrets.token_urlsafe(9)
        user = accounts.create_person(
            email=row.email, name=row.name, password=passwords[row.email], by=None, at=at
        )
        for code, start in ((row.then, THEN), (row.now, NOW)):
            body = body_by_code(code, on=max(start, date(2021, 6, 1)))
            accounts.add_membership(
                user=user, body=body, role=row.role, valid_from=start, by=None, at=at
            )
        found.setdefault(row.role, user)
    _keep(passwords)
    return found


def _keep(passwords: dict[str, str]) -> None:
    path = settings.HOME / PASSWORDS
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{email}\t{password}\n" for email, password in passwords.items())


def people_lines(home: Path) -> list[str]:
    """Return what to print at each start: who can sign in, and with what."""
    path = home / PASSWORDS
    if not path.exists():
        return []
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return [
        "Người dùng mẫu (chỉ để xem thử):",
        *(f"  {email:<28} {password}" for email, password in rows),
    ]
