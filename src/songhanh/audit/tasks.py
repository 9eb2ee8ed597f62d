"""Background work: noting down the end of the trail beside the database."""

from __future__ import annotations

from songhanh.audit import services


def note_down_head() -> None:
    """Daily job: a cut-off end of the trail shows against the file."""
    services.note_down_head()
