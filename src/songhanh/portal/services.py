"""What the public site changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from songhanh.accounts.models import Role

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User

EDITORS = "Biên tập viên"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "unlock_page")
OTHER_RIGHTS = ("access_admin", "add_image", "change_image", "add_document", "change_document")


def follow_roles(user: User, *, on: date) -> None:
    """Put a person into Wagtail's group of editors, or take them out, as their role says today."""
    is_editor = user.is_active and user.has_role(Role.EDITOR, on=on)
    group = editors()
    if is_editor != user.groups.filter(pk=group.pk).exists():
        (user.groups.add if is_editor else user.groups.remove)(group)
        for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
            user.__dict__.pop(name, None)


def editors() -> Group:
    """Return Wagtail's group of editors with its rights: pages, pictures, documents; no people."""
    group, made = Group.objects.get_or_create(name=EDITORS)
    if made:
        rights = Permission.objects.filter(codename__in=OTHER_RIGHTS)
        group.permissions.set(rights)
        root = Page.get_first_root_node()
        for right in Permission.objects.filter(
            codename__in=PAGE_RIGHTS, content_type__app_label="wagtailcore"
        ):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    return group
