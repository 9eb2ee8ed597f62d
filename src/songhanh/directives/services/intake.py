"""Taking in a directive: the file is kept whatever happens, and read where it can be."""

from __future__ import annotations

from dataclasses import dataclass, fields
from secrets import token_hex
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from songhanh.audit import services as audit
from songhanh.core.background import later
from songhanh.core.errors import NotAllowed
from songhanh.directives import permissions
from songhanh.directives.errors import NoText
from songhanh.directives.models import Directive
from songhanh.directives.services.drafts import lock_draft, note
from songhanh.directives.services.offices import put_office
from songhanh.directives.services.reading import put_reading, resolve_again, slug_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.accounts.models import User
    from songhanh.attachments.models import StoredFile
    from songhanh.organizations.models import Body

READ_AT_ONCE_LETTERS = 200_000


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text of a paper."""

    number: str
    doc_type: str
    issuer_name: str
    dated_on: date | None
    subject: str


def take_in(
    *,
    authority: Body,
    standing_unit: Body,
    by: User,
    at: datetime,
    file: StoredFile | None = None,
    text: str = "",
    published: date | None = None,
) -> Directive:
    """Keep a directive and read it: at once, or in the background where it is long.

    `file` was kept by `attachments` before; its text is read, else what was pasted as `text`.
    A file that cannot be read stays visible with the reason. Reading is a change of its own, so
    that nothing that goes wrong in it takes the upload away.

    Raises:
        NotAllowed: `by` does not coordinate for the standing unit.
        NoText: there is neither a file nor text.
    """
    if standing_unit.pk not in permissions.units_coordinated(by, on=timezone.localtime(at).date()):
        raise NotAllowed
    words = text.strip() or (file.text if file else "")
    if file is None and not words:
        raise NoText
    directive = _keep(
        Directive(
            authority=authority,
            standing_unit=standing_unit,
            created_at=at,
            created_by=by,
            file=file,
            text=words,
            reading={"published": published.isoformat()} if published else {},
            reading_problem="" if words else _problem(file),
            slug=f"tiep-nhan-{token_hex(6)}",
            sample=bool(file and file.sample),
        ),
        by=by,
        at=at,
    )
    if words and len(words) <= READ_AT_ONCE_LETTERS:
        _read(directive, at=at)
    return directive


@transaction.atomic
def _keep(directive: Directive, *, by: User, at: datetime) -> Directive:
    directive.save()
    audit.record("directives.directive.taken_in", target=directive, by=by, at=at)
    if len(directive.text) > READ_AT_ONCE_LETTERS:
        later("directives.tasks.read_directive", directive.pk)
    return directive


@transaction.atomic
def _read(directive: Directive, *, at: datetime) -> None:
    put_reading(directive)


def _problem(file: StoredFile | None) -> str:
    found = (file.problem or file.text_problem) if file else ""
    return found or _("Không tìm thấy chữ nào trong tệp này.")


@transaction.atomic
def edit_head(
    *, directive: Directive, head: Head, revision: int | None, by: User, at: datetime
) -> Directive:
    """Correct what the reader took for number, kind, issuer, date and subject.

    Another date may mean other bodies behind the same words: they are looked up again for duties
    that the coordinator has not reviewed.
    """
    directive = lock_draft(directive.pk, revision=revision, by=by, at=at)
    moved = head.dated_on != directive.dated_on
    for field in fields(Head):
        setattr(directive, field.name, getattr(head, field.name))
    directive.slug = slug_of(directive)
    if moved:
        put_office(directive, by=by, on=timezone.localdate(at))
    directive.save()
    if moved:
        resolve_again(directive)
    note("directive.head_edited", directive, by=by, at=at)
    return directive
