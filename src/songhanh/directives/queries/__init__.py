"""What people can see of directives, duties and assignments."""

from __future__ import annotations

from songhanh.directives.queries.lists import (
    assignment_for,
    assignments_for,
    directive_for,
    directives_for,
    overseen_directive,
    overseen_directives,
    public_directive,
)

__all__ = [
    "assignment_for",
    "assignments_for",
    "directive_for",
    "directives_for",
    "overseen_directive",
    "overseen_directives",
    "public_directive",
]
