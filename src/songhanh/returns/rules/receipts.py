"""The code on a receipt: readable aloud, with a last character that catches slips."""

from __future__ import annotations

import hashlib
import json
from typing import Any

# No 0, 1, I, L, O: they look alike on paper. 31 is a prime, so that one wrong or two swapped
# characters never give a valid code.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
PREFIX = "SH"


def code(number: int) -> str:
    """Return the code that stands for a random number, such as SH-7K3M-Q2XD."""
    letters = ""
    for _place in range(LENGTH - 1):
        number, digit = divmod(number, len(ALPHABET))
        letters += ALPHABET[digit]
    letters += _check(letters)
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"


def tidy(typed: str) -> str:
    """Return a typed code in its one form, or "" if it cannot be one."""
    letters = "".join(char for char in typed.upper() if char.isalnum())
    if len(letters) == LENGTH + len(PREFIX):
        letters = letters.removeprefix(PREFIX)
    if len(letters) != LENGTH or set(letters) - set(ALPHABET):
        return ""
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}" if _check(letters[:-1]) == letters[-1] else ""


def _check(letters: str) -> str:
    weighted = (place * ALPHABET.index(char) for place, char in enumerate(letters, start=1))
    return ALPHABET[-sum(weighted) * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def sha256(contents: dict[str, Any]) -> str:
    """Return the fingerprint of what was sent: of its JSON, sorted, without spaces, in UTF-8."""
    text = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
