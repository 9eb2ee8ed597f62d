"""What a coordinator types while looking at a return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.http import CheckedFileField
from songhanh.returns.errors import NothingWrong

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import QueryDict

    from songhanh.organizations.rules import WorkingDay


BESIDE = "wrong-"  # what is typed beside the cell named after it


class DecideForm(forms.Form):
    """Accepting one section, or sending back the cells that have a reason beside them."""

    resend_on = forms.DateField(
        label=_("Gửi lại chậm nhất ngày"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"invalid": _("Hãy ghi theo dạng ngày/tháng/năm, ví dụ 25/06/2026.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, resend: WorkingDay, on: date, **options: Any
    ) -> None:
        super().__init__(data, initial={"resend_on": resend.day}, **options)
        self.on = on
        self.typed: Mapping[str, Any] = data or {}
        self.fields["resend_on"].help_text = (
            _("3 ngày làm việc kể từ hôm nay; sửa được.")
            if resend.sure
            else _(
                "3 ngày làm việc kể từ hôm nay. Lịch nghỉ những ngày này chưa chắc: hãy xem lại."
            )
        )

    @property
    def wrong(self) -> dict[str, str]:
        """The reasons that were written, by cell."""
        return {
            name.removeprefix(BESIDE): str(value)
            for name, value in self.typed.items()
            if name.startswith(BESIDE) and str(value).strip()
        }

    @property
    def accepts(self) -> bool:
        """Whether the section is to be accepted."""
        return bool(self.typed.get("decision") == "accept")

    def clean_resend_on(self) -> date | None:
        day: date | None = self.cleaned_data["resend_on"]
        if day and day < self.on and not self.accepts:
            raise forms.ValidationError(_("Hãy ghi ngày từ hôm nay trở đi."))
        return day

    def clean(self) -> dict[str, Any]:
        if self.accepts and self.wrong:
            self.add_error(
                None,
                _("Có ô đã ghi lý do trả lại. Hãy xóa lý do rồi nghiệm thu, hoặc trả lại mục này."),
            )
        if not self.accepts and not self.wrong:
            self.add_error(None, str(NothingWrong.message))
        return self.cleaned_data


class PaperForm(forms.Form):
    unit = forms.IntegerField()
    period = forms.CharField(required=False, max_length=12)
    paper = CheckedFileField(
        label=_("Ảnh chụp hoặc bản quét của bản giấy"),
        error_messages={
            "required": _("Hãy chọn ảnh chụp hoặc bản quét của bản giấy."),
        },
    )


class EvidenceForm(forms.Form):
    file = CheckedFileField(
        label=_("Ảnh hoặc tệp minh chứng"),
        error_messages={
            "required": _("Hãy chọn một tệp trước khi tải lên."),
        },
    )
    caption = forms.CharField(label=_("Chú thích"), required=False, max_length=300)


class AnswerForm(forms.Form):
    """An answer to a proposal, and whom it concerns."""

    answer = forms.CharField(label=_("Trả lời"), required=False, widget=forms.Textarea)
    receiver = forms.TypedChoiceField(
        label=_("Nơi giải quyết"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, receivers: list[tuple[int, str]], data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = [("", _("Chưa rõ"))] + [(str(pk), name) for pk, name in receivers]
        self.fields["receiver"].choices = choices  # type: ignore[attr-defined]
