"""The final wording of a paper, made once and used by Word and PDF alike, so that they agree.

The keys are the names an official sees in a Word template, after the components of the decree.
"""

from __future__ import annotations

from typing import Any

from songhanh.documents import rules, typeface
from songhanh.documents.model import (
    SAMPLE_MARK,
    Block,
    Bullet,
    Heading,
    Note,
    Paper,
    Paragraph,
    Table,
)

Fields = dict[str, Any]  # what Jinja and JSON take: text, lists of text, and the blocks below

# Points, in the tables of a paper: letters, room beside them, least and most of a column, the page.
CELL_SIZE, PADDING, NARROW, WIDEST, ROOM = 12, 13, 14, 220, 467
KINDS = {Paragraph: "doan", Bullet: "gach", Note: "ghi_chu"}


def fields_of(paper: Paper) -> Fields:
    """Return every field of the paper as finished text."""
    return {
        "co_quan_chu_quan": rules.name_lines(paper.superior),
        "co_quan_ban_hanh": rules.name_lines(paper.issuer),
        "so_ky_hieu": f"Số: {_number(paper)}/{rules.clean(paper.symbol)}",
        "dia_danh_thoi_gian": f"{rules.clean(paper.place)}, {rules.long_date(paper.dated)}",
        "do_khan": paper.urgency.value if paper.urgency else "",
        "ten_loai": "" if paper.is_letter else rules.clean(paper.doc_type).upper(),
        "trich_yeu": _subject(paper),
        "kinh_gui": _addressees(paper),
        "can_cu": rules.closed(paper.legal_bases),
        "noi_dung": _body(paper.body),
        "chuc_vu": [rules.clean(line).upper() for line in paper.signature.lines],
        "ho_ten": rules.clean(paper.signature.name),
        "noi_nhan": _recipients(paper),
        "mau": SAMPLE_MARK if paper.sample else "",
    }


def title_of(paper: Paper) -> str:
    """Return the title for file properties: type and subject."""
    name = rules.clean(f"{paper.doc_type} {paper.subject}") or "Văn bản"
    return f"[{SAMPLE_MARK}] {name}" if paper.sample else name


def _number(paper: Paper) -> str:
    return rules.BLANK if paper.number is None else rules.number_text(paper.number)


def _subject(paper: Paper) -> str:
    subject = rules.clean(paper.subject)
    return f"V/v {subject}" if paper.is_letter else subject


def _addressees(paper: Paper) -> list[str]:
    names = [name for raw in paper.addressees if (name := rules.clean(raw))]
    return names if len(names) < 2 else rules.closed(names)


def _recipients(paper: Paper) -> list[str]:
    return rules.closed([*paper.recipients, f"Lưu: {rules.clean(paper.archive)}"])


def _body(body: tuple[Block, ...]) -> list[Fields]:
    labels, depths = rules.numbered(body), rules.depths(body)
    blocks: list[Fields] = []
    for block, label, depth in zip(body, labels, depths, strict=True):
        if isinstance(block, Heading):
            blocks.append(_heading(block, label, depth))
        elif isinstance(block, Table):
            blocks.append(_table(block))
        else:
            blocks += [{"loai": KINDS[type(block)], "chu": t} for t in rules.paragraphs(block.text)]
    return _ended(blocks)


def _ended(blocks: list[Fields]) -> list[Fields]:
    """Put “./.” after the last words; after a table or a title it gets a line of its own."""
    if blocks and blocks[-1]["loai"] in KINDS.values():
        last = blocks[-1]
        return [*blocks[:-1], {**last, "chu": rules.with_closing_mark(last["chu"])}]
    return [*blocks, {"loai": "doan", "chu": "./."}]


def _heading(heading: Heading, label: str, depth: int) -> Fields:
    text = rules.clean(heading.text)
    shown = text.upper() if heading.level == 1 else text
    return {"loai": f"muc_{heading.level}", "chu": f"{label} {shown}", "bac": depth}


def _table(table: Table) -> Fields:
    header = [rules.clean(title) for title in table.header]
    rows = [[rules.clean(cell) for cell in row] for row in table.rows]
    return {
        "loai": "bang",
        "chu": rules.clean(table.caption),
        "tieu_de": header,
        "dong": rows,
        "can_le": [*table.align, *["left"] * len(header)][: len(header)],
        "do_rong": _widths(header, rows),
    }


def _widths(header: list[str], rows: list[list[str]]) -> list[int]:
    """Return the width of each column in points: every word fits, long texts share what is left."""
    needs = [_needs(title, cells) for title, *cells in zip(header, *rows, strict=True)]
    spare = max(0, ROOM - sum(least for least, _ in needs))
    wishes = sum(wish - least for least, wish in needs) or 1
    return [round(least + spare * (wish - least) / wishes) for least, wish in needs]


def _needs(title: str, cells: list[str]) -> tuple[float, float]:
    """Return the width of the longest word, and of the longest cell as far as one wishes for it."""
    words = [word for cell in [title, *cells] for word in cell.split()]
    longest = (_points(max(texts, key=len, default="")) for texts in (words, cells))
    word, cell = (PADDING + min(max(width, NARROW), WIDEST) for width in longest)
    return word, max(word, cell)


def _points(text: str) -> float:
    return typeface.width_pt(text, size=CELL_SIZE, bold=True)
