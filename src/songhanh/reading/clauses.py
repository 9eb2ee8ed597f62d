"""One clause: who is to do what, or that it only leads in, or that it orders nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from songhanh.reading import bodies
from songhanh.reading.vietnamese import plain
from songhanh.reading.words import data, one_of


@dataclass(frozen=True, slots=True)
class Clause:
    """An order that begins at `start`; its verb stands at `act`."""

    start: int
    act: int
    assignees: tuple[str, ...] = ()
    ordered: bool = False  # "yêu cầu", "giao" … stands before it


@dataclass(frozen=True, slots=True)
class Lead:
    """Words before a list: those told to do what follows."""

    assignees: tuple[str, ...] = ()


@dataclass(slots=True)
class Scene:
    """What is known while reading on: who issued, who was told last."""

    issuer: str = ""
    known: bool = False  # the document is known: a body that acts is told to
    issuer_plain: frozenset[str] = field(default_factory=frozenset)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(one_of(data("verbs")["leads"]) + r"\s?[,:]?\s{1,3}")


@cache
def _order() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + one_of(data("verbs")["orders"]) + r"\s{0,2}(?::|,)?\s{0,2}")


@cache
def _issuing() -> re.Pattern[str]:
    words = one_of(data("bodies")["issuers"], either_case=False)
    things = "Công văn|Kế hoạch|Chỉ thị|Quyết định|Công điện|Thông báo|Văn bản|văn bản|công văn|kế hoạch|chỉ thị|công điện|thông báo|Nghị quyết|Hướng dẫn|Ban tổ chức|Tỉnh|Thành phố|thành phố|tỉnh|huyện|Huyện|Quận|Thị xã|đồng chí|Đồng chí|ông|Ông|bà|Bà|lãnh đạo|Lãnh đạo"
    return re.compile(rf"(?:^|[\s,(\"])(?:{words}|(?:{things})(?!\w))")


@cache
def _prepositions() -> re.Pattern[str]:
    return re.compile(r"\s{1,3}(?:" + "|".join(data("verbs")["prepositions"]) + r")(?!\w)")


@cache
def _carrying() -> re.Pattern[str]:
    return re.compile(one_of(data("verbs")["carrying"]))


EMPTY = re.compile(r"\s*(?:$|[.,;:](?:\s|$))")
GENERIC = re.compile(
    r"(?:\s?(?:các|tốt|một số|những|nghiêm|đầy đủ|có hiệu quả|hiệu quả|nghiêm túc|\d{1,2}|\(\d{1,2}\)|theo))*\s(?:nội dung|nhiệm vụ|giải pháp|công việc|biện pháp|công tác|vấn đề)"
    r"[^.;:\n]{0,160}?(?:như sau|dưới đây|sau đây|trọng tâm sau|sau|gồm|như|cụ thể là|cụ thể|là)\s?[:,]?\s"
)
COLON_LIST = re.compile(
    r"[^.;\n]{0,220}?(?:sau|như sau|sau đây|nội dung|nhiệm vụ|giải pháp|công việc|trọng tâm|cụ thể|chính|việc|biện pháp|gồm|dưới đây)\s?(?:đây)?\s?:\s*$"
)
PASSIVE = re.compile(
    r"(?:theo|của|sự|được|các|những|đáp ứng|với|có|về|phải|nhu cầu|tinh thần|nội dung|ý kiến|tiếp tục|đảm bảo|bảo đảm|đúng|nâng cao|tăng cường|công tác|lãnh đạo,|công tác lãnh đạo,|bám sát|bị|và|mục đích,?|mục tiêu,?)\s$",
    re.IGNORECASE,
)
TELLING = re.compile(
    r"\s(?:đã|vừa|đang)\s(?!(?:được\s)?(?:giao|ban hành|phê duyệt|đề ra|ký|xác định|có|phân công|đăng ký|cam kết|chỉ đạo|hướng dẫn|được|triển khai|xây dựng|đạt|nêu|bị|qua|đầu tư|tồn tại|thi công|hoạt động|sinh sống|làm việc|công tác|điều trị|cư trú|nuôi|mang|sử dụng|học))|\sđược\s\d|\s(?:diễn ra|là dịp|cho biết|nhấn mạnh|khẳng định)\s"
)
COUNTED = re.compile(
    r"\s(?:được|cho|với)\s(?:hơn|gần|trên|khoảng)?\s?\d[\d.]*\s(?:người|lượt|buổi|cuộc|hội viên|học sinh|đại biểu|hộ)"
)
ENACTING = re.compile(
    r"(?:ban hành kèm theo|phê duyệt|quy định chi tiết|bãi bỏ|công nhận|có hiệu lực|ban hành (?:quy chế|quy định) )",
    re.IGNORECASE,
)
PAST_LEAD = re.compile(
    r"(?:Mặc dù|Trước đó|Tuy nhiên|Được biết|Hiện nay|Hiện|Đến nay|Năm\s\d|Trong năm|Những năm|Thời gian qua|Qua\s|Sau\s|Nhờ|Do\s|Vì\s|Phát biểu|Tham dự|Dự\s)"
)


LEADING = re.compile(r"chủ trì|có trách nhiệm|chịu trách nhiệm (?!thi hành)")


AS_AGENCY = re.compile(r"Là (?:cơ quan|đơn vị|đầu mối)[^,;.:\n]{0,60},\s")


def skip_leads(text: str, place: int, end: int) -> int:
    for _ in range(4):
        match = _lead().match(text, place, end)
        if not match:
            break
        place = match.end()
    return place


def has_verb(text: str, place: int, end: int, *, of_body: bool = False) -> bool:
    """Tell whether a directive verb with an object stands here; `of_body`: after who is to act."""
    match = bodies.verb(any_case=True).match(text, place, end)
    if not match:
        return False
    rest = match.end()
    if EMPTY.match(text, rest, end) and text[rest : rest + 1] != ",":
        return False
    if rest >= end - 2:
        return False
    if text.startswith(" và ", rest) and bodies.verb(any_case=False).match(text, rest + 4, end):
        return True
    verb = match[0].lower()
    alone = verb in STRONG_ALONE or (of_body and verb in SPEAKING)
    return alone or not _prepositions().match(text, rest, end)


# "Trạm Y tế tuyên truyền về …" orders; "Tuyên truyền về …" alone is a headline as often.
SPEAKING = {
    "tuyên truyền",
    "truyền thông",
    "hướng dẫn",
    "tập huấn",
    "quán triệt",
    "phổ biến",
    "tư vấn",
}


STRONG_ALONE = {
    "hạn chế",
    "xử lý",
    "tạo điều kiện",
    "giới thiệu",
    "vận động",
    "chịu trách nhiệm",
    "tư vấn",
    "phối hợp",
    "báo cáo",
    "chú trọng",
    "phối kết hợp",
    "tham gia",
    "gửi",
    "không",
    "phải",
    "cần",
    "thường xuyên",
    "định kỳ",
    "liên hệ",
    "tập trung",
    "tiếp tục",
    "hằng năm",
    "hàng năm",
    "trao đổi",
    "chủ động",
}


@cache
def _continuing() -> re.Pattern[str]:
    return re.compile(one_of(data("verbs")["continuing"]))


def continues(text: str, place: int) -> bool:
    """Tell whether a clause begins with a verb that often carries the same activity on."""
    return bool(_continuing().match(text, place))


def carries_on(text: str, place: int, end: int) -> bool:
    """Tell whether a clause only goes on with the matter of the one before it."""
    return bool(_carrying().match(text, place, end))


def parse(text: str, start: int, end: int, scene: Scene, *, opened: bool) -> Clause | Lead | None:
    """Read one sentence or list item. `opened`: an order has been given, a bare verb is one too."""
    if agency := AS_AGENCY.match(text, start, end):
        read = parse(text, agency.end(), end, scene, opened=opened)
        return replace(read, start=start) if isinstance(read, Clause) else read
    place = skip_leads(text, start, end)
    if PAST_LEAD.match(text, place):
        return None
    led = place > start and (scene.known or text[start : start + 7].lower() == "theo đó")
    opened = opened or led
    read = _bare_if(text, place, end, scene, opened=opened) or _ordered(text, place, end, scene)
    if read is None and (comma := _after_adverbial(text, place, end)):
        read = _ordered(text, comma, end, scene)
        read = read or _bare_if(text, comma, end, scene, opened=opened)
    return _past_generic(text, read, end) if isinstance(read, Clause) else read


def _bare_if(text: str, place: int, end: int, scene: Scene, *, opened: bool) -> Clause | None:
    """Return a clause without "yêu cầu" where one may stand."""
    own = _bare(text, place, end, scene)
    if own is None or opened:
        return own
    return own if own.assignees and (scene.known or LEADING.match(text, own.act)) else None


def _bare(text: str, place: int, end: int, scene: Scene) -> Clause | None:
    """Return a clause that begins with its verb or with a body other than the issuer."""
    told = TELLING.search(text, place, min(end, place + 140)) or COUNTED.search(text, place, end)
    if told or ORDER_FIRST.match(text, place):
        return None
    if acting := PLACE_ACTS.match(text, place, end):
        place = acting.end() if has_verb(text, acting.end(), end) else place
    if has_verb(text, place, end) and not _named_by_verb(text, place, end):
        return None if _cites(text, place, end) else Clause(place, place)
    found = bodies.actor(text, place, end)
    if found is None or not has_verb(text, found.act, end, of_body=True):
        return None
    name = text[found.start : found.end]
    start = found.start if found.act - found.start < LONG_NAMES else found.act
    return None if is_issuer(name, scene) else Clause(start, found.act, bodies.split(name))


LONG_NAMES = 90  # characters: so long a list of bodies is no part of what is to be done


# "thành phố cũng tổ chức …": the place that issued is the one that acts.
PLACE_ACTS = re.compile(
    r"(?:thành phố|tỉnh|huyện|quận|thị xã|xã|phường|địa phương)\s(?:cũng\s|tiếp tục\s|chủ động\s){0,2}"
)


def _named_by_verb(text: str, place: int, end: int) -> bool:
    """Tell "Cấp ủy đưa …" from "Cấp giấy …": the body's name is longer than the verb in it."""
    head = bodies.head().match(text, place, end)
    verb = bodies.verb(any_case=True).match(text, place, end)
    longer = bool(head and verb and head.end() > verb.end())
    return longer and bodies.actor(text, place, end) is not None


ORDER_FIRST = re.compile(
    r"(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao|[Pp]hân công|[Kk]êu gọi|[Kk]ính đề nghị|[Tt]rân trọng đề nghị)\s"
)
CITING = re.compile(
    r"(?:Thực hiện|Triển khai|Tiếp tục|Hưởng ứng|Căn cứ|thực hiện|triển khai|căn cứ|Xét|Nhằm|Tiếp)\s"
)
LATER_SUBJECT = re.compile(
    r"[,;]\s(?:ngày\s[\d/.-]{3,10},\s?)?(?:UBND|Ủy ban|Chủ tịch|Phó Chủ tịch|Sở|Bộ|Ban|Hội|Đoàn|Phòng|Công an|HĐND|Thành ủy|Tỉnh ủy|Huyện ủy|Trung tâm|Liên đoàn|Thủ tướng|Đảng ủy|Văn phòng)\s[^.;:,]{0,70}?(?:ban hành|đề nghị|yêu cầu|xây dựng|đã|vừa|thông báo|có công văn|giao|kêu gọi)\s"
)


def _cites(text: str, place: int, end: int) -> bool:
    """Tell "Thực hiện Kế hoạch số …, UBND huyện ban hành …" from an order."""
    return bool(
        CITING.match(text, place) and LATER_SUBJECT.search(text, place + 10, min(end, place + 900))
    )


def is_issuer(name: str, scene: Scene) -> bool:
    """Tell whether these words mean the body that issued the document."""
    if not scene.issuer_plain:
        return False
    words = set(plain(name).replace(",", " ").split())
    return words <= scene.issuer_plain | {
        "chu",
        "tich",
        "pho",
        "truc",
        "thuong",
        "lanh",
        "dao",
        "cung",
        "van",
        "ban",
    }


def _ordered(text: str, place: int, end: int, scene: Scene) -> Clause | Lead | None:
    """Return what one body tells another: "UBND tỉnh yêu cầu các sở …"."""
    for match in _order().finditer(text, place, min(end, place + 900)):
        subject = text[max(place, match.start() - 160) : match.start()]
        if not _tells(
            subject, first=match.start() == place, word=match[0].strip(" ,:").lower(), scene=scene
        ):
            continue
        found = _told(text, match, end)
        if found:
            return found
    return None


PLAIN_ORDERS = {
    "đề nghị",
    "yêu cầu",
    "giao",
    "kêu gọi",
    "phân công",
    "kính đề nghị",
    "trân trọng đề nghị",
    "lưu ý",
    "cũng yêu cầu",
    "cũng đề nghị",
    "giao cho",
    "giao nhiệm vụ cho",
    "giao nhiệm vụ",
    "giao trách nhiệm cho",
    "phân công nhiệm vụ cho",
    "ủy quyền cho",
    "đề nghị tập trung",
}
PROMPT = re.compile(
    r"(?:^|,\s|;\s|\sđồng thời\s|\sđồng thời,\s|\svà\s|\scũng\s|\sđã\s|\stiếp tục\s|khẩn\s|hỏa tốc\s|khẩn cấp\s|thành phố\s|tỉnh\s|huyện\s|trân trọng\s|kính\s)$"
)


def _tells(subject: str, *, first: bool, word: str, scene: Scene) -> bool:
    """Tell whether the words before "yêu cầu" make it an order."""
    if PASSIVE.search(subject) and not subject.endswith((" đã ", " và ")):
        return False
    tail = re.split(r"[.;] ", subject[-90:])[-1]
    segment = tail.rsplit(", ", 1)[-1]
    if first or not segment.strip():
        return word in PLAIN_ORDERS
    if not _issuing().search(tail) or MANY.search(tail):
        return False
    if word in PLAIN_ORDERS:
        return not CONDITION.search(tail)
    directs = word == "chỉ đạo" and AUTHORITY.search(segment)
    return bool(directs or THING.search(segment)) or is_issuer(_name_end(segment), scene)


MANY = re.compile(r"(?:nhiều|các) văn bản $|(?:đã|thường xuyên) ban hành (?:các|nhiều) ")
CONDITION = re.compile(r"\s(?:khi|nếu|do|theo|tại)\s[^,]{0,40}$")
THING = re.compile(
    r"(?:[Cc]ông văn|[Vv]ăn bản|[Kk]ế hoạch|[Cc]ông điện|[Tt]hông báo|[Cc]hỉ thị)(?:\s(?:khẩn|hỏa tốc))?\s$"
)
AUTHORITY = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Chủ tịch UBND) (?:tỉnh|thành phố|huyện|quận|thị xã|TP)\S*(?: [^,;.]{0,30})? đã (?:có văn bản )?$"
)
AUXILIARY = re.compile(r"\s(?:đã|cũng|vừa|có|tiếp tục|sẽ|có văn bản|có công văn)(?=\s|$)")


def _name_end(segment: str) -> str:
    return AUXILIARY.split(segment)[0].strip()


PHRASES = re.compile(r"(?:đến|tới|cho|rằng|thêm|các nội dung|về việc)\s")


def _told(text: str, order: re.Match[str], end: int) -> Clause | Lead | None:
    """Read on after "yêu cầu": bodies and verb, a verb alone, or the head of a list."""
    place = order.end()
    if skipped := PHRASES.match(text, place):
        place = skipped.end()
    if place >= end - 1:
        return Lead() if text[order.start() : end].rstrip().endswith(":") else None
    verb = bodies.verb(any_case=True).match(text, place)
    if verb and has_verb(text, place, end) and not bodies.is_noun(text, verb):
        return Lead() if COLON_LIST.match(text, place, end) else Clause(place, place, ordered=True)
    return _named(text, place, end) or _told_bodies(text, place, end)


def _named(text: str, place: int, end: int) -> Clause | None:
    """Read "Giao Sở Y tế: Chủ trì …"."""
    named = NAMED.match(text, place, end)
    if named and bodies.head().match(text, place) and has_verb(text, named.end(), end):
        return Clause(named.end(), named.end(), bodies.split(named["who"]), ordered=True)
    return None


def _told_bodies(text: str, place: int, end: int) -> Clause | Lead | None:
    found = bodies.verb_after(text, place, end, listed=True)
    if found and has_verb(text, found.act, end):
        names = bodies.split(text[place : found.end])
        if COLON_LIST.match(text, found.act, end):
            return Lead(names)
        return Clause(found.act, found.act, names, ordered=True)
    piece = text[place:end].rstrip()
    if piece.endswith(":") and len(piece) < 500:
        return Lead(bodies.split(COLON_TAIL.sub("", piece)))
    return None


NAMED = re.compile(r"(?P<who>[^:.\n]{3,260}):\s{1,3}(?=\S)")
COLON_TAIL = re.compile(
    r"(?:\s(?:thực hiện|triển khai|tập trung|một số|các|những|theo|tốt)){0,6}\s?(?:nội dung|nhiệm vụ|giải pháp|công việc)?[^,;]{0,30}?(?:như sau|sau|sau đây|cụ thể)?\s?:$"
)
ADVERBIAL = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Để|Nhằm|Với|Trong|Tại|Từ|Nếu|Khi|Trước|Đối với|Về|Riêng|Ngày|Nhân|Bên cạnh|Ngoài|Định kỳ|Hằng|Hàng|Đến|Cùng|căn cứ|trên cơ sở|theo|để|đối với|khi|về|định kỳ|hằng|hàng|Thường xuyên|Thực hiện|Triển khai|Tiếp tục|Hưởng ứng)\s"
)
MATTER = re.compile(
    r"[Vv]ề\s[^,;:.]{3,60}?\s(?=(?:tiếp tục|tăng cường|đẩy mạnh|tập trung|chú trọng)\s)"
)
COMMA = re.compile(r",\s+|\s(?=phải\s)")


def _after_adverbial(text: str, place: int, end: int) -> int | None:
    """Return where the clause proper begins after "Căn cứ chức năng, nhiệm vụ được giao, …"."""
    if not ADVERBIAL.match(text, place):
        return None
    if matter := MATTER.match(text, place, end):
        return matter.end()
    for match in COMMA.finditer(text, place, min(end, place + 400)):
        at = skip_leads(text, match.end(), end)
        if text[at : at + 5] == "phải ":
            at += 5
        if ORDER_FIRST.match(text, at) or bodies.head().match(text, at):
            return at
        if (
            bodies.verb(any_case=False).match(text, at)
            and has_verb(text, at, end)
            and not _in_list(text, at, end)
        ):
            return at
    return None


def _in_list(text: str, place: int, end: int) -> bool:
    """A verb among nouns: "về phòng, chống …", "chức năng, nhiệm vụ"."""
    match = bodies.verb(any_case=False).match(text, place, end)
    return (
        bool(match and bodies.is_noun(text, match)) or text[max(0, place - 7) : place] == "phòng, "
    )


def _past_generic(text: str, clause: Clause, end: int) -> Clause | Lead:
    """Go on to the real order after "thực hiện các nhiệm vụ chủ yếu như …"."""
    if COLON_LIST.match(text, clause.act, end):
        return Lead(clause.assignees)
    match = bodies.verb(any_case=True).match(text, clause.act, end)
    place = match.end() if match else clause.act
    for _ in range(2):
        more = bodies.verb(any_case=True).match(text, place + 1, end) if place + 1 < end else None
        place = more.end() if more else place
    generic = GENERIC.match(text, place, end)
    if generic and has_verb(text, generic.end(), end):
        return Clause(generic.end(), generic.end(), clause.assignees, ordered=clause.ordered)
    return clause


def is_enacting(text: str, clause: Clause) -> bool:
    return bool(ENACTING.match(text, clause.act))
