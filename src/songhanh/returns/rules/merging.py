"""Two drafts of one section side by side, and a draft of which only some cells may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from songhanh.returns.rules.content import TEXTS, Draft

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LISTS = ("documents", "proposals")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two drafts differ."""

    name: str  # done, documents, figures.talks …
    ours: Any
    theirs: Any


def fields_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return what can be chosen on its own: each text, each list, each figure with its cells."""
    found: dict[str, Any] = {name: draft.get(name, "") for name in TEXTS}
    found |= {name: draft.get(name, []) for name in LISTS}
    return found | {f"figures.{code}": value for code, value in draft.get("figures", {}).items()}


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Difference]:
    """Return the fields that differ, in the order of the form."""
    left, right = fields_of(ours), fields_of(theirs)
    names = [*left, *(name for name in right if name not in left)]
    pairs = [Difference(name, left.get(name), right.get(name)) for name in names]
    return [pair for pair in pairs if (pair.ours or None) != (pair.theirs or None)]


def put_in(draft: Mapping[str, Any], source: Mapping[str, Any], names: Collection[str]) -> Draft:
    """Return `draft` with the named fields taken from `source`."""
    figures = dict(draft.get("figures", {}))
    result: Draft = {**draft, "figures": figures}
    for name, value in fields_of(source).items():
        if name in names and not name.startswith("figures."):
            result[name] = value
    for name in names:
        if name.startswith("figures."):
            code = name.removeprefix("figures.")
            if value := source.get("figures", {}).get(code):
                figures[code] = value
            else:
                figures.pop(code, None)
    return result


def both(ours: str, theirs: str) -> str:
    """Return two texts one after the other, so that nothing is lost."""
    return "\n\n".join(text for text in (ours, theirs) if text)


def editable(wrong: Collection[str]) -> frozenset[str]:
    """Return the cells a unit may change: those sent back, and the total of a part among them."""
    totals = {f"{cell.rpartition('.')[0]}.total" for cell in wrong if cell.startswith("figures.")}
    return frozenset(wrong) | totals


def only_wrong(
    before: Mapping[str, Any], typed: Mapping[str, Any], wrong: Collection[str]
) -> Draft:
    """Return the earlier draft with changes in the cells that were sent back, and no others."""
    cells = editable(wrong)
    kept = put_in(before, typed, [name for name in (*TEXTS, *LISTS) if name in cells])
    for cell in cells:
        if not cell.startswith("figures."):
            continue
        _figures, code, split = cell.split(".")
        new = typed.get("figures", {}).get(code, {}).get(split)
        kept["figures"][code] = {**kept["figures"].get(code, {}), split: new or {}}
    return kept
