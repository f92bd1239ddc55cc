"""What can be done in the chat; each deed is one transaction, told when it is committed."""

from guitai.domains.chat.actions.approving import ask_lead, decide, withdraw
from guitai.domains.chat.actions.attending import (
    be,
    keep_draft,
    leave,
    mark_read,
    mark_read_by_buyer,
    notice_gone,
    page_came,
    page_gone,
    seen,
)
from guitai.domains.chat.actions.closing import close, close_idle, forget_changes, rate, reopen
from guitai.domains.chat.actions.correcting import correct_intents, correct_mood
from guitai.domains.chat.actions.guarding import check_draft
from guitai.domains.chat.actions.guiding import send_guide_step
from guitai.domains.chat.actions.handing import (
    look_after_shift_ends,
    look_after_unanswered,
    look_after_waiting,
    take,
    take_next,
    transfer,
)
from guitai.domains.chat.actions.lines import Stored
from guitai.domains.chat.actions.messages import (
    add_note,
    receive_card,
    receive_message,
    receive_picture,
    send_card,
    send_message,
    send_picture,
)

__all__ = [
    "Stored",
    "add_note",
    "ask_lead",
    "be",
    "check_draft",
    "close",
    "close_idle",
    "correct_intents",
    "correct_mood",
    "decide",
    "forget_changes",
    "keep_draft",
    "leave",
    "look_after_shift_ends",
    "look_after_unanswered",
    "look_after_waiting",
    "mark_read",
    "mark_read_by_buyer",
    "notice_gone",
    "page_came",
    "page_gone",
    "rate",
    "receive_card",
    "receive_message",
    "receive_picture",
    "reopen",
    "seen",
    "send_card",
    "send_guide_step",
    "send_message",
    "send_picture",
    "take",
    "take_next",
    "transfer",
    "withdraw",
]
