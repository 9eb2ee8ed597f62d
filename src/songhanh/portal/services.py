"""What the public site changes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.utils.html import format_html_join
from django.utils.text import slugify
from wagtail.models import GroupPagePermission, Page, Site

from songhanh.accounts.models import Role
from songhanh.portal import rules
from songhanh.portal.models import ArticleAttachment, ArticlePage, HomePage, SectionPage
from songhanh.reading.vietnamese import fold

if TYPE_CHECKING:
    from datetime import date

    from songhanh.accounts.models import User
    from songhanh.directives.models import Directive
    from songhanh.reading import Page as ReadPage

EDITORS = "Biên tập viên"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "unlock_page")
OTHER_RIGHTS = ("access_admin", "add_image", "change_image", "add_document", "change_document")


def follow_roles(user: User, *, on: date) -> bool:
    """Put a person into Wagtail's group of editors, or take them out, as their role says today.

    Return whether they are an editor.
    """
    is_editor = user.is_active and user.has_role(Role.EDITOR, on=on)
    group = editors()
    if is_editor != user.groups.filter(pk=group.pk).exists():
        (user.groups.add if is_editor else user.groups.remove)(group)
        for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
            user.__dict__.pop(name, None)
    return is_editor


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


def open_site(*, title: str) -> SectionPage:
    """Make the front page and the section of news, once; return the section."""
    known: SectionPage | None = SectionPage.objects.first()
    if known is not None:
        return known
    root = Page.get_first_root_node()
    root.get_children().delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title=title, slug="trang-chu"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name=title)
    section: SectionPage = home.add_child(instance=SectionPage(title="Tin tức", slug="tin-tuc"))
    return section


def post_article(
    *, page: ReadPage, text: str, directive: Directive, source: str, at: datetime
) -> ArticlePage:
    """Bring in an article of an older portal as it stood there; done twice it changes nothing.

    `text` is the whole saved page; a file named on it that is not in our hands is named, not made.
    """
    known: ArticlePage | None = ArticlePage.objects.filter(source=source).first()
    if known is not None:
        return known
    paragraphs = rules.body_paragraphs(text)
    posted_at = datetime.fromisoformat(page.published_at) if page.published_at else at
    article: ArticlePage = open_site(title="Song Hành").add_child(
        instance=ArticlePage(
            title=page.title or "",
            slug=slugify(fold(page.title or "tin"))[:80].strip("-"),
            posted_at=posted_at,
            first_published_at=posted_at,
            body=format_html_join("", "<p>{}</p>", ((line,) for line in paragraphs)),
            author_name=page.author or "",
            directive=directive,
            source=source,
            views_before=page.views or 0,
        )
    )
    for order, name in enumerate(page.attachments):
        ArticleAttachment.objects.create(article=article, name=name, sort_order=order)
    return article
