"""Telling people things, each once, and one letter a day about what they have not read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from songhanh.accounts.models import User
from songhanh.audit import services as audit
from songhanh.core.background import later
from songhanh.integrations import mail
from songhanh.notifications.models import Digest, Notice
from songhanh.notifications.queries import notice_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

# A letter that was begun and not finished within this time is taken up by another worker.
TRY_AGAIN_AFTER = timedelta(minutes=30)
LINES_MAX = 50


def notify(
    *, people: Iterable[User], kind: str, key: str, text: str, why: str, url: str, at: datetime
) -> int:
    """Tell each person one thing; one with the same key is not told again. Return to how many.

    `text` names units and duties, never figures or people: it goes into letters.
    """
    rows = [
        Notice(person=person, kind=kind, key=key, text=text, why=why, url=url, created_at=at)
        for person in people
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def mark_read(*, pk: int, by: User, at: datetime) -> Notice:
    """Note that the person has seen a notice.

    Raises:
        NotFound: it is not theirs.
    """
    notice = notice_for(by, pk=pk)
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, by: User, at: datetime) -> int:
    """Note that the person has seen every notice; return how many there were."""
    return Notice.objects.filter(person=by, read_at__isnull=True).update(read_at=at)


def begin_digests(*, day: date, at: datetime) -> int:
    """Ask for the day's letter of everybody who has something new; return to how many.

    Safe to run again: a letter that was sent is not sent twice, one that was not is taken up.
    """
    people = User.objects.filter(
        is_active=True, notices__read_at__isnull=True, notices__digest__isnull=True
    ).distinct()
    for person in people:
        with transaction.atomic():
            later("notifications.tasks.send_digest", person.pk, day.isoformat())
    return len(people)


def send_digest(*, person_id: int, day: date, at: datetime) -> Digest | None:
    """Send one person the day's letter; none where there is nothing new or it was sent.

    The notices are bound to the letter before it leaves. A worker that dies in between leaves a
    letter without `sent_at`, which the next run finishes with the same notices.
    """
    digest = _claim(person_id, day, at)
    if digest is None:
        return None
    notices = list(digest.notices.order_by("created_at", "pk"))
    with override(settings.LANGUAGE_CODE):
        subject = _("Song Hành: %(count)s điều cần biết") % {"count": len(notices)}
        digest.message_id = mail.send(
            to=digest.person.email, subject=subject, text=_letter(notices)
        )
    digest.sent_at = at
    digest.save(update_fields=["sent_at", "message_id"])
    audit.record("notifications.digest.sent", target=digest, by=audit.SYSTEM, at=at)
    return digest


@transaction.atomic
def _claim(person_id: int, day: date, at: datetime) -> Digest | None:
    person = User.objects.select_for_update().get(pk=person_id)
    digest = Digest.objects.filter(person=person, day=day).first()
    if digest is not None:
        begun_lately = digest.started_at > at - TRY_AGAIN_AFTER
        if digest.sent_at is not None or begun_lately:
            return None
        digest.started_at = at
        digest.save(update_fields=["started_at"])
        return digest
    fresh = Notice.objects.filter(person=person, read_at__isnull=True, digest__isnull=True)
    if not person.is_active or not fresh.exists():
        return None
    digest = Digest.objects.create(person=person, day=day, started_at=at)
    fresh.update(digest=digest)
    return digest


def _letter(notices: list[Notice]) -> str:
    lines = [_("Bạn nhận thư này vì làm việc trên Song Hành. Mỗi ngày nhiều nhất một thư."), ""]
    for notice in notices[:LINES_MAX]:
        lines += [f"- {notice.text}", f"  {notice.why}", f"  {settings.BASE_URL}{notice.url}", ""]
    left = len(notices) - LINES_MAX
    if left > 0:
        more = ngettext("và %(left)s điều nữa", "và %(left)s điều nữa", left) % {"left": left}
        lines += [more, f"  {settings.BASE_URL}/lam-viec/thong-bao/"]
    return "\n".join(lines)


def today(at: datetime) -> date:
    """Return the office's day at that moment."""
    return timezone.localtime(at).date()
