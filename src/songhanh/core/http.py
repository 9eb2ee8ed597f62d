"""What views say about the request in more than one area."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page only."""
    return "HX-Request" in request.headers
