"""The reminder letter: made in one click, naming who is late and with what. In Vietnamese only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from songhanh.audit import services as audit
from songhanh.core.errors import NotAllowed
from songhanh.directives import permissions
from songhanh.directives.errors import NothingLate
from songhanh.directives.queries.follow import LateUnit, about, late_units
from songhanh.documents import types
from songhanh.documents.model import LETTER, Note, Paper, Paragraph, Signature, Table
from songhanh.documents.rules import long_date, short_date
from songhanh.registry import services as registry
from songhanh.registry.models import OutgoingPaper

if TYPE_CHECKING:
    from datetime import date, datetime

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive

HEADER = ("TT", "Đơn vị", "Nhiệm vụ chưa báo cáo", "Hạn báo cáo")
ADDRESSED_AT_MOST = 40  # more units are addressed by the table


@transaction.atomic
def make_reminder_letter(*, directive: Directive, by: User, at: datetime) -> OutgoingPaper:
    """Make the letter to all late units of a directive; its number comes with the signature.

    Raises:
        NotAllowed: `by` does not coordinate the directive.
        NothingLate: nobody is late today.
    """
    on = timezone.localtime(at).date()
    if not permissions.can_coordinate(by, directive, on=on):
        raise NotAllowed
    late = late_units(directive, on=on)
    if not late:
        raise NothingLate
    paper = registry.make_paper(
        kind=OutgoingPaper.Kind.REMINDER,
        body=directive.standing_unit,
        about=about(directive),
        paper=reminder_paper(directive, late, on=on),
        by=by,
        at=at,
    )
    audit.record(
        "directives.letter.made", target=directive, by=by, at=at, paper=paper.pk, units=len(late)
    )
    return paper


def reminder_paper(directive: Directive, late: list[LateUnit], *, on: date) -> Paper:
    """Return the letter in the form of Decree 30/2020/NĐ-CP, without number, date and name."""
    unit, authority = directive.standing_unit, directive.authority
    names = tuple(row.name for row in late)
    return Paper(
        superior=authority.name if unit.pk != authority.pk else "",
        issuer=unit.name,
        symbol=types.suffix(type_name=LETTER, org=unit.symbol or authority.symbol or "UBND"),
        place=authority.territory.name,
        doc_type=LETTER,
        subject=f"đôn đốc thực hiện {_called(directive)}",
        addressees=names if len(names) <= ADDRESSED_AT_MOST else ("Các đơn vị có tên trong bảng",),
        body=(
            Paragraph(
                f"Thực hiện {_called(directive)} về việc {directive.subject}, tính đến hết "
                f"{long_date(on)}, các đơn vị sau còn nhiệm vụ quá hạn báo cáo:"
            ),
            _table(late),
            Note("Số thứ tự nhiệm vụ theo danh sách đã giao trên Song Hành."),
            Paragraph(
                "Đề nghị các đơn vị báo cáo ngay kết quả thực hiện; trường hợp có khó khăn, "
                "vướng mắc thì nêu rõ lý do và thời hạn hoàn thành."
            ),
        ),
        signature=Signature(
            ("TRƯỞNG PHÒNG",) if unit.name.startswith("Phòng") else ("THỦ TRƯỞNG CƠ QUAN",)
        ),
        recipients=("Như trên", f"{authority.name} (để báo cáo)"),
        archive="VT",
        sample=directive.sample,
    )


def _table(late: list[LateUnit]) -> Table:
    rows = tuple(
        (
            str(number),
            unit.name,
            "; ".join(f"{order}. {title}" for order, title in unit.duties),
            short_date(unit.oldest_due),
        )
        for number, unit in enumerate(late, start=1)
    )
    return Table("Đơn vị và nhiệm vụ quá hạn", HEADER, rows, ("center", "left", "left", "center"))


def _called(directive: Directive) -> str:
    kind = (directive.doc_type or "văn bản").lower()
    number = f" số {directive.number}" if directive.number else ""
    dated = f" {long_date(directive.dated_on)}" if directive.dated_on else ""
    issuer = f" của {directive.issuer_name}" if directive.issuer_name else ""
    return f"{kind}{number}{dated}{issuer}"
