"""What of a saved page is the article itself."""

from __future__ import annotations

import re

POSTED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\s*\|\s*\d{1,2}:\d{2}")
ENDS = re.compile(r"^(file đính kèm|tệp đính kèm|lượt xem|tin đã đưa|xem theo ngày)", re.IGNORECASE)


def body_paragraphs(text: str) -> list[str]:
    """Return the paragraphs between the line with the posting time and the page's furniture."""
    lines = [line.strip() for line in text.splitlines()]
    start = next((number + 1 for number, line in enumerate(lines) if POSTED.search(line)), 0)
    paragraphs = []
    for line in lines[start:]:
        if ENDS.match(line):
            break
        if line:
            paragraphs.append(line)
    return paragraphs
