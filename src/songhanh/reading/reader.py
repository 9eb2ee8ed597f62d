"""Reads one text: cleans it, finds the document it is about, and what that document orders."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

from songhanh.reading import (
    card,
    dates,
    deadlines,
    duties,
    english,
    header,
    lines,
    news,
    page,
    refs,
    symbols,
    windows,
)
from songhanh.reading.found import Deadline, Duty, LegalRef, Mark, Reading, Window
from songhanh.reading.normal import normalise
from songhanh.reading.own import Own
from songhanh.reading.vietnamese import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from songhanh.reading.found import Span
    from songhanh.reading.normal import Normal
    from songhanh.reading.symbols import Symbol
    from songhanh.reading.walk import Found

LONGEST_ARTICLE = 3_000_000


def read(text: str, published: date | None = None) -> Reading:
    """Return what a careful official reads out of `text`; `published` may lend a missing year."""
    normal = normalise(text)
    return _Reader(normal, text, published).reading()


class _Reader:
    """The steps of one reading, and what they share."""

    def __init__(self, normal: Normal, given: str, published: date | None) -> None:
        self.normal, self.given, self.published = normal, given, published
        self.blocks = lines.blocks(normal.text)
        self.text = lines.joined(normal.text, self.blocks)
        self.split = symbols.sentences(self.text)
        self.named = symbols.find(self.text)
        self.is_english = english.is_english(self.text)
        self.posted = page.posting(self.text, self.blocks)
        self.end = page.article_end(self.text, self.blocks)
        self.own = self._own()

    def _own(self) -> Own:
        full = header.read(self.text, self.blocks, self.named)
        if full and (full.known or full.addressees):
            if full.number or not (
                letter := news.letter(self.text, self.named, max(full.begins, 1))
            ):
                return full
            told = news.read(self.text, letter, self.split, self.posted, self.published)
            told.addressees, told.full, told.begins = full.addressees, True, full.begins
            told.issuer, told.date = told.issuer or full.issuer, told.date or full.date
            told.places += full.places
            return told
        return self._told() or Own()

    def _told(self) -> Own | None:
        symbol = news.choose(self.text, self.named, self.split, self.end)
        if symbol is None and self.is_english:
            symbol = english.choose(self.named)
        if symbol:
            return news.read(self.text, symbol, self.split, self.posted, self.published)
        return news.unnumbered(self.text, self.split, self.posted, self.published, self.end)

    def reading(self) -> Reading:
        own = self.own
        card.complete(self.text, own, self.named)
        if self.is_english:
            english.complete(self.text, own)
        walk = (
            english.find(self.text, self.blocks, own, self.split, self.end)
            if self.is_english
            else None
        )
        if walk is None and (own.known or not duties.tells_an_event(self.text)):
            walk = duties.find(self.text, self.blocks, own, self.split, self.end)
        found_windows = self._windows()
        found_deadlines = self._deadlines()
        addressees = own.addressees or tuple(walk.addressees if walk else ())
        return Reading(
            text=self.given,
            number=own.number,
            doc_type=own.doc_type,
            issuer=own.issuer,
            date=own.date,
            subject=own.subject,
            addressees=addressees,
            legal_refs=self._legal_refs(),
            programmes=self._programmes(),
            windows=_once(found_windows),
            deadlines=tuple(found_deadlines),
            duties=self._duties(walk.found if walk else (), found_windows, found_deadlines),
            page=page.read_page(
                self.text, self.blocks, self.posted, full=own.full and not self.posted
            ),
            warnings=self._warnings(walk.found if walk else ()),
            marks=self._marks(addressees),
        )

    def _year(self, low: int, high: int, month_day: int) -> int | None:
        """Return the year of a day without one: of its sentence, of the subject, of the document."""
        years = dates.named_years(self.text, low, high)
        if len(set(years)) == 1:
            return years[0]
        if self.own.subject and (
            named := dates.named_years(self.own.subject, 0, len(self.own.subject))
        ):
            return named[-1]
        year = self.own.year or (self.published.year if self.published else None)
        if year and self.own.date and self.own.date[:4].isdigit():
            issued = int(self.own.date[5:7]) * 100 + int(self.own.date[8:10])
            return year + 1 if month_day < issued - 300 else year
        return year

    def _subject_year(self) -> int | None:
        subject = self.own.subject or ""
        years = dates.named_years(subject, 0, len(subject))
        return years[-1] if years else None

    def _windows(self) -> list[Window]:
        found = windows.find(self.text, self.split.around, self._subject_year())
        return [
            Window(first, last, year, recurs, self.normal.span(start, end))
            for first, last, year, recurs, start, end in found
            if start < self.end
        ]

    def _deadlines(self) -> list[Deadline]:
        found = deadlines.find(self.text, self.split.around, self._year)
        return [
            Deadline(on, recurs, self.normal.span(start, end))
            for on, recurs, start, end in found
            if start < self.end
        ]

    def _legal_refs(self) -> tuple[LegalRef, ...]:
        found: dict[str, tuple[int, LegalRef]] = {}
        own = self.own.number
        heads = {re.split("[/-]", own)[0]} if own else set()
        for symbol in self.named:
            if symbol.start >= self.end or self._is_own(symbol, own):
                continue
            if symbol.bare and symbol.number in heads:
                continue
            heads.add(re.split("[/-]", symbol.number)[0])
            title = symbol.doc_type
            ref = LegalRef(symbol.number, title, self.normal.span(symbol.start, symbol.end))
            found.setdefault(symbol.number, (symbol.start, ref))
        for name, start, end in refs.laws(self.text, self.named):
            if start < self.end:
                shown = name[0].upper() + name[1:] if not name.isupper() else name.capitalize()
                found.setdefault(
                    refs.key(shown), (start, LegalRef(None, shown, self.normal.span(start, end)))
                )
        return tuple(ref for _, ref in sorted(found.values(), key=lambda pair: pair[0]))

    @staticmethod
    def _is_own(symbol: Symbol, own: str | None) -> bool:
        if own is None:
            return False
        short = re.sub(r"/(?:19|20)\d\d/", "/", symbol.number)
        digits = re.split("[/-]", own)[0]
        return own in {symbol.number, short} or (symbol.bare and digits == symbol.number)

    def _programmes(self) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for name, start, end in refs.programmes(self.text, self.named):
            if start < self.end:
                span = self.normal.span(start, end)
                del name
                shown = " ".join(self.given[span.start : span.end].split())
                found.setdefault(refs.key(shown), shown)
                self.own.mark("programme", start, end)
        return tuple(found.values())

    def _duties(
        self,
        found: Sequence[Found],
        all_windows: list[Window],
        all_deadlines: list[Deadline],
    ) -> tuple[Duty, ...]:
        return tuple(
            self._duty(one, all_windows, all_deadlines)
            for one in sorted(found, key=lambda one: one.start)
        )

    def _duty(self, one: Found, all_windows: list[Window], all_deadlines: list[Deadline]) -> Duty:
        span = self.normal.span(one.start, one.end)
        clause = self.text[one.start : one.end]
        return Duty(
            text=self._shown(clause, span),
            theme=english.theme(clause) if self.is_english else duties.theme(self.text, one),
            assignees=one.assignees,
            partners=one.partners,
            windows=tuple(_inside(all_windows, span)),
            deadlines=tuple(_inside(all_deadlines, span)),
            recurs=deadlines.recurs(clause),
            span=span,
        )

    def _shown(self, clean: str, span: Span) -> str:
        """Return words as the text gives them; what cannot be shown as given is shown clean."""
        given = self.given[span.start : span.end]
        repaired = (
            self.normal.repaired or "&" in given or not unicodedata.is_normalized("NFC", given)
        )
        return " ".join((clean if repaired else given.translate(INVISIBLE)).split())

    def _warnings(self, found: Sequence[Found]) -> tuple[str, ...]:
        warnings = []
        if not self.own.known:
            warnings.append("Không thấy văn bản chỉ đạo nào trong trang này.")
        elif not found:
            warnings.append("Không thấy nhiệm vụ nào trong văn bản.")
        if self.own.known and self.own.number is None:
            warnings.append("Không thấy số, ký hiệu của văn bản.")
        if self.normal.repaired:
            warnings.append("Văn bản dùng phông chữ cũ, chữ đã được đổi sang Unicode khi đọc.")
        return tuple(warnings)

    def _marks(self, addressees: tuple[str, ...]) -> tuple[Mark, ...]:
        places = list(self.own.places)
        if not self.own.addressees:
            for name in addressees:
                at = self.text.find(name, self.own.begins)
                if at >= 0:
                    places.append(("addressee", at, at + len(name)))
        marks = {
            (kind, start, end): Mark(kind, self.normal.span(start, end))
            for kind, start, end in places
            if start < end
        }
        return tuple(sorted(marks.values(), key=lambda mark: (mark.span.start, mark.kind)))


def _once(found: list[Window]) -> tuple[Window, ...]:
    """Return each window once, the one with a year before the one without."""
    kept: dict[tuple[str, str], Window] = {}
    for window in found:
        key = (window.starts, window.ends)
        if key not in kept or (kept[key].year is None and window.year):
            kept[key] = window
    return tuple(sorted(kept.values(), key=lambda window: window.span.start))


Timed = TypeVar("Timed", Window, Deadline)


def _inside(found: list[Timed], span: Span) -> list[Timed]:
    """Return those that begin inside a span; `found` stands in the order of the text."""
    first = bisect_left(found, span.start, key=lambda one: one.span.start)
    last = bisect_left(found, span.end, key=lambda one: one.span.start)
    return found[first:last]
