"""Public pages that people write. What comes out of the daily work is shown by views, not pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import F
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from songhanh.attachments.models import StoredFile
from songhanh.directives.models import Directive
from songhanh.portal import queries

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.query import PageQuerySet

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote"]


class HomePage(Page):
    """The front door: what is new, what was ordered, where help is."""

    intro = RichTextField(_("lời dẫn"), blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["portal.SectionPage"]
    parent_page_types = ["wagtailcore.Page"]
    template = "portal/home.html"
    max_count = 1

    class Meta:
        verbose_name = _("trang chủ")

    class Privacy:
        public = {"page_ptr", "intro"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["articles"] = articles()[:5]
        context["directives"] = queries.public_directives(at=now())[:5]
        return context


class SectionPage(Page):
    """A list of articles on one kind of news."""

    content_panels = Page.content_panels
    subpage_types = ["portal.ArticlePage"]
    parent_page_types = ["portal.HomePage"]
    template = "portal/section.html"

    class Meta:
        verbose_name = _("chuyên mục")

    class Privacy:
        public = {"page_ptr"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = Paginator(articles().child_of(self), 20)
        context["page_of_articles"] = pages.get_page(request.GET.get("trang"))
        return context


class ArticlePage(Page):
    """One item of news."""

    posted_at = models.DateTimeField(_("đăng lúc"))
    body = RichTextField(_("nội dung"), features=TEXT_FEATURES)
    author_name = models.CharField(_("tác giả"), max_length=150, blank=True)
    directive = models.ForeignKey(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="articles",
        verbose_name=_("văn bản chỉ đạo nói đến"),
    )  # fmt: skip
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    views_before = models.PositiveIntegerField(_("lượt xem ở trang cũ"), default=0)
    sample = models.BooleanField(_("dữ liệu mẫu"), default=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("posted_at"),
        FieldPanel("body"),
        FieldPanel("author_name"),
        FieldPanel("directive"),
        InlinePanel("attachments", label=_("Tệp đính kèm")),
        FieldPanel("source"),
    ]
    subpage_types: list[str] = []
    parent_page_types = ["portal.SectionPage"]
    template = "portal/article.html"

    class Meta:
        verbose_name = _("tin bài")

    class Privacy:
        public = {
            "page_ptr", "posted_at", "body", "author_name", "directive", "source", "views_before",
            "sample",
        }  # fmt: skip

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        at = now()
        context["views"] = self.views_before + count_view(self)
        context["earlier"] = (
            articles().sibling_of(self, inclusive=False).filter(posted_at__lt=self.posted_at)[:5]
        )
        if self.directive and queries.is_public(self.directive, at=at):
            context["progress"] = queries.progress_of(self.directive, on=localdate(at))
        return context


def articles() -> PageQuerySet[ArticlePage]:
    """Return the published articles, the newest first."""
    return ArticlePage.objects.live().public().order_by("-posted_at", "pk")


def count_view(article: ArticlePage) -> int:
    """Count one more view of an article; return how many there are on this site."""
    ViewCount.objects.get_or_create(article=article)
    ViewCount.objects.filter(article=article).update(count=F("count") + 1)
    return ViewCount.objects.get(article=article).count


class ArticleAttachment(Orderable):
    """A file named under an article. One that is not in our hands says so."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("tên"), max_length=250)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("tệp"),
    )  # fmt: skip

    panels = [FieldPanel("name")]

    class Privacy:
        public = {"id", "sort_order", "article", "name", "file"}

    def __str__(self) -> str:
        return self.name


class ViewCount(models.Model):
    """How often an article was opened here. Nothing about who did is kept."""

    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="view_count")
    count = models.PositiveIntegerField(default=0)

    class Privacy:
        public = {"id", "article", "count"}

    def __str__(self) -> str:
        return f"{self.article_id}: {self.count}"
