"""The sign-in library's forms, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django import forms


class _NamedForms:
    """Words of our own on the forms of the sign-in library."""

    words: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def name_fields(self) -> None:
        for name, label in self.words.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].widget.attrs.pop("placeholder", None)
            if name in {"password", "oldpassword"}:
                self.fields[name].help_text = ""  # the library's link, in its own words


class LoginForm(_NamedForms, allauth.LoginForm):  # type: ignore[misc]  # allauth has no types
    words = {"login": _("Thư điện tử"), "password": _("Mật khẩu")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()
        self.fields.pop("remember", None)


class ResetPasswordForm(_NamedForms, allauth.ResetPasswordForm):  # type: ignore[misc]
    words = {"email": _("Thư điện tử")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()


class ResetPasswordKeyForm(_NamedForms, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": _("Mật khẩu mới"), "password2": _("Nhập lại mật khẩu mới")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()


class ChangePasswordForm(_NamedForms, allauth.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": _("Mật khẩu hiện nay"),
        "password1": _("Mật khẩu mới"),
        "password2": _("Nhập lại mật khẩu mới"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()


class ReauthenticateForm(_NamedForms, allauth.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": _("Mật khẩu")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()


class AuthenticateForm(_NamedForms, mfa.AuthenticateForm):  # type: ignore[misc]
    words = {"code": _("Mã 6 số trong ứng dụng, hoặc một mã dự phòng")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()


class ActivateTOTPForm(_NamedForms, totp.ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": _("Mã 6 số đang hiện trong ứng dụng")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()
