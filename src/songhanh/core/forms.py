"""How forms are drawn, and the specimen that the gallery shows."""

from __future__ import annotations

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    """GOV.UK markup for every form."""

    form_template_name = "core/forms/form.html"
    formset_template_name = "core/forms/formset.html"
    field_template_name = "core/forms/field.html"


YES_OR_NO = [("co", _("Có")), ("khong", _("Không"))]
UNITS = [
    (_("Phường"), [("an-my", "An Mỹ"), ("an-xuan", "An Xuân")]),
    (_("Xã"), [("tam-thang", "Tam Thăng"), ("tam-ngoc", "Tam Ngọc")]),
]


class SpecimenForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=_("Tên kế hoạch"),
        max_length=200,
        help_text=_("Ghi như trên văn bản."),
        error_messages={"required": _("Hãy ghi tên kế hoạch.")},
    )
    day = forms.DateField(
        label=_("Ngày ban hành"),
        help_text=_("Ví dụ: 01/06/2021"),
        error_messages={"invalid": _("Ngày này không có trong lịch. Hãy ghi dạng 01/06/2021.")},
    )
    number = forms.IntegerField(
        label=_("Số người tham dự"),
        error_messages={"invalid": _("Hãy ghi số người bằng chữ số, ví dụ 120.")},
    )
    told = forms.ChoiceField(
        label=_("Có tách theo giới tính không?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn có hoặc không.")},
    )
    units = forms.MultipleChoiceField(
        label=_("Đơn vị"), choices=UNITS, widget=forms.CheckboxSelectMultiple, required=False
    )
    theme = forms.ChoiceField(label=_("Chủ đề"), choices=[("", "–"), *YES_OR_NO], required=False)
    summary = forms.CharField(
        label=_("Kết quả thực hiện"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Nêu việc đã làm và khó khăn."),
        error_messages={"required": _("Hãy ghi kết quả thực hiện trước khi nộp.")},
    )
    evidence = forms.FileField(
        label=_("Tệp minh chứng"),
        required=False,
        widget=forms.FileInput,
        help_text=_("Tối đa 25 MB."),
    )
    agree = forms.BooleanField(
        label=_("Tôi đã kiểm tra số liệu"),
        error_messages={"required": _("Hãy xác nhận đã kiểm tra số liệu.")},
    )


class SpecimenFilter(forms.Form):
    """A filter as lists have it."""

    words = forms.CharField(label=_("Số, từ ngữ"), required=False)
    theme = forms.ChoiceField(
        label=_("Chủ đề"), choices=[("", _("Tất cả")), *YES_OR_NO], required=False
    )
