"""The real pack, read once and loaded for the tests that ask for it."""

from __future__ import annotations

from functools import cache

import pytest
from django.conf import settings

from songhanh.organizations.datapack import (
    Units,
    load_groups,
    load_holidays,
    load_units,
    read_groups,
    read_holidays,
    read_units,
)


@cache
def real_units() -> Units:
    return read_units(settings.PACKS / "tam-ky-2021")


@pytest.fixture
def pack(db: None) -> None:
    load_units(real_units())
    load_groups(read_groups(settings.PACKS / "vietnam" / "groups.yaml"))
    load_holidays(read_holidays(settings.PACKS / "vietnam" / "holidays.yaml"))
