"""What people type about bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.organizations import queries

if TYPE_CHECKING:
    from datetime import date

WRONG_DAY = _("Hãy ghi ngày dạng 01/07/2025.")


def day_field(label: Any, **extra: Any) -> forms.DateField:
    """Return a field for a day as people write it."""
    widget = forms.DateInput(attrs={"inputmode": "numeric"}, format="%d/%m/%Y")
    errors = {"required": _("Hãy ghi ngày."), "invalid": WRONG_DAY}
    return forms.DateField(label=label, widget=widget, error_messages=errors, **extra)


class BodyFilter(forms.Form):
    words = forms.CharField(label=_("Tìm theo tên hoặc mã"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), required=False)
    on = day_field(_("Vào ngày"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", _("Mọi loại")), *queries.body_kinds()]  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    name = forms.CharField(
        label=_("Tên"), max_length=250, error_messages={"required": _("Hãy ghi tên đơn vị.")}
    )
    short_name = forms.CharField(label=_("Tên gọn"), max_length=120, required=False)
    symbol = forms.CharField(
        label=_("Chữ viết tắt trong ký hiệu văn bản"), max_length=30, required=False
    )
    aliases = forms.CharField(
        label=_("Cách gọi khác trong văn bản"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một cách gọi."),
    )
    kind = forms.ChoiceField(label=_("Loại"))
    territory = forms.ModelChoiceField(
        label=_("Địa bàn"),
        queryset=queries.no_territories(),
        error_messages={"required": _("Hãy chọn địa bàn.")},
    )
    parent = forms.ModelChoiceField(
        label=_("Trực thuộc"), queryset=queries.no_bodies(), required=False
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = queries.body_kinds()  # type: ignore[attr-defined]
        self.fields["territory"].queryset = queries.territories_on(on)  # type: ignore[attr-defined]
        self.fields["parent"].queryset = queries.bodies_on(on)  # type: ignore[attr-defined]

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]


class NewBodyForm(WordsForm):
    code = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label=_("Mã"),
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch nối. Dùng khi nhập danh sách."),
        error_messages={
            "required": _("Hãy ghi mã."),
            "invalid": _("Mã chỉ gồm chữ thường không dấu, số, dấu chấm và gạch nối."),
        },
    )
    valid_from = day_field(_("Có từ ngày"))
    field_order = ["code", "name"]


class EndForm(forms.Form):
    valid_to = day_field(_("Thôi từ ngày"), help_text=_("Ngày đầu tiên đơn vị không còn."))
    successors = forms.ModelMultipleChoiceField(
        label=_("Đơn vị kế thừa"),
        queryset=queries.no_bodies(),
        required=False,
        help_text=_("Có thể chọn nhiều, hoặc không chọn nếu không có đơn vị kế thừa."),
    )
    law = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successors"].queryset = queries.bodies_on(on)  # type: ignore[attr-defined]
