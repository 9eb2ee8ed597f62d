"""Writing the trail, and proving that it is whole."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max

from songhanh.audit import rules
from songhanh.audit.models import Event, Head

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from django.db.models import Model


class Person(Protocol):
    """Whoever did it: a user, or `SYSTEM`."""

    pk: Any


class _System:
    pk = None

    def __str__(self) -> str:
        return "hệ thống"


SYSTEM = _System()


class Fault(StrEnum):
    """What can be wrong with a row."""

    MISSING = "missing"
    ALTERED = "altered"
    HEAD = "head"
    ADDED = "added"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first place at which the chain does not hold."""

    event: int
    what: Fault


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
    """Read the whole trail; return how many rows there are and the first fault, if any.

    People may go on working meanwhile: what is added after the start is left to the next time.
    """
    head = Head.objects.filter(id=1).first() or Head(id=1)
    previous, count = "", 0
    for event in Event.objects.filter(id__lte=head.last).order_by("id").iterator(chunk_size=2000):
        count += 1
        if event.id != count:
            return count, Finding(count, Fault.MISSING)
        if event.previous != previous or event.digest != _digest(event):
            return count, Finding(event.id, Fault.ALTERED)
        previous = event.digest
    return count, _verify_end(head, count, previous) or _verify_kept() or _verify_beyond()


def _verify_end(head: Head, count: int, digest: str) -> Finding | None:
    if head.last != count:
        return Finding(count + 1, Fault.MISSING)
    if head.last and (head.seal != _seal(head) or head.digest != digest):
        return Finding(head.last, Fault.HEAD)
    return None


def _verify_kept() -> Finding | None:
    """Compare with the heads noted down beside the database: an older copy of it would not fit."""
    for line in _kept_heads():
        number, _, kept = line.partition(" ")
        if not Event.objects.filter(id=int(number), digest=kept).exists():
            return Finding(int(number), Fault.NOTED)
    return None


def _verify_beyond() -> Finding | None:
    """Look for rows behind the end; a row and the head that counts it appear together."""
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    head = Head.objects.filter(id=1).first() or Head(id=1)
    return Finding(head.last + 1, Fault.ADDED) if newest > head.last else None


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
            file.flush()
            os.fsync(file.fileno())


def _heads_path() -> Path:
    home: Path = settings.HOME
    return home / "audit-heads.txt"


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
