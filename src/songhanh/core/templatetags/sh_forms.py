"""Fields in GOV.UK markup, without touching the widgets that other parts of the house use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.forms import widgets

if TYPE_CHECKING:
    from django.forms import BaseForm, BoundField
    from django.utils.safestring import SafeString

register = template.Library()

CLASSES: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxInput, "govuk-checkboxes__input"),
    (widgets.Textarea, "govuk-textarea"),
    (widgets.Select, "govuk-select"),
    (widgets.FileInput, "govuk-file-upload"),
    (widgets.NumberInput, "govuk-input govuk-input--width-10 govuk-input--number"),
    (widgets.DateInput, "govuk-input govuk-input--width-10"),
    (widgets.Input, "govuk-input"),
)


@register.filter
def field_kind(field: BoundField) -> str:
    """Return which of the shapes in core/forms/field.html the field takes."""
    widget = field.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    if isinstance(widget, widgets.RadioSelect):
        return "checkboxes" if isinstance(widget, widgets.CheckboxSelectMultiple) else "radios"
    if isinstance(widget, widgets.Textarea):
        return "textarea"
    return "group" if field.use_fieldset else "input"


def _class_of(widget: widgets.Widget) -> str:
    return next((name for kind, name in CLASSES if isinstance(widget, kind)), "")


def _add_class(widget: widgets.Widget, *, wrong: bool) -> dict[str, str]:
    plain = _class_of(widget)
    wrong_class = f" {plain.split()[0]}--error" if plain and wrong else ""
    return {"class": f"{plain}{wrong_class} {widget.attrs.get('class', '')}".strip()}


def _as_typed(widget: widgets.Widget) -> dict[str, str]:
    """A browser's number box throws away what it cannot read; a text box shows it with the error."""
    if not isinstance(widget, widgets.NumberInput):
        return {}
    widget.input_type = "text"
    whole = widget.attrs.get("step") != "any"
    for name in ("min", "max", "step"):
        widget.attrs.pop(name, None)
    return {"inputmode": "numeric" if whole else "decimal"}


@register.simple_tag
def draw(field: BoundField, extra: str = "", **attrs: str) -> SafeString:
    """Draw the control alone; `extra` names one more description for the blind."""
    widget = field.field.widget
    wrong = bool(field.errors)
    for part in getattr(widget, "widgets", ()):
        part.attrs |= _add_class(part, wrong=wrong)
    shown: dict[str, Any] = attrs | _add_class(widget, wrong=wrong) | _as_typed(widget)
    if extra:
        shown["aria-describedby"] = f"{field.aria_describedby or ''} {extra}".strip()
        shown["class"] += " govuk-js-character-count"
    return field.as_widget(attrs=shown)


@register.filter
def choices(field: BoundField) -> list[tuple[str | None, list[dict[str, Any]]]]:
    """Return (group, options) of radios or checkboxes, as Django's own widget would."""
    widget = field.field.widget
    attrs = field.build_widget_attrs({"id": field.auto_id} if field.auto_id else {})
    context = widget.get_context(field.html_name, field.value(), attrs)
    return [(group, options) for group, options, _index in context["widget"]["optgroups"]]


@register.filter
def target(field: BoundField) -> str:
    """Return the id that an error message may point to: a group's is its first option."""
    if field_kind(field) not in {"radios", "checkboxes"}:
        return field.auto_id
    options = [option for _group, some in choices(field) for option in some]
    return str(options[0]["attrs"].get("id", "")) if options else ""


@register.filter
def shown_once(form: BaseForm) -> bool:
    """Whether this form's errors were listed already; a page lists them once."""
    before: bool = getattr(form, "errors_listed", False)
    form.errors_listed = True  # type: ignore[attr-defined]
    return before
