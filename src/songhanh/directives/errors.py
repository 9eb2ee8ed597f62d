"""What can stand in the way of following a directive up, in words people can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from songhanh.core.errors import DomainError


class AlreadyIssued(DomainError):
    message = _(
        "Văn bản này đã giao việc cho các đơn vị nên nhiệm vụ không sửa được nữa. "
        "Hãy mở trang văn bản để theo dõi."
    )


class NothingToIssue(DomainError):
    message = _("Văn bản chưa có nhiệm vụ nào để giao. Hãy thêm nhiệm vụ rồi giao lại.")


class NobodyToDoIt(DomainError):
    message = _(
        "Có nhiệm vụ chưa ghi đơn vị thực hiện. Hãy chọn đơn vị cho từng nhiệm vụ rồi giao lại."
    )


class EditedMeanwhile(DomainError):
    message = _(
        "Có người vừa sửa văn bản này nên thay đổi của bạn chưa được lưu. "
        "Hãy xem lại bản mới bên dưới rồi nhập lại phần của bạn."
    )


class AlreadyAccepted(DomainError):
    message = _(
        "Nhiệm vụ này đã nghiệm thu nên không nhận thêm thay đổi. Cần sửa thì báo đơn vị giao việc."
    )


class Withdrawn(DomainError):
    message = _("Nhiệm vụ này đã được rút lại nên không phải làm gì thêm.")


class NotReported(DomainError):
    message = _("Đơn vị chưa gửi báo cáo cho nhiệm vụ này nên chưa nghiệm thu hay trả lại được.")


class NothingAsked(DomainError):
    message = _("Nhiệm vụ này không có ý kiến nào đang chờ trả lời.")


class AlreadyAsked(DomainError):
    message = _("Đơn vị đã xin gia hạn và đang chờ trả lời. Hãy đợi điều phối viên quyết định.")


class AlreadyDecided(DomainError):
    message = _("Đề nghị gia hạn này đã được trả lời. Hãy tải lại trang để xem kết quả.")


class NotLater(DomainError):
    message = _("Ngày xin gia hạn phải sau hạn hiện nay và từ hôm nay trở đi. Hãy chọn ngày khác.")


class NoDeadline(DomainError):
    message = _("Nhiệm vụ này chưa có hạn nên không cần xin gia hạn.")


class NotAColleague(DomainError):
    message = _(
        "Người này không làm việc ở đơn vị của bạn trong ngày hôm nay. Hãy chọn người khác."
    )


class BadPlace(DomainError):
    message = _("Không tách được ở chỗ này. Hãy chọn một chỗ ở giữa nội dung nhiệm vụ.")


class BadMerge(DomainError):
    message = _("Chỉ gộp được từ hai nhiệm vụ khác nhau của cùng một văn bản.")


class NothingLate(DomainError):
    message = _("Không có đơn vị nào quá hạn nên chưa cần văn bản đôn đốc.")


class NoText(DomainError):
    message = _(
        "Chưa có tệp và cũng chưa có nội dung. Hãy chọn một tệp hoặc dán chữ vào ô nội dung."
    )


class UnknownBody(DomainError):
    message = _(
        "Không tìm thấy đơn vị nào gọi là “%(words)s” vào ngày của văn bản. "
        "Hãy ghi tên như trong danh sách đơn vị."
    )
