"""English pages of Vietnamese bodies: the same questions, other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from songhanh.reading import symbols
from songhanh.reading.clauses import Scene
from songhanh.reading.walk import Found, Walk
from songhanh.reading.words import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songhanh.reading.lines import Block
    from songhanh.reading.own import Own
    from songhanh.reading.symbols import Sentences, Symbol

VIETNAMESE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(?:the|of|and|to|on|for|in)\b")
SAMPLE = 6_000
ASKED = re.compile(
    r"\b(?:request(?:ed|s)?|ask(?:ed|s)?|direct(?:ed|s)?|instruct(?:ed|s)?|ordered|assign(?:ed|s)?|urge(?:d|s)?|require(?:d|s)?|propose(?:d|s)?)\b"
    r"(?:\s(?:that))?\s(?P<who>(?:[^.;:]{0,420}?\s)?)(?:to|must|shall|should|need to|in \d{4} to)\s(?P<verb>[a-z]+)"
)
BOUND = re.compile(
    r"(?P<who>(?:The\s|the\s)?(?:[A-Z][\w,'-]*(?:\s|,\s)?(?:(?:of|and|for|the|in|-)\s)*){1,14})\s?(?:must|shall|is responsible for|are responsible for|is assigned to|are assigned to|is tasked with|will be responsible for|is to|are to|need to|needs to)\s(?P<verb>[a-z]+)"
)
ISSUER = re.compile(
    r"(?P<name>(?:[A-Z][\w.-]+\s){0,4}(?:Provincial |Municipal |City |District )?People['’]?s Committee(?: of (?:[A-Z][\w-]+(?:\s|$)?){1,4}(?:province|city|district|City|Province)?)?"
    r"|(?:General )?(?:Ministry|Department) of [A-Z][\w-]+(?:,? (?:and )?[A-Z][\w-]+| of Vietnam){0,6}|Prime Minister|Government Office)(?=[\s,.])"
)
ABOUT = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?P<type>Plan|Directive|Decision|Official Dispatch|Resolution)\b"
)
ISSUES = re.compile(
    r"(?:has |have |just |also )*(?:issue|promulgat|release|sign|request|direct|ask|gave|has given|given instructions|assign)"
)


def choose(named: list[Symbol]) -> Symbol | None:
    """Return the first document that may order something: English pages cite few."""
    return next(
        (
            s
            for s in named
            if symbols.kinds().get(s.doc_type or "") == "order"
            and "-CP" not in s.number
            and "TTg" not in s.number
        ),
        None,
    )


def complete(text: str, own: Own) -> None:
    """Fill in what an English page tells: the issuer, the type of a plan without a number."""
    if not own.known and (about := ABOUT.search(text)):
        own.doc_type = TYPES.get(about["type"])
    if own.known and not own.issuer:
        for match in ISSUER.finditer(text[:30_000]):
            if ISSUES.match(text, match.end() + 1):
                own.issuer = " ".join(match["name"].split())
                own.mark("issuer", match.start("name"), match.end("name"))
                return


TYPES = {
    "Plan": "Kế hoạch", "Directive": "Chỉ thị", "Decision": "Quyết định",
    "Official Dispatch": "Công văn", "Resolution": "Nghị quyết",
}  # fmt: skip
REQUIRED = re.compile(r"\bIt is (?:required|requested|necessary|proposed) to\s(?P<verb>[a-z]+)")
ALSO = re.compile(
    r"(?:In addition|Besides|At the same time|Moreover|Furthermore|Additionally|Accordingly|Concurrently|Also)[^,]{0,20},?\s(?=[a-z]+)"
)
IMPERATIVE_END = re.compile(r"(?:ed|ing|s|tion|ment|ly)$")


def is_english(text: str) -> bool:
    sample = text[:SAMPLE]
    words = len(ENGLISH.findall(sample))
    return words >= 8 and len(VIETNAMESE.findall(sample)) < words


def find(text: str, found: Sequence[Block], own: Own, split: Sentences, end: int) -> Walk | None:
    """Return what an English page orders; None if it is about no document."""
    walk = Walk(text, split, Scene(), own.full)
    if not own.known:
        return walk
    opened = False
    for block in found:
        if block.start >= end or block.end <= own.begins:
            continue
        place = max(block.start, own.begins)
        while place < block.end:
            _, high = split.around(place)
            high = min(high, block.end)
            if high <= place:
                break
            opened = _sentence(walk, place, high, opened=opened)
            place = high
    return walk


def _sentence(walk: Walk, low: int, high: int, *, opened: bool) -> bool:
    text = walk.text
    stop = low + len(text[low:high].rstrip(" .;\n"))
    for pattern in (REQUIRED, ASKED, BOUND):
        match = pattern.search(text, low, min(stop, low + 1400))
        if match and is_verb(match["verb"]):
            who = _names(match.groupdict().get("who") or "")
            if text[stop - 1] == ":":
                walk.told = who or walk.told
                return True
            start = match.start("verb")
            walk.told = who or walk.told
            walk.addressees += [name for name in who if name not in walk.addressees]
            _add(walk, start, stop, who or walk.told)
            return True
    if text[stop - 1 : stop] == ":":
        return (
            opened
            or bool(ASKED.search(text, low, stop))
            or bool(re.search(r"(?:contents|tasks|solutions|following|as follows)", text[low:stop]))
        )
    lead = ALSO.match(text, low, stop)
    place = lead.end() if lead else low
    while place < stop and text[place] in " -+*\t0123456789.)":
        place += 1
    if opened and _is_imperative(text, place, stop):
        _add(walk, place, stop, walk.told)
    return opened


def _is_imperative(text: str, place: int, stop: int) -> bool:
    word = re.match(r"[A-Za-z]+", text[place:stop])
    return bool(word and is_verb(word[0]))


def is_verb(word: str) -> bool:
    """Tell whether a word, or what it is the -ing form of, may begin an order."""
    verbs, lower = data("english")["verbs"], word.lower()
    stem = lower.removesuffix("ing")
    return lower in verbs or (stem != lower and (stem in verbs or stem + "e" in verbs))


def _add(walk: Walk, start: int, stop: int, who: tuple[str, ...]) -> None:
    place = start
    for cut in re.finditer(r";\s(?:and\s)?", walk.text[start:stop]):
        end = start + cut.start()
        if not _is_imperative(walk.text, start + cut.end(), stop):
            continue
        walk.found.append(Found(place, end, place, who))
        place = start + cut.end()
    walk.found.append(Found(place, stop, place, who))


def _names(words: str) -> tuple[str, ...]:
    tidy = " ".join(words.split()).strip(" ,;")
    return tuple(part.strip(" ,") for part in re.split(r";\s", tidy) if part.strip(" ,"))


def theme(clause: str) -> str:
    """Return the theme by English cues; the nearest to the head wins."""
    best = ("other", 10_000)
    lower = clause[:260].lower()
    for name, cues in data("english")["themes"].items():
        for cue in cues:
            at = lower.find(cue)
            if 0 <= at < best[1]:
                best = (name, at)
    return best[0]
