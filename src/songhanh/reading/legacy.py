"""Text from the fonts used before Unicode (TCVN3, VNI), as it looks when read as Latin letters."""

from __future__ import annotations

import re
import unicodedata

TCVN3 = dict(
    zip(
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô­øõö÷ùýúûüþ¡¢§£¤¥¦",
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
VNI_SIGNS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
VNI_ALONE = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
VNI = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]")
# Words that nearly every official text has, as each font shows them.
TCVN3_WORDS = re.compile(r"(?:nh©n d©n|h[éÐ]i|ñy ban|[®§]|kÕ ho¹ch|thùc hiÖn|cña|®Þnh|vµ )")
VNI_WORDS = re.compile(
    r"(?:nhaân daân|uûy ban|keá hoaïch|thöïc hieän|cuûa|vaø|coâng taùc|ñònh|ñeán)",
    re.IGNORECASE,
)
SAMPLE = 20_000
ENOUGH = 3


def decode(text: str) -> tuple[str, tuple[int, ...]] | None:
    """Return the text in Unicode with the origin of each character, or None if it is not legacy."""
    sample = text[:SAMPLE]
    if sample.isascii():
        return None
    if any(letter in sample for letter in "ạếộướấậệ"):
        return None
    if len(set(VNI_WORDS.findall(sample.lower()))) >= ENOUGH:
        return _vni(text)
    if "\xae" in sample and len(set(TCVN3_WORDS.findall(sample))) >= ENOUGH:
        return text.translate(str.maketrans(TCVN3)), tuple(range(len(text) + 1))
    return None


def _vni(text: str) -> tuple[str, tuple[int, ...]]:
    letters: list[str] = []
    origins: list[int] = []
    last = 0
    for match in VNI.finditer(text):
        letters.extend(text[last : match.start()])
        origins.extend(range(last, match.start()))
        composed = _vni_letter(match[0])
        letters.extend(composed)
        origins.extend([match.start()] * len(composed))
        last = match.end()
    letters.extend(text[last:])
    origins.extend(range(last, len(text) + 1))
    return "".join(letters), tuple(origins)


def _vni_letter(shown: str) -> str:
    base, sign = shown[0], shown[1:].lower()
    alone = VNI_ALONE.get(base.lower(), base.lower())
    if base.isupper():
        alone = alone.upper()
    return unicodedata.normalize("NFC", alone + VNI_SIGNS.get(sign, ""))
