"""What can stand in the way of a file."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from songhanh.core.errors import DomainError


class TooLarge(DomainError):
    message = _(
        "Tệp lớn hơn %(max)s MB nên không nhận được. "
        "Hãy giảm dung lượng (nén ảnh, tách tệp) rồi gửi lại; phần đã nhập vẫn được giữ."
    )
    status = 413

    def __init__(self) -> None:
        super().__init__(str(self.message) % {"max": settings.FILE_MAX_BYTES // (1024 * 1024)})
