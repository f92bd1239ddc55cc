"""The fact tables figures are computed from (docs/reference/facts.md), as Ibis tables of any backend.

Times are local (Asia/Shanghai) without an offset, so that days and hours mean the same on every backend;
money is whole fen.
"""

from dataclasses import dataclass

import ibis
from ibis.expr.types import Table

MESSAGES = ibis.schema(
    {
        "shop": "string",
        "agent": "string",  # the account that has the talk, empty where the shop never answered
        "buyer": "string",
        "author": "string",  # buyer, agent, robot, system
        "at": "timestamp(3)",
        "seq": "int64",  # tells apart what was said in one moment
        "characters": "int32",  # white space left out
        "event": "string",  # of system lines: transfer_in, transfer_out; else empty
        "text": "string",
    }
)
ORDERS = ibis.schema(
    {
        "shop": "string",
        "number": "string",
        "buyer": "string",
        "created_at": "timestamp(3)",
        "paid_at": "timestamp(3)",  # null: not paid
        "paid_fen": "int64",  # postage in it
        "postage_fen": "int64",
        "refund_fen": "int64",  # as the list of orders says it
        "items": "int64",
        "flag": "string",
    }
)
REFUNDS = ibis.schema(
    {
        "shop": "string",
        "order": "string",
        "amount_fen": "int64",
        "completed": "boolean",
    }
)
REMINDERS = ibis.schema(
    {
        "shop": "string",
        "agent": "string",
        "order": "string",
        "at": "timestamp(3)",
    }
)
ITEMS = ibis.schema(
    {
        "shop": "string",
        "order": "string",
        "product": "string",  # the shop's own code, else the platform's, else the title
        "title": "string",
        "quantity": "int64",
        "amount_fen": "int64",
    }
)
FINDINGS = ibis.schema(  # of the guard, in what an agent was about to send
    {
        "shop": "string",
        "agent": "string",
        "buyer": "string",
        "at": "timestamp(3)",
        "rule": "string",
        "severity": "string",  # note, confirm, approve, block
    }
)
RATINGS = ibis.schema(
    {
        "shop": "string",
        "agent": "string",
        "buyer": "string",
        "at": "timestamp(3)",
        "rating": "int64",  # 5: very satisfied … 1
    }
)
RECOMMENDATIONS = ibis.schema(  # a product's card or link that an agent sent
    {"shop": "string", "agent": "string", "buyer": "string", "at": "timestamp(3)", "product": "string"}
)
LOST = ibis.schema(  # inquiries that did not buy, with the reason somebody confirmed
    {"shop": "string", "agent": "string", "buyer": "string", "day": "date", "reason": "string"}
)
ASKED = ibis.schema(  # what buyers asked, each thing in a line once
    {"shop": "string", "agent": "string", "buyer": "string", "at": "timestamp(3)", "intent": "string"}
)
MOODS = ibis.schema(  # how buyers felt when they had said their last
    {
        "shop": "string",
        "agent": "string",
        "buyer": "string",
        "at": "timestamp(3)",  # the talk's last line of the buyer
        "mood": "string",  # angry, anxious, disappointed, content, neutral
        "satisfaction": "int64",  # 5: very satisfied … 1
        "losing_interest": "int64",  # percent
    }
)
PROMISES = ibis.schema(
    {
        "shop": "string",
        "agent": "string",
        "buyer": "string",
        "made_at": "timestamp(3)",
        "due_at": "timestamp(3)",
        "kept_at": "timestamp(3)",  # null: not kept
    }
)
CASES = ibis.schema(  # after-sales cases
    {
        "shop": "string",
        "agent": "string",
        "buyer": "string",
        "opened_at": "timestamp(3)",
        "answered_at": "timestamp(3)",  # null: not yet
        "settled_at": "timestamp(3)",  # null: not yet
    }
)
GROUPS = ibis.schema(  # who is of which group now; whoever is of two counts in both
    {"shop": "string", "agent": "string", "group": "string"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The tables of one or more shops. Without ``refunds`` what the orders say of refunds counts.

    Figures whose table is not there are left out.
    """

    messages: Table
    orders: Table
    refunds: Table | None = None
    reminders: Table | None = None
    items: Table | None = None
    findings: Table | None = None
    ratings: Table | None = None
    recommendations: Table | None = None
    lost: Table | None = None
    asked: Table | None = None
    moods: Table | None = None
    promises: Table | None = None
    cases: Table | None = None
    groups: Table | None = None
