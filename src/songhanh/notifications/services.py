"""Telling people things, each once, and one letter a day about what they have not read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
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


def begin_digests(*, day: date) -> int:
    """Ask for the day's letter of everybody who has something to hear; return to how many.

    Safe to run again: a letter that was sent is not sent twice, one that was not is taken up, also
    one of an earlier day that an outage kept back.
    """
    fresh = Notice.objects.filter(read_at__isnull=True, digest__isnull=True, person__is_active=True)
    return _ask({*fresh.values_list("person_id", flat=True), *_begun()}, day)


def finish_digests(*, day: date) -> int:
    """Ask again for the letters that were begun and not sent, for example without a mail server."""
    return _ask(_begun(), day)


def _begun() -> set[int]:
    rows = Digest.objects.filter(sent_at__isnull=True, person__is_active=True)
    return set(rows.values_list("person_id", flat=True))


@transaction.atomic
def _ask(people: set[int], day: date) -> int:
    for person in sorted(people):
        later("notifications.tasks.send_digest", person, day.isoformat())
    return len(people)


def send_digest(*, person_id: int, day: date, at: datetime) -> Digest | None:
    """Send one person the day's letter; none where there is nothing new or it was sent.

    The notices are bound to the letter and its id is noted before it leaves. A worker that dies in
    between leaves a letter without `sent_at`, which the next run finishes under the same id, so
    that mail programs show it once even if it had left.

    Raises:
        OSError: the mail server did not take it; it stays unsent and is taken up later.
    """
    digest = _claim(person_id, day, at)
    if digest is None:
        return None
    notices = list(digest.notices.order_by("created_at", "pk"))
    with override(settings.LANGUAGE_CODE):
        subject = _("Song Hành: %(count)s điều cần biết") % {"count": len(notices)}
        to, text = digest.person.email, _letter(notices)
    try:
        mail.send(to=to, subject=subject, text=text, message_id=digest.message_id)
    except OSError:
        _give_back(digest)
        raise
    digest.sent_at = at
    digest.save(update_fields=["sent_at"])
    audit.record("notifications.digest.sent", target=digest, by=audit.SYSTEM, at=at)
    return digest


def _give_back(digest: Digest) -> None:
    """Let the next run take the letter up at once: this one surely did not leave."""
    digest.started_at -= TRY_AGAIN_AFTER
    digest.save(update_fields=["started_at"])


@transaction.atomic
def _claim(person_id: int, day: date, at: datetime) -> Digest | None:
    person = User.objects.select_for_update().get(pk=person_id)
    if (
        not person.is_active
        or Digest.objects.filter(person=person, day=day, sent_at__isnull=False).exists()
    ):
        return None
    fresh = Notice.objects.filter(person=person, read_at__isnull=True, digest__isnull=True)
    digest = Digest.objects.filter(person=person, sent_at__isnull=True).order_by("day").first()
    if digest is None:
        if not fresh.exists():
            return None
        digest = Digest(person=person, day=day, message_id=mail.new_id())
    elif digest.started_at > at - TRY_AGAIN_AFTER:
        return None  # another worker is at it
    elif fresh.exists():
        digest.message_id = mail.new_id()  # no longer the same letter
    digest.day, digest.started_at = day, at
    digest.save()
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
