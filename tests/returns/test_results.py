"""What citizens see of the figures: only what was accepted, with its sentence and its units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from songhanh.core.errors import NotFound
from songhanh.returns.queries import results
from tests import make
from tests.returns import cases

pytestmark = pytest.mark.django_db


def test_a_figure_opens_its_sentence_its_units_and_the_day_of_acceptance() -> None:
    case = cases.case("inspection")
    case.duties[0].span_start, case.duties[0].span_end = 0, 8
    case.duties[0].save()
    cases.accepted(case, figures=cases.figures(inspections="2", violations="1", fines="5.000.000"))
    cases.another_unit(case)

    found = results.public_figure(case.directive, "inspections")

    assert found.total == 2
    assert (found.units, found.given) == (1, 2)
    assert (found.duty.span_start, found.duty.span_end) == (0, 8)
    assert found.accepted_on == make.DAY
    (row,) = results.trace(found)
    assert (row.unit, row.values, row.accepted_on) == (
        case.unit.name, {"total": Decimal(2)}, make.DAY,
    )  # fmt: skip


def test_what_was_not_accepted_is_not_published() -> None:
    case = cases.case("inspection")
    cases.sent(case, figures=cases.figures(inspections="2", violations="1", fines="0"))

    assert results.public_results(case.directive) == []
    with pytest.raises(NotFound):
        results.public_figure(case.directive, "inspections")


def test_a_share_is_published_with_what_it_is_a_share_of() -> None:
    case = cases.case("mainstreaming")
    cases.accepted(case, figures=cases.figures(plans_all="8", plans_gender="1"))

    found = results.public_figure(case.directive, "plans_gender")

    assert found.share == Decimal("12.5")
    assert found.share_of == "Kế hoạch phát triển kinh tế - xã hội đã ban hành"


HELPED = {"visits_gifts": "20", "cases_handled": "30"}


def helped(female: str, male: str) -> dict[str, dict[str, dict[str, str]]]:
    return cases.figures(**HELPED, survivors_supported={"female": female, "male": male})


def test_small_counts_of_people_helped_are_hidden_with_the_rule() -> None:
    case = cases.case("violence_response")
    cases.accepted(case, figures=helped("3", "20"))
    cases.accepted(cases.another_unit(case), figures=helped("9", "12"))
    third = cases.another_unit(case)
    cases.accepted(third, figures=helped("50", "60"))

    found = results.public_figure(case.directive, "survivors_supported")

    assert found.total == 154
    assert [row.hidden for row in found.rows] == [True, True, False]
    assert found.rows[0].values == {}
    assert "dưới 5" in found.rule


def test_a_protected_sum_waits_until_every_unit_is_accepted() -> None:
    """A sum that grew with each acceptance would give each unit away."""
    case = cases.case("violence_response")
    cases.accepted(case, figures=helped("30", "20"))
    other = cases.another_unit(case)
    cases.sent(other, figures=helped("1", "0"))

    found = results.public_figure(case.directive, "survivors_supported")

    assert found.total is None
    assert found.values == {}
    assert all(row.hidden and not row.values for row in found.rows)
    assert "mọi đơn vị" in found.rule


def test_results_take_the_same_queries_however_many_units(
    django_assert_num_queries: object,
) -> None:
    case = cases.case("inspection")
    for about in (case, cases.another_unit(case), cases.another_unit(case)):
        cases.accepted(about, figures=cases.figures(inspections="2", violations="1", fines="0"))

    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(results.public_results(case.directive)) == 3
