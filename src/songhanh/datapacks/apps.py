from __future__ import annotations

from django.apps import AppConfig


class DatapacksConfig(AppConfig):
    name = "songhanh.datapacks"
