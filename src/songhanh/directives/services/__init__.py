"""What people can do with directives, duties and assignments."""

from __future__ import annotations

from songhanh.directives.services.duties import (
    Bodies,
    Wording,
    accept_duty,
    add_duty,
    drop_duty,
    edit_duty,
    merge_duties,
    reorder,
    restore_duty,
    set_bodies,
    set_due,
    split_duty,
)
from songhanh.directives.services.extensions import ask_extension, decide_extension, set_deadline
from songhanh.directives.services.intake import Head, edit_head, take_in
from songhanh.directives.services.issue import issue, open_periods, publish
from songhanh.directives.services.letters import make_reminder_letter
from songhanh.directives.services.reading import read_again, read_in_background, resolve_words
from songhanh.directives.services.reminders import send_reminders
from songhanh.directives.services.rewriting import Change, rewrite_duty, write_new_duty
from songhanh.directives.services.steps import (
    answer_challenge,
    challenge,
    confirm,
    pass_on,
    record_acceptance,
    record_report,
    record_send_back,
    withdraw,
)

__all__ = [
    "Bodies",
    "Change",
    "Head",
    "Wording",
    "accept_duty",
    "add_duty",
    "answer_challenge",
    "ask_extension",
    "challenge",
    "confirm",
    "decide_extension",
    "drop_duty",
    "edit_duty",
    "edit_head",
    "issue",
    "make_reminder_letter",
    "merge_duties",
    "open_periods",
    "pass_on",
    "publish",
    "read_again",
    "read_in_background",
    "record_acceptance",
    "record_report",
    "record_send_back",
    "reorder",
    "resolve_words",
    "restore_duty",
    "rewrite_duty",
    "send_reminders",
    "set_bodies",
    "set_deadline",
    "set_due",
    "split_duty",
    "take_in",
    "withdraw",
    "write_new_duty",
]
