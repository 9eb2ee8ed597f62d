"""Text from the fonts used before Unicode (TCVN3, VNI), as it looks when read as Latin letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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
# Pairs and signs that no other writing has so often.
TCVN3_SIGNS = re.compile(r"[A-Za-z][¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖ«¬\xad][a-z ]|®[A-Za-zÀ-ÿ]")
VNI_SIGNS_SEEN = re.compile(r"[aeouöôAEOUÖÔ][øïûõåãäëüùáàâéè](?![a-z]*[ăđơư])|ñ[aeiouöô]")
COMMON = "ạếộướấậệẫẩằẳặẹẻẽềểễịỉọỏốồổỗớờởỡợụủứừửữự"
SAMPLE = 20_000
ENOUGH = 6
Rewritten = tuple[str, tuple[int, ...], tuple[int, ...]]


def rewritten(
    text: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]
) -> Rewritten:
    """Replace what the pattern finds; return the text and the stretches that lead back."""
    pieces: list[str] = []
    places, origins = [0], [0]
    last = length = 0
    for match in pattern.finditer(text):
        new = change(match)
        pieces += (text[last : match.start()], new)
        length += match.start() - last
        places.append(length)
        origins.append(match.start())
        length += len(new)
        places.append(length)
        origins.append(match.end())
        last = match.end()
    pieces.append(text[last:])
    return "".join(pieces), tuple(places), tuple(origins)


def decode(text: str) -> Rewritten | None:
    """Return the text in Unicode and the way back, or None if it is not legacy."""
    sample = text[:SAMPLE]
    if sample.isascii() or any(letter in sample for letter in COMMON):
        return None
    if len(VNI_SIGNS_SEEN.findall(sample)) >= ENOUGH and "ñ" in sample.lower():
        return rewritten(text, VNI, lambda match: _vni_letter(match[0]))
    if "\xae" in sample and len(TCVN3_SIGNS.findall(sample)) >= ENOUGH:
        return text.translate({ord(shown): letter for shown, letter in TCVN3.items()}), (0,), (0,)
    return None


def _vni_letter(shown: str) -> str:
    base, sign = shown[0], shown[1:].lower()
    alone = VNI_ALONE.get(base.lower(), base.lower())
    if base.isupper():
        alone = alone.upper()
    return unicodedata.normalize("NFC", alone + VNI_SIGNS.get(sign, ""))
