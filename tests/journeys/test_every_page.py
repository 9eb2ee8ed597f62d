"""Every page of ours at two sizes: nothing for axe to find, nothing asked of another host."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESK, PHONE

if TYPE_CHECKING:
    from tests.journeys.conftest import Visitor, VisitorMaker

PUBLIC = [
    "/", "/tin-tuc/", "/van-ban/", "/giup-do/", "/tai-khoan/login/", "/khong-co-trang-nay/",
]  # fmt: skip
STAFF = {
    "dieu-phoi@mau.example": [
        "/lam-viec/", "/lam-viec/chi-dao/", "/lam-viec/chi-dao/tiep-nhan/", "/lam-viec/chi-dao/2/",
        "/lam-viec/chi-dao/2/doc/", "/lam-viec/viec/", "/lam-viec/tien-do/", "/lam-viec/so-van-ban/",
        "/lam-viec/thong-bao/", "/lam-viec/bao-cao/theo-doi/2/", "/lam-viec/bao-cao/tong-hop/2/",
        "/lam-viec/bao-cao/kien-nghi/2/",
    ],
    "dau-moi@mau.example": [
        "/lam-viec/", "/lam-viec/viec-cua-toi/", "/lam-viec/bao-cao/", "/lam-viec/bao-cao/bien-nhan/",
    ],
    "lanh-dao@mau.example": ["/lam-viec/", "/lam-viec/tien-do/", "/lam-viec/viec/?timing=late"],
    "quan-tri@mau.example": [
        "/lam-viec/", "/lam-viec/don-vi/", "/tai-khoan/nguoi-dung/", "/lam-viec/viec-chay-nen/",
    ],
}  # fmt: skip


def look(visitor: Visitor, path: str) -> list[str]:
    """Return what is wrong with a page: axe's findings, and whether it scrolls sideways."""
    visitor.page.goto(visitor.office.url + path)
    found = [
        f"{path}: {row['id']}: {row['nodes'][0]['html'][:160]}"
        for row in Axe().run(visitor.page).response["violations"]
    ]
    wide = visitor.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [*found, f"{path}: scrolls sideways by {wide}"] if wide > 0 else found


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_public_pages_are_accessible(visit: VisitorMaker, size: dict[str, int]) -> None:
    citizen = visit(size)
    paths = list(PUBLIC)
    for listing in ("/van-ban/", "/tin-tuc/"):
        citizen.goto(listing)
        links = citizen.page.locator("main a").evaluate_all("all => all.map(a => a.pathname)")
        paths += [link for link in links if link.startswith(listing) and link != listing][:2]
    assert [line for path in dict.fromkeys(paths) for line in look(citizen, path)] == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("email", list(STAFF))
def test_staff_pages_are_accessible(visit: VisitorMaker, email: str, size: dict[str, int]) -> None:
    person = visit(size, email=email)
    assert [line for path in STAFF[email] for line in look(person, path)] == []
