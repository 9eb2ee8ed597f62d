"""Requests of people who are signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from songhanh.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view gets behind `login_required`."""

    user: User
