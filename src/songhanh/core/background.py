"""Background work, named by where it lives, begun once the change it belongs to is safe."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.db import transaction

if TYPE_CHECKING:
    from django_tasks import Task


def task_named(name: str) -> Task[Any, Any]:
    """Return the task that `area.tasks.function` names."""
    module, _, function = name.rpartition(".")
    task: Task[Any, Any] = getattr(import_module(f"songhanh.{module}"), function)
    return task


def later(name: str, *args: Any) -> None:
    """Run the task `area.tasks.function` in the background after the transaction is committed."""
    transaction.on_commit(partial(_enqueue, name, *args))


def _enqueue(name: str, *args: Any) -> None:
    task_named(name).enqueue(*args)
