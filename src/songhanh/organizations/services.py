"""What changes bodies and the office itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from songhanh.core.errors import DomainError
from songhanh.organizations.models import Body, Office

if TYPE_CHECKING:
    from datetime import date


class OfficeExists(DomainError):
    message = _(
        "Ở đây đã có một cơ quan nên không lập thêm. Muốn lập cơ quan khác, hãy dùng thư mục dữ liệu khác."
    )


@transaction.atomic
def open_office(*, name: str, subtitle: str, body: Body, on: date, demo: bool = False) -> Office:
    """Say whose installation this is. Done once.

    Raises:
        OfficeExists: it was said before.
    """
    if Office.objects.exists():
        raise OfficeExists
    return Office.objects.create(
        id=1, name=name, subtitle=subtitle, body=body, demo=demo, first_run_on=on
    )
