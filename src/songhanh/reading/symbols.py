"""Symbols of documents (1267/UBND-LĐTB, 28/NQ-CP, 30-KH/TU) and the words that name the type before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from songhanh.reading.words import LOWER, UPPER, data, one_of

CODE = rf"(?:[{UPPER}]{{1,12}}(?:Tg|Tr|yĐ|r|TTg|p|t)?(?:TW|TU|[{UPPER}]{{1,8}})?\d{{0,3}})"
SYMBOL = re.compile(
    rf"(?<![\w/.,&-])(?P<no>\d{{1,2}}\.\d{{3}}|\d{{1,5}})(?P<letter>[a-zđ](?=\s?[/-]))?"
    rf"(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?=\s?/))?"
    rf"\s?(?P<first>/\s?[-/]|[/-])\s?(?P<code>{CODE}(?:\s?(?:[-/&.]|_)\s?{CODE}){{0,4}})(?![\w])"
)
OLD = re.compile(
    rf"\b[Ss]ố\s{{0,2}}:?\s{{0,2}}(?P<no>\d{{1,5}})\s?(?P<type>QĐ|KH|CT|TB|NQ)\s?/\s?(?P<code>{CODE})(?!\w)"
)
GLUED = re.compile(
    rf"\b[Ss]ố\s{{0,2}}:?\s{{0,2}}(?P<no>\d{{1,5}})\s?(?P<code>{CODE}\s?-\s?{CODE})(?!\w)"
)
LOST_DASH = re.compile(
    r"^(TTLT|QĐ|KH|NQ|CT|TB|BC|HD|TTr|CTr|CĐ|NĐ|TT|GM)(UBND|HĐND|CP|TTg|BTV|BCĐ|UBMTTQ|VPCP|BNV|BTC|BGDĐT|BYT|BTP|BLĐTBXH|BVHTTDL|BTTTT|BKHĐT|BNNPTNT|BXD|BTNMT|BKHCN|BCT|BGTVT|BCA|BQP|TTCP|NHNN)$"
)
LOST_BLANK = re.compile(r"\s+")
FIXED_CASE = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QYĐ": "QyĐ", "QD": "QĐ", "ND": "NĐ"}
LETTERS = re.compile(rf"[{UPPER}]")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document as the text names it."""

    number: str
    doc_type: str | None
    start: int  # of the type word or of "số", whichever comes first
    end: int
    at: int  # of the number itself
    bare: bool = False  # a number without a suffix
    worded: bool = False  # the type stands before it in words


@cache
def types() -> dict[str, str]:
    """Return the name of each type by its small letters, English names too."""
    names = {"văn bản": "Công văn", "công hàm": "Công văn"}
    for entry in data("doctypes")["type"]:
        for name in [entry["name"], *entry["english"]]:
            names[name.lower()] = entry["name"]
    return names


@cache
def abbreviations() -> dict[str, str]:
    return {abbr: entry["name"] for entry in data("doctypes")["type"] for abbr in entry["abbr"]}


@cache
def kinds() -> dict[str, str]:
    return {entry["name"]: entry["kind"] for entry in data("doctypes")["type"]}


@cache
def type_words() -> str:
    """Return the pattern of any type in words, either case."""
    words = [
        word for word in types() if word not in {"luật", "bộ luật", "hiến pháp", "code", "law"}
    ]
    return one_of([*words, *(word.upper() for word in words), *(w.title() for w in words)])


@cache
def _named() -> re.Pattern[str]:
    extra = r"(?:\s+(?:khẩn|hỏa tốc|liên tịch|liên ngành|mật|thượng khẩn|cá biệt))?"
    return re.compile(
        rf"(?<!\w)(?P<type>{type_words()}){extra}(?:\s*\([^()\n]{{1,12}}\))?"
        r"(?P<no>\s{0,3}(?:[Ss]ố|SỐ|[Nn]o\.?|[Nn]umber)\s{0,2}[:.]?)?\s{0,3}(?=(?P<digits>\d{1,5}))"
    )


NUMBER_WORD = re.compile(r"(?:[Ss]ố|SỐ|No\.?|[Nn]umber)\s{0,2}[:.]?\s{0,3}$")
BARE_END = re.compile(
    r"(?![\d%])(?![.,/-]\s?\d)(?!\s?(?:triệu|tỷ|người|nội dung|nhiệm|điểm|giải|/))"
)


def find(text: str) -> list[Symbol]:
    """Return all documents named by a symbol or a number, in the order of the text."""
    named = {match.start("digits"): match for match in _named().finditer(text)}
    found = []
    for match in SYMBOL.finditer(text):
        symbol = _symbol(text, match, named.get(match.start("no")))
        if symbol:
            found.append(symbol)
    taken = {symbol.at for symbol in found}
    found += [s for m in GLUED.finditer(text) if (s := _glued(m)).at not in taken]
    taken = {symbol.at for symbol in found}
    found += [s for m in OLD.finditer(text) if (s := _old(m)).at not in taken]
    found += _bare(text, named, {symbol.at for symbol in found})
    found.sort(key=lambda symbol: symbol.at)
    return _listed(text, found)


def _symbol(text: str, match: re.Match[str], named: re.Match[str] | None) -> Symbol | None:
    code = _regular_code(match["code"])
    if len(LETTERS.findall(code)) < 2:
        return None
    year = f"/{match['year']}" if match["year"] else ""
    number = f"{match['no'].replace('.', '')}{match['letter'] or ''}{year}{_joint(match['first'], code)}{code}"
    start = match.start("no")
    if named:
        return Symbol(
            number, _type(code, named["type"]), named.start(), match.end(), start, worded=True
        )
    word = NUMBER_WORD.search(text, max(0, start - 12), start)
    if not word and match["first"] == "-" and "/" not in code and not LOST_BLANK.search(match[0]):
        word = None if code.split("-")[0] not in abbreviations() else word
        if code.split("-")[0] not in abbreviations():
            return None
    return Symbol(number, _type(code, None), word.start() if word else start, match.end(), start)


def _joint(shown: str, code: str) -> str:
    """Return the sign after the number: Party symbols have the hyphen first, "49/-CT/TW" too."""
    if len(shown) == 1:
        return shown
    return "-" if "-" in shown and "/" in code else "/"


def _glued(match: re.Match[str]) -> Symbol:
    code = _regular_code(match["code"])
    number = f"{match['no']}/{code}"
    return Symbol(number, _type(code, None), match.start(), match.end(), match.start("no"))


def _old(match: re.Match[str]) -> Symbol:
    """Put "318QĐ/BTP" into its regular form."""
    number = f"{match['no']}/{match['type']}-{_regular_code(match['code'])}"
    doc_type = abbreviations().get(match["type"])
    return Symbol(number, doc_type, match.start(), match.end(), match.start("no"))


def _bare(text: str, named: dict[int, re.Match[str]], taken: set[int]) -> list[Symbol]:
    """Return documents told by a number alone: "Công văn số 1009 của Thành ủy"."""
    found = []
    for at, match in named.items():
        issued = text[max(0, match.start() - 9) : match.start()] == "ban hành "
        if at in taken or not (match["no"] or issued):
            continue
        end = match.end("digits")
        if BARE_END.match(text, end):
            doc_type = types()[" ".join(match["type"].lower().split())]
            found.append(
                Symbol(match["digits"], doc_type, match.start(), end, at, bare=True, worded=True)
            )
    return found


LISTED = re.compile(r"\s{0,2}(?:,|;|và|và số|, số)\s{0,2}(?:[Ss]ố\s{1,2})?$")


def _listed(text: str, found: list[Symbol]) -> list[Symbol]:
    """Let "các Công văn số 1/A-B, số 2/A-B" lend its type to each of the list."""
    listed = found[:1]
    for before, symbol in pairwise(found):
        if not symbol.worded and symbol.at - before.end < 12:
            between = text[before.end : symbol.at]
            if LISTED.match(between) and listed[-1].worded:
                listed.append(replace(symbol, worded=True))
                continue
        listed.append(symbol)
    return listed


def _regular_code(code: str) -> str:
    parts = re.split(r"([-/&._])", LOST_BLANK.sub("", code))
    fixed = [FIXED_CASE.get(part, part) for part in parts]
    return LOST_DASH.sub(r"\1-\2", fixed[0]) + "".join(fixed[1:])


def _type(code: str, word: str | None) -> str | None:
    """Return the type: of the words before it; "văn bản" and none leave it to the symbol."""
    by_word = types().get(" ".join(word.lower().split())) if word else None
    first = re.split(r"[-/&.]", code)[0]
    by_code = abbreviations().get(first)
    if first.startswith("QH") or first == "UBTVQH":
        by_code = "Luật"
    if first.startswith("TTLT"):
        by_code = "Thông tư liên tịch"
    if word and word.lower() in {"văn bản", "document"}:
        return by_code or "Công văn"
    return by_word or by_code or "Công văn"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Where sentences begin: for looking round a place without reading too far."""

    starts: tuple[int, ...]

    def around(self, place: int) -> tuple[int, int]:
        index = min(bisect_right(self.starts, place), len(self.starts) - 1) - 1
        low, high = self.starts[index], self.starts[index + 1]
        return max(low, place - REACH), min(high, place + REACH)


REACH = 3_000  # characters; a longer sentence is none, and looking on would cost too much
SENTENCE = re.compile(
    r"(?<=[a-zà-ỹđ\d])\.(?=["
    + UPPER
    + r"]["
    + LOWER
    + r"]|UBND|HĐND|MTTQ)|(?:(?<=[.!?;…])|(?<=\.[\")]))\s+(?=[\"(]?[-+*\d"
    + UPPER
    + r"])|\n+\s*"
)
NO_END = re.compile(
    r"(?:\b(?:TP|Tp|TX|P|Q|ThS|TS|BS|PGS|GS|KT|TM|TL|Ths|BCH|T\.Ư|No|Nos|Mr|Mrs|Dr|đ/c|\d)\.|[IVX]{1,4}\.)$"
)


def sentences(text: str) -> Sentences:
    starts = [0]
    for match in SENTENCE.finditer(text):
        if "\n" not in match[0] and NO_END.search(text, max(0, match.start() - 5), match.start()):
            continue
        if text[match.start() - 1 : match.start()] == ";" and "\n" not in match[0]:
            continue
        starts.append(match.end())
    return Sentences(
        (*starts, len(text)) if starts[-1] < len(text) or len(starts) == 1 else tuple(starts)
    )
