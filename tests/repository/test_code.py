"""Promises about the code: sizes, names, rooms, secrets."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from songhanh.core.background import named

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "songhanh"
FORBIDDEN_NAMES = {"utils", "helpers", "common", "lib", "misc"}
LINES = {
    "services": 350, "queries": 350, "models": 350, "rules": 200, "permissions": 100,
    "forms": 200, "views": 200, "tasks": 100, "datapack": 150,
}  # fmt: skip
CEILING = 500
WORDED = {".py", ".md", ".txt", ".toml", ".json", ".yaml", ".yml", ".cfg", ".html", ""}


@cache
def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607
        cwd=PROJECT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    return [PROJECT / name for name in names if (PROJECT / name).is_file()]


def modules() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and SOURCE in path.parents]


def own(path: Path) -> bool:
    return "migrations" not in path.parts


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize("path", [p for p in modules() if own(p)], ids=name_of)
def test_a_module_is_small(path: Path) -> None:
    kind = path.parent.name if path.parent.name in LINES else path.stem
    budget = LINES.get(kind, CEILING)
    assert len(path.read_text("utf-8").splitlines()) <= budget, "Is this area two areas?"


@pytest.mark.parametrize("path", [p for p in modules() if own(p)], ids=name_of)
def test_a_function_is_small(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert not long


def test_no_module_is_a_drawer() -> None:
    drawers = [name_of(p) for p in modules() if {p.stem, *p.parent.parts} & FORBIDDEN_NAMES]
    assert not drawers


def test_every_area_says_what_it_is_for() -> None:
    areas = [path.parent for path in SOURCE.glob("*/__init__.py")]
    without = [area.name for area in areas if not (area / "README.md").exists()]
    long = [
        area.name
        for area in areas
        if (area / "README.md").exists()
        and len((area / "README.md").read_text("utf-8").splitlines()) > 30
    ]
    assert not without
    assert not long


def test_background_work_is_named_by_where_it_lives() -> None:
    names = set()
    for path in modules():
        names |= set(re.findall(r"\blater\(\s*\"([a-z_.]+)\"", path.read_text("utf-8")))
    for name in names:
        assert hasattr(named(name), "enqueue"), name


def test_services_take_no_request_and_views_change_nothing() -> None:
    for path in modules():
        text = path.read_text("utf-8")
        if "services" in {path.stem, path.parent.name}:
            assert "request" not in re.findall(r"\b(request)\b\s*[:,)]", text), name_of(path)
        if path.stem == "views" or path.parent.name == "views":
            assert ".objects." not in text, name_of(path)


def test_nothing_names_a_machine_or_a_package_host() -> None:
    hosts = r"pypi\.org|pythonhosted|registry\.npmjs|npmjs\.com|deb\.debian|/work/|/root/"
    found = []
    for path in tracked():
        if path.suffix in WORDED and path != Path(__file__):
            text = path.read_text("utf-8", errors="replace")
            found += [f"{name_of(path)}: {name}" for name in re.findall(hosts, text)]
    assert not found


def test_dependencies_are_pinned_with_hashes() -> None:
    for path in (PROJECT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        pins = re.findall(r"^[a-z0-9][\w.\-\[\]]*==", text, re.MULTILINE | re.IGNORECASE)
        assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE | re.IGNORECASE))
        assert text.count("--hash=sha256:") >= len(pins)


def test_only_what_is_pinned_is_installed() -> None:
    """A resolver prefers a newer release of what a dependency asks for, and then misses its hash."""
    commands = re.findall(r"pip install .*-r .*", (PROJECT / "Makefile").read_text("utf-8"))
    assert commands
    assert all("--require-hashes --no-deps" in command for command in commands)


def test_documents_link_to_files_that_exist() -> None:
    broken = []
    for path in [p for p in tracked() if p.suffix == ".md"]:
        targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text("utf-8"))
        here = [target for target in targets if "://" not in target]
        broken += [f"{name_of(path)} → {t}" for t in here if not (path.parent / t).exists()]
    assert not broken


def test_continuous_integration_runs_what_people_run() -> None:
    script = (PROJECT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]
