"""What the units of the sample office answer: some all, some in part, some late, some nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings
from django.utils import timezone

from songhanh.accounts import services as accounts
from songhanh.accounts.models import Role
from songhanh.directives import services as directives
from songhanh.returns.queries import sections as returns_queries
from songhanh.returns.services import drafts, reviewing, sending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive
    from songhanh.organizations.models import Body
    from songhanh.returns.models import Section, UnitReturn

JULY = datetime(2021, 7, 26, 2, 0, tzinfo=UTC)
DECEMBER = datetime(2021, 12, 17, 2, 0, tzinfo=UTC)


def answer_all(
    letter: Directive, invented: Directive, people: dict[str, User], *, at: datetime
) -> None:
    """Answer the letter of 2021 in July and December, the invented one as far as today."""
    said = yaml.safe_load((settings.PACKS / "mau" / "returns.yaml").read_text("utf-8"))
    _answer(letter, people, said | {"whole": []}, at=DECEMBER, early=JULY)
    _answer(invented, people, said, at=at - timedelta(days=4), early=at - timedelta(days=12))


def _answer(
    directive: Directive,
    people: dict[str, User],
    said: dict[str, Any],
    *,
    at: datetime,
    early: datetime,
) -> None:
    for place, unit in enumerate(_units(directive)):
        if _silent(place) and not said["whole"]:
            continue
        sent_at = early if place % 2 else at
        person = _person_of(unit, people, on=timezone.localtime(sent_at).date(), at=sent_at)
        opened = drafts.open_return(directive=directive, unit=unit, by=person, at=sent_at)
        chosen = _chosen(opened, place, said["whole"])
        given = [row.assignment for row in chosen]
        directives.confirm(assignments=given, by=person, at=early - timedelta(days=5))
        answered = [_fill(row, said["themes"], place, by=person, at=sent_at) for row in chosen]
        sending.send(
            unit_return=opened,
            sections=answered,
            token=f"mau-{opened.pk}",
            by=person,
            at=sent_at + timedelta(minutes=20),
        )
        _review(
            answered,
            place,
            said["whole"],
            by=people[Role.COORDINATOR],
            at=sent_at + timedelta(days=1),
        )


def _units(directive: Directive) -> Iterator[Body]:
    seen = set()
    rows = directive.assignments.select_related("unit").order_by("-unit__kind", "unit__sort_key")
    for row in rows:
        if row.unit_id not in seen:
            seen.add(row.unit_id)
            yield row.unit


def _person_of(unit: Body, people: dict[str, User], *, on: date, at: datetime) -> User:
    """Return the sample person of a unit; a unit without one gets one who cannot sign in."""
    for membership in unit.memberships.filter(role=Role.FOCAL_POINT).select_related("user"):
        return membership.user
    person = accounts.create_person(
        email=f"dau-moi.{unit.pk}@mau.example",
        name=f"Đầu mối {unit.short_name or unit.name} (mẫu)",
        password=None,
        by=None,
        at=at,
    )
    start = max(unit.valid_from, date(2021, 1, 1))
    accounts.add_membership(
        user=person, body=unit, role=Role.FOCAL_POINT, valid_from=start, by=None, at=at
    )
    return person


def _silent(place: int) -> bool:
    return place % 4 == 3  # one unit in four has not answered


def _chosen(opened: UnitReturn, place: int, whole: list[str]) -> list[Section]:
    """Every fourth unit is silent, every third answers only half; but all answer the whole themes."""
    sections = list(returns_queries.sections_of(opened))
    count = len(sections)
    if _silent(place):
        count = 0
    elif place % 3 == 2:
        count = (count + 1) // 2
    rest = [row for row in sections[count:] if row.assignment.duty.theme in whole]
    return sections[:count] + rest


def _fill(
    section: Section, themes: dict[str, Any], place: int, *, by: User, at: datetime
) -> Section:
    words = themes.get(
        section.assignment.duty.theme, {"done": "Đã thực hiện (mẫu).", "figures": {}}
    )
    asked = returns_queries.asks_for([section])[section.pk]
    draft = {
        "done": words["done"],
        "figures": {
            figure.code: _cells(words["figures"].get(figure.code), place, by_sex=figure.by_sex)
            for figure in asked.own
        },
        "proposals": [{"text": words["proposal"]}]
        if "proposal" in words and place % 3 == 0
        else [],
    }
    drafts.save_draft(section=section, draft=draft, revision=section.revision, by=by, at=at)
    section.refresh_from_db()
    return section


def _cells(numbers: Any, place: int, *, by_sex: bool) -> dict[str, dict[str, str]]:
    if numbers is None:
        empty = {"empty": "no-data", "reason": "Chưa có sổ theo dõi (mẫu)."}
        return dict.fromkeys(("female", "male") if by_sex else ("total",), empty)
    if numbers == "none":
        return {name: {"empty": "none"} for name in (("female", "male") if by_sex else ("total",))}
    pairs = numbers if by_sex else [numbers]
    names = ("female", "male") if by_sex else ("total",)
    return {
        name: {"typed": str(base + step * (place % 7))}
        for name, (base, step) in zip(names, pairs, strict=True)
    }


def _review(
    sections: list[Section], place: int, whole: list[str], *, by: User, at: datetime
) -> None:
    """Accept most; leave every fifth unit waiting; send one section back to every sixth."""
    for number, section in enumerate(sections):
        section.refresh_from_db()
        if section.assignment.duty.theme in whole:
            reviewing.accept_section(section=section, by=by, at=at)
        elif place % 5 == 4:
            continue
        elif place % 6 == 5 and number == 0:
            wrong = {"done": "Hãy ghi rõ số, ngày của văn bản đã ban hành (mẫu)."}
            reviewing.send_back(section=section, wrong_cells=wrong, by=by, at=at)
        else:
            reviewing.accept_section(section=section, by=by, at=at)
