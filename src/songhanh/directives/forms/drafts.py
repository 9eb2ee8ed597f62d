"""Taking in a directive, and correcting what was read out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.http import CheckedFileField
from songhanh.directives.rules.themes import Recurs, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

DAY_HINT = _("Ví dụ: 15/12/2026.")
DAY_WRONG = {"invalid": _("Ngày phải ghi theo dạng ngày/tháng/năm, ví dụ 15/12/2026.")}


def day_field(label: Text, *, required: bool = False, help_text: Text = "") -> forms.DateField:
    """Return a field for a day, typed as officials write it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text or DAY_HINT,
        error_messages=DAY_WRONG | {"required": _("Hãy ghi ngày.")},
        widget=forms.DateInput(
            format="%d/%m/%Y",
            attrs={"class": "govuk-input--width-10", "inputmode": "numeric", "autocomplete": "off"},
        ),
    )


def day_on(text: str, otherwise: date) -> date:
    """Return the day that was typed into an address, or the other one."""
    field = forms.DateField(required=False)
    try:
        return field.clean(text) or otherwise
    except forms.ValidationError:
        return otherwise


def page_number(text: str) -> int:
    """Return the page that an address asks for, from 1."""
    return max(int(text), 1) if text.isdecimal() and len(text) < 7 else 1


def set_choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a field of a form what can be chosen now."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class TakeInForm(forms.Form):
    unit = forms.TypedChoiceField(label=_("Đơn vị theo dõi"), coerce=int)
    file = CheckedFileField(
        label=_("Tệp văn bản"),
        required=False,
        help_text=_(
            "Tệp .txt, .html, .docx hoặc .pdf có chữ. Văn bản dài được đọc tiếp sau khi bạn gửi."
        ),
    )
    text = forms.CharField(
        label=_("Hoặc dán nội dung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Dán toàn văn, kể cả phần đầu và nơi nhận."),
    )
    published = day_field(
        _("Ngày đăng, nếu là tin trên trang thông tin"),
        help_text=_("Dùng khi văn bản ghi ngày mà không ghi năm. Ví dụ: 01/06/2021."),
    )

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "unit", units)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0][0]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two ways."""
        found = super().clean() or {}
        if not self.errors and not found.get("file") and not found.get("text", "").strip():
            self.add_error("file", _("Hãy chọn một tệp, hoặc dán nội dung vào ô bên dưới."))
        return found


class RevisionForm(forms.Form):
    """The count of edits that the person saw, with every change of a draft."""

    revision = forms.IntegerField(widget=forms.HiddenInput())


class HeadForm(RevisionForm):
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    doc_type = forms.CharField(label=_("Tên loại văn bản"), max_length=60, required=False)
    issuer_name = forms.CharField(label=_("Cơ quan ban hành"), max_length=250, required=False)
    dated_on = day_field(_("Ngày ban hành"))
    subject = forms.CharField(
        label=_("Trích yếu"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DutyForm(RevisionForm):
    title = forms.CharField(
        label=_("Tên gọn"),
        max_length=250,
        required=False,
        help_text=_("Dùng trong danh sách và lời nhắc. Bỏ trống thì lấy từ nội dung."),
    )
    text = forms.CharField(
        label=_("Nội dung nhiệm vụ"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        error_messages={"required": _("Hãy ghi nội dung nhiệm vụ.")},
    )
    theme = forms.ChoiceField(label=_("Chủ đề"), choices=Theme.choices)
    due_on = day_field(
        _("Hạn báo cáo"),
        help_text=_("Tính cả ngày này. Bỏ trống nếu chưa đặt hạn; khi đó việc không tự quá hạn."),
    )
    recurs = forms.ChoiceField(
        label=_("Định kỳ"), choices=[("", _("Một lần")), *Recurs.choices], required=False
    )
    lead = forms.TypedMultipleChoiceField(
        label=_("Đơn vị chủ trì, thực hiện"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lead_words = forms.CharField(
        label=_("Thêm đơn vị theo cách gọi"),
        required=False,
        max_length=1000,
        help_text=_("Ví dụ: UBND các xã, phường. Cách nhau bằng dấu chấm phẩy."),
    )
    with_ = forms.TypedMultipleChoiceField(
        label=_("Đơn vị phối hợp"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    with_words = forms.CharField(
        label=_("Thêm đơn vị phối hợp theo cách gọi"), required=False, max_length=1000
    )

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "with_"):
            if bodies is None:
                del self.fields[name]
            else:
                set_choices(self, name, bodies)

    def duty(self) -> dict[str, Any]:
        """Return what was typed, without what only guards the form."""
        found = dict(self.cleaned_data)
        del found["revision"]
        for name in ("lead", "with_"):
            found[name] = tuple(found[name]) if name in found else None
        return found


class SplitForm(RevisionForm):
    at_character = forms.TypedChoiceField(
        label=_("Tách trước chỗ nào?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn chỗ tách.")},
    )

    def __init__(self, *args: Any, places: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "at_character", places)
