"""What every page knows: the office, and the signed-in person's rooms. Worked out only if shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from songhanh.notifications.queries import unread_count
from songhanh.organizations.queries import office
from songhanh.workspace.navigation import navigation
from songhanh.workspace.queries import my_work_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def workspace(request: HttpRequest) -> dict[str, Any]:
    """Return the office for every page, and for staff pages what their frame shows."""
    context: dict[str, Any] = {"office": SimpleLazyObject(office)}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    on = localdate()
    frame: dict[str, Callable[[], Any]] = {
        "navigation": lambda: navigation(user, path=request.path, on=on),
        "unit": lambda: next((m.body for m in reversed(user.memberships_on(on))), None),
        "role_label": lambda: ", ".join(
            dict.fromkeys(str(m.get_role_display()) for m in user.memberships_on(on))
        ),
        "unread": lambda: unread_count(user),
        "my_work_count": lambda: my_work_count(user, on=on),
    }
    return context | {name: SimpleLazyObject(work) for name, work in frame.items()}
