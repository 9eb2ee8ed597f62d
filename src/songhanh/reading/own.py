"""Which document a text is about, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from songhanh.reading.found import Mark, Span


@dataclass(slots=True)
class Own:
    """The document itself, as its header or the news tells it."""

    full: bool = False
    number: str | None = None
    doc_type: str | None = None
    issuer: str | None = None
    date: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    places: list[tuple[str, int, int]] = field(default_factory=list)  # (kind, start, end)
    begins: int = 0  # where what it orders may begin
    year: int | None = None

    def mark(self, kind: str, start: int, end: int) -> None:
        self.places.append((kind, start, end))

    @property
    def known(self) -> bool:
        return bool(self.number or self.doc_type)


def as_mark(kind: str, span: Span) -> Mark:
    return Mark(kind, span)
