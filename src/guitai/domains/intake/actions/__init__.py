"""What is done with files that were brought in."""

from guitai.domains.intake.actions.deciding import (
    add_file,
    ask_cancel,
    ask_undo,
    look_again,
    remove,
    start,
    take_up_again,
)
from guitai.domains.intake.actions.forgetting import forget_details, forget_left_behind
from guitai.domains.intake.actions.mapping import remove_mapping, save_mapping
from guitai.domains.intake.actions.working import (
    cancelled,
    failed,
    finished,
    keep_left_out,
    next_in_line,
    not_undone,
    notice_interrupted,
    tell_progress,
    undone,
)

__all__ = [
    "add_file",
    "ask_cancel",
    "ask_undo",
    "cancelled",
    "failed",
    "finished",
    "forget_details",
    "forget_left_behind",
    "keep_left_out",
    "look_again",
    "next_in_line",
    "not_undone",
    "notice_interrupted",
    "remove",
    "remove_mapping",
    "save_mapping",
    "start",
    "take_up_again",
    "tell_progress",
    "undone",
]
