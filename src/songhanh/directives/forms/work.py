"""What units and coordinators say about what was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from songhanh.directives.forms.drafts import day_field, set_choices
from songhanh.directives.rules import State, Timing

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Ý kiến"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Hãy ghi ý kiến trước khi gửi.")},
    )


class ExtensionForm(forms.Form):
    until = day_field(_("Xin gia hạn đến hết ngày"), required=True)
    reason = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Hãy ghi lý do xin gia hạn.")},
    )


class DecisionForm(forms.Form):
    granted_until = day_field(
        _("Cho gia hạn đến hết ngày"), help_text=_("Bỏ trống nếu không gia hạn.")
    )
    answer = forms.CharField(
        label=_("Trả lời đơn vị"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )


class DeadlineForm(forms.Form):
    until = day_field(_("Hạn báo cáo"), required=True)


class PersonForm(forms.Form):
    person = forms.TypedChoiceField(
        label=_("Chuyển cho"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một người.")},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "person", people)


class ListForm(forms.Form):
    """Filters of the list of assignments; all of them are in the address."""

    directive = forms.TypedChoiceField(
        label=_("Văn bản"), coerce=int, empty_value=None, required=False
    )
    words = forms.CharField(label=_("Đơn vị hoặc nhiệm vụ"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[("", _("Tất cả")), *State.choices], required=False
    )
    timing = forms.MultipleChoiceField(
        label=_("Thời hạn"),
        choices=Timing.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on = day_field(_("Tính đến hết ngày"))
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput())
    duty = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, directives: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "directive", [("", _("Tất cả")), *directives])


class RegisterForm(forms.Form):
    """Filters of the list of directives."""

    words = forms.CharField(label=_("Số hoặc từ trong văn bản"), max_length=100, required=False)
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, empty_value=None, required=False)
    unit = forms.TypedChoiceField(
        label=_("Đơn vị theo dõi"), coerce=int, empty_value=None, required=False
    )
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        choices=[
            ("", _("Tất cả")),
            ("draft", _("Chưa giao việc")),
            ("issued", _("Đã giao việc")),
            ("failed", _("Không đọc được")),
        ],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        years: Sequence[int],
        units: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("year", [(year, str(year)) for year in years]), ("unit", units)):
            set_choices(self, name, [("", _("Tất cả")), *choices])
