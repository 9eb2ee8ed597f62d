"""The trail shows whatever was altered, removed or added behind its back."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from songhanh.audit import services
from songhanh.audit.models import Event, Head
from songhanh.audit.services import Fault, Finding
from songhanh.audit.tasks import note_down_head
from tests import make
from tests.together import at_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django import Settings

NOON = make.NOON


@pytest.fixture(autouse=True)
def _own_home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def trail(length: int) -> None:
    target = make.territory()
    for number in range(length):
        services.record(
            "test.row.made",
            target=target,
            by=services.SYSTEM,
            at=NOON + timedelta(number),
            n=number,
        )


def verify() -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_whole_trail_is_whole() -> None:
    assert "0 dòng" in verify()

    trail(5)
    note_down_head()
    note_down_head()
    trail(2)

    assert "7 dòng" in verify()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"action": "test.row.lost"},
        {"target": "x:1"},
        {"by": "ai khác"},
        {"by_id": 7},
        {"at": NOON},
        {"details": {"n": 99}},
        {"previous": "0" * 64},
        {"digest": "0" * 64},
    ],
    ids=lambda values: next(iter(values)),
)
def test_an_altered_field_is_found(values: dict[str, object]) -> None:
    trail(5)

    Event.objects.filter(id=3).update(**values)

    assert services.verify() == (3, Finding(3, Fault.ALTERED))
    with pytest.raises(CommandError, match="Dòng 3 của nhật ký đã bị thay đổi") as error:
        verify()
    assert error.value.returncode == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tamper", "finding"),
    [
        (lambda: Event.objects.filter(id=2).delete(), Finding(2, Fault.MISSING)),
        (lambda: Event.objects.filter(id=1).delete(), Finding(1, Fault.MISSING)),
        (lambda: Event.objects.filter(id__gte=4).delete(), Finding(4, Fault.MISSING)),
        (lambda: Event.objects.all().delete(), Finding(1, Fault.MISSING)),
        (lambda: Head.objects.update(seal="0" * 64), Finding(5, Fault.HEAD)),
        (lambda: Head.objects.update(digest="0" * 64), Finding(5, Fault.HEAD)),
        (lambda: Head.objects.update(last=4), Finding(4, Fault.HEAD)),
        (lambda: Head.objects.update(last=6), Finding(6, Fault.MISSING)),
        (lambda: Head.objects.all().delete(), Finding(1, Fault.ADDED)),
        (lambda: forge(6), Finding(6, Fault.ADDED)),
    ],
)
def test_what_is_removed_or_added_is_found(tamper: Callable[[], object], finding: Finding) -> None:
    trail(5)

    tamper()

    assert services.verify()[1] == finding
    with pytest.raises(CommandError, match=str(finding.event)):
        verify()


def forge(number: int) -> None:
    last = Event.objects.get(id=number - 1)
    Event.objects.create(
        id=number, action="x", target="x", by="x", at=NOON, previous=last.digest, digest="1" * 64
    )


@pytest.mark.django_db
def test_a_trail_put_back_as_a_whole_shows_against_what_was_noted_down() -> None:
    trail(2)
    old = Head.objects.get(id=1)
    trail(3)
    note_down_head()

    Event.objects.filter(id__gt=2).delete()
    old.save()

    assert services.verify()[1] == Finding(5, Fault.NOTED)


@pytest.mark.django_db
def test_a_change_that_fails_leaves_no_row() -> None:
    target = make.territory()

    with transaction.atomic():
        services.record("test.row.made", target=target, by=services.SYSTEM, at=NOON)
        transaction.set_rollback(True)

    assert services.verify() == (0, None)


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_keep_one_chain() -> None:
    assert at_once(lambda: trail(8)) == []
    assert services.verify() == (32, None)
