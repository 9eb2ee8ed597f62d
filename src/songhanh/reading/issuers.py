"""Names of issuing bodies: UBND for Ủy ban nhân dân, small letters for capitals, the place where it is shown."""

from __future__ import annotations

import re
from functools import cache

from songhanh.reading.vietnamese import plain
from songhanh.reading.words import LOWER, UPPER, data

COMMITTEE = re.compile(
    r"\b(?:[ỦU]y [Bb]an [Nn]hân [Dd]ân|ủy ban nhân dân|Uỷ ban nhân dân|UỶ BAN NHÂN DÂN|ỦY BAN NHÂN DÂN|Ủy Ban Nhân Dân|U BND|ỦY BAN ND|UB ND)\b"
)
COUNCIL = re.compile(r"\b(?:Hội đồng nhân dân|HỘI ĐỒNG NHÂN DÂN|Hội đồng Nhân dân)\b")
LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
LEVEL = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã(?! hội)|phường|đặc khu)\b")
SHORT_CITY = re.compile(r"\b(?:TP\.?|Tp\.?|T\.P)\s?(?=[" + UPPER + "])")
PLACE_NAME = rf"(?:[{UPPER}][{LOWER}]*(?:\s?-\s?|\s)?){{1,5}}"
JOINTS = {"và", "-", ","}
SMALL = {
    "và",
    "các",
    "của",
    "về",
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "quận",
    "thị",
    "xã",
    "phường",
    "trấn",
    "nước",
    "-",
    "vì",
    "sự",
    "tiến",
    "bộ",
    "phòng,",
    "chống",
}


def tidy(name: str) -> str:
    """Return a body's name in one form."""
    name = " ".join(name.replace('"', "").split()).strip(" ,.;:-|*")
    name = COUNCIL.sub("HĐND", COMMITTEE.sub("UBND", name))
    return SHORT_CITY.sub("thành phố ", name)


def from_capitals(name: str, text: str) -> str:
    """Return a name written in capitals in ordinary letters: as the text writes it elsewhere, or by rule."""
    name = tidy(name)
    if re.search(f"[{LOWER}]", name.replace("UBND", "")):
        return name
    level = LEVEL.search(name.lower())
    body, place = (name[: level.start()], name[level.start() :]) if level else (name, "")
    return " ".join(f"{_body(body.strip(), text)} {_place(place)}".split())


def _body(body: str, text: str) -> str:
    if body in {"UBND", "HĐND", ""}:
        return body
    for match in re.finditer(re.escape(body), text, re.IGNORECASE):
        if not match[0].isupper():
            return match[0]
    if known := _known().get(_letters(body)):
        return known
    words = body.lower().split()
    shown = [
        word[:1].upper() + word[1:]
        if index in {0, 2 if LONG_HEAD.match(body.lower()) else 1}
        or words[index - 1] in JOINTS
        or words[index - 1].endswith(",")
        else word
        for index, word in enumerate(words)
    ]
    return " ".join(
        "UBND" if word.upper() == "UBND" else "HĐND" if word.upper() == "HĐND" else word
        for word in shown
    )


def _letters(name: str) -> str:
    return "".join(letter for letter in plain(name) if letter.isalnum())


@cache
def _known() -> dict[str, str]:
    return {_letters(name): name for name in data("bodies")["names"]}


def _place(place: str) -> str:
    """Return "THÀNH PHỐ AN PHƯỚC" as "thành phố An Phước"."""
    lower = place.lower()
    level = next((word for word in LEVELS if lower.startswith(word)), "")
    rest = lower[len(level) :].split()
    return " ".join(
        [level, *(("-".join(p[:1].upper() + p[1:] for p in word.split("-"))) for word in rest)]
    )


LONG_HEAD = re.compile(
    r"(?:văn phòng|trung tâm|công an|hội đồng|chi cục|thanh tra|bệnh viện|ngân hàng|liên đoàn|kho bạc|tổng cục|học viện|ủy ban)\s?"
)
BARE_LEVEL = re.compile(
    r"(?:UBND|HĐND|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy)?\s?\b(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|Thành phố|Tỉnh|Huyện)$"
)


@cache
def _person() -> re.Pattern[str]:
    families = "|".join(data("bodies")["families"])
    return re.compile(rf"\s(?:đồng chí\s)?(?:{families})(?:\s[{UPPER}][{LOWER}]+){{1,3}}$")


def without_person(name: str) -> str:
    """Drop the name of a person after an office: "Giám đốc Sở Y tế Lê Thị A"."""
    return _person().sub("", name) if OFFICE.match(name) else name


OFFICE = re.compile(
    r"(?:Phó |Quyền )?(?:Chủ tịch|Giám đốc|Bộ trưởng|Thứ trưởng|Trưởng|Bí thư|Đồng chí|Viện trưởng|Hiệu trưởng)"
)


def with_place(name: str, text: str) -> str:
    """Add the place to "UBND tỉnh" where the text tells it in one voice."""
    if name in {"UBND", "HĐND"}:
        full = re.search(
            rf"(?:{name}|Ủy ban nhân dân|ỦY BAN NHÂN DÂN|Hội đồng nhân dân)\s(?P<rest>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)(?: [{UPPER}][\w-]*){{0,4}})(?=\W)",
            text,
        )
        if not full:
            return name
        name = from_capitals(f"{name} {full['rest']}", text)
    match = BARE_LEVEL.search(name)
    if not match:
        return name
    level = match["level"].lower()
    same_body = re.compile(
        rf"(?:{re.escape(name[: match.start('level')].strip())}|UBND|Ủy ban nhân dân|Thành ủy|Tỉnh ủy)\s{level}\s(?P<place>{PLACE_NAME})"
    )
    places = [m["place"] for m in same_body.finditer(text)]
    if not places:
        prefix = {"thành phố": r"(?:thành phố|Thành phố|TP\.?|Tp\.?)", "tỉnh": "(?:tỉnh|Tỉnh)"}.get(
            level, f"(?:{level}|{level.title()})"
        )
        places = [
            m["place"]
            for m in re.finditer(
                rf"(?:địa bàn|của|toàn|tại|,|trong|ở|thuộc|nhân dân|-|\n)\s{prefix}\s(?P<place>{PLACE_NAME})",
                text,
            )
        ]
    families = set(data("bodies")["families"]) if level in {"tỉnh", "thành phố"} else set()
    places = [p for p in places if not (p.split()[0] in families and len(p.split()) > 2)]
    names = {_clean_place(place) for place in places} - {""}
    if not names and level in {"tỉnh", "thành phố"}:
        names = {
            m["place"].strip()
            for m in re.finditer(rf"(?:^|\n|\|)\s*(?P<place>{PLACE_NAME}),\sngày\s\d", text[:4000])
        }
    if len(names) == 1:
        return f"{name[: match.start('level')]}{level} {names.pop()}"
    return name


def _clean_place(place: str) -> str:
    words = place.replace(" - ", "-").split()
    kept = []
    for word in words:
        if word in {
            "Theo",
            "Trong",
            "Các",
            "Ngày",
            "Căn",
            "Để",
            "Trên",
            "Về",
            "Khóa",
            "Kế",
            "Công",
            "Chỉ",
            "Sở",
            "Phòng",
            "Lần",
            "Đảng",
            "Ban",
            "Hội",
            "UBND",
        } or (word.isupper() and len(word) > 1):
            break
        kept.append(word.strip(" -"))
    return " ".join(kept[:4])
