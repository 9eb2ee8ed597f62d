"""The side navigation: the rooms that a person's roles of today open, grouped by what people do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from songhanh.accounts.models import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.utils.functional import _StrPromise

    from songhanh.accounts.models import User


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the navigation and the roles that it is for; none means everybody."""

    label: _StrPromise
    view: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as a page shows it."""

    label: _StrPromise
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Entries under one heading."""

    label: _StrPromise | str
    items: list[Item]


STEERING = frozenset({Role.COORDINATOR, Role.LEADER})
WORKING = frozenset({Role.FOCAL_POINT, Role.LEADER})
EDITORS = frozenset({Role.EDITOR})
ADMIN = frozenset({Role.ADMINISTRATOR})

GROUPS: list[tuple[_StrPromise | str, list[Room]]] = [
    ("", [Room(_("Tổng quan"), "workspace:home"), Room(_("Thông báo"), "notifications:list")]),
    (
        _("Việc của đơn vị"),
        [
            Room(_("Việc của tôi"), "directives:my-work", WORKING),
            Room(_("Báo cáo của đơn vị"), "returns:index", WORKING),
            Room(_("Tra biên nhận"), "returns:receipts", WORKING),
        ],
    ),
    (
        _("Điều hành"),
        [
            Room(_("Văn bản chỉ đạo"), "directives:list", STEERING),
            Room(_("Tiến độ"), "directives:progress", STEERING),
            Room(_("Việc đã giao"), "directives:assignments", STEERING),
            Room(_("Sổ văn bản"), "registry:books", STEERING | ADMIN),
        ],
    ),
    (
        _("Quản trị"),
        [
            Room(_("Đơn vị"), "organizations:bodies", ADMIN),
            Room(_("Người dùng"), "accounts:people", ADMIN),
            Room(_("Việc chạy nền"), "workspace:background", ADMIN),
        ],
    ),
    (_("Trang công khai"), [Room(_("Biên tập"), "wagtailadmin_home", EDITORS)]),
]


def navigation(user: User, *, path: str, on: date) -> list[ItemGroup]:
    """Return what the person may enter today, with the present room marked."""
    roles = {membership.role for membership in user.memberships_on(on)}
    groups = [ItemGroup(label, list(_items(rooms, roles, path))) for label, rooms in GROUPS]
    return [group for group in groups if group.items]


def _items(rooms: list[Room], roles: set[str], path: str) -> Iterator[Item]:
    for room in rooms:
        if not room.roles or room.roles & roles:
            try:
                url = reverse(room.view)
            except NoReverseMatch:
                continue
            yield Item(
                room.label,
                url,
                current=path == url if room.view == "workspace:home" else path.startswith(url),
            )
