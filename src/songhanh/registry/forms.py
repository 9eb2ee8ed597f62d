"""What clerks type into the books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.http import CheckedFileField
from songhanh.documents.types import all_types
from songhanh.documents.word import FILES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
    Choices = list[tuple[int, str]]

DAY_ERRORS = {
    "required": _("Hãy ghi ngày."),
    "invalid": _("Ngày phải ghi theo dạng ngày/tháng/năm, ví dụ 15/12/2026."),
}


def day(label: Text, *, required: bool = True) -> forms.DateField:
    """Return a field for a day, typed as officials write it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=_("Ví dụ: 15/12/2026."),
        error_messages=DAY_ERRORS,
        widget=forms.DateInput(
            format="%d/%m/%Y",
            attrs={"class": "govuk-input--width-10", "inputmode": "numeric", "autocomplete": "off"},
        ),
    )


def line(label: Text, length: int, *, required: bool = False, hint: Text = "") -> forms.CharField:
    """Return a field for one line of text."""
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=hint,
        error_messages={"required": _("Hãy ghi mục này.")},
    )


class Columns(forms.Form):
    """The columns that both books have, in the order of the decree."""

    dated_on = day(_("Ngày tháng văn bản"), required=False)
    doc_type = forms.ChoiceField(label=_("Tên loại"), required=False)
    subject = line(_("Trích yếu nội dung"), 1000, required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        types = [(known.name_vi, known.name_vi) for known in all_types()]
        field = self.fields["doc_type"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *types]


class IncomingColumns(Columns):
    author = line(_("Tác giả"), 250, required=True, hint=_("Cơ quan ban hành văn bản."))
    symbol = line(_("Số, ký hiệu văn bản"), 60)
    recipients = line(_("Đơn vị hoặc người nhận"), 500)
    forwarded_on = day(_("Ngày chuyển"), required=False)
    signed_for = line(_("Ký nhận"), 150)
    note = line(_("Ghi chú"), 500)

    field_order = ["author", "symbol", "dated_on", "doc_type", "subject"]


class OutgoingColumns(Columns):
    symbol = line(
        _("Số, ký hiệu văn bản"), 60, hint=_("Ví dụ: 45/KH-UBND. Bỏ trống thì sổ chỉ ghi số.")
    )
    signer = line(_("Người ký"), 150)
    recipients = line(_("Nơi nhận văn bản"), 500)
    copy_keeper = line(_("Đơn vị, người nhận bản lưu"), 200)
    copies = forms.IntegerField(
        label=_("Số lượng bản"),
        required=False,
        min_value=0,
        max_value=32000,
        error_messages={"invalid": _("Hãy ghi số bản bằng chữ số, ví dụ 12.")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    forwarded_on = day(_("Ngày chuyển"), required=False)
    signed_for = line(_("Ký nhận"), 150)
    note = line(_("Ghi chú"), 500)

    field_order = ["dated_on", "symbol", "doc_type", "subject"]


class _Where(forms.Form):
    """Whose book, and on which day."""

    body = forms.TypedChoiceField(label=_("Sổ của cơ quan"), coerce=int)
    on = day(_("Ngày vào sổ"))
    file = CheckedFileField(label=_("Tệp văn bản"), required=False)

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = bodies


class IncomingForm(_Where, IncomingColumns):
    despite_twin = forms.BooleanField(
        label=_("Vẫn ghi vào sổ dù đã có văn bản cùng số, ký hiệu và tác giả"), required=False
    )

    field_order = ["body", "on", "author", "symbol", "dated_on", "doc_type", "subject"]


class OutgoingForm(_Where, OutgoingColumns):
    field_order = ["body", "on", "dated_on", "symbol", "doc_type", "subject"]


class _Reason(forms.Form):
    reason = line(
        _("Lý do sửa"), 300, required=True, hint=_("Nội dung cũ vẫn được giữ để giải trình.")
    )


class CorrectIncomingForm(IncomingColumns, _Reason):
    pass


class CorrectOutgoingForm(OutgoingColumns, _Reason):
    pass


class VoidForm(forms.Form):
    reason = line(_("Lý do hủy số"), 300, required=True, hint=_("Số đã hủy không dùng lại."))


class SignedForm(forms.Form):
    """The signed paper comes back."""

    scan = CheckedFileField(label=_("Bản ký (ảnh chụp hoặc PDF)"))
    signed_on = day(_("Ngày ký"))
    signer = line(
        _("Người ký"), 150, required=True, hint=_("Ghi họ tên, không ghi học hàm, học vị.")
    )
    number = forms.IntegerField(
        label=_("Số đã ghi trên bản ký"),
        required=False,
        min_value=1,
        help_text=_("Bỏ trống thì hệ thống lấy số tiếp theo của sổ văn bản đi."),
        error_messages={"invalid": _("Hãy ghi số bằng chữ số, ví dụ 45.")},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )


class TemplateForm(forms.Form):
    """The office's own template."""

    body = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    doc_type = forms.ChoiceField(label=_("Tên loại"), choices=[(name, name) for name in FILES])
    since = day(_("Dùng từ ngày"))
    file = CheckedFileField(label=_("Tệp mẫu Word (.docx)"))

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = bodies


class BookFilter(forms.Form):
    """Finding lines of a book."""

    words = line(_("Số, ký hiệu, từ ngữ"), 200, hint=_("Gõ có dấu hay không dấu đều được."))
    unit = line(_("Cơ quan, người nhận"), 200)
    year = forms.ChoiceField(label=_("Năm"), required=False)

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["year"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", _("Năm của sổ này")),
                ("all", _("Tất cả các năm")),
                *((str(year), str(year)) for year in years),
            ]
