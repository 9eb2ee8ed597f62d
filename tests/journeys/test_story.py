"""From a real directive to a published, traceable result: points 3 to 9, each person in turn."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE

if TYPE_CHECKING:
    from tests.journeys.conftest import Visitor, VisitorMaker

COORDINATOR, LEADER = "dieu-phoi@mau.example", "lanh-dao@mau.example"
FOCAL, ADMIN, EDITOR = "dau-moi@mau.example", "quan-tri@mau.example", "bien-tap@mau.example"

DUE = date.today() + timedelta(days=9)  # noqa: DTZ011
LATER = DUE + timedelta(days=4)

LETTER = f"""UBND thành phố Đà Nẵng (mẫu)
Số: 07/UBND-VHXH
V/v tuyên truyền về bình đẳng giới (mẫu)

Kính gửi: UBND các phường.

UBND thành phố Đà Nẵng (mẫu) đề nghị UBND các phường:

1. Tổ chức truyền thông nâng cao nhận thức về bình đẳng giới tại khu dân cư.

2. Kiểm tra việc thực hiện pháp luật về bình đẳng giới trên địa bàn, hoàn thành trước ngày
{DUE:%d/%m/%Y}.
"""


def press(visitor: Visitor, name: str | re.Pattern[str]) -> None:
    visitor.page.get_by_role("button", name=name).first.click()


def follow(visitor: Visitor, name: str | re.Pattern[str]) -> None:
    visitor.page.get_by_role("link", name=name).first.click()


def take_in_and_issue(coordinator: Visitor) -> None:
    """Paste a letter, look at what was read, correct one thing, and issue it."""
    page = coordinator.page
    coordinator.goto("/lam-viec/chi-dao/tiep-nhan/")
    page.locator("textarea").first.fill(LETTER)
    press(coordinator, "Đọc văn bản")
    expect(page.get_by_text("2 nhiệm vụ").first).to_be_visible()
    expect(page.get_by_text("4 đơn vị").first).to_be_visible()
    expect(page.get_by_text("Gợi ý").first).to_be_visible()
    press(coordinator, re.compile("giao việc"))
    expect(page.get_by_text("2 nhiệm vụ × 4 đơn vị = 8 việc")).to_be_visible()
    press(coordinator, "Giao việc cho các đơn vị")
    expect(page.get_by_role("heading", level=1)).to_contain_text("07/UBND-VHXH")


def answer(focal: Visitor, *, name: str) -> str:
    """On the unit's side: confirm, write one section, send it; return the receipt's code."""
    page = focal.page
    focal.goto("/lam-viec/viec-cua-toi/")
    card = page.locator("section.sh-card", has_text=name)
    card.get_by_role("button", name=re.compile("Xác nhận đã nhận")).click()
    card = page.locator("section.sh-card", has_text=name)
    card.get_by_role("button", name="Làm báo cáo").click()
    page.wait_for_url("**/muc/**")
    fill_section(focal)
    press(focal, re.compile("^Lưu"))
    follow(focal, "Kiểm tra và gửi")
    press(focal, "Gửi các mục đã chọn")
    expect(page.get_by_text("Mã biên nhận")).to_be_visible()
    return page.locator(".govuk-panel strong").inner_text()


def fill_section(focal: Visitor) -> None:
    """Fill in every field: what was issued, what was done, every figure by sex where asked."""
    page = focal.page
    page.locator("[name='documents-0-number']").fill(
        "ban hành Kế hoạch số 45/KH-UBND ngày 10/6/2026"
    )
    page.get_by_label("Kết quả thực hiện").fill("Đã nói chuyện tại bốn khu dân cư (mẫu).")
    for field in page.locator("input[name^='figures.'][name$='.typed']").all():
        name = field.get_attribute("name") or ""
        if not name.endswith((".other.typed", ".unknown.typed")) and not (
            name.endswith(".total.typed") and by_sex(focal, name)
        ):
            field.fill("12")


def by_sex(focal: Visitor, name: str) -> bool:
    female = name.replace(".total.", ".female.")
    return focal.page.locator(f"input[name='{female}']").count() > 0


def said(visitor: Visitor, words: str) -> None:
    """Wait for the page that follows a press: it says what happened."""
    expect(visitor.page.get_by_text(words).first).to_be_visible()


def ask_for_time(focal: Visitor) -> None:
    """Open the dated duty and ask for four more days."""
    open_dated_duty(focal)
    press(focal, "Xin gia hạn")
    focal.page.locator("input[inputmode=numeric]").first.fill(f"{LATER:%d/%m/%Y}")
    focal.page.locator("textarea").first.fill("Chờ số liệu của bốn khu dân cư (mẫu).")
    press(focal, "Gửi")
    said(focal, "Đã gửi đề nghị gia hạn.")


def open_dated_duty(focal: Visitor) -> None:
    focal.goto("/lam-viec/viec-cua-toi/")
    card = focal.page.locator("section.sh-card", has_text="07/UBND-VHXH")
    card.get_by_role("link", name=re.compile("Kiểm tra việc thực hiện")).first.click()


def grant_time(coordinator: Visitor, focal: Visitor, *, directive: str) -> None:
    """Grant what was asked; the unit sees the new deadline beside the first one."""
    coordinator.page.goto(directive)
    press(coordinator, "Trả lời")
    said(coordinator, "Đã trả lời đề nghị gia hạn.")
    open_dated_duty(focal)
    expect(focal.page.locator("main")).to_contain_text(f"{LATER:%d/%m/%Y}")
    expect(focal.page.locator("main")).to_contain_text(f"{DUE:%d/%m/%Y}")


def send_back(coordinator: Visitor, *, directive: str) -> None:
    """Look at what the unit sent, and return one cell of it with a reason."""
    page = coordinator.page
    page.goto(directive)
    follow(coordinator, "Báo cáo của các đơn vị")
    follow(coordinator, "UBND phường Tam Kỳ")
    said(coordinator, "45/KH-UBND")
    page.get_by_label("Lý do trả lại: Kết quả thực hiện").fill("Xin ghi rõ ngày nói chuyện.")
    press(coordinator, "Trả lại các ô có ghi lý do")
    said(coordinator, "Đã trả lại các ô ghi lý do")


def correct(focal: Visitor) -> None:
    """Only the returned cell asks for work; the rest stands as it was sent."""
    page = focal.page
    focal.goto("/lam-viec/viec-cua-toi/")
    card = page.locator("section.sh-card", has_text="07/UBND-VHXH")
    card.get_by_role("button", name="Làm báo cáo").first.click()
    page.wait_for_url("**/bao-cao/**")
    said(focal, "Xin ghi rõ ngày nói chuyện.")
    page.get_by_label("Kết quả thực hiện").fill(
        "Đã nói chuyện ngày 10/11 tại bốn khu dân cư (mẫu)."
    )
    press(focal, re.compile("^Lưu"))
    follow(focal, "Kiểm tra và gửi")
    press(focal, "Gửi các mục đã chọn")
    said(focal, "Mã biên nhận")


def accept(coordinator: Visitor, *, directive: str) -> None:
    coordinator.page.goto(directive)
    follow(coordinator, "Báo cáo của các đơn vị")
    follow(coordinator, "UBND phường Tam Kỳ")
    said(coordinator, "Đã nói chuyện ngày 10/11")
    press(coordinator, re.compile("^Nghiệm thu"))
    said(coordinator, "Đã nghiệm thu")


def report(coordinator: Visitor, leader: Visitor, *, directive: str) -> None:
    """Make the consolidated report, have it approved, download it, take its signed scan in."""
    page = coordinator.page
    page.goto(directive)
    follow(coordinator, "Báo cáo tổng hợp")
    consolidated = page.url
    press(coordinator, re.compile("Lập văn bản"))
    said(coordinator, "Đã lập báo cáo tổng hợp")

    leader.page.goto(consolidated)
    follow(leader, "Mở văn bản")
    press(leader, "Duyệt văn bản")
    said(leader, "Đã duyệt văn bản.")

    page.goto(consolidated)
    follow(coordinator, "Mở văn bản")
    for ending, start in ((".docx", b"PK"), (".pdf", b"%PDF")):
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile(re.escape(ending))).first.evaluate(
                "link => { link.setAttribute('download', ''); link.click() }"
            )
        assert download.value.path().read_bytes().startswith(start)
    take_signed_scan(coordinator)


def take_signed_scan(coordinator: Visitor) -> None:
    page = coordinator.page
    press(coordinator, "Nhận bản ký")
    scan = {"name": "ban-ky.png", "mimeType": "image/png", "buffer": page.screenshot()}
    page.get_by_label("ảnh chụp hoặc PDF").set_input_files(scan)  # type: ignore[arg-type]
    page.get_by_label("Ngày ký").fill(f"{date.today():%d/%m/%Y}")  # noqa: DTZ011
    page.get_by_label("Người ký").fill("Người ký mẫu")
    press(coordinator, "Ghi")
    expect(page.locator("main")).to_contain_text("Người ký mẫu")
    expect(page.locator("main")).to_contain_text("ban-ky.png")


def remind(coordinator: Visitor) -> None:
    """Make the reminder letter for the units that are late with the directive of 2021."""
    page = coordinator.page
    coordinator.goto("/lam-viec/chi-dao/")
    follow(coordinator, re.compile("1267"))
    press(coordinator, "Soạn văn bản đôn đốc")
    said(coordinator, "Đã soạn văn bản đôn đốc")
    follow(coordinator, re.compile("^Công văn"))
    expect(page.get_by_role("link", name=re.compile("[.]docx")).first).to_be_visible()


def test_the_whole_story_from_letter_to_public_figure(visit: VisitorMaker) -> None:
    coordinator, leader = visit(DESK, email=COORDINATOR), visit(DESK, email=LEADER)
    take_in_and_issue(coordinator)
    directive = coordinator.page.url

    focal = visit(PHONE, email=FOCAL)
    code = answer(focal, name="07/UBND-VHXH")
    assert re.fullmatch(r"SH-[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    ask_for_time(focal)

    grant_time(coordinator, focal, directive=directive)
    send_back(coordinator, directive=directive)
    correct(focal)
    accept(coordinator, directive=directive)
    remind(coordinator)
    report(coordinator, leader, directive=directive)

    coordinator.page.goto(directive)
    press(coordinator, "Công khai trang văn bản")
    expect(coordinator.page.get_by_role("button", name="Thôi công khai")).to_be_visible()

    citizen = visit(PHONE)
    citizen.goto("/van-ban/")
    follow(citizen, "07/UBND-VHXH")
    follow(citizen, re.compile("Lượt người dự"))
    expect(citizen.page.locator("blockquote mark")).to_contain_text("Tổ chức truyền thông")
    expect(citizen.page.get_by_role("table").first).to_contain_text("UBND phường Tam Kỳ")


def test_a_leader_sees_the_rows_behind_each_number(visit: VisitorMaker) -> None:
    leader = visit(DESK, email=LEADER)
    leader.goto("/lam-viec/tien-do/")
    page = leader.page
    number = page.locator("main a", has_text=re.compile(r"quá hạn", re.IGNORECASE)).first
    count = int(re.search(r"\d+", number.inner_text())[0])  # type: ignore[index]
    number.click()
    expect(page.locator("main")).to_contain_text(str(count))
    expect(page.get_by_role("table").locator("tbody tr")).to_have_count(min(count, 50))


def test_a_return_is_made_without_javascript(visit: VisitorMaker) -> None:
    coordinator = visit(DESK, javascript=False, email=COORDINATOR)
    page = coordinator.page
    coordinator.goto("/lam-viec/chi-dao/tiep-nhan/")
    page.locator("textarea").first.fill(LETTER.replace("07/", "08/"))
    press(coordinator, "Đọc văn bản")
    press(coordinator, re.compile("giao việc"))
    press(coordinator, "Giao việc cho các đơn vị")

    code = answer(visit(PHONE, javascript=False, email=FOCAL), name="08/UBND-VHXH")

    assert code.startswith("SH-")


def test_what_was_typed_is_kept_without_a_press_and_without_a_network(visit: VisitorMaker) -> None:
    coordinator = visit(DESK, email=COORDINATOR)
    coordinator.goto("/lam-viec/chi-dao/tiep-nhan/")
    coordinator.page.locator("textarea").first.fill(LETTER.replace("07/", "09/"))
    press(coordinator, "Đọc văn bản")
    press(coordinator, re.compile("giao việc"))
    press(coordinator, "Giao việc cho các đơn vị")
    said(coordinator, "Đã giao việc cho các đơn vị.")

    focal = visit(PHONE, email=FOCAL)
    focal.goto("/lam-viec/viec-cua-toi/")
    card = focal.page.locator("section.sh-card", has_text="09/UBND-VHXH")
    card.get_by_role("button", name=re.compile("Xác nhận đã nhận")).click()
    card.get_by_role("button", name="Làm báo cáo").first.click()
    focal.page.wait_for_url("**/muc/**")
    done = focal.page.get_by_label("Kết quả thực hiện")
    done.press_sequentially("Đã họp tổ dân phố")
    expect(focal.page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    focal.page.reload()
    expect(done).to_have_value("Đã họp tổ dân phố")

    focal.context.set_offline(True)
    done.press("Control+End")
    done.press_sequentially(" hai lần")
    expect(focal.page.locator("[data-autosave-status]")).to_contain_text("mạng")
    focal.context.set_offline(False)
    expect(focal.page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    focal.page.reload()
    expect(done).to_have_value("Đã họp tổ dân phố hai lần")


def test_a_citizen_reads_the_article_and_reaches_the_duties(visit: VisitorMaker) -> None:
    citizen = visit(PHONE)
    citizen.goto("/")
    follow(citizen, re.compile("Đẩy mạnh thực hiện công tác bình đẳng giới"))
    page = citizen.page
    expect(page.get_by_text("Thứ Ba, 01/06/2021")).to_be_visible()
    expect(page.get_by_text("Thùy Dung")).to_be_visible()
    expect(page.get_by_text("chưa có tệp gốc")).to_be_visible()
    expect(page.get_by_text(re.compile("Lượt xem"))).to_contain_text("11")
    follow(citizen, "Xem nhiệm vụ và kết quả")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1267/UBND-LĐTB")
    expect(page.get_by_role("table").first.locator("tbody tr")).to_have_count(14)


def test_help_is_one_touch_from_every_page(visit: VisitorMaker) -> None:
    anyone = visit(PHONE)
    anyone.goto("/")
    follow(anyone, "Cần giúp đỡ ngay")
    for number in ("113", "115", "111", "1900 969 680", "1800 8027"):
        expect(anyone.page.get_by_role("link", name=re.compile(number)).first).to_be_visible()
    assert "1800 1768" not in anyone.page.content()


def test_an_administrator_invites_somebody_who_then_signs_in(visit: VisitorMaker) -> None:
    admin = visit(DESK, email=ADMIN)
    admin.goto("/lam-viec/")
    follow(admin, "Người dùng")
    admin.goto("/tai-khoan/loi-moi/moi/")
    page = admin.page
    page.locator("textarea").first.fill("moi@mau.example; Người mới (mẫu); đầu mối; ubnd.20356")
    press(admin, "Gửi lời mời")
    path = re.search(r"/tai-khoan/nhan-loi-moi/[\w-]+/", page.locator("main").inner_text())
    assert path
    guest = visit(PHONE)
    guest.goto(path[0])
    for field in guest.page.locator("input[type=password]").all():
        field.fill("mat-khau-rat-dai-2026")
    press(guest, "Nhận lời mời")
    guest.page.get_by_label("Thư điện tử").fill("moi@mau.example")
    guest.page.get_by_label("Mật khẩu").fill("mat-khau-rat-dai-2026")
    press(guest, "Đăng nhập")
    expect(guest.page.locator("main")).to_contain_text("Hôm nay có gì chờ bạn")


@pytest.mark.parametrize("path", ["/bien-tap/", "/bien-tap/login/", "/bien-tap/users/"])
def test_the_editors_door_is_shut_to_others(visit: VisitorMaker, path: str) -> None:
    focal = visit(DESK, email=FOCAL)
    answer_ = focal.page.goto(focal.office.url + path)
    assert answer_ is not None
    assert "Wagtail" not in focal.page.title()
