"""Where every page lives."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from songhanh.core.middleware import EDITOR_PATH

urlpatterns = [
    path("tai-khoan/", include("songhanh.accounts.urls")),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("lam-viec/", include("songhanh.workspace.urls")),
    path("lam-viec/", include("songhanh.directives.urls")),
    path("lam-viec/bao-cao/", include("songhanh.returns.urls")),
    path("lam-viec/so-van-ban/", include("songhanh.registry.urls")),
    path("lam-viec/thong-bao/", include("songhanh.notifications.urls")),
    path("lam-viec/don-vi/", include("songhanh.organizations.urls")),
    path(EDITOR_PATH.lstrip("/"), include(wagtailadmin_urls)),
    path("", include("songhanh.core.urls")),
    path("", include("songhanh.portal.urls")),
]
