"""The lines of orders join their orders, once."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.factories.catalog import ProductFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.journal import Journal, TakenBack, take_back
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import LineDraft
from guitai.domains.trade.importing_lines import put_lines
from guitai.domains.trade.models import OrderLine, OrderStatus

LINE = LineDraft(order_number="1", key="a", title="衬衫", price_fen=100, properties={"颜色": "米白"})


def order_of(shop: Shop, number: str = "1") -> None:
    OrderFactory(buyer=BuyerFactory(shop=shop), number=number)


def test_lines_keep_the_order_in_which_they_came(shop: Shop) -> None:
    order_of(shop)

    put_lines(shop=shop, drafts=[LINE, replace(LINE, key="b", title="裙子")])
    outcome = put_lines(shop=shop, drafts=[replace(LINE, key="c", title="袜子"), LINE])

    assert (outcome.tally.added, outcome.tally.unchanged) == (1, 1)
    assert [line.title for line in OrderLine.objects.all()] == ["衬衫", "裙子", "袜子"]


def test_a_line_is_brought_up_to_date_and_never_back(shop: Shop) -> None:
    order_of(shop)
    product = ProductFactory(shop=shop)
    put_lines(shop=shop, drafts=[replace(LINE, status=OrderStatus.PAID)])

    newer = replace(LINE, status=OrderStatus.SHIPPED, product_id=product.pk)
    updated = put_lines(shop=shop, drafts=[newer]).tally.updated
    unchanged = put_lines(
        shop=shop, drafts=[replace(LINE, status=OrderStatus.PAID, title="旧")]
    ).tally.unchanged

    line = OrderLine.objects.get()
    assert (updated, unchanged) == (1, 1)
    assert (line.status, line.product, line.title) == (OrderStatus.SHIPPED, product, "衬衫")


def test_a_line_of_an_unknown_or_other_shops_order_has_no_home(shop: Shop, other_shop: Shop) -> None:
    order_of(other_shop)

    assert put_lines(shop=shop, drafts=[LINE]).homeless == [LINE]
    assert not OrderLine.objects.exists()


def test_a_line_that_comes_twice_in_a_list_says_more_and_never_less(shop: Shop) -> None:
    order_of(shop)
    sent = replace(LINE, status=OrderStatus.SHIPPED, title="纯色衬衫")

    outcome = put_lines(shop=shop, drafts=[LINE, sent, sent, replace(LINE, status=OrderStatus.PAID)])

    line = OrderLine.objects.get()
    assert (outcome.tally.added, outcome.tally.updated, outcome.tally.unchanged) == (1, 1, 2)
    assert (line.title, line.status, line.properties) == ("纯色衬衫", OrderStatus.SHIPPED, {"颜色": "米白"})
    assert outcome.touched == {"1"}


def test_lines_can_be_taken_back(shop: Shop) -> None:
    order_of(shop)
    put_lines(shop=shop, drafts=[LINE])
    journal = Journal.begin(shop_id=shop.pk, at=datetime(2026, 3, 1, tzinfo=UTC))

    put_lines(shop=shop, drafts=[replace(LINE, title="裙子"), replace(LINE, key="b")], journal=journal)
    journal.close()

    assert take_back(journal.id) == TakenBack(removed=1, restored=1)
    assert OrderLine.objects.get().title == "衬衫"
