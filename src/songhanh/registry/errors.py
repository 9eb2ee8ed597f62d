"""What can stand in the way of a clerk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from songhanh.core.errors import DomainError


class AlreadyVoid(DomainError):
    message = _("Số này đã hủy rồi. Sổ vẫn giữ dòng này để giải trình.")


class AlreadySigned(DomainError):
    message = _("Văn bản này đã có số và bản ký. Cần sửa thì lập văn bản mới thay thế.")


class VoidNumber(DomainError):
    message = _("Số này đã hủy nên không sửa được nữa. Hãy ghi văn bản vào số mới.")


class OtherNumber(DomainError):
    message = _(
        "Số ghi trên bản ký là %(given)s, nhưng số tiếp theo của sổ văn bản đi là %(next)s. "
        "Hãy kiểm tra lại bản ký; nếu các số trước đã dùng ở ngoài thì ghi chúng vào sổ trước."
    )


class EnteredBefore(DomainError):
    message = _(
        "Văn bản %(symbol)s của %(author)s đã vào sổ với số đến %(number)s. "
        "Nếu đây thật sự là văn bản khác, hãy đánh dấu “Vẫn ghi vào sổ”."
    )


class NotReady(DomainError):
    message = _("Báo cáo này chưa được lãnh đạo duyệt. Hãy duyệt trước, rồi nhận bản ký.")


class BadFile(DomainError):
    """A scan or template that cannot be used; the message is the file's own problem."""
