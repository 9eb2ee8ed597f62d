"""Prove that the trail is whole."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from songhanh.audit import services
from songhanh.audit.services import Fault


class Command(BaseCommand):
    help = "Read the whole audit trail; name the first altered or removed row and end with 1."

    def handle(self, *args: Any, **options: Any) -> None:
        count, found = services.verify()
        if found is not None:
            raise CommandError(_sentence(found.what) % {"event": found.event}, returncode=1)
        self.stdout.write(_("Nhật ký còn nguyên vẹn: %(count)s dòng.") % {"count": count})


def _sentence(what: Fault) -> str:
    return {
        Fault.MISSING: _("Nhật ký bị mất dòng %(event)s."),
        Fault.ALTERED: _("Dòng %(event)s của nhật ký đã bị thay đổi."),
        Fault.HEAD: _("Dấu niêm cuối nhật ký, sau dòng %(event)s, đã bị thay đổi."),
        Fault.ADDED: _("Dòng %(event)s của nhật ký được thêm vào ngoài hệ thống."),
        Fault.NOTED: _(
            "Dòng %(event)s không khớp với dấu đã ghi riêng; dữ liệu cũ đã bị thay vào."
        ),
    }[what]
