"""The consolidated report: sums, who is counted, who is missing, in Word and PDF alike."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from songhanh.attachments.queries import path_of
from songhanh.core.errors import NotAllowed
from songhanh.documents.model import Table
from songhanh.returns.queries import consolidated, tables
from songhanh.returns.services import reports, reviewing
from tests import make
from tests.returns import cases

if TYPE_CHECKING:
    from songhanh.documents.model import Paper

pytestmark = pytest.mark.django_db
NOON, DAY = make.NOON, make.DAY


def words(paper: Paper) -> str:
    """All the text of a paper's body."""
    parts: list[str] = []
    for block in paper.body:
        if isinstance(block, Table):
            parts += [" | ".join(row) for row in (block.header, *block.rows)]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def test_figures_are_summed_with_how_many_units_answered() -> None:
    case = cases.case("training")
    cases.accepted(
        case, figures=cases.figures(trainings="2", trainees={"female": "10", "male": "5"})
    )
    other = cases.another_unit(case)
    typed = cases.figures(trainings="1")
    typed["trainees"] = {"total": {"typed": "", "empty": "no-data", "reason": "không có sổ"}}
    cases.accepted(other, figures=typed)
    cases.another_unit(case)

    text = words(reports.consolidate(case.directive, DAY))

    assert "Lớp tập huấn, hội thảo, tọa đàm | lớp | 3 | – | – | – | 2/3" in text
    assert "Người được tập huấn | người | 15 | 10 | 5 | – | 1/3" in text


def test_a_share_is_worked_out_from_both_sums_not_from_shares() -> None:
    case = cases.case("mainstreaming")
    cases.accepted(case, figures=cases.figures(plans_all="10", plans_gender="1"))
    cases.accepted(cases.another_unit(case), figures=cases.figures(plans_all="2", plans_gender="2"))

    (theme,) = consolidated.consolidated(case.directive, on=DAY).themes

    assert [line.share for line in theme.figures] == [None, Decimal("25.0")]


def test_only_what_was_accepted_counts_and_the_rest_is_told() -> None:
    case = cases.case("inspection")
    typed = cases.figures(inspections="5", violations="0", fines="0")
    cases.sent(case, done="Chưa ai xem.", figures=typed)
    silent = cases.another_unit(case)

    paper = reports.consolidate(case.directive, DAY)
    text = words(paper)

    assert "1/2 đơn vị đã gửi báo cáo; 0/2 nhiệm vụ đã được nghiệm thu" in text
    assert "Còn 1 nhiệm vụ đã báo cáo nhưng chưa nghiệm thu" in text
    assert f"Đơn vị chưa gửi báo cáo (1): {silent.unit.name}." in text
    assert "Chưa ai xem." not in text
    assert "Cuộc kiểm tra, giám sát | cuộc | – |" in text


def test_the_report_of_an_earlier_day_leaves_out_what_came_later() -> None:
    case = cases.case("inspection")
    typed = cases.figures(inspections="5", violations="0", fines="0")
    opened = cases.sent(case, figures=typed).unit_return
    reviewing.accept_all(unit_return=opened, by=case.coordinator, at=NOON + timedelta(days=2))

    before = consolidated.consolidated(case.directive, on=DAY)
    after = consolidated.consolidated(case.directive, on=DAY + timedelta(days=2))

    assert (before.accepted, after.accepted) == (0, 1)
    assert before.themes[0].figures[0].found is None


def test_difficulties_and_proposals_are_listed_with_their_units() -> None:
    case = cases.case()
    cases.accepted(case, difficulties="Thiếu người.", proposals=[{"text": "Bố trí thêm cán bộ"}])

    text = words(reports.consolidate(case.directive, DAY))

    assert f"{case.unit.name}: Thiếu người." in text
    assert f"{case.unit.name}: Bố trí thêm cán bộ." in text


def test_themes_stand_in_the_order_of_the_directive() -> None:
    case = cases.case("reporting", "funding", "training")

    found = [theme.theme for theme in consolidated.consolidated(case.directive, on=DAY).themes]

    assert found == ["reporting", "funding", "training"]


def test_long_lists_are_cut_with_a_count_and_the_annex_has_all() -> None:
    case = cases.case()
    cases.accepted(case, done="Việc số 0")
    for number in range(1, consolidated.TEXTS_SHOWN + 3):
        cases.accepted(cases.another_unit(case), done=f"Việc số {number}")

    text = words(reports.consolidate(case.directive, DAY))
    book = load_workbook(io.BytesIO(tables.annex(case.directive, on=DAY)))
    cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}

    assert "Còn 3 ý kiến của các đơn vị khác nêu trong phụ lục." in text
    assert {f"Việc số {number}" for number in range(consolidated.TEXTS_SHOWN + 3)} <= cells


def test_the_report_is_made_as_word_and_pdf_that_say_the_same() -> None:
    case = cases.case("training", sample=True)
    cases.accepted(
        case,
        done="Mở lớp tại nhà văn hóa.",
        figures=cases.figures(trainings="2", trainees={"female": "10", "male": "5"}),
    )

    made = reports.prepare_report(directive=case.directive, by=case.coordinator, at=NOON)

    assert made.docx is not None
    assert made.pdf is not None
    word = Document(io.BytesIO(path_of(made.docx.sha256).read_bytes()))
    tables_text = [c.text for t in word.tables for row in t.rows for c in row.cells]
    word_text = " ".join([*(p.text for p in word.paragraphs), *tables_text])
    pdf = pypdfium2.PdfDocument(path_of(made.pdf.sha256).read_bytes())
    pdf_text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    pdf_words = " ".join(pdf_text.split())
    for phrase in ("Mở lớp tại nhà văn hóa", "1/1", "Người được tập huấn", "MẪU", case.unit.name):
        assert phrase in " ".join(word_text.split()), phrase
        assert phrase in pdf_words, phrase


def test_only_a_coordinator_makes_the_report() -> None:
    case = cases.case()

    with pytest.raises(NotAllowed):
        reports.prepare_report(directive=case.directive, by=case.focal, at=NOON)
