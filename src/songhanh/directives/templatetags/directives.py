"""How the counts of the leader's page are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html_join

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from songhanh.directives.queries import Counts

register = template.Library()

CELL = (
    '<td class="govuk-table__cell govuk-table__cell--numeric">'
    '<a class="govuk-link" href="{}&amp;{}">{}</a></td>'
)
ON_TIME, AT_RISK, LATE, DONE = (
    "&".join(f"timing={timing}" for timing in timings)
    for timings in (
        ("on_time", "no_deadline"), ("at_risk",), ("late",), ("done_on_time", "done_late"),
    )
)  # fmt: skip


@register.simple_tag
def count_cells(base: str, counts: Counts) -> SafeString:
    """Return the four cells of a row, each opening its rows: `base` and the timing.

    Drawn here and not in a template, because a leader's page has hundreds of them.
    """
    cells = (
        (ON_TIME, counts.running), (AT_RISK, counts.at_risk), (LATE, counts.late),
        (DONE, counts.done),
    )  # fmt: skip
    return format_html_join("", CELL, ((base, timing, number) for timing, number in cells))
