"""Load the sample office through the same services that people use."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from songhanh.attachments import services as attachments
from songhanh.datapacks.demo.answers import answer_all
from songhanh.datapacks.demo.people import make_people
from songhanh.datapacks.packs import load_figures, load_pack
from songhanh.directives import services as directives
from songhanh.organizations import services as organizations
from songhanh.organizations.queries import body_by_code

if TYPE_CHECKING:
    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive

SEED = "000_ecd5c5294e6654dc.txt"
SEED_DAY = date(2021, 6, 1)
# The letter sets no deadlines. These two are the sample coordinator's, and shown as such.
SEED_DUE = {"strategy_programmes": date(2021, 7, 30), "action_month": date(2021, 12, 20)}


def load(*, at: datetime) -> tuple[Directive, Directive]:
    """Make the sample office; return the real letter and the invented one of this year."""
    load_pack("tam-ky-2021")
    load_figures()
    today = timezone.localtime(at).date()
    organizations.open_office(
        name="Thành phố Tam Kỳ",
        subtitle="Công tác bình đẳng giới · Thành phố Tam Kỳ",
        body=body_by_code("tam-ky.ubnd", on=SEED_DAY),
        demo=True,
        on=today,
    )
    people = make_people(at=at)
    letter = _letter_of_2021(people["coordinator"])
    invented = _letter_of_today(people["coordinator"], at=at)
    answer_all(letter, invented, people, at=at)
    return letter, invented


def _letter_of_2021(coordinator: User) -> Directive:
    """Take in, correct and issue the real letter, on the days on which that could have been."""
    at = datetime(2021, 6, 1, 3, 0, tzinfo=UTC)
    path = settings.PACKS / "tam-ky-2021" / "seed" / SEED
    file = attachments.store(name=path.name, content=path.read_bytes(), by=coordinator, at=at)
    letter = directives.take_in(
        authority=body_by_code("tam-ky.ubnd", on=SEED_DAY),
        standing_unit=body_by_code("tam-ky.ldtbxh", on=SEED_DAY),
        file=file,
        by=coordinator,
        at=at,
    )
    for duty in letter.duties.filter(theme__in=SEED_DUE):
        directives.set_due(
            duty=duty, due_on=SEED_DUE[duty.theme], revision=None, by=coordinator, at=at
        )
    return _issue(letter, coordinator, at=at + timedelta(hours=1))


def _letter_of_today(coordinator: User, *, at: datetime) -> Directive:
    """Take in and issue the invented letter: its dates count from today, so that clocks run."""
    today = timezone.localtime(at).date()
    issued_on = today - timedelta(days=20)
    days = {"late": today - timedelta(days=3), "soon": today + timedelta(days=5)}
    days["later"] = today + timedelta(days=40)
    text = (settings.PACKS / "mau" / "chi-dao.txt").read_text("utf-8").format(
        year=issued_on.year,
        issued_day=f"{issued_on.day:02}",
        issued_month=f"{issued_on.month:02}" if issued_on.month < 3 else issued_on.month,
        issued_year=issued_on.year,
        **{name: f"{day:%d/%m/%Y}" for name, day in days.items()},
    )  # fmt: skip
    then = at - timedelta(days=20)
    file = attachments.store(
        name="van-ban-mau.txt", content=text.encode(), by=coordinator, at=then, sample=True
    )
    letter = directives.take_in(
        authority=body_by_code("mau.ubnd", on=issued_on),
        standing_unit=body_by_code("mau.vhxh", on=issued_on),
        file=file,
        by=coordinator,
        at=then,
    )
    head = directives.Head(
        number="00/MẪU",
        doc_type="Công văn",
        issuer_name="UBND thành phố Đà Nẵng (mẫu)",
        dated_on=issued_on,
        subject=f"triển khai công tác bình đẳng giới năm {issued_on.year} (mẫu)",
    )
    directives.edit_head(directive=letter, head=head, revision=None, by=coordinator, at=then)
    letter.refresh_from_db()
    return _issue(letter, coordinator, at=then + timedelta(hours=1))


def _issue(letter: Directive, coordinator: User, *, at: datetime) -> Directive:
    directives.issue(directive=letter, by=coordinator, at=at)
    return directives.publish(directive=letter, public=True, by=coordinator, at=at)
