"""Reading the numbers that people type, in the Vietnamese way: 1.267 is a thousand, 0,52 a half."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from songhanh.core.errors import DomainError

SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?", re.ASCII)
SPACED = re.compile(r"[1-9]\d{0,2}( \d{3})+(,\d+)?", re.ASCII)
PLAIN = re.compile(r"\d+(,\d+)?", re.ASCII)
ENGLISH = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
POINT = re.compile(r"\d+\.\d+", re.ASCII)
LARGEST = Decimal(10) ** 15


class NotANumber(DomainError):
    """What was typed cannot be taken as a figure; the message says what to type instead."""

    status = 422


class NotComputable(DomainError):
    """A share of nothing. The form then takes a dash, never a zero."""

    status = 422


def parse(text: str, *, decimals: int = 0) -> Decimal | None:
    """Return the number that was typed, or None for an empty field.

    `decimals` is how many digits may follow the comma. A form that can be read in two ways is
    asked about, never guessed.

    Raises:
        NotANumber: letters, a sign, two readings, too many digits.
    """
    typed = SPACES.sub(" ", UNSEEN.sub("", text)).strip()
    if not typed:
        return None
    value = _decimal(typed, decimals=decimals)
    if value >= LARGEST:
        raise NotANumber(_("Số này quá lớn. Hãy kiểm tra lại số chữ số và đơn vị tính."))
    if value != value.quantize(Decimal(1).scaleb(-decimals)):
        raise NotANumber(_too_fine(decimals))
    return value.normalize() if value else Decimal(0)


def _decimal(typed: str, *, decimals: int) -> Decimal:
    if any(shape.fullmatch(typed) for shape in (GROUPED, SPACED, PLAIN)):
        if decimals == 0 and re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", typed):
            raise NotANumber(_two_readings(typed, whole=typed.replace(",", ""), part=typed))
        return Decimal(typed.replace(".", "").replace(" ", "").replace(",", "."))
    if ENGLISH.fullmatch(typed):
        whole = typed.replace(",", "").replace(".", ",")
        raise NotANumber(_two_readings(typed, whole=whole, part=typed.replace(".", "")))
    if POINT.fullmatch(typed):
        part, whole = typed.replace(".", ","), typed.replace(".", "").lstrip("0") or "0"
        raise NotANumber(_two_readings(typed, whole=whole, part=part))
    raise NotANumber(_not_digits(typed))


def _two_readings(typed: str, *, whole: str, part: str) -> str:
    if whole == part:
        text = _("“%(typed)s” có dấu không theo cách viết của ta. Hãy ghi %(whole)s.")
        return text % {"typed": typed, "whole": whole}
    text = _("“%(typed)s” có thể đọc theo hai cách. Hãy ghi %(whole)s hoặc %(part)s.")
    return text % {"typed": typed, "whole": whole, "part": part}


def _not_digits(typed: str) -> str:
    digits = re.findall(r"[0-9][0-9.,]*", typed)
    if typed.startswith(("-", "−", "–")):
        return _("Số liệu ở đây không thể âm. Hãy ghi số từ 0 trở lên.")
    if len(digits) == 1 and re.search(r"[^\W\d_]", typed):
        text = _("“%(typed)s” có cả chữ. Hãy chỉ ghi số %(number)s; phần chữ ghi ở ô kết quả.")
        return text % {"typed": typed, "number": digits[0].strip(".,")}
    text = _("Chưa đọc được “%(typed)s”. Hãy ghi số như 12, 1.267 hoặc 12,5.")
    return text % {"typed": typed}


def _too_fine(decimals: int) -> str:
    if decimals == 0:
        return _("Ô này cần số nguyên, không có phần lẻ sau dấu phẩy.")
    text = _("Ô này nhận nhiều nhất %(count)s chữ số sau dấu phẩy.")
    return text % {"count": decimals}


def written(value: Decimal | None) -> str:
    """Return a number in the Vietnamese way: 1.267,5. None is a dash."""
    if value is None:
        return "–"
    whole, _point, part = f"{value:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    part = part.rstrip("0")
    return f"{grouped},{part}" if part else grouped


def share_percent(*, part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return `part` as a share of `whole`, in percent with one decimal, half up as forms do.

    Raises:
        NotComputable: `whole` is 0. The form then takes a dash, never a zero.
    """
    if whole == 0:
        raise NotComputable(_("Không tính được tỷ lệ vì mẫu số bằng 0."))
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
