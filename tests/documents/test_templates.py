"""The Word templates: built again the same, edited by an office, refused with a reason."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override
from docx import Document

from songhanh.documents.build_templates import build
from songhanh.documents.example import EXAMPLE
from songhanh.documents.word import (
    TEMPLATES,
    BadTemplate,
    check_template,
    render_docx,
    template_for,
)
from tests.documents.papers import LETTER, REPORT, word_text

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted(TEMPLATES.glob("*.docx"))


def edited(tmp_path: Path, old: str, new: str) -> Path:
    """Return the template of a letter in which somebody typed over a piece of text."""
    document = Document(str(template_for("Công văn")))
    tables = [p for table in document.tables for cell in table._cells for p in cell.paragraphs]
    for paragraph in [*document.paragraphs, *tables]:
        if old in paragraph.text:
            paragraph.text = paragraph.text.replace(old, new)
    path = tmp_path / "công văn của xã.docx"
    document.save(str(path))
    return path


def test_an_office_replaces_a_template_with_its_own(tmp_path: Path) -> None:
    path = edited(tmp_path, "Nơi nhận:", "Nơi nhận văn bản này:")

    assert check_template(path) == []
    assert "Nơi nhận văn bản này:" in word_text(render_docx(LETTER, path))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_templates_we_ship_have_no_fault(path: Path) -> None:
    assert check_template(path) == []


def test_there_are_templates_for_letters_reports_and_other_named_types() -> None:
    assert [path.name for path in SHIPPED] == ["bao-cao.docx", "cong-van.docx", "ke-hoach.docx"]
    assert template_for("Công văn").name == "cong-van.docx"
    assert template_for("Báo cáo").name == "bao-cao.docx"
    assert template_for("Tờ trình").name == "ke-hoach.docx"


@pytest.mark.parametrize(("name", "letter"), [("cong-van", True), ("bao-cao", False)])
def test_building_the_templates_again_gives_the_same_files(name: str, *, letter: bool) -> None:
    built, kept = build(letter=letter), (TEMPLATES / f"{name}.docx").read_bytes()

    with zipfile.ZipFile(io.BytesIO(built)) as ours, zipfile.ZipFile(io.BytesIO(kept)) as theirs:
        assert ours.namelist() == theirs.namelist()
        assert all(ours.read(entry) == theirs.read(entry) for entry in ours.namelist())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_parts_of_a_table_stand_in_the_order_word_insists_on(path: Path) -> None:
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]

    for table in Document(str(path)).tables:
        names = [child.tag.split("}")[1] for child in table._tbl.tblPr]
        assert names == sorted(names, key=order.index)


def test_a_broken_tag_is_named_with_the_words_around_it(tmp_path: Path) -> None:
    path = edited(tmp_path, "{{ so_ky_hieu }}", "{{ so_ky_hieu }")

    (fault,) = check_template(path)

    assert "công văn của xã.docx" in fault
    assert "chỗ điền bị hỏng" in fault


def test_a_loop_without_an_end_is_a_broken_tag(tmp_path: Path) -> None:
    path = edited(tmp_path, "{%p for khoi in noi_dung %}", "{%p for khoi trong noi_dung %}")

    with pytest.raises(BadTemplate) as caught:
        render_docx(LETTER, path)

    assert "gần đoạn" in str(caught.value.message)


def test_an_unknown_field_is_named_with_those_that_exist(tmp_path: Path) -> None:
    path = edited(tmp_path, "{{ so_ky_hieu }}", "{{ so_van_ban }}")

    faults = check_template(path)

    assert any("so_van_ban" in fault and "so_ky_hieu" in fault for fault in faults)
    assert any("thiếu trường: so_ky_hieu" in fault for fault in faults)


def test_an_unknown_part_of_a_block_is_found_by_trying(tmp_path: Path) -> None:
    path = edited(tmp_path, "- {{ khoi.chu }}", "- {{ khoi.noi_dung }}")

    (fault,) = check_template(path)

    assert "noi_dung" in fault


def test_a_template_that_would_leave_out_part_of_the_paper_is_refused(tmp_path: Path) -> None:
    path = edited(tmp_path, "{{ do_khan }}", "")
    path_without = edited(tmp_path, "{%p if do_khan %}", "{%p if mau %}")
    document = Document(str(path_without))
    document.save(str(path))

    with pytest.raises(BadTemplate, match="thiếu trường: ten_loai"):
        render_docx(REPORT, path)


def test_a_letter_without_a_mark_of_urgency_needs_no_place_for_it(tmp_path: Path) -> None:
    path = edited(tmp_path, "do_khan", "mau")

    assert check_template(path) == []
    assert render_docx(replace(LETTER, urgency=None), path)
    with pytest.raises(BadTemplate, match="do_khan"):
        render_docx(LETTER, path)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_word_file_is_refused_kindly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mẫu.docx"
    path.write_bytes(content)

    (fault,) = check_template(path)

    assert "Không mở được tệp mẫu “mẫu.docx”" in fault


def test_a_zip_that_is_no_word_file_is_refused_kindly(tmp_path: Path) -> None:
    path = tmp_path / "mẫu.docx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("a.txt", "a")

    assert "Không mở được" in check_template(path)[0]


def test_a_missing_file_is_refused_kindly(tmp_path: Path) -> None:
    assert "Không mở được" in check_template(tmp_path / "không có.docx")[0]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ mau.__class__.__mro__[1].__subclasses__() }}",
        "{{ range(999999999)|list }}",
        "{% for n in range(9) %}{{ n.__class__.__base__ }}{% endfor %}",
    ],
)
def test_a_template_cannot_reach_into_the_program(tmp_path: Path, attack: str) -> None:
    path = edited(tmp_path, "Nơi nhận:", f"Nơi nhận: {attack}")

    assert check_template(path)


def test_an_office_may_take_out_rules_and_tables(tmp_path: Path) -> None:
    document = Document(str(template_for("Báo cáo")))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "SH Gạch trích yếu":
            paragraph._p.getparent().remove(paragraph._p)
    path = tmp_path / "mẫu.docx"
    document.save(str(path))

    assert check_template(path) == []
    assert "Một đoạn văn./." in word_text(render_docx(EXAMPLE, path))


def test_the_fault_is_told_in_english_to_who_reads_english(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"")

    with override("en"):
        assert "could not be opened" in check_template(path)[0]
