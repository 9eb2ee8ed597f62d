"""How many questions a page asks the database: the same for two units as for forty."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from songhanh.core.errors import NotFound
from songhanh.directives import queries, services
from songhanh.directives.models import Assignment
from tests import make
from tests.directives.places import Place, now, place

pytestmark = pytest.mark.django_db


def issued(units: int) -> Place:
    here = place(units=units)
    services.issue(directive=here.directive, by=here.coordinator, at=now())
    return here


def asked(person: object, name: str, *args: object) -> int:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    address = reverse(f"directives:{name}", args=args)
    client.get(address)
    caches["worked-out"].clear()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    # The page's own: what its frame asks is counted where the frame is made.
    return len([query for query in found.captured_queries if "directives_" in query["sql"]])


@pytest.mark.parametrize("units", [2, 40])
def test_pages_ask_a_fixed_number_of_questions(units: int) -> None:
    here = issued(units)
    row = Assignment.objects.filter(unit=here.units[0])[0]

    numbers = {
        "progress": asked(here.leader, "progress"),
        "my-work": asked(here.focal, "my-work"),
        "assignment": asked(here.focal, "assignment", row.pk),
        "assignments": asked(here.leader, "assignments"),
        "list": asked(here.coordinator, "list"),
        "directive": asked(here.coordinator, "directive", here.directive.pk),
    }

    assert numbers == NUMBERS


NUMBERS: dict[str, int] = {
    "progress": 6, "my-work": 2, "assignment": 5, "assignments": 4, "list": 4, "directive": 11,
}  # fmt: skip


def test_counts_are_kept_until_something_happens() -> None:
    here = issued(2)
    before = queries.progress(here.leader, on=localdate())
    with CaptureQueriesContext(connection) as again:
        assert queries.progress(here.leader, on=localdate()).total == before.total
    rows = Assignment.objects.filter(unit=here.units[0])

    services.record_report(assignments=list(rows), by=here.focal, at=now())

    assert queries.progress(here.leader, on=localdate()).total.done == 2
    assert not [q for q in again.captured_queries if "COUNT" in q["sql"]]


def test_a_past_day_counts_what_was_known_then() -> None:
    here = place()
    services.set_due(
        duty=here.duties[0], due_on=make.DAY, revision=None, by=here.coordinator, at=make.NOON
    )
    services.issue(directive=here.directive, by=here.coordinator, at=make.NOON)
    row = Assignment.objects.filter(duty=here.duties[0])[0]
    later = make.NOON.replace(day=9)
    services.record_report(assignments=[row], by=here.coordinator, at=later)

    day = make.DAY.replace(day=8)
    then = queries.progress(here.leader, on=day, today=localdate()).total
    today = queries.progress(here.leader, on=localdate()).total

    assert (then.late, then.done) == (2, 0)
    assert (today.late, today.done_late) == (1, 1)


def test_counts_of_another_office_are_not_found() -> None:
    here, other = issued(2), issued(2)

    assert queries.progress(here.leader, on=localdate()).total.total == 4
    with pytest.raises(NotFound):
        queries.progress(here.leader, on=localdate(), directive=other.directive)
