"""Addresses of the engine itself."""

from __future__ import annotations

from django.urls import path

from songhanh.core import views

urlpatterns = [path("ky-thuat/thu-vien/", views.gallery, name="gallery")]
