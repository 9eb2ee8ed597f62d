"""Frames, parts and forms: what every page relies on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

from songhanh.core import views
from songhanh.core.errors import NotFound
from songhanh.core.forms import SpecimenForm

if TYPE_CHECKING:
    from django.forms import Form

NOON = datetime(2021, 6, 1, 5, 0, tzinfo=UTC)
PLAIN_STATIC = override_settings(
    STORAGES={
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
)


def page_of(name: str, **context: Any) -> BeautifulSoup:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with PLAIN_STATIC:
        # Without a request no context processor runs: these pages need no database.
        text = render_to_string(name, {"request": request, "user": request.user, **context})
    return BeautifulSoup(text, "lxml")


def written(source: str, path: str = "/", **context: Any) -> str:
    context["request"] = RequestFactory().get(path)
    return Template("{% load sh sh_forms %}" + source).render(Context(context)).strip()


def part(name: str, /, **context: Any) -> BeautifulSoup:
    source = f'{{% include "core/components/{name}.html" %}}'
    return BeautifulSoup(written(source, **context), "lxml")


def drawn(form: Form) -> BeautifulSoup:
    return BeautifulSoup(str(form), "lxml")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def wrong_form() -> SpecimenForm:
    return SpecimenForm({"number": "mười", "day": "31/02/2021"})


@pytest.mark.parametrize("frame", ["core/base.html", "core/staff.html"])
def test_every_frame_offers_help_and_a_way_to_the_content(frame: str) -> None:
    page = page_of(frame)

    assert one(page, "a.sh-help")["href"] == "/giup-do/"
    assert one(page, "a.govuk-skip-link")["href"] == "#" + str(one(page, "main")["id"])
    assert one(page, "html")["lang"] == "vi"


@pytest.mark.parametrize(
    "frame", ["core/base.html", "core/staff.html", "core/print.html", "core/errors/404.html"]
)
def test_no_frame_writes_styles_or_scripts_into_the_page(frame: str) -> None:
    page = page_of(frame, demo=True)

    assert not page.select("[style], style, script:not([src])")
    assert not [tag for tag in page.select("*") if any(a.startswith("on") for a in tag.attrs)]


def test_sample_data_says_so_and_stays_out_of_search_engines() -> None:
    page = page_of("core/base.html", office=SimpleNamespace(name="Tam Kỳ", demo=True))

    assert "Dữ liệu mẫu" in one(page, ".sh-demo").text
    assert "dữ liệu mẫu" in one(page, "title").text
    assert one(page, 'meta[name="robots"]')["content"] == "noindex"


def test_a_real_office_has_no_sample_banner() -> None:
    page = page_of("core/base.html", office=SimpleNamespace(name="Tam Kỳ", demo=False))

    assert not page.select(".sh-demo, meta[name=robots]")


def test_the_side_navigation_marks_where_one_is_and_what_waits() -> None:
    item = {"label": "Báo cáo", "url": "/bao-cao/", "current": True, "count": 12}
    page = page_of("core/staff.html", navigation=[{"label": "Điều hành", "items": [item]}])

    link = one(page, ".sh-side a[aria-current=page]")
    assert link["href"] == "/bao-cao/"
    assert one(link, ".sh-count").text == "12"


def test_a_staff_page_without_a_heading_has_no_empty_one() -> None:
    assert not page_of("core/staff.html").select("h1")


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500])
def test_an_error_page_says_what_to_do_and_leads_home(status: int) -> None:
    page = page_of(f"core/errors/{status}.html")

    assert one(page, "h1").text.strip()
    assert "Hãy" in one(page, "main").text
    assert page.select('main a[href="/"]')


def test_a_domain_error_is_shown_as_page_and_as_fragment() -> None:
    words = "Nhiệm vụ này đã nghiệm thu."

    assert words in one(page_of("core/errors/domain.html", message=words), "main").text
    assert words in one(page_of("core/errors/_fragment.html", message=words), "[role=alert]").text


def test_every_field_of_a_form_has_its_label() -> None:
    form = drawn(SpecimenForm())

    labelled = {label["for"] for label in form.select("label[for]")}
    for control in form.select("input:not([type=hidden]), select, textarea"):
        assert control["id"] in labelled


def test_a_wrong_form_lists_its_errors_and_each_leads_to_its_field() -> None:
    form = drawn(wrong_form())

    links = form.select(".govuk-error-summary a")
    assert len(links) == len(wrong_form().errors)
    for link in links:
        assert form.select(str(link["href"])), link["href"]


def test_a_wrong_field_keeps_what_was_typed_and_is_described_by_its_error() -> None:
    control = one(drawn(wrong_form()), "#id_number")

    assert control["value"] == "mười"
    assert control["type"] == "text"
    assert control["aria-describedby"] == "id_number_error"
    assert "govuk-input--error" in control["class"]


def test_errors_are_listed_once_even_if_the_page_lists_them_itself() -> None:
    source = '{% include "core/components/error_summary.html" %}{{ form }}'

    assert written(source, form=wrong_form()).count("govuk-error-summary__title") == 1


def test_an_error_of_grouped_choices_leads_to_the_first_of_them() -> None:
    form = drawn(SpecimenForm({"units": ["không có"]}))

    assert form.select('.govuk-error-summary a[href="#id_units_0_0"]')


def test_choices_stand_in_a_fieldset_under_their_groups() -> None:
    units = one(drawn(SpecimenForm({"units": ["an-xuan"]})), "fieldset:has(#id_units_0_0)")

    assert "Đơn vị" in one(units, "legend").text
    assert [p.text for p in units.select("p.govuk-body")] == ["Phường", "Xã"]
    assert [box["value"] for box in units.select("[checked]")] == ["an-xuan"]


def test_a_long_answer_counts_its_letters() -> None:
    field = one(drawn(SpecimenForm()), ".govuk-character-count")

    assert field["data-maxlength"] == "500"
    assert one(field, "textarea")["aria-describedby"] == "id_summary_helptext id_summary-info"
    assert field["data-i18n.characters-under-limit.other"] == "Còn %{count} ký tự"


def test_an_optional_field_says_so() -> None:
    form = drawn(SpecimenForm())

    assert "nếu có" in one(form, "label[for=id_theme]").text
    assert "nếu có" not in one(form, "label[for=id_name]").text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ day|vi_date }}", "01/06/2021"),
        ("{{ moment|vi_date }}", "01/06/2021"),
        ("{{ moment|vi_datetime }}", "12:00 01/06/2021"),
        ("{{ day|weekday }}", "Thứ Ba"),
        ("{{ none|vi_date }}{{ none|vi_datetime }}{{ none|weekday }}{{ none|vi_number }}", ""),
        ("{{ 1267|vi_number }}", "1.267"),
        ("{{ 0.52|vi_number }}", "0,52"),
        ("{{ 0|vi_number }}", "0"),
        ("{{ stored|vi_number }} {{ half|vi_number }}", "1.240 0,5"),
    ],
)
def test_dates_and_numbers_are_written_as_offices_write_them(source: str, shown: str) -> None:
    assert (
        written(
            source,
            day=date(2021, 6, 1),
            moment=NOON,
            none=None,
            stored=Decimal("1240.0000"),
            half=Decimal("0.5000"),
        )
        == shown
    )


def test_english_pages_write_numbers_the_english_way() -> None:
    with translation.override("en"):
        assert written("{{ 1267|vi_number }}") == "1,267"


def test_a_state_has_a_word_and_a_shape_beside_its_colour() -> None:
    tag = BeautifulSoup(written('{% state_tag "Quá hạn" "late" %}'), "lxml")

    assert one(tag, ".sh-tag--late").text.strip() == "Quá hạn"
    assert one(tag, "svg")["aria-hidden"] == "true"


def test_a_filter_changes_one_part_of_the_address_and_keeps_the_rest() -> None:
    link = written('{% query_string trang=2 loc="" %}', path="/?chu-de=1&loc=muon&trang=1")

    assert link == "?chu-de=1&amp;trang=2"


def test_a_progress_bar_says_its_numbers_to_those_who_cannot_see_it() -> None:
    bar = one(part("progress", done=62, doing=27, late=11), "svg")

    assert bar["aria-label"] == "62 đã xong, 27 đang làm, 11 quá hạn"
    assert [piece["width"] for piece in bar.select("rect")] == ["620", "270", "110"]


def test_pages_link_to_one_another_and_keep_the_filter() -> None:
    soup = BeautifulSoup(
        written(
            '{% include "core/components/pagination.html" with parameter="trang" %}',
            path="/?chu-de=1",
            page=Paginator(range(30), 10).page(2),
        ),
        "lxml",
    )

    assert one(soup, "[aria-current=page]").text.strip() == "2"
    assert one(soup, "[rel=next]")["href"] == "?chu-de=1&trang=3"


def test_a_list_of_one_page_has_no_pages() -> None:
    assert not part("pagination", page=Paginator([1], 10).page(1)).select("nav")


def test_a_file_that_is_not_in_our_hands_is_named_without_a_link() -> None:
    card = part("file", name="1267.pdf", url="")

    assert "chưa có tệp gốc" in card.text
    assert not card.select("a")


def test_a_number_tile_is_a_link_to_its_rows() -> None:
    link = one(part("stat", number="34", label="đơn vị", url="/van-ban/"), "li a")

    assert re.sub(r"\s+", " ", link.text) == "34 đơn vị"


def test_messages_are_announced() -> None:
    levels = ["success", "warning", "info"]
    messages = [SimpleNamespace(level_tag=level) for level in levels]

    banners = part("messages", messages=messages).select("[aria-live] .govuk-notification-banner")

    assert len(banners) == len(levels)


def test_the_gallery_is_closed_to_strangers() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    with pytest.raises(NotFound):
        views.gallery(request)
