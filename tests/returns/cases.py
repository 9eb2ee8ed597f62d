"""One directive given to units, with the people around it: what the tests of returns start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from songhanh.accounts.models import Role
from songhanh.indicators import datapack
from songhanh.returns.services import drafts, reviewing, sending
from tests import make

if TYPE_CHECKING:
    from songhanh.accounts.models import User
    from songhanh.directives.models import Assignment, Directive, Duty
    from songhanh.organizations.models import Body
    from songhanh.returns.models import Section, Submission, UnitReturn

NOON = make.NOON


def load_figures() -> None:
    """Load the figures that the project ships."""
    datapack.load(*datapack.read(settings.PACKS / "vietnam" / "figures.yaml"))


@dataclass(slots=True)
class Case:
    """A directive with its duties, one unit, its focal point and the coordinator."""

    directive: Directive
    duties: list[Duty]
    unit: Body
    focal: User
    coordinator: User
    assignments: list[Assignment]

    def opened(self) -> UnitReturn:
        return drafts.open_return(directive=self.directive, unit=self.unit, by=self.focal, at=NOON)


def case(*themes: str, **directive: Any) -> Case:
    """A directive with one duty per theme, given to one unit."""
    load_figures()
    made = make.directive(**directive)
    unit = make.body()
    duties = [make.duty(directive=made, theme=theme) for theme in themes or ("state_management",)]
    return Case(
        directive=made,
        duties=duties,
        unit=unit,
        focal=make.user(Role.FOCAL_POINT, body=unit),
        coordinator=make.user(Role.COORDINATOR, body=made.standing_unit),
        assignments=[make.assignment(duty=duty, unit=unit) for duty in duties],
    )


def another_unit(about: Case) -> Case:
    """The same duties given to a further unit."""
    unit = make.body()
    return Case(
        directive=about.directive,
        duties=about.duties,
        unit=unit,
        focal=make.user(Role.FOCAL_POINT, body=unit),
        coordinator=about.coordinator,
        assignments=[make.assignment(duty=duty, unit=unit) for duty in about.duties],
    )


def figures(**typed: dict[str, str] | str) -> dict[str, dict[str, dict[str, str]]]:
    """`figures(talks="3", trainees={"female": "2", "male": "1"})` as a draft keeps it."""
    found = {}
    for code, value in typed.items():
        by_split = {"total": value} if isinstance(value, str) else value
        found[code] = {
            split: {"typed": text, "empty": "", "reason": ""} for split, text in by_split.items()
        }
    return found


def write(section: Section, by: User, **draft: Any) -> Section:
    """Save a draft over whatever is there."""
    section.refresh_from_db()
    values = {"done": "Đã tổ chức hội nghị.", **draft}
    return drafts.save_draft(
        section=section, draft=values, revision=section.revision, by=by, at=NOON
    ).section


def sent(about: Case, token: str = "", **draft: Any) -> Submission:
    """A return with one section, filled in and sent."""
    opened = about.opened()
    section = opened.sections.get()
    write(section, about.focal, **draft)
    return sending.send(
        unit_return=opened,
        sections=[section],
        token=token or f"form-{opened.pk}",
        by=about.focal,
        at=NOON,
    )


def accepted(about: Case, **draft: Any) -> Submission:
    """A return with one section, filled in, sent and accepted."""
    submission = sent(about, **draft)
    reviewing.accept_all(unit_return=submission.unit_return, by=about.coordinator, at=NOON)
    return submission
