"""Bodies and territories."""

from __future__ import annotations

from django.urls import path

from songhanh.organizations import views

app_name = "organizations"
urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("them/", views.add_body, name="add-body"),
    path("<int:pk>/", views.body, name="body"),
    path("<int:pk>/ket-thuc/", views.end_body, name="end-body"),
    path("dia-ban/", views.territories, name="territories"),
]
