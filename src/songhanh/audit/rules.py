"""How a row is sealed: an HMAC over its contents and the seal before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any


def canonical(values: dict[str, Any]) -> bytes:
    """Return the one way in which these values are written down before sealing."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(*, key: str, previous: str, values: dict[str, Any]) -> str:
    """Return the seal of a row (hexadecimal SHA-256 HMAC) that follows `previous`."""
    message = previous.encode() + b"\n" + canonical(values)
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()
