"""What people type to invite, to accept, and to begin or end memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.accounts import queries

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST_MAX_BYTES = 512 * 1024
DAY = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy"}


class PeopleFilter(forms.Form):
    words = forms.CharField(label=_("Tìm theo tên, thư điện tử, đơn vị"), required=False)
    role = forms.ChoiceField(label=_("Vai trò"), required=False)
    former = forms.BooleanField(label=_("Người đã thôi"), required=False)

    def __init__(self, data: Any, *, roles: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["role"].choices = [("", _("Mọi vai trò")), *roles]  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    rows = forms.CharField(
        label=_("Danh sách người được mời"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        required=False,
        help_text=_(
            "Mỗi dòng một người: thư điện tử; họ tên; vai trò; mã đơn vị. "
            "Ví dụ: an@phuong.example; Nguyễn An; Đầu mối; ubnd.20341"
        ),
    )
    file = forms.FileField(
        label=_("Hoặc tệp CSV có các cột như trên"), required=False, allow_empty_file=True
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values["text"] = values.get("rows", "") or self._read(values.get("file"))
        if not values["text"].strip() and not self.errors:
            self.add_error("rows", _("Hãy dán danh sách hoặc chọn tệp trước khi gửi lời mời."))
        return values

    def _read(self, file: Any) -> str:
        if file is None:
            return ""
        if file.size > LIST_MAX_BYTES:
            self.add_error("file", _("Tệp lớn hơn 512 KB. Hãy chia danh sách thành nhiều tệp."))
            return ""
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("Không đọc được chữ trong tệp. Hãy lưu tệp dạng CSV UTF-8."))
            return ""
        return text


class AcceptForm(forms.Form):
    name = forms.CharField(
        label=_("Họ tên"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Hãy ghi họ tên.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự, khó đoán. Một câu ngắn dễ nhớ là tốt nhất."),
        error_messages={"required": _("Hãy đặt mật khẩu.")},
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Hãy nhập lại mật khẩu.")},
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "again" in values and values.get("password") not in {None, values["again"]}:
            self.add_error("again", _("Hai lần nhập mật khẩu khác nhau. Hãy nhập lại."))
        return values


class MembershipForm(forms.Form):
    body = forms.ModelChoiceField(
        label=_("Đơn vị"),
        queryset=queries.no_bodies(),
        error_messages={"required": _("Hãy chọn đơn vị.")},
    )
    role = forms.ChoiceField(label=_("Vai trò"))
    title = forms.CharField(label=_("Chức danh"), max_length=150, required=False)
    valid_from = forms.DateField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs=DAY, format="%d/%m/%Y"),
        error_messages={
            "required": _("Hãy ghi ngày bắt đầu."),
            "invalid": _("Hãy ghi ngày dạng 01/07/2025."),
        },
    )

    def __init__(
        self, *args: Any, bodies: Any, roles: Iterable[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["role"].choices = list(roles)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    valid_to = forms.DateField(
        label=_("Thôi từ ngày"),
        help_text=_("Ngày đầu tiên không còn vai trò này."),
        widget=forms.DateInput(attrs=DAY, format="%d/%m/%Y"),
        error_messages={
            "required": _("Hãy ghi ngày thôi."),
            "invalid": _("Hãy ghi ngày dạng 01/07/2025."),
        },
    )
