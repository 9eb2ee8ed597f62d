"""The only place that sends letters."""

from __future__ import annotations

from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage


def new_id() -> str:
    """Return an id for a letter, to be noted down before it is sent."""
    return make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2])


def send(*, to: str, subject: str, text: str, message_id: str = "") -> str:
    """Send one letter and return its message id.

    The same id marks a letter that is sent again: mail programs show it once.

    Raises:
        OSError: the mail server cannot be reached or refuses; nothing was sent.
    """
    message_id = message_id or new_id()
    one_line = " ".join(subject.split())
    letter = EmailMessage(one_line, text, to=[to], headers={"Message-ID": message_id})
    letter.send(fail_silently=False)
    return message_id
