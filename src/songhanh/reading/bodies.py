"""Names of bodies: where they begin, where the verb after them is, and how a list of them splits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from songhanh.reading.words import LOWER, UPPER, data, one_of

LONGEST = 900
SHORT_HEADS = r"(?:Sở|Phòng|Ban|Bộ|Hội|Đoàn|Tổ|Đội|Xã|Phường|Khối|Cục|Viện|Trạm|Quỹ|Vụ|Hạt|Báo|Đài|Trường|Phó|Chánh|Đồn|Cụm)"

# What offices are called after, by those who write it small: "Đài truyền thanh", "Hội phụ nữ".
OFFICES = "truyền thanh|truyền hình|phát thanh|y tế|phụ nữ|nông dân|cựu chiến binh|thanh niên|lao động|giáo dục|tư pháp|nội vụ|tài chính|văn hóa|dân vận|tuyên giáo"


@cache
def head() -> re.Pattern[str]:
    """Return the pattern of the first words of a body."""
    words = data("bodies")
    long = [word for word in words["single"] if not re.fullmatch(SHORT_HEADS, word)]
    exact = one_of(long, either_case=False)
    return re.compile(
        rf"(?:{one_of(words['group'])}|[Cc]ác\s(?!hoạt động|đại biểu|nội dung|nhiệm vụ|giải pháp|hình thức|chỉ tiêu|mục tiêu|tiêu chí|vấn đề|chương trình|kế hoạch|văn bản|quy định|trường hợp|em\s|cháu|hộ nghèo|dịch vụ|mô hình|biện pháp|hồ sơ|chính sách|quyền|đối tượng|vị trí|điểm|khu vực|tuyến|công trình|hạng mục|loại|lĩnh vực|yếu tố|nguồn|bước|khâu|lán|hành vi|vụ việc)|{exact}|{SHORT_HEADS}\s(?=[{UPPER}]|chỉ đạo|quản lý|tổ chức|các|thường|giám|chỉ huy|{OFFICES}))"
    )


@cache
def verb(*, any_case: bool) -> re.Pattern[str]:
    words = data("verbs")
    listed = [*words["verbs"], *words["manner"]]
    if any_case:
        return re.compile(one_of(listed))
    return re.compile(r"(?<!\w)" + one_of(listed, either_case=False))


@cache
def _nouns() -> dict[str, re.Pattern[str]]:
    return {
        word: re.compile(r"(?<!\w)(?:" + "|".join(before) + r")(?:,)?\s$", re.IGNORECASE)
        for word, before in data("verbs")["nouns"].items()
    }


NOUN_AFTER = re.compile(
    r"\s(?:viên\b|chính trị|đoàn thể|cá nhân|xã hội|đảng|Đảng|cơ sở|thành viên|hội\b(?!\s(?:thi|nghị|thảo|diễn|trại|thao|chợ|sách))|liên quan|có liên quan|thuộc|bộ máy|tôn giáo|tín dụng|phi chính phủ|kinh tế)"
    r"|,\s(?:cá nhân|đơn vị|đoàn thể|doanh nghiệp|hội|cơ quan|địa phương|đoàn viên|chính trị)|\s(?:và|hoặc)\s(?:cá nhân|doanh nghiệp|đơn vị|người dân|nhân dân)"
)
NEVER_AFTER_BODY = {
    "cấp",
    "trực",
    "phát",
    "chống",
    "in",
    "đặt",
    "đón",
    "cùng",
    "tự",
    "ngay",
    "có các",
    "phụ trách",
    "giảm",
    "nghiêm",
    "không",
    "cần",
    "căn cứ",
}
MODALS = re.compile(r"(?:không được|không để|phải|cần|có trách nhiệm|căn cứ)\s")


def is_noun(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word of the verb list is a noun where it stands."""
    word = match[0].lower()
    if word == "trực" and text.startswith(" thuộc", match.end()):
        return True
    if word in {"tổ chức", "báo cáo", "trực", "hợp đồng"} and NOUN_AFTER.match(text, match.end()):
        return True
    before = _nouns().get(word)
    return bool(before and before.search(text, max(0, match.start() - 24), match.start()))


@dataclass(frozen=True, slots=True)
class Actor:
    """A body and the place of the verb that tells what it is to do."""

    start: int
    end: int
    act: int


STOP = re.compile(
    r"(?<! bàn)\s(?:giao(?! thông| dịch| lưu)|yêu cầu|đề nghị|phân công|quyết định)\s|[.:!?](?:\s|$)|\n\n|\s(?:là|đã|đang|vừa|sẽ|diễn ra|cho biết|nêu rõ|nhấn mạnh|khẳng định|phát biểu|được|gồm|đạt|có\s(?!trách nhiệm|kế hoạch|giải pháp|biện pháp|phương án|hình thức|văn bản|liên quan))\s?"
)
GIVEN = re.compile(
    r"\s(?:(?:được\s[^.;:]{0,60}?(?:giao|phân công)|là\s(?:đơn vị|cơ quan)\sđược\s(?:giao|phân công))(?:\snhiệm vụ|\strách nhiệm)?|là\s(?:đơn vị|cơ quan)(?:\s(?:chủ trì|đầu mối|thường trực))?)\s"
)


def named_within(text: str, start: int, end: int) -> bool:
    """Tell whether a body with a name of its own stands between two places."""
    places = (match.end() for match in re.finditer(r"[\s,]", text[start:end]))
    return any(head().match(text, start + place, end) for place in places)


def actor(text: str, start: int, end: int, *, listed: bool = False) -> Actor | None:
    """Return the body that begins here and its verb; `listed`: a list with semicolons is expected."""
    if not head().match(text, start):
        return None
    enumerated = ENUMERATED.match(text, start, end)
    if enumerated and not verb(any_case=True).match(text, enumerated.end()):
        return verb_after(text, start, end, listed=True, begin=enumerated.end())
    found = verb_after(text, start, end, listed=listed)
    if found or listed:
        return found
    return verb_after(text, start, end, listed=True)


# "Bộ trưởng các Bộ: Quốc phòng, Y tế; …": names follow the colon, no order.
ENUMERATED = re.compile(
    r"[^:;.\n]{0,40}?[Cc]ác (?:Bộ|bộ|Sở|sở|ban|ngành|cơ quan|đơn vị|tỉnh|thành phố|huyện|phường|xã|địa phương)"
    r"(?:[,\s]{1,2}(?:ban|ngành|cơ quan|đơn vị))*:\s(?=[" + UPPER + "])"
)


ASIDE = re.compile(
    r",?\s(?:căn cứ|theo|trên cơ sở|trong phạm vi|tùy theo|tùy|bằng)\s(?:vào\s)?(?:chức năng|nhiệm vụ|thẩm quyền|tình hình|phạm vi|điều kiện|quyền hạn|lĩnh vực|trách nhiệm|phân cấp|địa bàn)"
    r"(?:[^.;:]{0,120}?\sđược\s(?:giao|phân công|phân cấp)(?:[^,.;:]{0,40},)?)?"
)


def verb_after(
    text: str, start: int, end: int, *, listed: bool, begin: int | None = None
) -> Actor | None:
    """Return the words from here up to the first verb (after `begin`) as a body."""
    limit = min(end, start + (LONGEST if listed else 320))
    if not listed and (semicolon := text.find(";", start, limit)) >= 0:
        limit = semicolon
    place = begin or start + 2
    aside = ASIDE.search(text, place, limit)
    stop = STOP.search(text, place, limit)
    if aside and not (stop and stop.start() < aside.start()):
        if early := _first_verb(text, start, place, aside.start()):
            return early
        place, stop = aside.end(), STOP.search(text, aside.end(), limit)
    elif stop and (given := GIVEN.match(text, stop.start())):
        stop = None if given.end() >= limit else STOP.search(text, given.end(), limit)
    found = _first_verb(text, start, place, stop.start() + 1 if stop else limit)
    if found and aside and aside.start() < found.act:
        return Actor(start, _trimmed(text, start, aside.start()), found.act)
    return found


def _first_verb(text: str, start: int, place: int, limit: int) -> Actor | None:
    for match in verb(any_case=False).finditer(text, place, limit):
        if match[0] in NEVER_AFTER_BODY and not MODALS.match(text, match.start()):
            continue
        if not is_noun(text, match) and not _open_bracket(text, start, match.start()):
            return Actor(start, _trimmed(text, start, match.start()), match.start())
    return None


def _open_bracket(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)


def _trimmed(text: str, start: int, end: int) -> int:
    piece = GIVEN.split(text[start:end] + " ")[0].rstrip(" ,:;-")
    piece = re.sub(
        r"\s(?:và|cùng|để|phải|cần|trong|theo chức năng.{0,80}|căn cứ.{0,120}|trên cơ sở.{0,120}|thường)$",
        "",
        piece,
    )
    return start + len(piece.rstrip(" ,:;-"))


FULL = (
    "các ", "thủ trưởng", "chủ tịch", "giám đốc", "lãnh đạo", "người đứng đầu", "tất cả",
)  # fmt: skip


@cache
def _joint() -> re.Pattern[str]:
    words = data("bodies")
    long = [word for word in words["single"] if not re.fullmatch(SHORT_HEADS, word)]
    exact = one_of(long, either_case=False)
    groups = one_of((word for word in words["group"] if word.startswith(FULL)), either_case=False)
    return re.compile(
        rf"\s?;\s?(?:và\s)?|\s?(?:,|,? và|\+|,? cùng)\s(?:đề nghị\s)?(?={exact}(?!,\s[{LOWER}])|{groups}|[Cc]ác\s|{SHORT_HEADS}\s[{UPPER}])"
    )


SHORT_FORM = re.compile(r"\s?\((?:viết tắt[^()]*|[A-ZĐ&., -]{2,24}|sau đây[^()]*|qua [^()]*)\)?$")
EDGE = re.compile(
    r"^(?:[-+*•\d.)\s]+|và\s|cho\s|đối với\s|tới\s|đến\s|đề nghị\s|yêu cầu\s)+|[\s,;:.-]+$"
)


def split(words: str) -> tuple[str, ...]:
    """Return the single bodies and groups of a list of them."""
    tidy = " ".join(words.split())
    names = (SHORT_FORM.sub("", EDGE.sub("", part)) for part in _joint().split(tidy))
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))
