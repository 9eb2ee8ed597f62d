"""Addresses of the staff's home."""

from __future__ import annotations

from django.urls import path

from songhanh.workspace import views

app_name = "workspace"

urlpatterns = [
    path("", views.home, name="home"),
    path("viec-cua-toi", views.my_work, name="my-work"),
]
