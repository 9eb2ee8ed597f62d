"""Where one section stands between the unit and the coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime


class SectionState(TextChoices):
    BLANK = "blank", _("Chưa ghi")
    DRAFT = "draft", _("Đang soạn, chưa gửi")
    SENT = "sent", _("Đã gửi, chờ nghiệm thu")
    CHANGED = "changed", _("Đã gửi, có sửa đổi chưa gửi")
    SENT_BACK = "sent_back", _("Trả lại để sửa")
    ACCEPTED = "accepted", _("Đã nghiệm thu")


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """The moments from which the state follows."""

    blank: bool
    saved_at: datetime | None = None
    sent_at: datetime | None = None
    sent_back_at: datetime | None = None
    accepted_at: datetime | None = None


def state(facts: SectionFacts) -> SectionState:
    """Return where the section stands now."""
    if facts.accepted_at:
        return SectionState.ACCEPTED
    if facts.sent_back_at:
        return SectionState.SENT_BACK
    if facts.sent_at:
        changed = facts.saved_at is not None and facts.saved_at > facts.sent_at
        return SectionState.CHANGED if changed else SectionState.SENT
    return SectionState.BLANK if facts.blank else SectionState.DRAFT


def is_open(found: SectionState) -> bool:
    """Whether there is something for the unit to send."""
    return found not in {SectionState.ACCEPTED, SectionState.SENT}
