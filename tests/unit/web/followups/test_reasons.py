from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.translation import override

from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Listing, Todo
from guitai.domains.trade.models import Order
from guitai.web.followups.reasons import instead_in_words, why_in_words

BY = "2026-03-02T10:00:00+00:00"


def _todo(listing: str, why: dict[str, Any], platform: str = "taobao") -> Todo:
    order = Order(created_at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC))
    return Todo(listing=listing, why=why, order=order, shop=Shop(platform=platform))


@pytest.mark.parametrize(
    ("listing", "why", "told"),
    [
        ("promise", {"said": "10分钟后回复您"}, "Promised: “10分钟后回复您”"),
        (
            "promise",
            {"said": "给您补发", "after": "仓库收到后"},
            "Promised: “给您补发” · counts once: 仓库收到后",
        ),
        ("promise", {}, "promised"),
        (
            "asked",
            {"asked": ["price"], "reason": "price"},
            "Asked about Price, ordered nothing · likely: The price",
        ),
        ("asked", {"asked": [], "reason": ""}, "Asked, ordered nothing"),
        ("unpaid", {"reason": "forgot"}, "Ordered 03-02 09:00, not paid · likely: Forgot it, perhaps"),
        ("unpaid", {"reason": "gone from the rules"}, "Ordered 03-02 09:00, not paid"),
        (
            "silent_unpaid",
            {},
            "Ordered 03-02 09:00 without asking anybody, not paid · check address and quantity first",
        ),
        (
            "silent_paid",
            {"pieces": 5},
            "Paid for 5 pieces without asking anybody · check address and quantity first",
        ),
        ("soon_late", {"dispatch_by": BY}, "Has to leave by 03-02 18:00"),
        (
            "late",
            {"dispatch_by": BY, "cost_fen": 4740},
            "Should have left by 03-02 18:00 · lateness costs up to ¥47.40",
        ),
        (
            "out_of_stock",
            {"short": ["米白 M", "黑 L"], "dispatch_by": BY},
            "Paid, and out of stock: 米白 M, 黑 L · has to leave by 03-02 18:00",
        ),
        (
            "oversold",
            {"short": {"米白 M": 2, "黑 L": 1}, "dispatch_by": BY},
            "Paid, but of 米白 M 2 pieces are missing · Paid, but of 黑 L 1 piece is missing"
            " · has to leave by 03-02 18:00",
        ),
        ("oversold", {}, "oversold"),
        ("poor_review", {"stars": 1, "reason": "quality"}, "Gave 1 star · likely: Quality"),
        ("invite", {"kind": "coupon"}, "A coupon · content with the first order"),
        ("invite", {"kind": "gone from the rules"}, "to invite"),
        ("after_dispatch", {"rating": 465}, "The product is rated 4.65"),
        ("after_signing", {}, "care after signing"),
        ("refund_asked", {"said": "不喜欢"}, "Wants the money back: “不喜欢”"),
        ("refund_asked", {}, "Wants the money back, and gave no reason"),
        (
            "vip",
            {"orders": 7, "spent_fen": 320000, "demanding": True},
            "7 orders, ¥3,200.00 in all · was upset lately",
        ),
        (
            "waking",
            {"segment": "once_lately", "channel": "sms", "cost_fen": 5},
            "Once, half a year · by Text message, ¥0.05",
        ),
    ],
)
def test_why_something_is_on_a_list_is_a_line(listing: str, why: dict[str, Any], told: str):
    with override("en"):
        assert why_in_words(_todo(listing, why)) == told


def test_every_list_says_something_without_a_why():
    assert all(why_in_words(_todo(listing, {})) for listing in Listing)


def test_names_of_the_rules_come_in_the_language_of_the_page():
    with override("zh-hans"):
        assert why_in_words(_todo("unpaid", {"reason": "forgot"})).endswith("忘了付款")


def test_only_some_platforms_want_something_else_instead():
    assert "催付" in instead_in_words(_todo("unpaid", {}, "jd"))
    assert instead_in_words(_todo("unpaid", {})) == ""
    assert instead_in_words(_todo("promise", {}, "jd")) == ""
