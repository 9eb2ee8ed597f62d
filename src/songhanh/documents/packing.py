"""Office files that are the same bytes each time they are made from the same content."""

from __future__ import annotations

import io
import zipfile

MOMENT = (2026, 1, 1, 0, 0, 0)


def repacked(data: bytes) -> bytes:
    """Return the zip file with one fixed time on every entry."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
