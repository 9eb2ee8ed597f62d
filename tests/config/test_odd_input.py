"""Whatever stands in an address, the answer is a page of ours: never a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from songhanh.accounts.models import Role
from songhanh.directives import services
from songhanh.directives.models import Assignment
from songhanh.returns.services import drafts
from tests import make
from tests.directives.places import Place, now, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from songhanh.accounts.models import User

pytestmark = pytest.mark.django_db

OURS = {
    "accounts", "core", "directives", "notifications", "organizations", "portal", "registry",
    "returns", "workspace",
}  # fmt: skip
ODD = [
    "abc", "-1", "0", "99999999999999999999999", "1.5", "%00", "a%00b", "%ff%fe", "99/99/9999",
    "01/01/0001", "31/12/9999", "0000-00-00", "%27%22%3E%3Cscript%3E", "x" * 20_000, "%C2%B2",
    "%D9%A1%D9%A2", "%0d%0aSet-Cookie:a=1", "None", "e%CC%81",
]  # fmt: skip
ASKED = [
    "directive", "duty", "former", "kind", "loc", "next", "ngay", "on", "page", "period", "role",
    "state", "theme", "timing", "trang", "unit", "van_ban", "words", "year",
]  # fmt: skip

TYPED = [
    "action", "body", "code", "decision", "done", "due_on", "duty", "email", "file", "form",
    "ma", "name", "note", "number", "order", "person", "public", "receiver", "resend_on", "revision",
    "rows", "section", "subject", "text", "title", "token", "until", "viec", "who", "with",
]  # fmt: skip


def names(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every address of ours: its name, and what kinds of values it takes."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, entry.namespace or entry.app_name or space)
        elif entry.name and space in OURS:
            yield f"{space}:{entry.name}", list(entry.pattern.converters)


def office() -> tuple[Place, list[User]]:
    """An office with one issued directive, and who works there."""
    here = place()
    services.issue(directive=here.directive, by=here.coordinator, at=now())
    administrator = make.user(Role.ADMINISTRATOR, body=here.authority)
    return here, [here.coordinator, here.leader, here.focal, administrator]


def client_of(person: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def status(client: Client, path: str, *, post: bool = False) -> int:
    answer = client.post(path) if post else client.get(path)
    assert "Set-Cookie:a" not in answer.get("Location", "")
    return answer.status_code


def addresses(value: Any) -> list[str]:
    """Every address of ours, this value for all that it takes."""
    found = []
    for name, takes in names(get_resolver()):
        try:
            found.append(reverse(name, args=[value] * len(takes)))
        except NoReverseMatch:
            continue
    return found


@pytest.mark.parametrize("value", [0, 2**31, 2**63, 10**30, "x", "a-b"])
def test_addresses_of_what_does_not_exist(value: Any) -> None:
    _here, people = office()
    broken = [
        (path, post)
        for person in (None, people[0], people[-1])
        for path in addresses(value)
        for post in (False, True)
        if status(client_of(person), path, post=post) >= 500
    ]
    assert not broken


def test_what_is_asked_for_behind_the_question_mark() -> None:
    here, people = office()
    row = Assignment.objects.filter(unit=here.units[0])[0]
    paths = {path for pk in (here.directive.pk, row.pk, row.duty_id) for path in addresses(pk)}
    broken = []
    for person in (here.coordinator, here.focal, people[-1]):
        client = client_of(person)
        for path in [path for path in paths if status(client, path) == 200]:
            for value in ODD:
                query = "&".join(f"{name}={value}" for name in ASKED)
                if status(client, f"{path}?{query}") >= 500:
                    broken.append((path, value[:30]))
    assert not broken


@pytest.mark.parametrize("value", ODD)
def test_paths_that_do_not_exist(value: str) -> None:
    for start in ("/", "/van-ban/", "/lam-viec/", "/tai-khoan/nhan-loi-moi/", "/tep/"):
        assert status(client_of(None), f"{start}{value[:2000]}/") < 500


def test_what_is_posted_to_every_page() -> None:
    here, people = office()
    row = Assignment.objects.filter(unit=here.units[0])[0]
    drafts.open_return(directive=here.directive, unit=here.units[0], by=here.focal, at=now())
    keys = {here.directive.pk, row.pk, row.duty_id, row.section.pk}
    paths = {path for pk in keys for path in addresses(pk)}
    names = [*ASKED, *TYPED, f"documents-{'9' * 5000}-number", "documents-0-evidence"]
    broken = []
    for person in (here.coordinator, here.focal, people[-1]):
        client = client_of(person)
        for path in sorted(paths):
            for value in ("a\x00b", "9" * 30, "²", "{", "x" * 20_000):
                answer = client.post(path, dict.fromkeys(names, value))
                if answer.status_code >= 500:
                    broken.append((path, value[:30]))
    assert not broken
