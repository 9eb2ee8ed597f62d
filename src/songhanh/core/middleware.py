"""Headers for every answer, and errors people can act on turned into pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest
from django.shortcuts import render

from songhanh.core.errors import DomainError
from songhanh.core.http import is_partial

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Wagtail's editor writes styles and scripts into its pages; only its own path gets this policy.
EDITOR_PATH = "/bien-tap/"
EDITOR_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)

Answer = Callable[["HttpRequest"], "HttpResponse"]


def security_headers(get_response: Answer) -> Answer:
    """Send a strict content policy with every page of ours."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        policy = EDITOR_POLICY if request.path.startswith(EDITOR_PATH) else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response

    return answer


def vietnamese_first(get_response: Answer) -> Answer:
    """Speak Vietnamese until a reader chooses otherwise: many phones here are set to English."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return answer


def null_refused(get_response: Answer) -> Answer:
    """Refuse the character 0, which nobody types and not every database can keep."""

    def answer(request: HttpRequest) -> HttpResponse:
        given = [request.path, *request.COOKIES.values()]
        for form in (request.GET, request.POST):
            for name, values in form.lists():
                given += [name, *values]
        if any("\x00" in text for text in given):
            raise BadRequest
        return get_response(request)

    return answer


class domain_errors:  # noqa: N801 - a middleware is named like a function
    """Show a `DomainError` as a page, or to htmx as a fragment."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        template = (
            "core/errors/_fragment.html" if is_partial(request) else "core/errors/domain.html"
        )
        context = {"message": error.message, "status": error.status}
        return render(request, template, context, status=error.status)
