"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from songhanh.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.notices, name="list"),
    path("het/", views.read_all, name="read-all"),
    path("<int:pk>/", views.open_notice, name="open"),
]
