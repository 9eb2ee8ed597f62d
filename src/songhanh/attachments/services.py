"""Keeping files: whole or not at all, once by what is in them, with what was found out."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from songhanh.attachments import text
from songhanh.attachments.errors import TooLarge
from songhanh.attachments.models import StoredFile
from songhanh.attachments.queries import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from songhanh.accounts.models import User

CHUNK = 1024 * 1024
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
DOCUMENTS = {text.TEXT, text.HTML, text.PDF, text.DOCX, text.XLSX}
SOUNDS = {"audio/mpeg", "audio/mp4", "audio/m4a", "audio/x-wav", "video/mp4", "video/quicktime"}
PIXELS_MAX = 60_000_000
SERVED_SIDE = 4000  # a larger photo is served at about this size; its original is kept

NOT_ACCEPTED = _(
    "Loại tệp này không được nhận, để bảo vệ người mở tệp. "
    "Hãy gửi tệp PDF, Word (.docx), Excel (.xlsx), ảnh (.jpg, .png) hoặc âm thanh (.mp3)."
)
BAD_PICTURE = _("Ảnh này bị hỏng hoặc quá lớn nên không mở được. Hãy chụp hoặc chọn lại ảnh.")


def store(
    *,
    name: str,
    content: bytes | IO[bytes],
    by: User | None,
    at: datetime,
    sample: bool = False,
) -> StoredFile:
    """Keep a file and say what it is; one that cannot be used is kept too, with the reason.

    Raises:
        TooLarge: it is over the limit; nothing is kept.
    """
    sha256, size = _keep(content)
    data = path_of(sha256).read_bytes()
    found = text.extract(data, name)
    looked = _look(data, found)
    return StoredFile.objects.create(
        name=tidy_name(name),
        sha256=sha256,
        size=size,
        media_type=found.media_type,
        pages=found.pages,
        text=found.text.replace("\x00", ""),
        served_sha256=looked.served,
        problem=str(looked.problem),
        text_problem=str(found.problem),
        note=str(_other_kind(name, found.media_type)),
        sample=sample,
        added_at=at,
        added_by=by,
    )


def tidy_name(name: str) -> str:
    """Return the last part of a name, without control characters, in at most 200 letters."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip()
    stem, suffix = Path(shown).stem, Path(shown).suffix
    return f"{stem[: 200 - len(suffix)]}{suffix}" or "tep"


OTHER_KIND = _("Tên tệp có đuôi %(suffix)s nhưng bên trong là loại khác; máy đã xem theo ruột tệp.")
ENDINGS = {
    text.PDF: {".pdf"},
    text.DOCX: {".docx"},
    text.XLSX: {".xlsx"},
    text.HTML: {".html", ".htm", ".xhtml", ".mht"},
    "image/jpeg": {".jpg", ".jpeg", ".jfif"},
    "image/png": {".png"},
    "image/webp": {".webp"},
}


def _other_kind(name: str, media_type: str) -> str:
    """Say so when a file's name promises another kind than the file is."""
    suffix = Path(name).suffix.lower()
    known = ENDINGS.get(media_type)
    promised = any(suffix in endings for endings in ENDINGS.values())
    if not suffix or (known is None and not promised) or (known is not None and suffix in known):
        return ""
    return OTHER_KIND % {"suffix": suffix[:20]}


@dataclass(frozen=True, slots=True)
class _Looked:
    problem: str | _StrPromise = ""
    served: str = ""


def _look(data: bytes, found: text.Extracted) -> _Looked:
    """Say whether the file can be used, and make the copy that may be served."""
    if found.media_type in PICTURES:
        return _look_at_picture(data, PICTURES[found.media_type])
    if found.problem in {
        text.EMPTY,
        text.BROKEN,
        text.ENCRYPTED,
        text.BOMB,
        text.ARCHIVE,
        text.OLD_WORD,
    }:
        return _Looked(found.problem)
    if found.media_type not in DOCUMENTS | SOUNDS:
        return _Looked(NOT_ACCEPTED)
    return _Looked()


def _look_at_picture(data: bytes, form: str) -> _Looked:
    """Draw the picture anew, turned as it was held, without place, device or time."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            # Read a huge photo at a fraction of its size: the memory is the server's.
            longest = max(*picture.size, SERVED_SIDE)
            width, height = (side * SERVED_SIDE // longest for side in picture.size)
            picture.draft(None, (width, height))
            if picture.width * picture.height > PIXELS_MAX:
                return _Looked(BAD_PICTURE)
            upright = ImageOps.exif_transpose(picture)
            bare = Image.new(upright.mode, upright.size)
            bare.paste(upright)
            if upright.mode == "P" and (palette := upright.getpalette()):
                bare.putpalette(palette)
            drawn = io.BytesIO()
            bare.save(drawn, format=form, quality=88)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return _Looked(BAD_PICTURE)
    served, _size = _keep(drawn.getvalue())
    return _Looked(served=served)


def _keep(content: bytes | IO[bytes]) -> tuple[str, int]:
    """Write the bytes under their hash; a power cut leaves the whole file or none."""
    settings.FILES.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor, draft = tempfile.mkstemp(dir=settings.FILES, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in _chunks(content):
                size += len(chunk)
                if size > settings.FILE_MAX_BYTES:
                    raise TooLarge
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        Path(draft).replace(target)
    finally:
        Path(draft).unlink(missing_ok=True)
    _sync_folder(target.parent)
    return digest.hexdigest(), size


def _chunks(content: bytes | IO[bytes]) -> Iterator[bytes]:
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    source.seek(0)
    while chunk := source.read(CHUNK):
        yield chunk


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
