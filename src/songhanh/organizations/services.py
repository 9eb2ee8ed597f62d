"""What changes bodies and the office itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from songhanh.audit import services as audit
from songhanh.core.errors import DomainError, NotAllowed
from songhanh.organizations import permissions
from songhanh.organizations.models import Body, Confidence, Office, Succession
from songhanh.organizations.queries import exists_on
from songhanh.reading.vietnamese import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from songhanh.organizations.models import Territory


class Administrator(permissions.RoleHolder, Protocol):
    """A user, as far as this area needs to know them."""

    pk: Any


class OfficeExists(DomainError):
    message = _(
        "Ở đây đã có một cơ quan nên không lập thêm. Muốn lập cơ quan khác, hãy dùng thư mục dữ liệu khác."
    )


class CodeTaken(DomainError):
    message = _("Mã này đang được một đơn vị khác dùng. Hãy chọn mã khác, hoặc kết thúc đơn vị cũ.")


class PlaceNotThere(DomainError):
    message = _(
        "Địa bàn hoặc đơn vị cấp trên không tồn tại vào ngày này. Hãy chọn ngày hoặc địa bàn khác."
    )


class EndsBeforeStart(DomainError):
    message = _("Ngày thôi phải sau ngày bắt đầu. Hãy chọn ngày khác.")


class SuccessorNotThere(DomainError):
    message = _(
        "Đơn vị kế thừa chưa có vào ngày đó. Hãy thêm đơn vị mới trước, rồi kết thúc đơn vị cũ."
    )


class AlreadyEnded(DomainError):
    message = _("Đơn vị này đã kết thúc. Hãy mở lại trang để xem ngày kết thúc.")


@dataclass(frozen=True, slots=True)
class BodyWords:
    """How a body is called, and where it belongs."""

    name: str
    short_name: str
    symbol: str
    aliases: list[str]
    kind: str
    territory: Territory
    parent: Body | None
    email: str


@transaction.atomic
def open_office(*, name: str, subtitle: str, body: Body, on: date, demo: bool = False) -> Office:
    """Say whose installation this is. Done once; `datapacks` records who asked for it.

    Raises:
        OfficeExists: it was said before.
    """
    if Office.objects.exists():
        raise OfficeExists
    return Office.objects.create(
        id=1, name=name, subtitle=subtitle, body=body, demo=demo, first_run_on=on
    )


@transaction.atomic
def add_body(
    *, code: str, words: BodyWords, valid_from: date, by: Administrator, at: datetime
) -> Body:
    """Add a body that exists from a day on, as the office itself says.

    Raises:
        NotAllowed: `by` does not administer.
        CodeTaken: another body bears the code on that day or later.
        PlaceNotThere: its territory or parent does not exist then.
    """
    _check_right(by, at=at)
    same = Body.objects.select_for_update().filter(code=code)
    if any(body.valid_to is None or body.valid_to > valid_from for body in same):
        raise CodeTaken
    _check_places(words, valid_from)
    body = Body.objects.create(code=code, valid_from=valid_from, **_values(words))
    audit.record("organizations.body.added", target=body, by=by, at=at, code=code)
    return body


@transaction.atomic
def edit_body(*, body: Body, words: BodyWords, by: Administrator, at: datetime) -> Body:
    """Correct how a body is called. From then on the row is the office's own: packs leave it alone.

    Raises:
        NotAllowed: `by` does not administer.
        PlaceNotThere: the territory or parent did not exist when the body began.
    """
    _check_right(by, at=at)
    row = Body.objects.select_for_update().get(pk=body.pk)
    if words.territory.pk != row.territory_id or words.parent != row.parent:
        _check_places(words, row.valid_from)
    values = _values(words)
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
        audit.record("organizations.body.edited", target=row, by=by, at=at, fields=changed)
    return row


@transaction.atomic
def end_body(
    *,
    body: Body,
    valid_to: date,
    successors: Sequence[Body],
    law: str,
    by: Administrator,
    at: datetime,
) -> Body:
    """End a body and say what it became; `valid_to` is the first day on which it is no more.

    Raises:
        NotAllowed: `by` does not administer.
        AlreadyEnded: it has an end already.
        EndsBeforeStart: the day is not after its first.
        SuccessorNotThere: a successor does not exist on that day, or is the body itself.
    """
    _check_right(by, at=at)
    row = Body.objects.select_for_update().get(pk=body.pk)
    if row.valid_to is not None:
        raise AlreadyEnded
    if valid_to <= row.valid_from:
        raise EndsBeforeStart
    if any(new.pk == row.pk or not exists_on(new, valid_to) for new in successors):
        raise SuccessorNotThere
    row.valid_to, row.confidence = valid_to, Confidence.ENTERED
    row.save(update_fields=["valid_to", "confidence"])
    for new in successors:
        Succession.objects.create(old_body=row, new_body=new, on=valid_to, law=law)
    ids = [new.pk for new in successors]
    audit.record(
        "organizations.body.ended", target=row, by=by, at=at, valid_to=valid_to, successors=ids
    )
    return row


def _check_right(by: Administrator, *, at: datetime) -> None:
    if not permissions.can_manage_bodies(by, on=timezone.localdate(at)):
        raise NotAllowed


def _check_places(words: BodyWords, on: date) -> None:
    there = exists_on(words.territory, on)
    if not there or (words.parent is not None and not exists_on(words.parent, on)):
        raise PlaceNotThere


def _values(words: BodyWords) -> dict[str, Any]:
    values = {name: getattr(words, name) for name in words.__dataclass_fields__}
    return values | {"sort_key": sort_key(words.name), "confidence": Confidence.ENTERED}
