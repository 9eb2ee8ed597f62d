"""Background work, for administrators: waiting, running, failed with its reason, again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from songhanh.accounts.models import Role
from songhanh.core import queries
from songhanh.core.errors import NotAllowed
from songhanh.documents.excel import Column
from songhanh.documents.http import table_response
from songhanh.workspace import services

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.http import HttpResponse

    from songhanh.accounts.http import SignedInRequest

# What people call it; work that is not listed is shown by its name.
LABELS = {
    "directives.tasks.read_directive": gettext_lazy("Đọc văn bản"),
    "directives.tasks.open_periods": gettext_lazy("Mở kỳ báo cáo mới"),
    "directives.tasks.send_reminders": gettext_lazy("Nhắc hạn"),
    "notifications.tasks.begin_digests": gettext_lazy("Soạn thư trong ngày"),
    "notifications.tasks.finish_digests": gettext_lazy("Gửi lại thư chưa đi"),
    "notifications.tasks.send_digest": gettext_lazy("Gửi thư trong ngày cho một người"),
    "audit.tasks.note_down_head": gettext_lazy("Ghi dấu cuối nhật ký"),
}


@login_required
def background(request: SignedInRequest) -> HttpResponse:
    """Show what waits, runs, failed and was done."""
    if not request.user.has_role(Role.ADMINISTRATOR, on=localdate()):
        raise NotAllowed
    found = queries.background(at=timezone.now())  # noqa: TID251 - a view
    groups = [
        (_("Bị lỗi"), _named(found.failed)),
        (_("Đang chạy"), _named(found.running)),
        (_("Đang chờ"), _named(found.waiting)),
        (_("Vừa xong"), _named(found.done)),
    ]
    if "xlsx" in request.GET:
        return _xlsx(groups)
    context = {
        "groups": groups,
        "waiting_count": found.waiting_count,
        "daily": [(LABELS.get(run.job, run.job), run) for run in found.daily],
    }
    return render(request, "workspace/background.html", context)


def _named(works: Iterable[queries.Work]) -> list[tuple[str, queries.Work]]:
    return [(str(LABELS.get(work.name, work.name)), work) for work in works]


def _xlsx(groups: list[tuple[str, list[tuple[str, queries.Work]]]]) -> HttpResponse:
    columns = [
        Column(_("Tình trạng"), width=14),
        Column(_("Việc"), width=36),
        Column(_("Yêu cầu lúc"), "moment", 18),
        Column(_("Xong lúc"), "moment", 18),
        Column(_("Lý do"), width=60),
    ]
    rows = [
        (state, name, work.asked_at, work.finished_at, work.reason)
        for state, works in groups
        for name, work in works
    ]
    return table_response(
        title=_("Việc chạy nền"),
        columns=columns,
        rows=rows,
        name="viec-chay-nen",
        on=localdate(),
        readers=_("Quản trị viên"),
    )


@require_POST
@login_required
def run_again(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask anew for work that failed."""
    services.run_again(pk=str(pk), by=request.user, at=timezone.now())  # noqa: TID251 - a view
    messages.success(request, _("Đã đưa việc vào hàng chờ để chạy lại."))
    return redirect("workspace:background")
