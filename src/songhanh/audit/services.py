"""Writing the trail, and proving that it is whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from songhanh.audit import rules
from songhanh.audit.models import Event, Head

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model


class Person(Protocol):
    """Whoever did it: a user, or `SYSTEM`."""

    pk: Any


class _System:
    pk = None

    def __str__(self) -> str:
        return "hệ thống"


SYSTEM = _System()


@dataclass(frozen=True, slots=True)
class Finding:
    """The first place at which the chain does not hold."""

    event: int
    what: str


@transaction.atomic
def record(action: str, *, target: Model, by: Person, at: datetime, **details: Any) -> Event:
    """Add one row to the trail, in the transaction of the change it tells of.

    `action` is `area.noun.done`; `details` may hold ids, codes and dates, never what people wrote.
    """
    head = Head.objects.select_for_update().get_or_create(id=1)[0]
    event = Event(
        id=head.last + 1,
        action=action,
        target=f"{target._meta.label_lower}:{target.pk}",
        by=str(by),
        by_id=by.pk,
        at=at,
        # What is sealed is what the database gives back: plain JSON.
        details=json.loads(json.dumps(details, cls=DjangoJSONEncoder)),
        previous=head.digest,
    )
    event.digest = _digest(event)
    event.save(force_insert=True)
    head.last, head.digest = event.id, event.digest
    head.seal = _seal(head)
    head.save()
    return event


def verify() -> tuple[int, Finding | None]:
    """Read the whole trail; return how many rows there are and the first fault, if any."""
    previous, count = "", 0
    for event in Event.objects.order_by("id").iterator(chunk_size=2000):
        count += 1
        if event.id != count:
            return count, Finding(count, "missing")
        if event.previous != previous or event.digest != _digest(event):
            return count, Finding(event.id, "altered")
        previous = event.digest
    return count, _verify_end(count, previous)


def _verify_end(count: int, digest: str) -> Finding | None:
    head = Head.objects.filter(id=1).first() or Head(id=1, seal="")
    if count == 0 and head.last == 0:
        return None
    if head.seal != _seal(head):
        return Finding(head.last, "altered head")
    if head.last != count or head.digest != digest:
        return Finding(head.last, "missing")
    for line in _kept_heads():
        number, _, kept = line.partition(" ")
        if not Event.objects.filter(id=int(number), digest=kept).exists():
            return Finding(int(number), "missing or altered since it was noted down")
    return None


def note_down_head() -> None:
    """Write the end of the chain to a file beside the database, so that a cut-off end shows."""
    head = Head.objects.filter(id=1).first()
    if head is None or not head.last:
        return
    line = f"{head.last} {head.digest}"
    lines = _kept_heads()
    if not lines or lines[-1] != line:
        with _heads_path().open("a", encoding="ascii") as file:
            file.write(line + "\n")


def _heads_path() -> Any:
    return settings.HOME / "audit-heads.txt"


def _kept_heads() -> list[str]:
    path = _heads_path()
    return path.read_text("ascii").split("\n")[:-1] if path.exists() else []


def _digest(event: Event) -> str:
    values = {
        "id": event.id,
        "action": event.action,
        "target": event.target,
        "by": event.by,
        "by_id": event.by_id,
        "at": event.at.timestamp(),
        "details": event.details,
    }
    return rules.digest(key=settings.AUDIT_KEY, previous=event.previous, values=values)


def _seal(head: Head) -> str:
    values = {"last": head.last}
    return rules.digest(key=settings.AUDIT_KEY, previous=head.digest, values=values)
