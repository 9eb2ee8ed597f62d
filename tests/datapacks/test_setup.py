"""A real office starts, from a pack or from a table."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command

from songhanh.accounts.models import Invitation, Role
from songhanh.datapacks import packs
from songhanh.datapacks.csv_units import read_csv
from songhanh.organizations.datapack import BadPack
from songhanh.organizations.models import Body, Office

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db

TABLE = """mã;tên;loại;mã địa bàn;địa bàn;loại địa bàn;trực thuộc
huyen;UBND quận;Ủy ban nhân dân;1;Quận;Thành phố thuộc tỉnh;
phong;Phòng Việc;Phòng, cơ quan chuyên môn;1;Quận;Thành phố thuộc tỉnh;huyen
xa;UBND xã Dưới;uy ban nhan dan;2;Dưới;Xã;huyen
"""


def setup(**options: str | Path) -> str:
    out = StringIO()
    values = {"name": "UBND phường Tam Kỳ", "admin_email": "A@b.example", "admin_name": "An"}
    call_command("setup", stdout=out, **(values | options))
    return out.getvalue()


def test_an_office_starts_from_a_pack_without_anything_invented() -> None:
    out = setup(pack="tam-ky-2021", body="ubnd.20341")

    office = Office.objects.get()
    assert office.body.name == "UBND phường Tam Kỳ"
    assert not office.demo
    assert not Body.objects.filter(sample=True).exists()
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("a@b.example", Role.ADMINISTRATOR)
    assert "/tai-khoan/nhan-loi-moi/" in out


def test_a_second_office_is_refused_kindly() -> None:
    setup(pack="tam-ky-2021", body="ubnd.20341")

    with pytest.raises(CommandError, match="đã có cơ quan"):
        setup(pack="tam-ky-2021", body="ubnd.20341")


def test_an_office_starts_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text(TABLE, "utf-8-sig")

    setup(units=path, body="huyen")

    below = Body.objects.get(code="xa")
    assert below.territory.parent == Office.objects.get().body.territory
    assert below.parent == Office.objects.get().body


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"pack": "khong-co"}, "Không có gói"),
        ({"pack": "tam-ky-2021"}, "ubnd.20341"),
        ({"pack": "tam-ky-2021", "body": "khong-co"}, "Hãy chọn một Ủy ban"),
        ({"pack": "tam-ky-2021", "body": "ubnd.20341", "admin_email": "sai"}, "thư điện tử"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    options: dict[str, str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        setup(**options)

    assert not Office.objects.exists()
    assert not Body.objects.exists()


def test_a_script_is_told_what_is_missing() -> None:
    with pytest.raises(CommandError, match="--name"):
        call_command("setup", pack="tam-ky-2021")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "chưa có đơn vị"),
        ("mã;tên\na;b\n", "thiếu cột"),
        ("mã;lạ\na;b\n", "không biết cột"),
        (TABLE.replace("UBND quận", ""), "dòng 2: thiếu ten"),
        (TABLE.replace("Phòng, cơ quan chuyên môn", "Cửa hàng"), "không biết loại"),
        (TABLE.replace(";huyen\nxa", ";la\nxa"), "la"),
        (TABLE + TABLE.partition("\n")[2], "repeated"),
    ],
)
def test_a_table_that_does_not_fit_says_where(tmp_path: Path, table: str, words: str) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text(table, "utf-8")

    with pytest.raises(BadPack, match=words):
        read_csv(path, on=date(2026, 1, 1))


def test_a_pack_loaded_twice_changes_nothing_the_second_time() -> None:
    assert packs.load_pack("tam-ky-2021") > 100
    assert packs.load_pack("tam-ky-2021") == 0

    out = StringIO()
    call_command("load_pack", "tam-ky-2021", stdout=out)
    assert "0 dòng" in out.getvalue()
