"""What every page knows: the office, and the signed-in person's rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest


def workspace(request: HttpRequest) -> dict[str, Any]:
    """Return nothing yet that a page could not do without."""
    return {}
