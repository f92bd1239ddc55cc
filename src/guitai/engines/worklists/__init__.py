"""Which orders, talks, refunds and buyers somebody should look after, when, and when that is settled (P2–P9).

Facts and a shop's numbers in, entries out; nothing is looked up or kept, and no clock is read.
"""

from guitai.engines.worklists.buyers import buyer_entries
from guitai.engines.worklists.inviting import invite_entries
from guitai.engines.worklists.leaving import (
    buyer_leaves,
    invite_leaves,
    order_leaves,
    refund_leaves,
    talk_leaves,
)
from guitai.engines.worklists.orders import order_entries
from guitai.engines.worklists.refunds import refund_entries
from guitai.engines.worklists.reviews import (
    ReviewFact,
    complaints_in,
    review_entries,
    review_leaves,
    review_reason,
)
from guitai.engines.worklists.rules import Rules, RulesError, instead_of, read_rules, rules, wording
from guitai.engines.worklists.talks import talk_entries
from guitai.engines.worklists.types import (
    BuyerFact,
    Entry,
    InviteFact,
    Numbers,
    OrderFact,
    RefundFact,
    Talked,
    TalkFact,
)

__all__ = [
    "BuyerFact",
    "Entry",
    "InviteFact",
    "Numbers",
    "OrderFact",
    "RefundFact",
    "ReviewFact",
    "Rules",
    "RulesError",
    "TalkFact",
    "Talked",
    "buyer_entries",
    "buyer_leaves",
    "complaints_in",
    "instead_of",
    "invite_entries",
    "invite_leaves",
    "order_entries",
    "order_leaves",
    "read_rules",
    "refund_entries",
    "refund_leaves",
    "review_entries",
    "review_leaves",
    "review_reason",
    "rules",
    "talk_entries",
    "talk_leaves",
    "wording",
]
