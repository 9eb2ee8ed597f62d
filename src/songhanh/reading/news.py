"""A page that reports a directive: which document it is about, who issued it and when."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from songhanh.reading import dates, issuers, symbols
from songhanh.reading.own import Own
from songhanh.reading.words import LOWER, UPPER, data, one_of

if TYPE_CHECKING:
    from datetime import date

    from songhanh.reading.page import Posting
    from songhanh.reading.symbols import Sentences, Symbol

ISSUE = re.compile(
    r"(?:ban hành|phát hành|ký|vừa có|đã có|có|ra|gửi|(?:vừa|đã|tỉnh|huyện|phố|phường|xã)\s(?:xây dựng|phê duyệt)|ký ban hành|vừa ra|issued|promulgated|releases?d?|signed|sent)"
    r"(?:\s(?:đồng thời|ngay|các|hai|một|khẩn|hỏa tốc|thêm|kịp thời|the|an|a|tiếp|official|mới|trong))*\s{0,2}[\"(]?\s?$",
    re.IGNORECASE,
)
CITED = re.compile(
    r"(?:[Cc]ăn cứ|[Tt]hực hiện|[Tt]riển khai thực hiện|[Tt]riển khai|[Tt]heo|[Tt]ại|[Qq]uán triệt|[Tt]hay thế|[Ss]ửa đổi|[Bb]ãi bỏ|[Kk]èm theo|[Tt]rên cơ sở|[Pp]hê duyệt|[Tt]hi hành|[Tt]iếp tục thực hiện|[Tt]hực hiện nghiêm|[Cc]hỉ đạo tại|[Tt]inh thần|[Nn]ội dung|[Yy]êu cầu của|[Cc]ủa|[Hh]ướng dẫn tại|[Dd]ự thảo|[Nn]hư|[Vv]à|[Tt]iếp nhận|[Nn]hận được|[Ss]au khi|[Ff]ollowing|[Ii]mplement|[Ii]mplementing|[Uu]nder|[Pp]ursuant to|theo quy định tại|với|các|chấp hành|[Tt]ổng kết|[Ss]ơ kết|năm|xem)"
    r"(?:\s(?:các|nội dung|hiệu quả|nghiêm|nghiêm túc|tinh thần|chỉ đạo tại|của|tốt|có hiệu quả|the|đầy đủ))*\s{0,2}[\"(]?$"
)
ORDERING = re.compile(r"(?:yêu cầu|đề nghị|giao|chỉ đạo|nêu rõ|request|ask|direct)")
LINE_START = re.compile(r"(?:^|\n)[^\w\n]{0,4}$")


def letter(text: str, named: list[Symbol], before: int) -> Symbol | None:
    """Return the document that a line above "Kính gửi" names."""
    for symbol in named:
        if symbol.start >= before:
            return None
        if symbol.worded and LINE_START.search(text[max(0, symbol.start - 6) : symbol.start]):
            return symbol
    return None


def choose(text: str, named: list[Symbol], split: Sentences, end: int) -> Symbol | None:
    """Return the document whose issue the text reports."""
    best: tuple[float, Symbol] | None = None
    for order, symbol in enumerate([s for s in named if s.at < end][:40]):
        score = _score(text, symbol, split) - 0.35 * order
        if best is None or score > best[0] + 0.01:
            best = (score, symbol)
    return best[1] if best and best[0] >= 1.5 else None


def _score(text: str, symbol: Symbol, split: Sentences) -> float:
    low, high = split.around(symbol.at)
    before = text[max(low, symbol.start - 90) : symbol.start]
    after = text[symbol.end : min(high, symbol.end + 260)]
    score = -3.0 if symbols.kinds().get(symbol.doc_type or "") == "law" else 0.0
    score -= 1 if symbol.bare else 0
    score += (
        2.5 if not text[: symbol.start].strip() else 0
    )  # a page that begins with it is about it
    score += _told_score(text, symbol, low, high, before)
    return score + 1.5 if score >= 0 and ISSUED_AFTER.match(after) else score


ISSUED_AFTER = re.compile(
    r"[^.;\n]{0,40}(?:được\s(?:UBND|ban hành|ký)|ban hành|của\s[^,]{3,60}?\s(?:về|yêu cầu|đề nghị))"
)
LED_BY_CITED = re.compile(r"(?:căn cứ|thực hiện|theo)\s[^,;]{0,60}$", re.IGNORECASE)
REPLACED = re.compile(r"(?:thay thế|sau khi|trước đó|Trước đó)[^,]{0,80}$")
JUST = re.compile(r"(?:vừa|mới|đã) (?:có|ban hành|ký|ra)[^.;]{0,40}(?:văn bản|công văn|chỉ đạo)")
ISSUED_BEFORE = re.compile(r"(?:ban hành|ký|có|ra)\s[^.;,]{0,60}$")


def _told_score(text: str, symbol: Symbol, low: int, high: int, before: str) -> float:
    """Return how much the words before a symbol make it the one that is issued."""
    if ISSUE.search(before):
        old = REPLACED.search(before) and "ngày" not in before
        return (1.0 if LED_BY_CITED.search(before) else 6.0) - (2.0 if old else 0.0)
    in_brackets = before.rstrip().endswith("(") and JUST.search(text, low, symbol.start)
    if in_brackets or LINKED.search(before):
        return 4.0 if in_brackets else 2.5
    if CITED.search(before):
        return _cited_score(text, symbol, low, high, before)
    if LINE_START.search(text[max(0, symbol.start - 6) : symbol.start]):
        return 3.5
    issued = ISSUED_BEFORE.search(before) and issuer_before(text, low, symbol.start)
    return 3.0 if issued else 0.0


ISSUED_THEN = re.compile(r",?\s(?:được\s)?ban hành\s(?:vào\s)?ngày\s")


CONTENT = re.compile(r"(?:[Nn]ội dung|(?:Đó|Đây)(?: chính)? là)[^.;\n]{0,90} tại $")
LINKED = re.compile(r"(?:[Cc]hi tiết|[Xx]em|[Tt]oàn văn|[Tt]ải)(?: nội dung)?(?: tại)?\s$")


def _cited_score(text: str, symbol: Symbol, low: int, high: int, before: str) -> float:
    """A cited document may still be the one: "Theo Công văn số …, UBND tỉnh yêu cầu …"."""
    word = CITED.search(before)
    shown = word[0].strip().lower() if word else ""
    first = not text[low : symbol.start - len(before) + (word.start() if word else 0)].strip(' "-')
    if (
        shown.startswith(("theo", "tại", "tại nội dung"))
        and first
        and ORDERING.search(text, symbol.end, high)
    ):
        return 2.5
    if CONTENT.search(text, low, symbol.start):
        return 2.5
    if shown.startswith("nội dung") and first:
        return 2.5
    if ISSUED_THEN.match(text, symbol.end) and ORDERING.search(text, symbol.end, high):
        return 2.5
    return -5.0


@cache
def _issuer() -> re.Pattern[str]:
    names = one_of(data("bodies")["issuers"], either_case=False)
    heads = "|".join(sorted(data("bodies")["heads"], key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<name>(?:(?:{heads})\s)?{names}(?:\s\([^()\n]{{1,16}}\))?(?P<rest>(?:\s(?!(?:vừa|đã|mới|ban hành|có|ký|ra|phát hành|gửi|tổ chức|vừa mới|tiếp tục|cũng|xây dựng|nhận|yêu cầu|đề nghị|giao(?! thông)|về|theo|chỉ đạo|triển khai|sẽ|thông báo|hướng dẫn|phê duyệt|trong|ngày)(?!\w))(?:(?:TP|Tp|TX)\.(?=\s)|[\w&-]+(?:\.\w+)*),?(?!(?<=,)\s(?:Chính phủ|UBND|Ủy ban|Sở|Bộ|Quốc hội|Thủ tướng|HĐND)(?!\w))){{0,14}}(?:\s\([^()\n]{{2,16}}\)\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)(?!\w))?))"
    )


PERSON = re.compile(rf"\s(?:[{UPPER}][{LOWER}]+\s){{1,3}}[{UPPER}][{LOWER}]+$")
ACTS = re.compile(
    r"\s(?:vừa|đã|mới|ban hành|có|ký|ra|phát hành|gửi|xây dựng|triển khai|vừa mới|tiếp tục|phê duyệt|cũng|ngày|yêu cầu|đề nghị|giao|thông báo|hướng dẫn|chỉ đạo|\()"
)


def issuer_before(text: str, low: int, place: int) -> tuple[str, int, int] | None:
    """Return the last body before a place that is the subject of a verb."""
    last = None
    for match in _issuer().finditer(text, low, place):
        end = match.end("name")
        if text[end - 1] == "," or not ACTS.match(text, end):
            comma = match["name"].find(", ")
            if comma < 0 or not ACTS.match(text, end):
                continue
        last = (match["name"].rstrip(","), match.start("name"), end)
    return last


OF = re.compile(r"(?:,?\s(?:ngày|dated)\s[^,;\n]{4,32}?)?,?\s(?:của|from|by|of)\s(?:the\s)?")


def issuer_after(text: str, end: int, high: int) -> tuple[str, int, int] | None:
    """Return the body of "Công văn số … ngày … của …"."""
    if not (link := OF.match(text, end, high)):
        return None
    match = _issuer().match(text, link.end(), min(high, link.end() + 160))
    if not match:
        return None
    name = match["name"]
    cut = re.search(r",\s|\s(?:về|là|được|yêu cầu)\s", name)
    return (
        name[: cut.start()] if cut else name.rstrip(","),
        match.start("name"),
        match.end("name"),
    )


def read(
    text: str, symbol: Symbol, split: Sentences, posted: Posting | None, published: date | None
) -> Own:
    """Return what the sentence of its issue tells about the document."""
    low, high = split.around(symbol.start)
    own = Own(number=symbol.number, doc_type=symbol.doc_type, begins=symbol.end)
    own.mark("number", symbol.at, symbol.end)
    who = (
        issuer_after(text, symbol.end, high)
        or issuer_before(text, low, symbol.start)
        or _issuer_of_code(text, symbol)
        or _issuer_near(text, symbol, split)
    )
    if who:
        _set_issuer(text, own, who)
    _set_date(text, own, symbol, low, high, _year(text, low, high, posted, published))
    _set_subject(text, own, symbol.end, high)
    return own


def _issuer_of_code(text: str, symbol: Symbol) -> tuple[str, int, int] | None:
    """Return the body whose letters the symbol has: 915/STTTT-BC is of Sở Thông tin và Truyền thông."""
    parts = re.split(r"[-/]", symbol.number)[1:3]
    codes = {part for part in parts if len(part) > 2 and part not in symbols.abbreviations()}
    for match in _issuer().finditer(text, 0, symbol.end + 3000) if codes else ():
        letters = ""
        for word in re.finditer(r"[\w&.-]+", match["name"]):
            letters += "" if word[0] in {"và", "của", "các"} else word[0][0].upper()
            if letters in codes and len(letters) > 2:
                start = match.start("name")
                return match["name"][: word.end()], start, start + word.end()
    return None


def _issuer_near(text: str, symbol: Symbol, split: Sentences) -> tuple[str, int, int] | None:
    """Look in the rest of the sentence, then in the next one: "Theo Công văn …, UBND tỉnh yêu cầu"."""
    low, high = split.around(symbol.start)
    for start, end in ((symbol.end, high), split.around(min(high + 1, len(text))), (0, low)):
        found = None
        for match in _issuer().finditer(text, start, min(end, start + 900)):
            if ACTS.match(text, match.end("name")):
                found = (match["name"].rstrip(","), match.start("name"), match.end("name"))
                break
        if found:
            return found
    return None


def _set_issuer(text: str, own: Own, who: tuple[str, int, int]) -> None:
    name, start, end = who
    name = issuers.tidy(re.sub(r"\s?\([^()]*\)?", "", name))
    name = issuers.without_person(name)
    own.issuer = issuers.with_place(name, text)
    own.mark("issuer", start, end)


def _year(
    text: str, low: int, high: int, posted: Posting | None, published: date | None
) -> tuple[int | None, int | None]:
    """Return the year that a date without one has, and the month of the posting that gives it."""
    if published:
        return published.year, published.month
    if posted:
        return posted.year, posted.month
    years = dates.named_years(text, low, high)
    if years:
        return years[0], None
    wider = dates.named_years(text, 0, min(len(text), high + 1500))
    return (wider[0], None) if len(set(wider)) == 1 else (None, None)


def _set_date(
    text: str, own: Own, symbol: Symbol, low: int, high: int, known: tuple[int | None, int | None]
) -> None:
    day = _day_of_issue(text, symbol, low, high)
    if not day:
        return
    year, month = known
    if day.year is None and year and month and day.month > month + 1:
        year -= 1
    own.date = day.iso(year)
    own.year = day.year or year
    own.mark("date", day.start, day.end)


AFTER = re.compile(
    r"\s{0,2}[,(]?\s{0,2}(?:(?:được\s)?(?:ký\s)?(?:ban hành\s)?(?:vào\s)?(?:ngày|dated|on|of)\s{1,2}|\()",
    re.IGNORECASE,
)
ISSUED_ON = re.compile(r"(?:được|ban hành|ký)\s(?:ban hành\s)?(?:vào\s)?ngày\s")


def _day_of_issue(text: str, symbol: Symbol, low: int, high: int) -> dates.Day | None:
    """Return the day right after the symbol, else the one that opens the clause of its issue."""
    if (after := AFTER.match(text, symbol.end, high)) and (day := dates.at(text, after.end())):
        return day
    before = [d for d in dates.find(text, low, symbol.start) if _opens(text, low, d, symbol)]
    if before:
        return before[-1]
    if (issued := ISSUED_ON.search(text, symbol.end, high)) and (
        day := dates.at(text, issued.end())
    ):
        return day
    signed = re.search(
        r"(?:của\s[^,.;]{3,70}?|[^.;]{0,4}),?\s(?:ban hành\s)?ngày\s",
        text[symbol.end : min(high, symbol.end + 90)],
    )
    if signed and signed.start() < 3 and (day := dates.at(text, symbol.end + signed.end())):
        return day
    return None


# "Chỉ thị số 08/CT-TTg ngày": the day that follows is that of the document cited.
DAY_OF_CITED = re.compile(r"\d/(?:\d{4}/)?[A-ZĐ][\w&Đ-]*,?\s(?:ngày\s)?$")


def _opens(text: str, low: int, day: dates.Day, symbol: Symbol) -> bool:
    """The day of issue stands before the subject: "Ngày 1/6, UBND … ban hành công văn …"."""
    between = text[day.end : symbol.start]
    if len(between) > 260 or re.search(r"\d/(?:\d{4}/)?[A-ZĐ]{2}", between):
        return False
    if DAY_OF_CITED.search(text, max(low, day.start - 40), day.start):
        return False
    if re.search(
        r"(?:trước|đến|hết|từ)\s(?:ngày\s)?$",
        text[max(low, day.start - 14) : day.start],
        re.IGNORECASE,
    ):
        return False
    return bool(
        ISSUE.search(between)
        or re.search(r"(?:ban hành|ký|có|ra|phát hành|gửi|issued|xây dựng)", between)
    )


ABOUT = re.compile(
    r"(?:\s?\([^()\n]{1,40}\)|[^.;\n]{0,120}?)?[,\s]\s?(?P<lead>về việc|v/v|về|để)\s", re.IGNORECASE
)
SUBJECT_END = re.compile(
    r"[.;\n]|,?\s(?:gửi|yêu cầu|đề nghị|trong đó|thay thế|với mục|nhằm|theo đó|trên cơ sở(?! giới))\s|\s\((?:từ|gọi|sau)"
)


def _set_subject(text: str, own: Own, start: int, high: int) -> None:
    match = ABOUT.match(text, start, min(high, start + 240))
    if not match:
        lead = re.match(
            r"\s(?=(?:hướng dẫn|triển khai|tổ chức|thực hiện|phê duyệt|quy định|tăng cường|đẩy mạnh)\s)",
            text[start:high],
        )
        if not lead:
            return
        begin = start + lead.end()
    else:
        begin = match.end()
    stop = SUBJECT_END.search(text, begin, high)
    end = stop.start() if stop else high
    own.subject = " ".join(text[begin:end].split()).strip(' "')
    own.mark("subject", begin, end)


@cache
def _event() -> re.Pattern[str]:
    words = "|".join(
        re.escape(entry["name"].lower()) + "|" + re.escape(entry["name"])
        for entry in data("doctypes")["type"] if entry["kind"] == "order"
    )  # fmt: skip
    return re.compile(
        rf"(?P<verb>(?:vừa|đã|mới)\s(?:ký\s|vừa\s)?(?:ban hành|có|ra|ký|xây dựng|phát hành|gửi)(?:\sban hành)?|ban hành|có(?=\s(?:[A-Z]|công điện|công văn|văn bản|chỉ thị))|has issued|has just issued|issued)\s(?:the\s|an?\s)?(?P<type>{words}|văn bản|Văn bản|plan|Plan|directive|decision|dispatch|official letter)"
        r"(?P<urgent>\s(?:khẩn|hỏa tốc|chỉ đạo))?(?=\s(?:về|đề nghị|yêu cầu|chỉ đạo|gửi|triển khai|hướng dẫn|thực hiện|tổ chức|tăng cường|khẩn|hỏa tốc|giao|phát động|to|on|phối hợp|truyền đạt|nhằm|đẩy mạnh|phòng|ứng phó|kiểm tra|hưởng ứng|cụ thể|tuyên truyền|kêu gọi|bảo vệ|đôn đốc|chấn chỉnh|nhắc nhở|rà soát|bảo đảm|thông báo|xử lý|ngăn chặn|chủ động|quản lý|nâng cao|thành lập|phê duyệt|ban hành|quy định|kiện toàn)|\s?[,.])"
    )


RETOLD = re.compile(
    r"(?<!\w)Theo (?:đó|công điện|công văn|văn bản|chỉ thị|nội dung (?:công|văn))(?!\w)"
)


def unnumbered(
    text: str, split: Sentences, posted: Posting | None, published: date | None, end: int
) -> Own | None:
    """Return a document whose issue is told without its number."""
    for match in _event().finditer(text, 0, min(end, 6000)):
        low, high = split.around(match.start())
        who = issuer_before(text, low, match.start("verb") + 4)
        if not who or re.search(
            r"(?:để|sẽ|cần|phải|nhiều|các)\s[^,]{0,20}$",
            text[max(low, match.start() - 24) : match.start()],
        ):
            continue
        dated = re.search(r"[Nn]gày\s\d", text[low : match.start()])
        if match["verb"] in {"ban hành", "có"} and not (
            dated or RETOLD.search(text, high, high + 900)
        ):
            continue
        own = Own(
            begins=match.end("type"), doc_type=_event_type(match["type"], text[match.end() : high])
        )
        own.mark("doc_type", match.start("type"), match.end("type"))
        _set_issuer(text, own, who)
        day = next(iter(dates.find(text, low, match.start())), None)
        year, _ = _year(text, low, high, posted, published)
        if day:
            own.date, own.year = day.iso(year), day.year or year
            own.mark("date", day.start, day.end)
        _set_subject(text, own, match.end(), high)
        return own
    return None


def _event_type(word: str, after: str) -> str | None:
    if word.lower() == "văn bản":
        return (
            "Công văn"
            if re.match(r"\s(?:khẩn|hỏa tốc|chỉ đạo|đề nghị|yêu cầu|gửi|về)", after)
            else None
        )
    return symbols.types().get(word.lower())
