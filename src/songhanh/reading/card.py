"""The card beside a document on a portal: "Số hiệu: … | Cơ quan ban hành: … | Ngày ban hành: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from songhanh.reading import dates, issuers, symbols

if TYPE_CHECKING:
    from songhanh.reading.own import Own
    from songhanh.reading.symbols import Symbol

REACH = 6_000  # characters: the card stands near the top
JOINT = r"\s{0,3}(?:[:|\t]|\n)[\s:|]{0,6}"
FIELDS = {
    "number": r"Số ký hiệu|Số/ký hiệu|Số, ký hiệu|Số hiệu(?: văn bản)?|Số văn bản|Ký hiệu",
    "doc_type": r"Loại văn bản|Hình thức văn bản|Thể loại(?: văn bản)?|Tên loại",
    "issuer": r"Cơ quan ban hành|Nơi ban hành|Đơn vị ban hành|Cơ quan/Người ban hành|CQ ban hành",
    "date": r"Ngày ban hành|Ngày ký|Ngày văn bản",
}
LABELS = {
    name: re.compile(rf"(?:^|[\n|*\t])\s{{0,4}}(?:{words}){JOINT}(?P<value>[^\n|\t]{{2,120}})", re.IGNORECASE)
    for name, words in FIELDS.items()
}  # fmt: skip


def complete(text: str, own: Own, named: list[Symbol]) -> None:
    """Fill in what the document itself did not tell. A card has a number and one thing more."""
    found = {name: label.search(text, 0, REACH) for name, label in LABELS.items()}
    told = {name: match for name, match in found.items() if match}
    if len(told) < 2 or "number" not in told or own.number:
        return
    place = told["number"].start("value"), told["number"].end("value")
    symbol = next((one for one in named if place[0] <= one.at < place[1]), None)
    if symbol is None or symbol.bare:
        return
    own.number, own.begins = symbol.number, own.begins or symbol.end
    own.mark("number", symbol.at, symbol.end)
    _set_rest(text, own, told, symbol)


def _set_rest(text: str, own: Own, told: dict[str, re.Match[str]], symbol: Symbol) -> None:
    if kind := told.get("doc_type"):
        own.doc_type = own.doc_type or symbols.types().get(kind["value"].strip(" .").lower())
    own.doc_type = own.doc_type or symbol.doc_type
    if own.issuer is None and (issuer := told.get("issuer")):
        own.issuer = issuers.with_place(issuers.tidy(issuer["value"]), text)
        own.mark("issuer", issuer.start("value"), issuer.end("value"))
    if (
        own.date is None
        and (day := told.get("date"))
        and (at := dates.at(text, day.start("value")))
    ):
        own.date, own.year = at.iso(), at.year
        own.mark("date", at.start, at.end)
