"""Where every page lives."""

from __future__ import annotations

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls

from songhanh.core.middleware import EDITOR_PATH

urlpatterns = [
    path("tai-khoan/", include("songhanh.accounts.urls")),
    # No token: choosing a language changes nothing of anybody's, and readers are to keep no cookie.
    path("ngon-ngu/setlang/", csrf_exempt(set_language), name="set_language"),
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
