"""Letters that leave the office: the only code that sends mail."""

from __future__ import annotations

from email.utils import make_msgid

from django.core.mail import EmailMessage


def send(*, to: str, subject: str, text: str) -> str:
    """Send one plain letter; return its message id. What goes wrong is raised: the caller tries again."""
    message_id = make_msgid(domain="song-hanh")
    EmailMessage(subject=subject, body=text, to=[to], headers={"Message-ID": message_id}).send()
    return message_id
