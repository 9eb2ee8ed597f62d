"""Pages about directives, duties and assignments."""

from __future__ import annotations
