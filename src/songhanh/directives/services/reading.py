"""Turning what the reader found into a draft: proposed duties, each with its words and its bodies."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from songhanh.audit import services as audit
from songhanh.directives.models import Directive, Duty, DutyBody
from songhanh.directives.models.directive import Theme
from songhanh.directives.rules import short_title
from songhanh.directives.rules.periods import MONTHS
from songhanh.directives.services.drafts import lock_draft
from songhanh.directives.services.offices import put_office
from songhanh.organizations import queries as organizations
from songhanh.reading import read

if TYPE_CHECKING:
    from songhanh.accounts.models import User

LETTERS = str.maketrans("đĐ", "dD")
YEAR = re.compile(r"\bnăm (20\d\d)\b")


@transaction.atomic
def read_in_background(*, pk: int, at: datetime) -> None:
    """Read a directive whose text was too long to read while its sender waited. Safe to run twice."""
    directive = Directive.objects.select_for_update().get(pk=pk)
    if directive.issued_at is None and not directive.reading.get("duties"):
        put_reading(directive)


@transaction.atomic
def read_again(*, directive: Directive, revision: int | None, by: User, at: datetime) -> Directive:
    """Read the text once more; every proposal, corrected or not, is made anew."""
    directive = lock_draft(directive.pk, revision=revision, by=by, at=at)
    directive.duties.all().delete()
    put_reading(directive)
    audit.record("directives.directive.read", target=directive, by=by, at=at)
    return directive


def put_reading(directive: Directive) -> None:
    """Read the text and write what was found: the head of the paper, and the proposed duties."""
    published = date.fromisoformat(p) if (p := directive.reading.get("published")) else None
    found = read(directive.text, published).as_dict()
    if published:
        found["published"] = published.isoformat()
    directive.text = found.pop("text")
    directive.reading, directive.reading_problem = found, ""
    _put_head(directive, found)
    if directive.created_by:
        put_office(directive, by=directive.created_by, on=timezone.localdate(directive.created_at))
    directive.slug = slug_of(directive)
    directive.save()
    _put_duties(directive, found)


def _put_head(directive: Directive, found: dict[str, Any]) -> None:
    directive.number = (found.get("number") or "")[:60]
    directive.doc_type = (found.get("doc_type") or "")[:60]
    directive.issuer_name = (found.get("issuer") or "")[:250]
    directive.subject = (found.get("subject") or "")[:1000]
    directive.dated_on = whole_date(found.get("date"))
    directive.missing_files = found.get("page", {}).get("attachments", [])


def _put_duties(directive: Directive, found: dict[str, Any]) -> None:
    known: dict[str, list[int]] = {}
    until = _recurs_until(directive)
    for order, entry in enumerate(found.get("duties", []), start=1):
        duty = Duty.objects.create(**_values(directive, entry, until), order=order)
        _put_bodies(duty, entry, known)


def _values(directive: Directive, entry: dict[str, Any], until: date | None) -> dict[str, Any]:
    deadlines = entry.get("deadlines", [])
    due = min((d for d in (whole_date(x.get("on")) for x in deadlines) if d), default=None)
    recurs = _most_often(
        [*entry.get("recurs", []), *(x["recurs"] for x in deadlines if x.get("recurs"))]
    )
    start, end = entry["span"]
    return {
        "directive": directive,
        "title": short_title(entry["text"])[:250],
        "text": entry["text"],
        "span_start": start,
        "span_end": end,
        "theme": entry["theme"] if entry["theme"] in Theme.values else Theme.OTHER,
        "due_on": due,
        "due_set_by": Duty.DueSetBy.TEXT if due else "",
        "recurs": recurs,
        "recurs_until": until if recurs else None,
        "windows": [{k: v for k, v in w.items() if k != "span"} for w in entry.get("windows", [])],
        "said": _said(directive.text, entry, due),
    }


def _said(text: str, entry: dict[str, Any], due: date | None) -> dict[str, Any]:
    """Keep the text's own words, so that a suggestion can always be told from them."""
    spans = [x["span"] for x in (*entry.get("windows", []), *entry.get("deadlines", []))]
    return {
        "assignees": entry.get("assignees", []),
        "with": entry.get("with", []),
        "recurs": entry.get("recurs", []),
        "when": list(dict.fromkeys(text[start:end] for start, end in spans)),
        "due_on": due.isoformat() if due else None,
    }


def _put_bodies(duty: Duty, entry: dict[str, Any], known: dict[str, list[int]]) -> None:
    parts = DutyBody.Part
    rows: dict[int, DutyBody] = {}
    for key, part in (("assignees", parts.LEAD), ("with", parts.WITH)):
        for words in entry.get(key, []):
            for pk in _resolve(duty.directive, words, known):
                rows.setdefault(pk, DutyBody(duty=duty, body_id=pk, part=part, words=words[:250]))
    DutyBody.objects.bulk_create(rows.values(), batch_size=1000)


def _resolve(directive: Directive, words: str, known: dict[str, list[int]]) -> list[int]:
    if words not in known:
        known[words] = resolve_words(directive, words)
    return known[words]


def resolve_words(directive: Directive, words: str) -> list[int]:
    """Return the bodies that the words stand for on the day of the directive."""
    on = directive.dated_on or directive.created_at.date()
    found = organizations.resolve(words, on=on, authority=directive.authority)
    return [body.pk for body in found]


def resolve_again(directive: Directive) -> None:
    """Look up again who the text's words stand for, where nobody has reviewed it."""
    known: dict[str, list[int]] = {}
    for duty in directive.duties.filter(reviewed_at__isnull=True).exclude(said={}):
        duty.bodies.all().delete()
        _put_bodies(duty, duty.said, known)


def slug_of(directive: Directive) -> str:
    """Return the last part of the directive's public address: its number, once more if taken."""
    plain = slugify(directive.number.translate(LETTERS).replace("/", "-"))[:80]
    wanted = plain or f"van-ban-{directive.pk}"
    taken = Directive.objects.filter(slug=wanted).exclude(pk=directive.pk).exists()
    return f"{wanted}-{directive.pk}" if taken else wanted


def whole_date(value: str | None) -> date | None:
    """Return a date that is told in full; “XXXX-12-20” is none."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _most_often(recurs: list[str]) -> str:
    return min((r for r in recurs if r in MONTHS), key=lambda r: MONTHS[r], default="")


def _recurs_until(directive: Directive) -> date | None:
    """A letter about one year asks nothing of the years after it."""
    years = YEAR.findall(directive.subject)
    return date(int(years[-1]), 12, 31) if years else None
