"""Promises about the tables and the texts."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.management import call_command

from songhanh.config.messages import missing

if TYPE_CHECKING:
    from django.db.models import Model

OURS = [config for config in apps.get_app_configs() if config.name.startswith("songhanh.")]
KINDS = ("public", "internal", "personal", "sealed")
MODELS = [model for config in OURS for model in config.get_models()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_one_privacy_class(model: type[Model]) -> None:
    """Unlisted fields would slip into exports and open data unnoticed."""
    privacy = getattr(model, "Privacy", None)
    assert privacy is not None, f"Give {model.__name__} an inner class Privacy."
    listed = [name for kind in KINDS for name in getattr(privacy, kind, ())]
    fields = [field.name for field in model._meta.local_concrete_fields]
    assert sorted(listed) == sorted(fields), "List every field exactly once."


@pytest.mark.django_db
def test_migrations_tell_the_whole_story() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_text_has_its_english() -> None:
    assert missing() == {}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_row_says_what_it_is(model: type[Model]) -> None:
    assert "__str__" in model.__dict__ or any(
        "__str__" in base.__dict__ for base in model.__mro__[1:3]
    )
