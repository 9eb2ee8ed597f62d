"""Finds the duties: walks over the blocks of a text, sentence by sentence, clause by clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from songhanh.reading import bodies, clauses, page, sections, themes
from songhanh.reading.clauses import Clause, Lead, Scene
from songhanh.reading.lines import PLAIN
from songhanh.reading.vietnamese import plain
from songhanh.reading.walk import Found, Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from songhanh.reading.lines import Block
    from songhanh.reading.own import Own
    from songhanh.reading.symbols import Sentences

FOOT = re.compile(
    r"(?:Nơi nhận|NƠI NHẬN|TM\s?\.|T/M|KT\s?\.|K/T|TL\s?\.|TUQ\s?\.|PHỤ LỤC|Phụ lục\s|Trên đây là|Recipients)"
)
LEGAL_BASIS = re.compile(r"(?:Căn cứ|CĂN CỨ|Xét|Theo đề nghị)\s")
LISTED_BASIS = re.compile(
    r"Căn cứ (?:Luật|Bộ luật|Bộ Luật|Pháp lệnh|Nghị|Quyết định số|Chỉ thị số|Thông tư|Công văn)\s"
)
CONCLUDING = re.compile(
    r"(?:Trong quá trình (?:triển khai|thực hiện|tổ chức)|Quá trình (?:triển khai|thực hiện)|Quyết định này|Kế hoạch này|Chỉ thị này|Các ông|Các Ông|Chi tiết|Xem chi tiết|Trân trọng|Toàn văn|Chánh Văn phòng[^.]*chịu trách nhiệm|Thông tin cần|Nội dung chi tiết)"
)
EXECUTION = re.compile(
    r"chịu trách nhiệm (?:thi hành|thực hiện) (?:Quyết định|Chỉ thị|quyết định|Nghị quyết)|thi hành Quyết định này"
)
PURPOSE = re.compile(
    r"(?:[Mm]ục đích|[Mm]ục tiêu|\snhằm\s|^Nhằm|[Qq]uan điểm|[Cc]hủ đề|[Ýý] nghĩa|[Cc]hỉ tiêu)"
)
AIM = re.compile(
    r"(?:Theo [^,;:\n]{3,80},\s)?(?:[Mm]ục đích|Mục tiêu|Yêu cầu của|Quan điểm|Chỉ tiêu)(?: của [^:.;]{2,40}| đến năm \d+| chung| cụ thể)?(?:\s?:|\s(?:là|nhằm|đề ra|của|đạt|phấn đấu|đặt ra))"
)
COLON = re.compile(r"^(?P<head>[^:;.\n]{3,400}):\s{1,3}(?=\S)")
AND_GIVE = re.compile(
    r"(?:,\s(?:đồng thời,?\s)?|\s(?:và|đồng thời),?\s)(?=(?:giao|đề nghị)\s(?:cho\s)?[A-ZĐỦ])|,\strong khi\s(?=[A-ZĐỦ])"
)
WITH = re.compile(
    r"(?:(?:chủ trì|đầu mối|chủ động)[^.;]{0,30}?[,\s]\s?)?(?:phối hợp|phối kết hợp|phối, kết hợp)(?:\schặt chẽ|\stốt)?(?:,)?(?:\s(?:với|cùng|cùng với)|(?=\s(?-i:[A-ZĐỦ])|\s(?:các|cơ quan|đơn vị|sở|ngành|phòng|ban|hội|công an|địa phương|tổ)\s))\s(?P<who>[^.;:]{3,320})",
    re.IGNORECASE,
)
SELF_LED = re.compile(r"(?:chủ trì|phối hợp|chủ động|đầu mối|Chủ trì|Phối hợp|làm đầu mối)")


def find(text: str, found: Sequence[Block], own: Own, split: Sentences, end: int) -> Walk:
    """Return the duties that the document gives, in order, and those it speaks to."""
    walk = Walk(text, split, _scene(own), own.full, told=own.addressees)
    for index, block in enumerate(found):
        if block.end <= own.begins or block.start >= end:
            continue
        piece = text[block.start : block.start + 60]
        if own.full and FOOT.match(piece) and not piece.startswith("Phụ lục"):
            if piece.startswith(
                ("Trên đây", "K/T", "KT", "TM", "T/M", "TL", "TUQ", "Nơi", "NƠI", "PHỤ", "Recip")
            ) and not _later(text, found, index):
                break
            continue
        if page.is_furniture(text, block) or (index == 0 and _is_title(text, found, own)):
            continue
        _read_block(walk, found, index, own)
    return walk


def _is_title(text: str, found: Sequence[Block], own: Own) -> bool:
    """Tell the headline of a page: it tells the news that the page goes on to tell."""
    first = found[0]
    return (
        not own.full
        and len(found) > 1
        and first.rank == PLAIN
        and first.end - first.start < 200
        and text[first.end - 1] not in ".;:,"
    )


EVENT = re.compile(
    r"(?:[Pp]hát biểu|đi kiểm tra|kiểm tra thực tế|[Cc]ác đại biểu|[Cc]hương trình gồm|[Pp]hóng viên|khai mạc|đến thăm|vừa tổ chức"
    r"|(?:[Tt]ại|dự|chủ trì|đã tổ chức|diễn ra) (?:buổi|cuộc họp|hội nghị|phiên họp|lễ|hội thi|hội thảo))"
)


def tells_an_event(text: str) -> bool:
    """Tell a page about a meeting or a visit: what was said there is no directive."""
    return bool(EVENT.search(text, 0, 20_000))


def _later(text: str, found: Sequence[Block], index: int) -> bool:
    """Tell whether the plan itself follows the signature of the decision that issues it."""
    for block in found[index + 1 : index + 400]:
        if re.match(
            r"(?:KẾ HOẠCH|QUY CHẾ|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)\s*$", text[block.start : block.end]
        ):
            return True
    return False


def _scene(own: Own) -> Scene:
    name = own.issuer or ""
    words = frozenset(plain(name).replace(",", " ").split())
    return Scene(name, own.known, words)


def _read_block(walk: Walk, found: Sequence[Block], index: int, own: Own) -> None:
    block = found[index]
    start = max(block.start, own.begins)
    if start >= block.end:
        return
    if block.rank != PLAIN:
        sections.leave(walk, block)
    if sections.is_heading(walk, found, index):
        sections.enter(walk, block)
        return
    pattern = LEGAL_BASIS if block.rank == PLAIN else LISTED_BASIS
    basis = pattern.match(walk.text, block.start)
    if walk.aims or (basis and not _last_basis(walk.text, block)):
        return
    if block.rank == PLAIN:
        _read_prose(walk, start, block.end)
    else:
        _read_item(walk, found, index, start)


def _last_basis(text: str, block: Block) -> bool:
    """The last legal basis may go on with the order: "Căn cứ …, UBND tỉnh yêu cầu …"."""
    piece = text[block.start : block.end]
    return piece.startswith("C") and bool(
        re.search(r"[,;]\s[^,;]{0,60}(?:yêu cầu|đề nghị|như sau|giao)\s", piece[10:] + " ")
    )


def _read_prose(walk: Walk, start: int, end: int) -> None:
    """Read a paragraph sentence by sentence."""
    purpose = False
    first = True
    walk.actor = ()
    for low, high in _sentences(walk, start, end):
        if CONCLUDING.match(walk.text, low) or EXECUTION.search(walk.text, low, high):
            continue
        if AIM.match(walk.text, low):
            purpose, first = True, False
            continue
        before = len(walk.found)
        led = clauses.skip_leads(walk.text, low, high) > low
        opened = walk.opened and not (purpose and not led)
        _read_sentence(walk, low, high, opened=opened)
        if len(walk.found) == before and not first and purpose:
            continue
        purpose = (
            len(walk.found) == before
            and bool(PURPOSE.search(walk.text, low, high))
            and walk.text[high - 1] != ":"
        )
        first = False


def _sentences(walk: Walk, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    place = start
    while place < end:
        _, high = walk.split.around(place)
        high = min(high, end)
        if high <= place:
            break
        stripped = place + len(walk.text[place:high].rstrip())
        while place < stripped and walk.text[place] in ' -+*"\t,.;:':
            place += 1
        if stripped - place > 8:
            pieces.append((place, stripped))
        place = high
    return pieces


def _read_item(walk: Walk, found: Sequence[Block], index: int, start: int) -> None:
    """Read a list item: one duty, unless another body is named further on."""
    block = found[index]
    facts, lead, partners = sections.sections()[2:]
    if match := lead.match(walk.text, block.start, block.end):
        _append(walk, match.end(), block.end, field_name="assignees")
        return
    if match := partners.match(walk.text, block.start, block.end):
        _append(walk, match.end(), block.end, field_name="partners")
        return
    if facts.match(walk.text, block.start, block.end) and not _fact_orders(walk, block):
        return
    if not walk.opened and not walk.full:
        walk.opened = bool(walk.found)
    pieces = _sentences(walk, start, block.end)
    before = len(walk.found)
    walk.actor = ()
    for number, (low, high) in enumerate(pieces):
        if CONCLUDING.match(walk.text, low) or EXECUTION.search(walk.text, low, high):
            continue
        if number and len(walk.found) > before and not _other_body(walk, low, high):
            walk.found[-1].end = high
            continue
        walk.scene.known = True  # what stands in a list of tasks is told to those named
        opened = walk.opened or walk.full or bool(walk.heading)
        _read_sentence(walk, low, high, opened=opened, item=True)


def _fact_orders(walk: Walk, block: Block) -> bool:
    match = COLON.match(walk.text[block.start : block.end])
    return bool(match and clauses.has_verb(walk.text, block.start + match.end(), block.end))


def _append(walk: Walk, start: int, end: int, *, field_name: str) -> None:
    if walk.found:
        setattr(walk.found[-1], field_name, bodies.split(walk.text[start:end]))


def _other_body(walk: Walk, low: int, high: int) -> bool:
    parsed = clauses.parse(walk.text, low, high, walk.scene, opened=True)
    return isinstance(parsed, Clause) and bool(parsed.assignees)


def _read_sentence(walk: Walk, low: int, high: int, *, opened: bool, item: bool = False) -> None:
    text = walk.text
    parsed = clauses.parse(text, low, high, walk.scene, opened=opened)
    if parsed is None and (colon := COLON.match(text[low:high])):
        parsed = _after_colon(walk, low, high, colon, opened=opened)
    if isinstance(parsed, Lead):
        walk.tell(parsed.assignees)
        return
    if parsed is None or clauses.is_enacting(text, parsed):
        return
    if parsed.ordered or clauses.skip_leads(text, low, high) > low:
        walk.opened = walk.scene.known = True
        if parsed.assignees and not item:
            walk.told, walk.actor = parsed.assignees, ()
            walk.heading, walk.heading_rank = (), PLAIN
        walk.addressees += [name for name in parsed.assignees if name not in walk.addressees]
    _cut_up(walk, parsed, high, item=item)


def _after_colon(
    walk: Walk, low: int, high: int, colon: re.Match[str], *, opened: bool
) -> Clause | Lead | None:
    """Read "Sở Y tế: Tăng cường …" and "Về truyền thông: Đẩy mạnh …"."""
    names = sections.named_bodies(colon["head"].strip())
    start = low + colon.end()
    listed = bool(
        re.search(
            r"(?:nội dung|nhiệm vụ|giải pháp|như sau|sau|gồm|cụ thể|yêu cầu|trọng tâm|chủ yếu|hoạt động như|như)\s*$",
            colon["head"],
        )
    )
    parsed = clauses.parse(
        walk.text, start, high, walk.scene, opened=opened or bool(names) or listed
    )
    if not isinstance(parsed, Clause):
        return parsed
    if listed:
        walk.opened = True
    if names and not parsed.assignees:
        return Clause(parsed.start, parsed.act, names, ordered=parsed.ordered)
    return parsed


def _cut_up(walk: Walk, clause: Clause, end: int, *, item: bool) -> None:
    """Cut what follows the verb at semicolons and at "giao Y", and keep each duty."""
    text = walk.text
    cuts = [match.start() for match in re.finditer(r";\s", text[clause.act : end])]
    places = [clause.act + cut for cut in cuts]
    while places and _only_partners(text, clause.act, places[0]):
        places.pop(0)
    _keep(walk, clause, places[0] if places else end)
    for index, place in enumerate(places):
        stop = places[index + 1] if index + 1 < len(places) else end
        begin = place + 1
        while begin < stop and text[begin] in " -+*\n":
            begin += 1
        _next_clause(walk, begin, stop, item=item)


def _only_partners(text: str, act: int, end: int) -> bool:
    """Tell "chủ trì, phối hợp với các phòng, ban;": the list goes on after the semicolon."""
    match = WITH.search(text, act, min(end, act + 200))
    if not match or match.start() > act + 40:
        return False
    return bodies.verb_after(text, match.start("who"), end, listed=True) is None


def _next_clause(walk: Walk, start: int, end: int, *, item: bool) -> None:
    last = walk.found[-1] if walk.found else None
    place = clauses.skip_leads(walk.text, start, end)
    parsed = clauses.parse(walk.text, start, end, walk.scene, opened=True)
    if not isinstance(parsed, Clause) or last is None:
        if last is not None:
            last.end = end
        return
    if parsed.assignees:
        if parsed.ordered:
            walk.told = parsed.assignees if not item else walk.told
            walk.addressees += [n for n in parsed.assignees if n not in walk.addressees]
        _keep(walk, parsed, end)
        return
    if _goes_on(walk.text, last, parsed, place, end, item=item):
        last.end = end
        _step_off(walk, last, start, end)
        return
    _keep(walk, Clause(parsed.start, parsed.act, last.assignees, ordered=parsed.ordered), end)


def _step_off(walk: Walk, last: Found, start: int, end: int) -> None:
    """Let ", từng bước …" about another matter stand alone."""
    match = STEPS.search(walk.text, start, end)
    if match and themes.theme_of(walk.text[match.end() : end]) != themes.theme_of(
        walk.text[last.act : match.start()]
    ):
        last.end = match.start()
        walk.found.append(
            Found(match.end(), _end(walk.text, match.end(), end), match.end(), last.assignees)
        )


# A list of forms or means: each of them may begin with a verb.
MEANS = re.compile(r"(?:hình thức|thông qua|bao gồm|chẳng hạn)(?:\s[^.]{0,280})?$")


def _goes_on(text: str, last: Found, parsed: Clause, place: int, end: int, *, item: bool) -> bool:
    """Tell whether a clause after a semicolon only carries the same activity on."""
    if (
        item
        or clauses.carries_on(text, place, end)
        or MEANS.search(text, max(last.act, last.end - 300), last.end)
    ):
        return True
    if end - parsed.act < 12:
        return True
    if not clauses.continues(text, parsed.act):
        return False
    before = themes.theme_of(text[last.act : last.end])
    after = themes.theme_of(text[parsed.act : end])
    return before == after and before != "other"


def _keep(walk: Walk, clause: Clause, end: int) -> None:
    text = walk.text
    last = walk.found[-1].assignees if walk.found else ()
    own = clause.assignees or walk.actor or walk.heading or walk.told or last
    parts = _parts(walk, clause, end)
    if clause.assignees and not clause.ordered:
        walk.actor = clause.assignees
    for start, stop, act, names in parts:
        assignees = names or own
        partners = _partners(text, act, stop)
        walk.found.append(Found(start, _end(text, start, stop), act, assignees, partners))


STEPS = re.compile(r",\s(?=từng bước\s)")


def _parts(walk: Walk, clause: Clause, end: int) -> list[tuple[int, int, int, tuple[str, ...]]]:
    """Cut at ", giao Y …" and at ", từng bước …" where another matter begins."""
    text = walk.text
    parts = [(clause.start, end, clause.act, clause.assignees)]
    for match in AND_GIVE.finditer(text, clause.act, end):
        parsed = clauses.parse(text, match.end(), end, walk.scene, opened=True)
        if isinstance(parsed, Clause) and parsed.assignees:
            last = parts[-1]
            parts[-1] = (last[0], match.start(), last[2], last[3])
            parts.append((parsed.start, end, parsed.act, parsed.assignees))
    if len(parts) == 1:
        parts = _other_after_and(walk, clause, end) or parts
    for match in STEPS.finditer(text, clause.act, end):
        last = parts[-1]
        if themes.theme_of(text[match.end() : end]) != themes.theme_of(
            text[last[2] : match.start()]
        ):
            parts[-1] = (last[0], match.start(), last[2], last[3])
            parts.append((match.end(), end, match.end(), last[3]))
    return parts


AND_BODY = re.compile(r"\s(?:và|còn)\s(?=[A-ZĐỦ])")


def _other_after_and(
    walk: Walk, clause: Clause, end: int
) -> list[tuple[int, int, int, tuple[str, ...]]]:
    """Cut at "… và Phòng Y tế tổ chức …", unless the body only ends a list of bodies."""
    text = walk.text
    for match in AND_BODY.finditer(text, clause.act, end):
        found = bodies.actor(text, match.end(), end)
        if found is None or not clauses.has_verb(text, found.act, end):
            continue
        if bodies.named_within(text, clause.act, match.start()):
            return []
        names = bodies.split(text[found.start : found.end])
        return [
            (clause.start, match.start(), clause.act, clause.assignees),
            (found.start, end, found.act, names),
        ]
    return []


def _end(text: str, start: int, end: int) -> int:
    piece = text[start:end].rstrip(" \n\t;,./…")
    return start + len(piece)


def _partners(text: str, act: int, end: int) -> tuple[str, ...]:
    """Return those after "phối hợp với", up to the verb of the work."""
    match = WITH.search(text, act, min(end, act + 200))
    if not match or bodies.verb(any_case=True).match(text, match.start("who")):
        return ()
    place = match.start("who")
    found = bodies.verb_after(text, place, end, listed=False)
    stop = found.end if found else min(end, match.end("who"))
    names = bodies.split(text[place:stop])
    return tuple(name for name in names if len(name) < 160)


THROUGH = re.compile(
    r"(?:[Tt]iếp tục |[Tt]ăng cường |[Tt]hường xuyên )?(?:[Cc]hỉ đạo|[Hh]ướng dẫn|[Yy]êu cầu|[Đđ]ôn đốc|[Tt]ham mưu(?: cho)?|[Pp]hối hợp(?: với)?|[Gg]iao)"
    r"\s(?=các\s|[A-ZĐỦ]|công an|tổ\s|cơ quan|đơn vị|cấp ủy|trường)"
)


def _inner(text: str, start: int, end: int) -> int | None:
    """Return the verb of those through whom the work is done: "chỉ đạo các trường tổ chức …"."""
    match = THROUGH.match(text, start, end)
    found = bodies.verb_after(text, match.end(), end, listed=False) if match else None
    return found.act if found else None


def theme(text: str, found: Found) -> str:
    """Return the theme, read from the work itself: after the body and those who co-operate."""
    start = found.act
    clause = text[start : found.end]
    inner = _inner(text, start, found.end)
    if inner and (named := themes.theme_of(text[inner : found.end])) != "other":
        return named
    if SELF_LED.match(clause) and (match := WITH.search(text, start, min(found.end, start + 120))):
        at = match.start("who")
        if bodies.verb(any_case=True).match(text, at):
            return themes.theme_of(text[at : found.end])
        work = bodies.verb_after(text, at, found.end, listed=False)
        if work and work.act < found.end - 10:
            clause = text[work.act : found.end]
    return themes.theme_of(clause)
