"""The editor's door: for people who hold the role today, by our own sign-in, and no side doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.timezone import localdate

from songhanh.core.middleware import EDITOR_PATH
from songhanh.portal import services

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SIDE_DOORS = ("login", "password_reset", "users", "groups", "account/password", "account/email")


class editors_only:  # noqa: N801 - a middleware is named like a function
    """Let in editors of today; everyone else signs in or is told that the door is for editors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(EDITOR_PATH):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not services.follow_roles(request.user, on=localdate()):
            raise PermissionDenied
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Refuse Wagtail's own people, passwords and sign-in, which would go round ours."""
        rest = request.path.removeprefix(EDITOR_PATH)
        if request.path.startswith(EDITOR_PATH) and rest.startswith(SIDE_DOORS):
            raise Http404
