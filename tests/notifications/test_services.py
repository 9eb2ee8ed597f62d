"""Everybody hears each thing once, in the app and in at most one letter a day, whatever fails."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from songhanh.audit.models import Event
from songhanh.core.errors import NotFound
from songhanh.notifications import queries, services
from songhanh.notifications.models import Digest, Notice
from tests import make

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from songhanh.accounts.models import User

pytestmark = pytest.mark.django_db
NOON, DAY = make.NOON, make.DAY
NEXT = NOON + timedelta(days=1)


def tell(*people: User, key: str = "k", **values: Any) -> int:
    given: dict[str, Any] = {
        "kind": Notice.Kind.REMINDER, "text": "3 nhiệm vụ theo 12/KH-UBND đến hạn ngày 15/03/2026.",
        "why": "Bạn là đầu mối của đơn vị.", "url": "/lam-viec/", "at": NOON,
    }  # fmt: skip
    return services.notify(people=people, key=key, **given | values)


def send(person: User, *, day: date = DAY, at: datetime = NOON) -> Digest | None:
    return services.send_digest(person_id=person.pk, day=day, at=at)


def letters() -> list[EmailMessage]:
    return mail.outbox


def test_a_thing_is_told_once() -> None:
    person, other = make.user(), make.user()

    tell(person, other)
    tell(person, other)
    tell(person, key="khác")

    assert queries.unread_count(person) == 2
    assert queries.unread_count(other) == 1


def test_reading_is_noted_and_only_ones_own_can_be_read() -> None:
    person = make.user()
    tell(person)
    tell(person, key="2")
    notice = queries.notices_for(person)[0]

    services.mark_read(pk=notice.pk, by=person, at=NOON)
    services.mark_read(pk=notice.pk, by=person, at=NEXT)

    notice.refresh_from_db()
    assert notice.read_at == NOON
    with pytest.raises(NotFound):
        services.mark_read(pk=notice.pk, by=make.user(), at=NOON)
    assert services.mark_all_read(by=person, at=NOON) == 1


def test_the_letter_says_what_why_and_where(settings: Settings) -> None:
    settings.BASE_URL = "https://song-hanh.example"
    person = make.user()
    tell(person)

    digest = send(person)

    [letter] = letters()
    assert digest is not None
    assert letter.to == [person.email]
    assert letter.extra_headers["Message-ID"] == digest.message_id
    for part in ("12/KH-UBND", "Bạn là đầu mối", "https://song-hanh.example/lam-viec/"):
        assert part in str(letter.body)
    assert person.name not in str(letter.body)
    assert Event.objects.filter(action="notifications.digest.sent").exists()


def test_a_day_has_one_letter() -> None:
    person = make.user()
    tell(person)
    send(person)
    tell(person, key="sau")

    assert send(person, at=NOON + timedelta(hours=5)) is None
    assert send(person, day=DAY + timedelta(days=1), at=NEXT) is not None

    assert len(letters()) == 2
    assert Notice.objects.filter(digest__isnull=True).count() == 0


def test_nothing_new_no_letter() -> None:
    person, gone = make.user(), make.user()
    tell(person, gone)
    services.mark_all_read(by=person, at=NOON)
    gone.is_active = False
    gone.save()

    assert send(person) is None
    assert send(gone) is None
    assert letters() == []


def test_a_worker_that_dies_before_sending_loses_nothing() -> None:
    person = make.user()
    tell(person)
    begun = services._claim(person.pk, DAY, NOON)

    assert begun is not None
    assert send(person, at=NOON + timedelta(minutes=5)) is None  # it may still be at it
    again = send(person, at=NOON + timedelta(hours=1))

    assert again is not None
    assert again.message_id == begun.message_id
    assert len(letters()) == 1


def test_an_outage_of_days_ends_in_one_letter_with_everything() -> None:
    person = make.user()
    tell(person)
    services._claim(person.pk, DAY, NOON)
    tell(person, key="trong lúc mất điện", text="Việc thứ hai.")
    third = NOON + timedelta(days=3)

    digest = send(person, day=third.date(), at=third)

    assert digest is not None
    assert digest.day == third.date()
    [letter] = letters()
    assert "12/KH-UBND" in str(letter.body)
    assert "Việc thứ hai" in str(letter.body)
    assert send(person, day=third.date(), at=third + timedelta(hours=2)) is None
    assert Digest.objects.count() == 1


def test_without_a_mail_server_the_letter_waits(settings: Settings) -> None:
    person = make.user()
    tell(person)
    sent_by = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.notifications.test_services.NoServer"

    with pytest.raises(ConnectionRefusedError):
        send(person)
    settings.EMAIL_BACKEND = sent_by

    assert send(person, at=NOON + timedelta(minutes=1)) is not None
    assert len(letters()) == 1


class NoServer:
    """A mail server that does not answer."""

    def __init__(self, **_options: object) -> None:
        pass

    def send_messages(self, _messages: object) -> int:
        raise ConnectionRefusedError


def test_everybody_with_something_to_hear_is_asked_for_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    told, unsent, silent, read = (make.user() for _ in range(4))
    tell(told, read)
    tell(told, unsent, key="2")
    services.mark_all_read(by=read, at=NOON)
    services._claim(unsent.pk, DAY, NOON)

    with django_capture_on_commit_callbacks() as asked:
        assert services.begin_digests(day=DAY) == 2
    assert len(asked) == 2
    with django_capture_on_commit_callbacks():
        assert services.finish_digests(day=DAY) == 1
    assert silent.digests.count() == 0


def test_a_long_letter_ends_with_a_way_to_the_rest() -> None:
    person = make.user()
    for number in range(60):
        tell(person, key=str(number))

    send(person)

    assert "10 điều nữa" in str(letters()[0].body)
