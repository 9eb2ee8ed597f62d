"""Pages of the books and of the papers this office makes."""

from __future__ import annotations
