"""What a citizen reads: each page opens, tells the truth about itself, and keeps nothing of the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.accounts.models import Role
from songhanh.core.middleware import POLICY
from songhanh.portal import services
from songhanh.portal.models import ArticlePage
from songhanh.reading import read
from tests import make
from tests.returns import cases

if TYPE_CHECKING:
    from django.http import HttpResponse

    from songhanh.directives.models import Directive

pytestmark = pytest.mark.django_db

SEED = Path(settings.PACKS) / "tam-ky-2021/seed/000_ecd5c5294e6654dc.txt"


def opened(path: str, *, status: int = 200) -> HttpResponse:
    answer = Client().get(path)
    assert answer.status_code == status
    return answer  # type: ignore[return-value]


def words(path: str) -> str:
    page = BeautifulSoup(opened(path).content, "lxml")
    return " ".join(page.get_text(" ").split())


def published(*themes: str, **values: Any) -> cases.Case:
    """A directive with its page open to everyone."""
    case = cases.case(*themes or ("inspection",), public_from=make.NOON, **values)
    text = case.directive.text
    for duty in case.duties:
        duty.span_start, duty.span_end = 0, len(text) - 1
        duty.save()
    return case


def reported() -> cases.Case:
    case = published()
    cases.accepted(case, figures=cases.figures(inspections="1240", violations="1", fines="0"))
    return case


def addresses(directive: Directive) -> list[str]:
    path = f"/van-ban/{directive.slug}/"
    order = directive.duties.get().order
    return [
        "/", "/giup-do/", "/van-ban/", path, f"{path}nhiem-vu/{order}/",
        f"{path}so-lieu/inspections/",
    ]  # fmt: skip


def article() -> ArticlePage:
    text = SEED.read_text("utf-8")
    return services.post_article(
        page=read(text).page,
        text=text,
        directive=published().directive,
        source="trang cũ",
        at=make.NOON,
    )


def test_every_page_opens_keeps_the_policy_and_leaves_nothing_with_the_reader() -> None:
    services.open_site(title="Song Hành")
    for path in addresses(reported().directive):
        answer = opened(path)
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert "Set-Cookie" not in answer.headers, path
        assert not answer.cookies, path


def test_only_choosing_a_language_is_remembered() -> None:
    services.open_site(title="Song Hành")
    reader = Client()

    reader.post(reverse("set_language"), {"language": "en", "next": "/giup-do/"})

    assert set(reader.cookies) == {"django_language"}
    assert '<html lang="en"' in reader.get("/giup-do/").content.decode()


def test_the_article_of_the_old_portal_is_whole_and_its_missing_file_is_named() -> None:
    page = words(article().url)

    assert "Thứ Ba, 01/06/2021" in page
    assert "Thùy Dung" in page
    assert "chưa có tệp gốc" in page
    assert "Lượt xem: 114" in page  # 113 on the old portal, and this one
    assert "Lượt xem: 115" in words(ArticlePage.objects.get().url)


def test_an_article_whose_directive_is_not_public_does_not_lead_there() -> None:
    shown = article()
    directive = shown.directive
    assert directive is not None
    directive.public_from = None
    directive.save()

    assert "Xem nhiệm vụ" not in words(shown.url)
    opened(f"/van-ban/{directive.slug}/", status=404)


def test_from_a_figure_one_reaches_the_sentence_the_units_and_the_day() -> None:
    case = reported()
    path = f"/van-ban/{case.directive.slug}/"
    page = BeautifulSoup(opened(path).content, "lxml")
    link = page.find("a", href=f"{path}so-lieu/inspections/")
    assert link is not None

    figure = BeautifulSoup(opened(str(link["href"])).content, "lxml")

    marked = figure.select_one("blockquote mark")
    assert marked is not None
    assert marked.get_text() == "Tổ chức truyền thông về bình đẳng giới"
    row = figure.select("tbody tr")[0].get_text(" ", strip=True)
    assert row == f"{case.unit.name} 1.240 – – 02/03/2026"


@pytest.mark.parametrize("state", ["draft", "issued but not public", "public from tomorrow"])
def test_what_is_not_public_is_not_there(state: str) -> None:
    states: dict[str, dict[str, Any]] = {
        "draft": {"issued_at": None},
        "issued but not public": {"public_from": None},
        "public from tomorrow": {"public_from": make.NOON.replace(year=2999)},
    }
    slug = make.directive(**states[state]).slug

    opened(f"/van-ban/{slug}/", status=404)
    opened(f"/van-ban/{slug}/nhiem-vu/1/", status=404)
    opened(f"/van-ban/{slug}/so-lieu/inspections/", status=404)
    assert slug not in opened("/van-ban/").content.decode()


def test_a_wrong_address_gets_a_page_that_helps() -> None:
    answer = Client().get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "Cần giúp đỡ ngay" in answer.content.decode()


def test_small_counts_of_people_helped_are_on_no_page() -> None:
    case = published("violence_response")
    helped = {"visits_gifts": "20", "cases_handled": "30"}
    for female, male in (("3", "47"), ("9", "41"), ("50", "60")):
        about = case if female == "3" else cases.another_unit(case)
        split = {"female": female, "male": male}
        cases.accepted(about, figures=cases.figures(**helped, survivors_supported=split))

    page = BeautifulSoup(
        opened(f"/van-ban/{case.directive.slug}/so-lieu/survivors_supported/").content, "lxml"
    )

    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert [("không công bố" in row) for row in rows] == [True, True, False]
    assert " 3 " not in " ".join(rows)
    assert "dưới 5" in page.get_text()


def test_what_is_invented_says_so_and_is_kept_out_of_search_engines() -> None:
    real = opened(f"/van-ban/{published().directive.slug}/").content.decode()
    sample = published(sample=True).directive
    for path in (
        f"/van-ban/{sample.slug}/",
        f"/van-ban/{sample.slug}/nhiem-vu/{sample.duties.get().order}/",
    ):
        page = BeautifulSoup(opened(path).content, "lxml")
        robots = page.select_one("meta[name=robots]")
        assert robots is not None
        assert robots["content"] == "noindex"
        assert "mẫu" in page.get_text()
    assert "noindex" not in real


def test_numbers_to_call_are_sure_dated_and_from_the_data() -> None:
    page = BeautifulSoup(opened("/giup-do/").content, "lxml")
    shown = {str(link["href"]) for link in page.select("a[href^='tel:']")}

    assert {"tel:113", "tel:115", "tel:111"} <= shown
    assert len(page.find_all(string=lambda text: "Kiểm tra ngày" in text)) == len(shown)
    text = (settings.PACKS / "vietnam" / "hotlines.yaml").read_text("utf-8")
    unsure = [
        row["number"].replace(" ", "")
        for row in yaml.safe_load(text)["hotlines"]
        if row["conf"] not in {"verified", "knowledge"}
    ]
    assert unsure
    assert not shown & {f"tel:{number}" for number in unsure}


def test_pages_take_the_same_queries_however_many_units() -> None:
    case = reported()
    path = f"/van-ban/{case.directive.slug}/"
    client = Client()

    def asked() -> list[int]:
        counts = []
        for address in (
            path,
            f"{path}nhiem-vu/{case.duties[0].order}/",
            f"{path}so-lieu/inspections/",
        ):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    few = asked()
    for _ in range(4):
        cases.accepted(
            cases.another_unit(case),
            figures=cases.figures(inspections="2", violations="1", fines="0"),
        )

    assert asked() == few


def test_a_day_that_nobody_wrote_is_said_to_be_missing() -> None:
    directive = published(dated_on=None).directive

    assert "văn bản không ghi ngày" in words(f"/van-ban/{directive.slug}/")


def test_an_editor_of_today_may_edit_and_nobody_else() -> None:
    services.open_site(title="Song Hành")
    for role, status in ((Role.EDITOR, 200), (Role.COORDINATOR, 403), (Role.ADMINISTRATOR, 403)):
        client = Client()
        client.force_login(make.user(role), "allauth.account.auth_backends.AuthenticationBackend")
        assert client.get("/bien-tap/").status_code == status, role


def test_an_editor_whose_role_ended_loses_the_group() -> None:
    person = make.user(Role.EDITOR)
    assert services.follow_roles(person, on=make.DAY)
    person.memberships.update(valid_to=make.DAY)

    assert not services.follow_roles(person, on=make.DAY.replace(year=2027))
    assert not person.groups.exists()
