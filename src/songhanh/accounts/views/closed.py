"""Doors that stay shut: nobody signs up or changes addresses by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from songhanh.core.errors import NotFound

if TYPE_CHECKING:
    from django.http import HttpRequest


def closed(request: HttpRequest, key: str = "") -> NoReturn:
    """Answer as for an address that does not exist."""
    raise NotFound
