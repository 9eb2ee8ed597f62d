"""Text typed in capitals throughout: small letters again, except in symbols."""

from __future__ import annotations

import re

from songhanh.reading.words import UPPER

SHARE = 0.75
LEAST = 80
SENTENCE = re.compile(rf"(?:^|[.!?]\s+|\n\s*)[{UPPER.lower()}]")
KEPT = re.compile(
    rf"\d[\d/]*\s?[/-]\s?[{UPPER}]+(?:[-/&][{UPPER}\d]+)*|(?<!\w)(?:UBND|HĐND|MTTQ|UBMTTQ)(?!\w)"
)
NAMED = re.compile(
    r"(?<!\w)(?:luật(?= (?:bình|trẻ|phòng|hôn|đất|bảo|giáo|tổ|ngân|an|thanh|xử))|bộ luật|nghị định|sở(?= )|phòng(?= (?:tư|nội|tài|lao|văn|giáo|y|kinh))|hội(?= (?:liên|nông|cựu))|công an|trung tâm|ban(?= (?:chỉ|vì|tổ|dân|tuyên)))"
)


def lowered(text: str) -> str:
    """Return text of the same length, in small letters if nearly all are capitals."""
    sample = text[:4000]
    upper = sum(map(str.isupper, sample))
    if upper < LEAST or upper < SHARE * (upper + sum(map(str.islower, sample))):
        return text
    lower = list(text.lower())
    if len(lower) != len(text):
        return text
    for match in KEPT.finditer(text):
        lower[match.start() : match.end()] = match[0]
    shown = "".join(lower)
    shown = SENTENCE.sub(lambda match: match[0].upper(), shown)
    return NAMED.sub(lambda match: match[0][0].upper() + match[0][1:], shown)
