"""How dates, numbers and states are written on every page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import template
from django.template.defaultfilters import striptags
from django.utils import formats
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext_lazy as _

from songhanh.core.rules import bar_pieces, page_numbers

if TYPE_CHECKING:
    from django.template import Context, NodeList
    from django.template.base import Parser, Token
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

register = template.Library()
register.simple_tag(bar_pieces)
register.simple_tag(page_numbers)

WEEKDAYS = (
    _("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ Nhật"),
)  # fmt: skip


def _local(moment: date) -> date:
    return localtime(moment) if isinstance(moment, datetime) and is_aware(moment) else moment


@register.filter
def vi_date(day: date | None) -> str:
    return f"{_local(day):%d/%m/%Y}" if day else ""


@register.filter
def vi_datetime(moment: datetime | None) -> str:
    return f"{_local(moment):%H:%M %d/%m/%Y}" if moment else ""


@register.filter
def weekday(day: date | None) -> str | _StrPromise:
    return WEEKDAYS[_local(day).weekday()] if day else ""


@register.filter
def vi_number(number: Any) -> str:
    """1267 → 1.267 and 0.52 → 0,52; as English does it on English pages."""
    if number is None or number == "":
        return ""
    if isinstance(number, Decimal) and number == number.to_integral_value():
        number = int(number)
    elif isinstance(number, Decimal):
        number = number.normalize()
    return str(formats.number_format(number, use_l10n=True, force_grouping=True))


@register.inclusion_tag("core/components/tag.html")
def state_tag(label: str, tone: str = "none") -> dict[str, str]:
    """Draw a state: `tone` is done, doing, late, waiting, back or none."""
    return {"label": label, "tone": tone}


@register.simple_tag(takes_context=True)
def query_string(context: Context, **changes: Any) -> str:
    """Return the page's query with some parameters changed; None or "" takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def page_link(context: Context, parameter: str, number: int) -> str:
    return query_string(context, **{parameter: number})


class _UnlessBlank(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString | str:
        shown = self.nodelist.render(context)
        return shown if striptags(shown).strip() else ""


@register.tag
def unless_blank(parser: Parser, _token: Token) -> _UnlessBlank:
    """Leave out an element that a page has put no words into."""
    nodelist = parser.parse(("endunless_blank",))
    parser.delete_first_token()
    return _UnlessBlank(nodelist)
