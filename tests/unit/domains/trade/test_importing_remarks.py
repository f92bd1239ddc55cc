"""Another remark than was known is kept beside it; what was written here is never overwritten."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from guitai.common.journal import Journal, take_back
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade import remarking
from guitai.domains.trade.drafts import OrderDraft
from guitai.domains.trade.importing import put_orders
from guitai.domains.trade.models import Holds, Order, Remark
from guitai.domains.trade.remarks import remarks_of

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LISTED = OrderDraft(number="1", buyer="小鱼", created_at=AT, paid_at=AT, seller_remark="老客")
OURS = "改发顺丰 小美/03.02"


def put(shop: Shop, draft: OrderDraft, journal: Journal | None = None) -> Order:
    put_orders(shop=shop, drafts=[draft], at=AT, journal=journal)
    return Order.objects.get(number=draft.number)


def imported() -> list[tuple[str, str, str]]:
    rows = Remark.objects.filter(source="imported")
    return list(rows.values_list("platform_text", "text", "flag"))


# Remark and tags of a second list, what was written here between, and what is kept of it.
SECOND_LISTS = {
    "the same": ("老客", "", False, []),
    "another remark": ("换了人写的", "", False, [("老客", "换了人写的", "")]),
    "a flag": ("老客", "红旗", False, [("老客", "老客", "red")]),
    "a mark that is no flag": ("老客", "加急单", False, []),
    "ours as it was written": (f"老客；{OURS}", "", True, []),
    "the one from before": ("老客", "", True, []),
    "another beside ours": ("换了人写的", "", True, [("老客", "换了人写的", "")]),
    "our flag": ("老客", "黄旗", True, []),
    "another flag": ("老客", "蓝旗", True, [("老客", "老客", "blue")]),
}


@pytest.mark.parametrize(("text", "tags", "written", "kept"), SECOND_LISTS.values(), ids=SECOND_LISTS)
def test_what_a_second_list_brings(
    shop: Shop,
    agent: Membership,
    text: str,
    tags: str,
    written: bool,
    kept: list[tuple[str, str, str]],
) -> None:
    order = put(shop, LISTED)
    if written:
        remarking.remark(order=order, by=agent, text="改发顺丰", flag="yellow", at=AT)

    put(shop, replace(LISTED, seller_remark=text, tags=tags))

    assert imported() == kept


def test_the_first_that_is_heard_of_a_remark_is_no_news(shop: Shop) -> None:
    put(shop, replace(LISTED, seller_remark=""))
    put(shop, LISTED)

    assert imported() == []


def test_what_is_not_sent_yet_is_no_contradiction_to_what_is(shop: Shop, agent: Membership) -> None:
    order = put(shop, LISTED)
    for text in ("改发顺丰", "已补差价"):
        remarking.remark(order=order, by=agent, text=text, at=AT)

    order = put(shop, replace(LISTED, seller_remark=f"老客；{OURS}"))

    known = remarks_of(order)
    assert (known.conflict, [row.text for row in known.to_send]) == (None, ["已补差价 小美/03.02"])


def test_a_contradiction_stands_side_by_side_until_it_is_settled(shop: Shop, agent: Membership) -> None:
    order = put(shop, LISTED)
    remarking.remark(order=order, by=agent, text="改发顺丰", at=AT)
    order = put(shop, replace(LISTED, seller_remark="换了人写的"))
    assert str(remarks_of(order).conflict) == "换了人写的"

    remarking.settle(order=order, holds=Holds.OURS, by=agent, at=AT)
    order = put(shop, replace(LISTED, seller_remark="换了人写的", titles="衬衫"))

    assert remarks_of(order).conflict is None
    assert remarks_of(order).whole == f"换了人写的；{OURS}"


def test_an_import_that_is_undone_takes_its_remark_with_it(shop: Shop, agent: Membership) -> None:
    order = put(shop, LISTED)
    remarking.remark(order=order, by=agent, text="改发顺丰", at=AT)
    journal = Journal.begin(shop_id=shop.pk, at=AT)
    put(shop, replace(LISTED, seller_remark="换了人写的"), journal)
    journal.close()

    taken = take_back(journal.id)

    order.refresh_from_db()
    assert (taken.removed, taken.restored, taken.kept) == (1, 1, 0)
    assert (order.seller_remark, imported()) == ("老客", [])
    assert remarks_of(order).whole == f"老客；{OURS}"


def test_what_was_decided_about_stays_though_the_import_is_undone(shop: Shop, agent: Membership) -> None:
    order = put(shop, LISTED)
    remarking.remark(order=order, by=agent, text="改发顺丰", at=AT)
    journal = Journal.begin(shop_id=shop.pk, at=AT)
    order = put(shop, replace(LISTED, seller_remark="换了人写的"), journal)
    journal.close()
    remarking.settle(order=order, holds=Holds.PLATFORM, by=agent, at=AT)

    assert take_back(journal.id).kept == 1
    assert len(imported()) == 1
