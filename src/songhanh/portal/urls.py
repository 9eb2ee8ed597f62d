"""Addresses of the public site; what editors write comes last and takes the rest."""

from __future__ import annotations

from django.urls import include, path
from wagtail import urls as wagtail_urls

from songhanh.portal import views

urlpatterns = [
    path("giup-do/", views.help_now, name="help"),
    path("van-ban/", views.directives, name="public-directives"),
    path("van-ban/<slug:slug>/", views.directive, name="public-directive"),
    path("van-ban/<slug:slug>/nhiem-vu/<int:order>/", views.duty, name="public-duty"),
    path("van-ban/<slug:slug>/so-lieu/<slug:code>/", views.figure, name="public-figure"),
    path("", include(wagtail_urls)),
]
