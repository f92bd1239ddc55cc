"""Orders, their products and refunds as rows for the figures."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.trade import (
    BuyerFactory,
    OrderFactory,
    OrderLineFactory,
    RefundFactory,
    RemarkFactory,
)

from guitai.domains.accounts.models import Platform
from guitai.domains.trade.fact_rows import (
    Made,
    items_of_orders_made,
    orders_made,
    refunds_of_orders_made,
)

DAY = timedelta(days=1)
AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
MADE = Made(AT, AT + DAY)


@pytest.fixture
def order(shop):
    known = BuyerFactory(shop=shop, account="tb_a")

    def make(**given):
        return OrderFactory(**({"shop": shop, "buyer": known} | given))

    return make


def test_an_order_is_told_with_its_buyer_in_stored_form(shop, order):
    order(number="1", postage_fen=800, refund_fen=100, tags="红", item_count=3)

    (row,) = orders_made(shop, MADE)

    assert row == (
        "1", "tb_a", "2026-03-01 02:00:00", "2026-03-01 02:00:00", 15800, 800, 100, 3, "红"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "paid"),
    [
        ({"status": "unpaid", "paid_at": None}, (None, 0)),
        (
            {"status": "closed", "paid_fen": 0},
            ("2026-03-01 02:00:00", 0),
        ),  # given back: nothing was paid after all
        ({"status": "shipped", "paid_at": None, "paid_fen": 0}, ("2026-03-01 02:00:00", 15800)),
        ({"status": "shipped", "paid_at": None, "paid_fen": 900}, ("2026-03-01 02:00:00", 900)),
    ],
)
def test_what_was_paid_and_when(shop, order, given, paid):
    order(**given)

    (row,) = orders_made(shop, MADE)

    assert (row.paid_at, row.paid_fen) == paid


def test_an_order_jd_split_is_left_out_with_its_products(shop, order):
    OrderLineFactory(order=order(tags="锁定，删除"))

    assert orders_made(shop, MADE) == items_of_orders_made(shop, MADE) == []


@pytest.mark.parametrize("platform", [Platform.TAOBAO, Platform.JD])
def test_a_flag_given_here_counts_before_the_platforms_mark(shop, order, platform):
    shop.platform = platform
    flagged = order(tags="加急单")
    for flag in ("red", "blue", ""):
        RemarkFactory(order=flagged, flag=flag)

    assert [row.flag for row in orders_made(shop, MADE)] == ["blue"]


def test_marks_of_a_platform_are_no_flags_of_the_shop(shop, order):
    shop.platform = Platform.JD
    order(tags="加急单", buyer=None)

    (row,) = orders_made(shop, MADE)

    assert (row.flag, row.buyer) == ("", "")


def test_the_period_leaves_its_end_out_and_what_was_over_before(shop, order):
    for number, made, paid in (
        ("1", AT - DAY, AT),
        ("2", AT, None),
        ("3", AT - DAY, AT - DAY),
        ("4", AT + DAY, None),
    ):
        order(number=number, created_at=made, paid_at=paid, status="unpaid")

    found = orders_made(shop, Made(AT - DAY, AT + DAY, alive_since=AT))

    assert [row.number for row in found] == ["1", "2"]


def test_what_was_paid_less_the_postage_is_shared_among_the_products(shop, order):
    placed = order(paid_fen=1000, postage_fen=0)
    own = ProductFactory(shop=shop, code="YS0101")
    OrderLineFactory(order=placed, product=own, price_fen=500, quantity=1)
    OrderLineFactory(order=placed, sku_code="S-1", price_fen=500, quantity=1)
    OrderLineFactory(order=placed, title="袜子", price_fen=500, quantity=1)

    found = items_of_orders_made(shop, MADE)

    assert [(row.product, row.amount_fen) for row in found] == [("YS0101", 333), ("S-1", 333), ("袜子", 334)]


def test_without_prices_pieces_tell_the_shares_and_an_unpaid_order_has_none(shop, order):
    paid, unpaid = order(paid_fen=1000, postage_fen=100), order(status="unpaid", paid_at=None)
    for placed in (paid, unpaid):
        OrderLineFactory(order=placed, price_fen=0, quantity=2)
        OrderLineFactory(order=placed, price_fen=0, quantity=1)

    assert [row.amount_fen for row in items_of_orders_made(shop, MADE)] == [600, 300, 0, 0]


def test_refunds_come_with_their_orders(shop, order):
    RefundFactory(order=order(number="1"), amount_fen=100)
    RefundFactory(order=order(number="2"), amount_fen=200, status="refused")
    RefundFactory(order=order(number="3", created_at=AT + DAY))

    assert refunds_of_orders_made(shop, MADE) == [("1", 100, True), ("2", 200, False)]
