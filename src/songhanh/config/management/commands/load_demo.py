"""Load the sample office, its work, and the article that reported the real letter."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from songhanh.datapacks import demo
from songhanh.portal import services as portal
from songhanh.reading import read


class Command(BaseCommand):
    help = "Load the Tam Kỳ case with invented work around it. For an empty database only."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        letter, _invented = demo.load(at=at)
        portal.open_site(title="Song Hành – Thành phố Tam Kỳ")
        portal.post_article(
            page=read(letter.text).page,
            text=letter.text,
            directive=letter,
            source="Cổng thông tin điện tử thành phố Tam Kỳ",
            at=at,
        )
