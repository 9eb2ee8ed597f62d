"""What can go wrong with people, and what to do then."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from songhanh.core.errors import DomainError


class InvitationGone(DomainError):
    message = _(
        "Lời mời này không dùng được: đường dẫn không đúng, đã hết hạn hoặc đã được thu hồi. "
        "Hãy nhờ quản trị viên gửi lời mời mới."
    )
    status = 404


class InvitationUsed(DomainError):
    message = _("Lời mời này đã được dùng. Hãy đăng nhập bằng thư điện tử và mật khẩu đã đặt.")


class AccountExists(DomainError):
    message = _(
        "Đã có tài khoản với địa chỉ thư này. Hãy đăng nhập bằng tài khoản đó rồi mở lại đường dẫn "
        "trong lời mời."
    )


class PersonExists(DomainError):
    message = _("Đã có người dùng với địa chỉ thư này. Hãy mở trang của người đó để thêm vai trò.")


class WeakPassword(DomainError):
    status = 400


class MembershipExists(DomainError):
    message = _("Người này đã giữ vai trò đó ở đơn vị trong thời gian này. Hãy kiểm tra lại ngày.")


class BodyNotThere(DomainError):
    message = _("Đơn vị không tồn tại vào ngày bắt đầu đã chọn. Hãy chọn ngày hoặc đơn vị khác.")


class EndsBeforeStart(DomainError):
    message = _("Ngày thôi phải sau ngày bắt đầu. Hãy chọn ngày khác.")


class LastAdministrator(DomainError):
    message = _(
        "Đây là quản trị viên cuối cùng nên chưa thể thôi vai trò. Hãy mời quản trị viên khác trước."
    )
