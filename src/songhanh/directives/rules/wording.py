"""Words made from a duty: a short title, a message to paste."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import date

TITLE_LETTERS = 90
PLACE = re.compile(r"[;,.]\s+(?=\S)|\s(?=và\s\S)")
STOPS = (";", ". ", ", trên cơ sở", ", góp phần", ", nhằm", " nhằm ", ", trong đó", ", qua đó")


def short_title(text: str) -> str:
    """Return a name for a duty out of its own words: the order itself, without its purposes."""
    line = " ".join(text.split()).strip(" .;,-–")
    ends = [at for stop in STOPS if (at := line.find(stop)) > 20]
    line = line[: min(ends)] if ends else line
    if len(line) > TITLE_LETTERS:
        line = line[:TITLE_LETTERS].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
    return line[:1].upper() + line[1:]


def split_places(text: str) -> list[tuple[int, str]]:
    """Return where a clause may be cut: the place, and the words on both sides of it."""
    found = [m.end() for m in PLACE.finditer(text)]
    return [(at, f"…{text[:at][-40:].strip()} | {text[at:][:50].strip()}…") for at in found]


def zalo_text(*, number: str, subject: str, due_on: date | None, link: str, sample: bool) -> str:
    """Return a reminder to paste into a group chat: no figures of any unit, no names of people."""
    head = _("[MẪU] ") if sample else ""
    what = _("Kính nhắc các đơn vị thực hiện và báo cáo theo văn bản %(number)s về %(subject)s.") % {
        "number": number, "subject": subject,
    }  # fmt: skip
    when = _("Hạn báo cáo: %(day)s.") % {"day": f"{due_on:%d/%m/%Y}"} if due_on else ""
    where = _("Xem việc của đơn vị và gửi báo cáo tại: %(link)s") % {"link": link}
    return "\n".join(line for line in (head + what, when, where) if line)
