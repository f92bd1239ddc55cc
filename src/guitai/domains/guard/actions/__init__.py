"""What can be done with rules, verdicts, approvals and contacts."""

from guitai.domains.guard.actions.approvals import ask_approval, decide, lapse, sent_as, withdraw
from guitai.domains.guard.actions.contacts import lift_no_contact, mark_no_contact, note_contact
from guitai.domains.guard.actions.rules import restore_rule, save_rule, switch_rule
from guitai.domains.guard.actions.verdicts import drop_stale, keep_verdict, settle_held

__all__ = [
    "ask_approval",
    "decide",
    "drop_stale",
    "keep_verdict",
    "lapse",
    "lift_no_contact",
    "mark_no_contact",
    "note_contact",
    "restore_rule",
    "save_rule",
    "sent_as",
    "settle_held",
    "switch_rule",
    "withdraw",
]
