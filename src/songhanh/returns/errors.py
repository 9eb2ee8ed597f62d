"""What can stand in the way of a return, in words people can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from songhanh.core.errors import DomainError


class SectionClosed(DomainError):
    message = _(
        "Mục này đã nghiệm thu nên không sửa hay gửi lại được. "
        "Cần sửa thì báo đơn vị giao việc trả lại ô cần sửa."
    )


class NothingGiven(DomainError):
    message = _("Đơn vị này không được giao nhiệm vụ nào của văn bản trong kỳ này.")


class NothingToSend(DomainError):
    message = _("Chưa chọn mục nào để gửi. Hãy chọn ít nhất một mục.")


class NotReady(DomainError):
    message = _("Có mục chưa gửi được. Hãy xem từng ô được đánh dấu bên dưới rồi gửi lại.")
    status = 422


class DraftsDiffer(DomainError):
    message = _(
        "Hai người đã sửa cùng một mục và chưa chọn bản nào. "
        "Hãy mở mục ấy, chọn từng ô giữ lại, rồi gửi."
    )


class PaperNeeded(DomainError):
    message = _("Nhập thay đơn vị thì phải kèm ảnh chụp hoặc bản quét của bản giấy.")
    status = 422


class NotSent(DomainError):
    message = _("Đơn vị chưa gửi mục này, hoặc đang sửa lại, nên chưa nghiệm thu hay trả lại được.")


class NothingWrong(DomainError):
    message = _("Chưa ghi ô nào cần sửa. Hãy ghi lý do bên cạnh ô sai rồi trả lại.")
    status = 422


class NoAnswer(DomainError):
    message = _("Hãy ghi nội dung trả lời.")
    status = 422


class WrongFile(DomainError):
    message = _("Tệp này không thuộc mục đang mở. Hãy tải lại trang rồi thử lại.")
