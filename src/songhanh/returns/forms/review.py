"""What a coordinator types while looking at a return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.attachments.http import CheckedFileField

if TYPE_CHECKING:
    from django.http import QueryDict


def wrong_cells(post: QueryDict) -> dict[str, str]:
    """Return the reasons that were written beside cells."""
    start = "wrong-"
    return {
        name.removeprefix(start): str(value)
        for name, value in post.items()
        if name.startswith(start) and str(value).strip()
    }


class ResendForm(forms.Form):
    resend_on = forms.DateField(
        label=_("Gửi lại chậm nhất ngày"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        help_text=_("Để trống: 3 ngày làm việc."),
        error_messages={"invalid": _("Hãy ghi theo dạng ngày/tháng/năm, ví dụ 25/06/2026.")},
    )


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
