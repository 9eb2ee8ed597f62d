"""Addresses of the staff's home."""

from __future__ import annotations

from django.urls import path

from songhanh.workspace import background, views

app_name = "workspace"

urlpatterns = [
    path("", views.home, name="home"),
    path("viec-cua-toi", views.my_work, name="my-work"),
    path("viec-nen/", background.background, name="background"),
    path("viec-nen/<uuid:pk>/chay-lai/", background.run_again, name="run-again"),
]
