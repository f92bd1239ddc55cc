"""What can be asked of the guard."""

from guitai.domains.guard.models import Approval as Approval
from guitai.domains.guard.models import Contact as Contact
from guitai.domains.guard.models import NoContact as NoContact
from guitai.domains.guard.models import Outcome as Outcome
from guitai.domains.guard.models import Place as Place
from guitai.domains.guard.models import RuleChange as RuleChange
from guitai.domains.guard.models import Verdict as Verdict
from guitai.domains.guard.queries.approvals import (
    approval_of,
    approval_shape,
    approvals,
    approvals_of,
    approvals_waiting,
)
from guitai.domains.guard.queries.contacts import (
    ContactState,
    asks_to_stop,
    contact_state,
    wish_of,
)
from guitai.domains.guard.queries.in_force import check, rulebook_of, version_of
from guitai.domains.guard.queries.rules import (
    RuleShown,
    history_of,
    rule_of,
    rules_of,
    run_over,
    shipped_text,
    try_text,
    written_of,
)
from guitai.domains.guard.queries.verdicts import (
    FindingOf,
    RuleHits,
    findings_between,
    has_verdicts,
    hits_by_rule,
    verdicts_of,
)

__all__ = [
    "Approval",
    "Contact",
    "ContactState",
    "FindingOf",
    "NoContact",
    "Outcome",
    "Place",
    "RuleChange",
    "RuleHits",
    "RuleShown",
    "Verdict",
    "approval_of",
    "approval_shape",
    "approvals",
    "approvals_of",
    "approvals_waiting",
    "asks_to_stop",
    "check",
    "contact_state",
    "findings_between",
    "has_verdicts",
    "history_of",
    "hits_by_rule",
    "rule_of",
    "rulebook_of",
    "rules_of",
    "run_over",
    "shipped_text",
    "try_text",
    "verdicts_of",
    "version_of",
    "wish_of",
    "written_of",
]
