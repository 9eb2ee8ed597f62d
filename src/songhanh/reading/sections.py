"""Parts of a document: which headings open tasks, which aims, and whose a part is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from songhanh.reading import bodies, clauses, page
from songhanh.reading.clauses import Clause, Lead
from songhanh.reading.lines import CAPITALS, PLAIN
from songhanh.reading.words import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songhanh.reading.lines import Block
    from songhanh.reading.walk import Walk

HEADING_LONGEST = 170


def leave(walk: Walk, block: Block) -> None:
    if block.rank <= walk.aims_rank:
        walk.aims, walk.aims_rank = False, PLAIN
    if block.rank <= walk.heading_rank:
        walk.heading, walk.heading_rank = (), PLAIN


@cache
def sections() -> tuple[
    re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]
]:
    words = data("headings")

    def any_of(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(words[name], key=len, reverse=True))

    return (
        re.compile(rf"(?:về |các |những |một số )?(?:{any_of('aims')})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{any_of('tasks')})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{any_of('facts')})\s?:", re.IGNORECASE),
        re.compile(rf"(?:{any_of('lead')})\s?:\s?", re.IGNORECASE),
        re.compile(rf"(?:{any_of('partners')})\s?:\s?", re.IGNORECASE),
    )


def is_heading(walk: Walk, found: Sequence[Block], index: int) -> bool:
    block = found[index]
    piece = walk.text[block.start : block.end]
    too_long = len(piece) > HEADING_LONGEST + 90
    if not piece or (too_long and not (block.has_children and piece[-1] == ":")):
        return False
    if block.has_children and _next_is_child(found, index):
        return piece[-1] != "." or len(piece) < 90
    if CAPITALS.match(piece) and 4 < len(piece) < 200:
        return True
    if block.rank == PLAIN or piece[-1] in ".;,!" or len(piece) > HEADING_LONGEST:
        return False
    return block.rank <= 5 and _prose_follows(walk, found, index)


def _prose_follows(walk: Walk, found: Sequence[Block], index: int) -> bool:
    following = found[index + 1] if index + 1 < len(found) else None
    if following is None or following.rank != PLAIN:
        return False
    return following.end - following.start > 60 and not page.is_furniture(walk.text, following)


def _next_is_child(found: Sequence[Block], index: int) -> bool:
    """Children may come after a paragraph of prose; they count if nothing of the same level is between."""
    following = found[index + 1] if index + 1 < len(found) else None
    return following is not None and (following.rank == PLAIN or following.rank > found[index].rank)


def enter(walk: Walk, block: Block) -> None:
    aims, tasks, facts, _, _ = sections()
    piece = walk.text[block.start : block.end].strip(" .:")
    if aims.match(piece) and not TASK.search(piece):
        if block.rank <= walk.aims_rank or not walk.aims:
            walk.aims, walk.aims_rank = True, block.rank
        return
    if walk.aims and not _ends_aims(walk, block, piece):
        return
    if facts.match(piece + ":") and not tasks.match(piece):
        return
    if block.rank == PLAIN and walk.full:
        walk.heading, walk.heading_rank = (), PLAIN
    walk.opened = walk.opened or bool(tasks.search(piece)) or walk.full
    _name_section(walk, block, piece)


TASK = re.compile(r"nhiệm vụ|giải pháp", re.IGNORECASE)


def _ends_aims(walk: Walk, block: Block, piece: str) -> bool:
    """Tell whether a heading closes the part about aims that stands above it."""
    tasks = sections()[1]
    plain_aims = walk.aims_rank == PLAIN and tasks.match(piece)
    if not (block.rank <= walk.aims_rank or plain_aims or block.rank == PLAIN):
        return False
    walk.aims, walk.aims_rank = False, PLAIN
    return True


def _name_section(walk: Walk, block: Block, piece: str) -> None:
    """Remember the bodies that a heading names: what stands under it is theirs."""
    parsed = clauses.parse(walk.text, block.start, block.end, walk.scene, opened=False)
    if isinstance(parsed, Lead):
        walk.tell(parsed.assignees)
    if isinstance(parsed, Clause) and parsed.ordered and parsed.assignees:
        walk.heading, walk.heading_rank = parsed.assignees, block.rank
        return
    names = named_bodies(piece)
    found = bodies.actor(walk.text, block.start, block.end)
    if not names and found and walk.text[block.end - 1] == ":":
        names = bodies.split(walk.text[found.start : found.end])
    if names:
        walk.heading, walk.heading_rank = names, block.rank


REQUEST = re.compile(
    r"^(?:Đối với|Giao|Đề nghị|Yêu cầu|Trách nhiệm của|Nhiệm vụ của|Về phía)\s(?:nhiệm vụ\s)?(?:cho\s)?"
)
TITLE_VERBS = re.compile(
    r"^(?:Ban hành|Tổ chức|Thực hiện|Triển khai|Xây dựng|Tăng cường|Công tác|Về)\s"
)


def named_bodies(piece: str) -> tuple[str, ...]:
    """Return the bodies that a heading consists of, if it does."""
    name = REQUEST.sub("", piece).strip(" .:;-")
    name = re.sub(r"\s\((?:[^()]{0,80})\)$", "", name)
    if TITLE_VERBS.match(name) or len(name) > 220:
        return ()
    match = bodies.head().match(name)
    if match is None:
        return ()
    verb = next(
        (
            v
            for v in bodies.verb(any_case=False).finditer(name)
            if not bodies.is_noun(name, v) and v[0] not in bodies.NEVER_AFTER_BODY
        ),
        None,
    )
    return () if verb else bodies.split(name)
