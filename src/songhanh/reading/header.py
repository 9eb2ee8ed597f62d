"""The head of a full document: bodies, number, place and date, type, subject, addressees."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from songhanh.reading import bodies, dates, issuers, symbols
from songhanh.reading.lines import PLAIN
from songhanh.reading.own import Own
from songhanh.reading.words import LOWER, UPPER, data

if TYPE_CHECKING:
    from songhanh.reading.lines import Block
    from songhanh.reading.symbols import Symbol

MOTTO = re.compile(
    r"CỘNG\s{1,2}H(?:ÒA|OÀ)\s{1,2}XÃ\s{1,2}HỘI\s{1,2}CHỦ\s{1,2}NGHĨA(?:\s{1,2}VIỆT\s{1,2}NAM)?|ĐẢNG CỘNG SẢN VIỆT NAM|Cộng hòa xã hội chủ nghĩa Việt Nam|[ĐD]ộc\s{1,2}lập\s{0,2}-?\s{0,2}[Tt]ự\s{1,2}do\s{0,2}-?\s{0,2}[Hh]ạnh\s{1,2}phúc|ĐỘC LẬP\s?-\s?TỰ DO\s?-\s?HẠNH PHÚC|SOCIALIST REPUBLIC OF VIETNAM|Independence\s?-\s?Freedom\s?-\s?Happiness",
    re.IGNORECASE,
)
OWN_NUMBER = re.compile(
    r"(?:^|[\s|*])(?:Số|SỐ|Số hiệu|Số ký hiệu|Số/Ký hiệu|No\.?|Ref\.? No\.?)\s{0,3}[:.]?\s{0,6}$"
)
BLANK_NUMBER = re.compile(
    rf"(?:^|[\s|])(?:Số|SỐ)\s{{0,3}}[:.]?[ \t._…]{{0,40}}/\s?(?P<code>{symbols.CODE}(?:\s?[-/]\s?{symbols.CODE}){{0,3}})",
    re.MULTILINE,
)
PLACE_DATE = re.compile(
    rf"(?P<place>[{UPPER}][\w.\s-]{{1,40}}?),\s{{0,3}}(?:[Nn]gày|NGÀY)\s{{1,4}}(?P<d>\d{{1,2}})\s{{1,4}}(?:tháng|THÁNG)\s{{1,4}}(?P<m>\d{{1,2}})\s{{1,4}}(?:năm|NĂM)\s{{1,4}}(?P<y>\d{{4}})"
)
ENGLISH_DATE = re.compile(
    r"(?P<place>[A-Z][\w ]{2,30}), (?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d)"
)
BLANK_DATE = re.compile(
    r",\s{0,3}ngày[\s.…]{0,12}(?P<d>\d{0,2})[\s.…]{0,12}tháng\s{1,3}(?P<m>\d{1,2})?[\s.…]{0,12}năm\s{1,3}(?P<y>\d{4})"
)
SUBJECT = re.compile(r"(?<!\w)(?:[Vv]/v|V\.v|V/V)\s?:?\s{0,3}")
DEAR = re.compile(r"(?:^|\n|\s{2})[-*\s]{0,4}(?:Kính gửi|KÍNH GỬI|Kính gởi)\s{0,3}:?\s{0,4}")
NOT_A_BODY = re.compile(
    r"(?:Nơi nhận|Kính gửi|Căn cứ|V/v|Số:|QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|Hệ thống|Đang tải|Trang chủ|^\s*TM\.|^\s*KT\.)"
)
RULED = re.compile(r"[-_*=|\s.]+$|^[-_*=|\s.]+")
BROKEN = re.compile(r"(?:ỦY|UỶ)\s{1,3}BAN\s{1,3}NHÂN\s{1,3}DÂN")
WITHIN = re.compile(r"\s(?=(?:SỞ|PHÒNG|VĂN PHÒNG|CHI CỤC|TRUNG TÂM)\s)")
DATED = re.compile(r"Ngày (?:ban hành|ký)\s?:?\s{0,3}(?=\d)")
HEADER_REACH = 4500
TYPE_LINE = re.compile(r"[^\n]{1,60}")


@cache
def _type_line() -> re.Pattern[str]:
    names = [entry["name"] for entry in data("doctypes")["type"] if entry["kind"] != "law"]
    shown = "|".join(sorted({name.upper() for name in names} | set(names), key=len, reverse=True))
    return re.compile(
        rf"(?:{shown})(?:\s(?:KHẨN|Khẩn|HỎA TỐC|LIÊN TỊCH|LIÊN NGÀNH))?(?:\sngày\s\d{{1,2}}/\d{{1,2}}/\d{{4}})?$"
    )


def read(text: str, found: list[Block], named: list[Symbol]) -> Own | None:
    """Return what the header tells, or None if the text is no full document."""
    first = MOTTO.search(text, 0, 60_000)
    motto = first.start() if first else None
    number = _number(text, named, motto)
    dear = DEAR.search(text)
    own = Own(full=True)
    anchor = number.at if number else motto
    if anchor is None and dear is None and not _subject_first(text, found):
        return None
    if number is None and motto is None and dear is None:
        anchor = found[0].start if found else 0
    head_end = _head_end(text, found, anchor if anchor is not None else dear.start() if dear else 0)
    if number is None and motto is None and not _is_letter(text, found, dear):
        return None
    _set_number(text, own, number, head_end)
    _set_date(text, own, max(0, (anchor or 0) - 600), head_end)
    type_block = _set_type(text, own, found, anchor or 0, head_end)
    _set_issuer(text, own, found, number, motto, type_block)
    _set_subject(text, own, found, type_block, anchor or 0)
    _set_addressees(text, own, found, dear)
    own.begins = max(
        own.begins, type_block.end if type_block else (number.end if number else anchor or 0)
    )
    return own


def _subject_first(text: str, found: list[Block]) -> bool:
    return bool(found) and bool(SUBJECT.match(text, found[0].start))


def _is_letter(text: str, found: list[Block], dear: re.Match[str] | None) -> bool:
    if dear is None:
        return _subject_first(text, found)
    return dear.start() < 2500 or dear.start() < len(text) // 2


def _number(text: str, named: list[Symbol], motto: int | None) -> Symbol | None:
    """Return the symbol after "Số:" that begins a line or follows the motto."""
    for symbol in named[:60]:
        if symbol.worded or (symbol.bare and motto is None):
            continue
        before = text[max(0, symbol.at - 30) : symbol.at]
        line = before.rsplit("\n", 1)[-1] if "\n" in before.rstrip(" \n:") else before
        match = OWN_NUMBER.search(before)
        if not match:
            continue
        lead = text[max(0, symbol.at - 30) : symbol.at][: match.start() + 1]
        stands_alone = (
            not lead.strip(" |*-")
            or lead.rstrip(" ")[-1:] in "\n|-"
            or lead.strip()[-2:].isupper()
            or lead.endswith("  ")
        )
        if stands_alone or (motto is not None and symbol.at - motto < 400 and ":" in line):
            return symbol
    return None


def _head_end(text: str, found: list[Block], anchor: int) -> int:
    """Return where the header ends: at the first long paragraph or legal basis after the anchor."""
    for block in found:
        if block.start <= anchor:
            continue
        piece = text[block.start : block.start + 30]
        if (
            re.match(r"(?:Căn cứ|Thực hiện|Kính gửi|I\.|Theo |Xét |Để )", piece)
            or block.end - block.start > 320
        ):
            return block.start
    return min(len(text), anchor + HEADER_REACH)


def _set_number(text: str, own: Own, number: Symbol | None, head_end: int) -> None:
    if number:
        own.number, own.doc_type = number.number, number.doc_type
        own.mark("number", number.at, number.end)
        if number.bare:
            own.doc_type = None
        return
    if blank := BLANK_NUMBER.search(text, 0, head_end):
        code = re.sub(r"\s", "", blank["code"])
        own.doc_type = symbols.abbreviations().get(re.split("[-/]", code)[0], "Công văn")
        own.begins = blank.end()


def _set_date(text: str, own: Own, start: int, head_end: int) -> None:
    match = PLACE_DATE.search(text, start, min(len(text), head_end + 400))
    if match and dates.valid(int(match["d"]), int(match["m"]), int(match["y"])):
        own.year = int(match["y"])
        own.date = f"{own.year}-{int(match['m']):02d}-{int(match['d']):02d}"
        own.mark("date", match.start("d"), match.end())
        return
    if (english := ENGLISH_DATE.search(text, start, head_end)) and (
        day := dates.at(text, english.end())
    ):
        own.date, own.year = day.iso(), day.year
        own.mark("date", day.start, day.end)
        return
    if (dated := DATED.search(text[:6000])) and (day := dates.at(text, dated.end())):
        own.date, own.year = day.iso(), day.year
        own.mark("date", day.start, day.end)
        return
    if blank := BLANK_DATE.search(text, start, head_end):
        own.year = int(blank["y"])


def _set_type(text: str, own: Own, found: list[Block], anchor: int, head_end: int) -> Block | None:
    for block in found:
        if block.end < anchor - 900:
            continue
        if block.start > head_end + 200:
            break
        piece = " ".join(text[block.start : block.end].split()).strip(" :*|-")
        if len(piece) < 40 and _type_line().match(piece):
            name = symbols.types().get(_base_type(piece))
            if name:
                if (
                    (day := next(iter(dates.find(text, block.start, block.end)), None))
                    and day.year
                    and not own.date
                ):
                    own.date, own.year = day.iso(), day.year
                    own.mark("date", day.start, day.end)
                if own.doc_type in {None, "Công văn"} or symbols.kinds().get(name) == "order":
                    own.doc_type = name
                own.mark("doc_type", block.start, block.end)
                return block
    return None


def _base_type(piece: str) -> str:
    return re.sub(
        r"\s(?:khẩn|hỏa tốc|liên tịch|liên ngành)?(?:\s?ngày\s[\d/]+)?$", "", piece.lower()
    )


def _set_issuer(
    text: str,
    own: Own,
    found: list[Block],
    number: Symbol | None,
    motto: int | None,
    type_block: Block | None,
) -> None:
    places = [place for place in (number.at if number else None, motto) if place is not None]
    low, high = (min(places), max(places)) if places else (0, found[0].end if found else 0)
    high = min(high, low + 700)
    lines: list[tuple[str, int, int]] = []
    origin = max(0, low - 500)
    region = text[:origin] + MOTTO.sub(lambda m: " " * len(m[0]), text[origin : high + 240])
    region = BROKEN.sub(lambda m: "UBND".ljust(len(m[0])), region)
    for start, end in _lines(region, origin, high):
        piece = region[start:end]
        piece = re.split(r"\s(?:Số|SỐ)\s?:|(?:^|\s)Số\s?:", piece)[0]
        piece = RULED.sub("", piece).strip(" |-*_.")
        if piece and not NOT_A_BODY.search(piece):
            parts = WITHIN.split(piece) if piece.startswith("UBND") else [piece]
            lines += [(part, start, end) for part in parts]
    names = _upper_and_lower(lines)
    if names:
        own.issuer = _joined([issuers.from_capitals(name, text) for name, _, _ in names])
        _, start, end = names[-1]
        own.mark("issuer", start, end)
        own.issuer = issuers.with_place(own.issuer, text)
        return
    _issuer_from_body(text, own, type_block)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    start = text.rfind("\n", 0, start) + 1
    found = []
    while start < end:
        stop = text.find("\n", start, len(text))
        stop = len(text) if stop < 0 else stop
        found.append((start, stop))
        start = stop + 1
    return found


BODY_LINE = re.compile(
    r"(?:ỦY BAN|UBND|UỶ BAN|HỘI ĐỒNG|HĐND|SỞ |PHÒNG |BAN |BỘ |HỘI |ĐOÀN |CÔNG AN|TRUNG TÂM|VĂN PHÒNG|CỤC |CHI CỤC|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|ĐẢNG ỦY|LIÊN ĐOÀN|CÔNG ĐOÀN|TRƯỜNG |TỔNG |VIỆN |BẢO HIỂM|NGÂN HÀNG|THANH TRA|CHÍNH PHỦ|THỦ TƯỚNG|TÒA ÁN|VIỆN KIỂM|MẶT TRẬN|UBMTTQ|ĐẢNG BỘ|CHI BỘ|TRẠM |BỆNH VIỆN|ĐÀI |KHO BẠC|QUỐC HỘI|ĐẠI HỌC|HỌC VIỆN|TẬP ĐOÀN|CÔNG TY|BAN CHỈ ĐẠO|LĐLĐ|BCH |BTV |CHỦ TỊCH|TỔ )"
)
CONTINUED = re.compile(
    r"(?:DÂN$|DÂN\s|NHÂN DÂN|TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|VIỆT NAM|VÀ |CÁC |ĐẶC KHU|TRUNG ƯƠNG|CỦA |-\s|VÌ |PHÒNG, CHỐNG)\s?"
)


def _upper_and_lower(lines: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Join the lines of each name; return the last two: the upper body and the one that issues."""
    names: list[tuple[str, int, int]] = []
    for piece, start, end in lines:
        capitals = sum(1 for letter in piece if letter.isupper())
        small = sum(1 for letter in piece if letter.islower())
        titled = (
            bool(
                re.match(
                    r"(?:Ủy ban nhân dân|UBND|Sở|Phòng|Bộ|Ban|Hội) [" + UPPER + LOWER + "]", piece
                )
            )
            and len(piece) < 60
        )
        if capitals <= small and not titled:
            continue
        if names and (
            CONTINUED.match(piece)
            or names[-1][0].endswith(
                (" VÀ", ",", " -", "TỈNH", "PHỐ", "HUYỆN", "XÃ", "PHƯỜNG", "QUẬN", "CHỐNG")
            )
        ):
            names[-1] = (f"{names[-1][0]} {piece}", names[-1][1], end)
        elif BODY_LINE.match(piece + " ") or titled:
            names.append((piece, start, end))
        elif (
            names
            and len(piece) < 40
            and not names[-1][0].startswith("ỦY BAN NHÂN DÂN ")
            and _type_line().match(piece) is None
        ):
            names[-1] = (f"{names[-1][0]} {piece}", names[-1][1], end)
    return names[-2:]


def _joined(names: list[str]) -> str:
    """Give the lower body the place of the upper one where it has none."""
    if len(names) == 1:
        return names[0]
    upper, lower = names
    if lower.upper() == "CHỦ TỊCH":
        return upper
    if issuers.LEVEL.search(lower) or not (level := issuers.LEVEL.search(upper)):
        return lower
    place = upper[level.start() :]
    if lower in {"Văn phòng", "Ban Chỉ đạo"}:
        return f"{lower} {upper}"
    return f"{lower} {place}"


SPEAKER = re.compile(
    r"(?<!\w)(?P<name>(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|Sở|Phòng|Bộ|Ban|Hội|Công an|Trung tâm)(?:\s[\w,&-]+){0,9}?)\s(?:ban hành|xây dựng|đề nghị|yêu cầu|thông báo|hướng dẫn|chỉ thị|đã ban hành|báo cáo|triển khai|tổ chức|trân trọng)(?=[\s:])"
)
SIGNED = re.compile(
    r"(?:TM|T/M)\s?\.\s?(?P<name>(?:ỦY BAN NHÂN DÂN|UBND|BAN [^\n]{3,50}|HỘI [^\n]{3,50})[^\n]{0,30})"
)


def _issuer_from_body(text: str, own: Own, type_block: Block | None) -> None:
    start = type_block.start if type_block else own.begins
    if match := SPEAKER.search(text, start, start + 6000):
        own.issuer = issuers.with_place(issuers.tidy(match["name"]), text)
        own.mark("issuer", match.start("name"), match.end("name"))
    elif signed := SIGNED.search(text):
        own.issuer = issuers.with_place(issuers.from_capitals(signed["name"], text), text)
        own.mark("issuer", signed.start("name"), signed.end("name"))


def _set_subject(
    text: str, own: Own, found: list[Block], type_block: Block | None, anchor: int
) -> None:
    about = SUBJECT.search(text, max(0, anchor - 800), anchor + 1500)
    if about:
        block = next((b for b in found if b.start <= about.start() < b.end), None)
        end = (
            _subject_end(text, found, block, about.end()) if block else text.find("\n", about.end())
        )
        end = len(text) if end < 0 else end
    elif type_block:
        after = [b for b in found if b.start > type_block.start][:4]
        after = [b for b in after if not re.match(r"(?:-+|_+|CỦA |\|)", text[b.start : b.end])]
        if (
            not after
            or text[type_block.end - 1] == ":"
            or re.match(r"(?:Căn cứ|Điều|Xét|Theo)\s", text[after[0].start : after[0].end])
            or after[0].rank < 3
        ):
            return
        start = re.match(
            r"(?:(?:Về|VỀ)\s?(?:việc|VIỆC)|Về|VỀ|V/v)\s?", text[after[0].start : after[0].end]
        )
        own.subject = " ".join(
            text[
                after[0].start
                + (start.end() if start and "việc" in start[0].lower() else 0) : _subject_end(
                    text, found, after[0], after[0].start
                )
            ].split()
        ).strip(" .-_*")
        own.mark("subject", after[0].start, _subject_end(text, found, after[0], after[0].start))
        own.begins = max(own.begins, after[0].end)
        return
    else:
        return
    own.subject = " ".join(text[about.end() : end].split()).strip(" .-_*|")
    own.doc_type = own.doc_type or "Công văn"
    own.mark("subject", about.end(), end)
    own.begins = max(own.begins, end)


def _subject_end(text: str, found: list[Block], block: Block, start: int) -> int:
    """Return the end of a subject that runs over several lines up to an empty one."""
    index = found.index(block)
    end = block.end
    for more in found[index + 1 : index + 5]:
        piece = text[more.start : more.end]
        if (
            more.gap
            or more.rank != 9
            or DEAR.match(" " * 2 + piece)
            or re.match(
                r"(?:Căn cứ|Thực hiện|Kính gửi|Số|-|_|Điều|ỦY BAN|UBND|CHỦ TỊCH|GIÁM ĐỐC|[IVX]+\.)",
                piece,
            )
        ):
            break
        if more.end - start > 400 or PLACE_DATE.search(piece):
            break
        end = more.end
    return end


def _set_addressees(text: str, own: Own, found: list[Block], dear: re.Match[str] | None) -> None:
    if not dear:
        return
    after = [block for block in found if block.end >= dear.end() - 1][:40]
    names: list[tuple[str, int, int]] = []
    for block in after:
        start = max(block.start, dear.end())
        piece = text[start : block.end]
        if names and not _lists_on(names[-1][0], block, piece):
            break
        if piece:
            names.append((piece, start, block.end))
    split = [name for piece, _, _ in names for name in bodies.split(piece)]
    own.addressees = tuple(dict.fromkeys(split))
    for _, begin, end in names:
        own.mark("addressee", begin, end)
    if names:
        own.begins = max(own.begins, names[-1][2])


def _lists_on(last: str, block: Block, piece: str) -> bool:
    """Tell whether a line goes on with those written to."""
    if last.rstrip().endswith(".") or len(piece) > 260:
        return False
    if re.match(r"(?:Căn cứ|Thực hiện|Để |Theo |Nhằm|V/v)", piece):
        return False
    return 5 <= block.rank < PLAIN or last.rstrip().endswith((";", ","))
