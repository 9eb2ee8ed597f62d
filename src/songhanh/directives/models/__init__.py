"""Directives, their duties, and what each unit was given."""

from __future__ import annotations

from songhanh.directives.models.assignment import Assignment, Extension, Step
from songhanh.directives.models.directive import Directive, Duty, DutyBody

__all__ = ["Assignment", "Directive", "Duty", "DutyBody", "Extension", "Step"]
