"""Errors that a person can act on. Everything else is a bug and is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class DomainError(Exception):
    """What happened, why, and what to do, in one or two full sentences."""

    message: str | _StrPromise = ""
    status = 409

    def __init__(self, message: str | _StrPromise = "") -> None:
        if message:
            self.message = message
        super().__init__(str(self.message))


class NotAllowed(DomainError):
    message = _(
        "Bạn không có quyền làm việc này. Nếu cần, hãy nhờ quản trị viên kiểm tra vai trò của bạn."
    )
    status = 403


class NotFound(DomainError):
    message = _("Không tìm thấy mục này, hoặc bạn không được xem. Hãy kiểm tra lại đường dẫn.")
    status = 404
