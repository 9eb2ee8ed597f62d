"""Starting a real office: empty, with its units and the invitation of its first administrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from songhanh.accounts import services as accounts
from songhanh.accounts.models import Role
from songhanh.accounts.rules import InviteRow
from songhanh.audit import services as audit
from songhanh.core.errors import DomainError
from songhanh.datapacks import packs
from songhanh.datapacks.csv_units import read_csv
from songhanh.organizations import datapack as units
from songhanh.organizations import queries, services
from songhanh.organizations.models import Body

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from songhanh.organizations.models import Office


class CannotBegin(DomainError):
    """Something that was asked for does not fit; nothing was written."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The new office and the link for its first administrator."""

    office: Office
    link: str


@transaction.atomic
def load_source(*, pack: str = "", csv: Path | None = None, on: date) -> int:
    """Load units from a pack (without what is invented) or a CSV file.

    Raises:
        BadPack: something in it is wrong; nothing was written.
    """
    if csv is None:
        return packs.load_pack(pack, samples=False)
    found = read_csv(csv, on=on)
    return packs.load_country() + units.load_units(found)


@transaction.atomic
def begin(
    *, name: str, subtitle: str, body: str, admin_email: str, admin_name: str, at: datetime
) -> Begun:
    """Make the office once its units are there, and invite its first administrator.

    `body` is the code of the people's committee whose office this is; empty when there is only one.

    Raises:
        OfficeExists: there is one already.
        CannotBegin: the body or the administrator's address does not fit.
    """
    on = timezone.localdate(at)
    packs.load_figures()
    office = services.open_office(
        name=name, subtitle=subtitle, body=_body(body, on=on), on=on, demo=False
    )
    row = InviteRow(
        1, admin_email.strip().lower(), admin_name, Role.ADMINISTRATOR, office.body.code
    )
    invited = accounts.invite_people(rows=[row], by=None, at=at)
    if invited.refused:
        raise CannotBegin(invited.refused[0].problem)
    audit.record("datapacks.office.begun", target=office, by=audit.SYSTEM, at=at)
    return Begun(office, invited.sent[0].link)


@transaction.atomic
def load_again(*, name: str, at: datetime) -> int:
    """Load a pack into the office that is there; return how many rows said something new.

    Raises:
        BadPack: there is none of that name, or something in it is wrong; nothing was written.
    """
    office = queries.office()
    written = packs.load_pack(name, samples=office is not None and office.demo)
    if office is not None and written:
        audit.record(
            "datapacks.pack.loaded", target=office, by=audit.SYSTEM, at=at, pack=name, rows=written
        )
    return written


def committees(*, on: date) -> list[Body]:
    """Return the bodies whose office this could be."""
    return list(queries.bodies_on(on).filter(kind=Body.Kind.PEOPLES_COMMITTEE))


def _body(code: str, *, on: date) -> Body:
    choices = committees(on=on)
    found = [body for body in choices if not code or body.code == code]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{body.code} ({body.name})" for body in choices)
    raise CannotBegin(f"Hãy chọn một Ủy ban nhân dân bằng mã của nó: {listed}.")
