"""Choosing between two drafts of one section, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from songhanh.returns.rules import merging
from songhanh.returns.rules.content import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from songhanh.returns.rules.asking import Asked
    from songhanh.returns.rules.content import Draft

LABELS: dict[str, _StrPromise] = {
    "done": _("Kết quả thực hiện"),
    "difficulties": _("Khó khăn, vướng mắc"),
    "documents": _("Văn bản đã ban hành"),
    "proposals": _("Đề xuất, kiến nghị"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One field in which the drafts differ, with what may be chosen."""

    name: str
    label: str
    saved: str
    other: str
    can_take_both: bool


def choices(saved: Draft, other: Draft, asked: Mapping[str, Asked]) -> list[Choice]:
    """Return what somebody has to choose."""
    return [
        Choice(
            name=difference.name,
            label=_label(difference.name, asked),
            saved=_words(difference.ours),
            other=_words(difference.theirs),
            can_take_both=difference.name in TEXTS and bool(difference.ours and difference.theirs),
        )
        for difference in merging.differences(saved, other)
    ]


def _label(name: str, asked: Mapping[str, Asked]) -> str:
    code = name.removeprefix("figures.")
    return str(LABELS[name]) if name in LABELS else asked[code].name if code in asked else code


def _words(value: Any) -> str:
    """Return a field in words that can be compared by eye."""
    if isinstance(value, list):
        return "\n".join(", ".join(str(part) for part in row.values() if part) for row in value)
    if isinstance(value, dict):
        cells = (
            (split, " ".join(part for part in cell.values() if part))
            for split, cell in value.items()
        )
        return "; ".join(f"{split}: {text}" for split, text in cells if text)
    return str(value or "")


def chosen(post: QueryDict, saved: Draft, other: Draft) -> Draft:
    """Return the draft that was chosen; what is not said stays as it was saved."""
    names = [difference.name for difference in merging.differences(saved, other)]
    taken = {name for name in names if post.get(f"choice-{name}") == "other"}
    result = merging.put_in(saved, other, taken)
    for name in TEXTS:
        if name in names and post.get(f"choice-{name}") == "both":
            result[name] = merging.both(saved.get(name, ""), other.get(name, ""))
    return result
