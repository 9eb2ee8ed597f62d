"""Lists of people to invite, as officials paste them; the secret in an invitation's link."""

from __future__ import annotations

import csv
import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

INVITATION_LASTS = timedelta(days=14)
COLUMNS = 4
HEADER_WORDS = {"email", "e-mail", "thu dien tu", "dia chi thu"}


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One line of a list; `problem` says why it cannot be taken, empty when it can."""

    line: int
    email: str = ""
    name: str = ""
    role: str = ""
    code: str = ""
    problem: str = ""


def read_list(text: str, *, roles: Mapping[str, str]) -> list[InviteRow]:
    """Return the rows of „email; họ tên; vai trò; mã đơn vị”, one a line.

    Columns stand apart by semicolon, tab or comma, as Excel writes them. `roles` leads from what
    people write (in any case, with or without marks) to the role. A head line is passed over.
    """
    known = {fold(words): role for words, role in roles.items()}
    lines = text.lstrip("\ufeff").splitlines()
    cells = (
        (number, _cells(line)) for number, line in enumerate(lines, start=1) if line.strip(" ;,\t")
    )
    return [_row(number, row, known) for number, row in cells if fold(row[0]) not in HEADER_WORDS]


def _cells(line: str) -> list[str]:
    mark = next((m for m in ";\t," if m in line), ";")
    return [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]


def _row(number: int, cells: list[str], known: Mapping[str, str]) -> InviteRow:
    email, name, role, code = (cells + [""] * COLUMNS)[:COLUMNS]
    return InviteRow(number, email.lower(), name, known.get(fold(role), role), code)


def repeated(rows: Iterable[InviteRow]) -> set[int]:
    """Return the lines that ask for the same person, role and body as one before them."""
    seen: set[tuple[str, str, str]] = set()
    lines = set()
    for row in rows:
        key = (row.email, row.role, row.code)
        if key in seen:
            lines.add(row.line)
        seen.add(key)
    return lines


def token_for(seed: str, *, key: str) -> str:
    """Return the secret in an invitation's link: random by its seed, worthless without the key."""
    digest = hmac.new(key.encode(), f"invitation:{seed}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def digest_of(token: str) -> str:
    """Return what is kept of a secret: nobody can make the link from it."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_state(*, accepted: bool, withdrawn: bool, expires_at: datetime, at: datetime) -> str:
    """Return what became of an invitation by that moment: the first of these that happened."""
    if accepted:
        return "accepted"
    if withdrawn:
        return "withdrawn"
    return "expired" if at >= expires_at else "waiting"
