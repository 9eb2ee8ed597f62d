"""Compares a reading with what is expected of it; used by the cases and by larger examinations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from songhanh.reading import fold

Json = dict[str, Any]
FIELDS = ("number", "doc_type", "issuer", "date")
NEAR = 90  # characters from the start of a duty in which its first words may stand


def plain(value: object) -> str:
    """Return words for comparing: folded, without punctuation and Chủ tịch."""
    words = re.sub(r"[^\w/&-]+", " ", fold(str(value)).replace(" - ", "-"))
    return " ".join(words.split())


def options(value: Any) -> list[Any]:
    """Return the values that are right: one, or those of {any: [...]}."""
    if isinstance(value, dict) and set(value) == {"any"}:
        return list(value["any"])
    return [value]


def same(found: object, expected: Any) -> bool:
    for one in options(expected):
        if one is None or found is None:
            if one is found:
                return True
        elif plain(found) == plain(one):
            return True
    return False


def same_issuer(found: object, expected: Any) -> bool:
    """The head of a body speaks for it."""

    def body(value: object) -> object:
        return None if value is None else re.sub(r"^(chu tich|giam doc) ", "", plain(value))

    return any(body(found) == body(one) for one in options(expected))


def ref_key(value: Any) -> str:
    return re.sub(r"[\s,]", "", fold(str(value)))


@dataclass
class Counts:
    right: int = 0
    missed: int = 0
    invented: int = 0

    def add(self, other: Counts) -> None:
        self.right += other.right
        self.missed += other.missed
        self.invented += other.invented

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.missed + self.invented
        return 2 * self.right / total if total else 1.0


@dataclass
class Result:
    """What one comparison found; `problems` are sentences for people."""

    problems: list[str] = field(default_factory=list)
    fields: dict[str, bool] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)


def compare(found: Json, expected: Json) -> Result:
    """Compare the keys that `expected` gives."""
    result = Result()
    for name in FIELDS:
        if name in expected:
            check = same_issuer if name == "issuer" else same
            _field(
                result, name, found[name], expected[name], right=check(found[name], expected[name])
            )
    if "subject" in expected:
        _field(
            result, "subject", found["subject"], expected["subject"],
            right=same(found["subject"], expected["subject"]),
        )  # fmt: skip
    for name in ("addressees", "programmes"):
        if name in expected:
            wanted, got = [plain(x) for x in expected[name]], [plain(x) for x in found[name]]
            _field(result, name, found[name], expected[name], right=wanted == got)
    _refs(result, found, expected)
    _lists(result, found, expected)
    _page(result, found, expected)
    if "duties" in expected:
        compare_duties(result, found, expected)
    return result


def _field(result: Result, name: str, got: object, wanted: object, *, right: bool) -> None:
    result.fields[name] = right
    if not right:
        result.problems.append(f"{name}: {got!r} instead of {wanted!r}")


def _refs(result: Result, found: Json, expected: Json) -> None:
    if "legal_refs" not in expected:
        return
    wanted = {ref_key(name) for name in expected["legal_refs"]}
    got = {ref_key(ref["number"] or ref["title"]) for ref in found["legal_refs"]}
    got |= set()
    _count(result, "legal_refs", got, wanted)


def _count(result: Result, name: str, got: set[str], wanted: set[str]) -> None:
    result.counts[name] = Counts(len(got & wanted), len(wanted - got), len(got - wanted))
    if wanted - got:
        result.problems.append(f"{name} missed: {sorted(wanted - got)}")
    if got - wanted:
        result.problems.append(f"{name} invented: {sorted(got - wanted)}")


def agrees(got: Json, wanted: Json) -> bool:
    """Compare the keys that are listed."""
    return all(got.get(key) in options(value) for key, value in wanted.items())


def _lists(result: Result, found: Json, expected: Json) -> None:
    for name in ("windows", "deadlines"):
        if name not in expected:
            continue
        left = list(found[name])
        counts = Counts()
        for wanted in expected[name]:
            match = next((got for got in left if agrees(got, wanted)), None)
            if match is None:
                counts.missed += 1
                result.problems.append(f"{name} missed: {wanted}; there are {found[name]}")
            else:
                counts.right += 1
                left.remove(match)
        counts.invented = len(left)
        if left:
            result.problems.append(f"{name} invented: {left}")
        result.counts[name] = counts


def _page(result: Result, found: Json, expected: Json) -> None:
    for name, wanted in expected.get("page", {}).items():
        got = found["page"][name]
        if got != wanted and not (isinstance(got, str) and plain(got) == plain(wanted)):
            result.problems.append(f"page {name}: {got!r} instead of {wanted!r}")


def begins(duty: Json, starts: str) -> bool:
    """Tell whether a duty begins with these words, or nearly: after its body."""
    text, words = plain(duty["text"]), plain(starts)
    at = text.find(words)
    return 0 <= at <= NEAR


def compare_duties(result: Result, found: Json, expected: Json) -> None:
    """Match duties in order; optional ones are right either way."""
    left = list(found["duties"])
    counts, themes = Counts(), Counts()
    for wanted in expected["duties"]:
        duty = next((one for one in left if begins(one, wanted["starts"])), None)
        if duty is None:
            if "or_joined_to" in wanted and any(
                begins(d, wanted["or_joined_to"]) for d in found["duties"]
            ):
                continue
            counts.missed += 1
            result.problems.append(f"duty missed: {wanted['starts']}")
            continue
        left.remove(duty)
        counts.right += 1
        _one_duty(result, themes, duty, wanted)
    for duty in left:
        if not any(begins(duty, words) for words in expected.get("may_stand_alone", [])):
            counts.invented += 1
            result.problems.append(f"duty invented: {duty['text'][:90]}")
    result.counts["duties"], result.counts["themes"] = counts, themes


def _one_duty(result: Result, themes: Counts, duty: Json, wanted: Json) -> None:
    _theme(result, themes, duty, wanted)
    starts = wanted["starts"]
    for name in ("assignees", "with"):
        if name in wanted and [plain(x) for x in duty[name]] != [plain(x) for x in wanted[name]]:
            result.problems.append(f"{name} of {starts!r}: {duty[name]} instead of {wanted[name]}")
    if "recurs" in wanted and sorted(duty["recurs"]) != sorted(wanted["recurs"]):
        result.problems.append(f"recurs of {starts!r}: {duty['recurs']}")
    for name in ("windows", "deadlines"):
        for one in wanted.get(name, []):
            if not any(agrees(got, one) for got in duty[name]):
                result.problems.append(f"{name} of {starts!r}: {duty[name]} instead of {one}")


def _theme(result: Result, themes: Counts, duty: Json, wanted: Json) -> None:
    if "theme" not in wanted:
        return
    allowed = wanted["theme"] if isinstance(wanted["theme"], list) else [wanted["theme"]]
    if duty["theme"] in allowed:
        themes.right += 1
        return
    themes.missed += 1
    problem = f"theme of {wanted['starts']!r}: {duty['theme']} instead of {allowed}"
    result.problems.append(problem)
