"""How the counts of the leader's page are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from songhanh.directives.queries import Counts

register = template.Library()

LINKS = (
    ("timing=on_time&amp;timing=no_deadline", "{1}"), ("timing=at_risk", "{2}"),
    ("timing=late", "{3}"), ("timing=done_on_time&amp;timing=done_late", "{4}"),
)  # fmt: skip
CELLS = "".join(
    '<td class="govuk-table__cell govuk-table__cell--numeric">'
    f'<a class="govuk-link" href="{{0}}&amp;{timing}">{number}</a></td>'
    for timing, number in LINKS
)


@register.simple_tag
def count_cells(base: str, counts: Counts) -> SafeString:
    """Return the four cells of a row, each opening its rows: `base` and the timing.

    Drawn here and not in a template, because a leader's page has hundreds of them.
    """
    return format_html(CELLS, base, counts.running, counts.at_risk, counts.late, counts.done)
