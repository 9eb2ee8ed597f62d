"""What a reading consists of. Spans are [start, end) into the text that was given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int

    def as_list(self) -> list[int]:
        return [self.start, self.end]


@dataclass(frozen=True, slots=True)
class LegalRef:
    """A document that the text names: by symbol if it has one, else by title."""

    number: str | None
    title: str | None
    span: Span

    def as_dict(self) -> dict[str, Any]:
        return {"number": self.number, "title": self.title, "span": self.span.as_list()}


@dataclass(frozen=True, slots=True)
class Window:
    """Days between which something is to take place; `starts` and `ends` as MM-DD."""

    starts: str
    ends: str
    year: int | None
    recurs: str | None
    span: Span

    def as_dict(self) -> dict[str, Any]:
        return {
            "from": self.starts,
            "to": self.ends,
            "year": self.year,
            "recurs": self.recurs,
            "span": self.span.as_list(),
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day; an unknown year is written XXXX."""

    on: str
    recurs: str | None
    span: Span

    def as_dict(self) -> dict[str, Any]:
        return {"on": self.on, "recurs": self.recurs, "span": self.span.as_list()}


@dataclass(frozen=True, slots=True)
class Duty:
    """A clause that orders someone to do something."""

    text: str
    theme: str
    assignees: tuple[str, ...]
    partners: tuple[str, ...]
    windows: tuple[Window, ...]
    deadlines: tuple[Deadline, ...]
    recurs: tuple[str, ...]
    span: Span

    def as_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "theme": self.theme,
            "assignees": list(self.assignees),
            "with": list(self.partners),
            "windows": [window.as_dict() for window in self.windows],
            "deadlines": [deadline.as_dict() for deadline in self.deadlines],
            "recurs": list(self.recurs),
            "span": self.span.as_list(),
        }


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says about itself."""

    title: str | None = None
    published_at: str | None = None
    author: str | None = None
    attachments: tuple[str, ...] = ()
    views: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "published_at": self.published_at,
            "author": self.author,
            "attachments": list(self.attachments),
            "views": self.views,
        }


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a field was found, for a screen that shows it in the text."""

    kind: str
    span: Span

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "span": self.span.as_list()}


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text."""

    text: str
    number: str | None = None
    doc_type: str | None = None
    issuer: str | None = None
    date: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    legal_refs: tuple[LegalRef, ...] = ()
    programmes: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    duties: tuple[Duty, ...] = ()
    page: Page = field(default_factory=Page)
    warnings: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the object that `songhanh read --json` prints."""
        return {
            "text": self.text,
            "number": self.number,
            "doc_type": self.doc_type,
            "issuer": self.issuer,
            "date": self.date,
            "subject": self.subject,
            "addressees": list(self.addressees),
            "legal_refs": [ref.as_dict() for ref in self.legal_refs],
            "programmes": list(self.programmes),
            "windows": [window.as_dict() for window in self.windows],
            "deadlines": [deadline.as_dict() for deadline in self.deadlines],
            "duties": [duty.as_dict() for duty in self.duties],
            "page": self.page.as_dict(),
            "warnings": list(self.warnings),
            "marks": [mark.as_dict() for mark in self.marks],
        }
