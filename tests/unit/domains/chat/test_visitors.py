"""Visitors, and what becomes of their talk once the shop says who they are."""

from datetime import datetime, timedelta

import pytest

from guitai.domains.accounts.models import Shop
from guitai.domains.chat import actions, passes, queries, visitors
from guitai.domains.chat.models import Change, Conversation
from guitai.domains.chat.passes import BuyerPass


@pytest.fixture
def visitor(shop: Shop) -> BuyerPass:
    return passes.new_visitor(shop_id=shop.pk)


@pytest.fixture
def buyer(shop: Shop) -> BuyerPass:
    return BuyerPass(shop.pk, "tb_demo01", "小鱼")


def write(shop: Shop, holder: BuyerPass, text: str, at: datetime, local_id: str = "w1-1") -> Conversation:
    stored = actions.receive_message(
        shop=shop, account=holder.account, name=holder.name, local_id=local_id, text=text, at=at
    )
    return stored.message.conversation


def test_a_browser_that_was_here_is_the_same_visitor(shop: Shop, visitor: BuyerPass, now: datetime):
    token = passes.sign_visitor(visitor, at=now)

    assert visitors.known_or_new(shop=shop, token=token, at=now + timedelta(days=100)) == visitor


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_browser_nobody_knows_is_somebody_new(token: str, shop: Shop, now: datetime):
    one = visitors.known_or_new(shop=shop, token=token, at=now)
    other = visitors.known_or_new(shop=shop, token=token, at=now)

    assert one.is_visitor
    assert one.account != other.account


def test_a_visitors_open_talk_goes_to_the_buyer_they_turn_out_to_be(
    shop: Shop, visitor: BuyerPass, buyer: BuyerPass, now: datetime
):
    conversation = write(shop, visitor, "在吗", now)

    moved = visitors.adopt(shop=shop, visitor=visitor, buyer=buyer, at=now)

    assert moved == conversation
    shown, _more = queries.buyer_messages(shop=shop, account=buyer.account)
    assert [message["text"] for message in shown if message["author"] == "buyer"] == ["在吗"]
    assert queries.buyer_messages(shop=shop, account=visitor.account) == ([], False)


def test_passing_a_talk_on_is_numbered_and_told(
    shop: Shop, visitor: BuyerPass, buyer: BuyerPass, now: datetime
):
    conversation = write(shop, visitor, "在吗", now)

    visitors.adopt(shop=shop, visitor=visitor, buyer=buyer, at=now)

    change = Change.objects.filter(shop=shop).latest("seq")
    assert change.conversation == conversation
    assert change.message is not None
    assert change.message.card == {"event": "adopted", "from": visitor.name, "to": "小鱼"}


def test_a_buyer_with_an_open_talk_of_their_own_keeps_it(
    shop: Shop, visitor: BuyerPass, buyer: BuyerPass, now: datetime
):
    write(shop, visitor, "在吗", now)
    write(shop, buyer, "我的订单呢", now)

    assert visitors.adopt(shop=shop, visitor=visitor, buyer=buyer, at=now) is None
    assert Conversation.objects.filter(buyer__account=visitor.account).count() == 1


def test_a_visitor_who_never_wrote_leaves_no_trace(
    shop: Shop, visitor: BuyerPass, buyer: BuyerPass, now: datetime
):
    assert visitors.adopt(shop=shop, visitor=visitor, buyer=buyer, at=now) is None
    assert not Change.objects.exists()


def test_a_line_sent_again_after_signing_in_is_not_doubled(
    shop: Shop, visitor: BuyerPass, buyer: BuyerPass, now: datetime
):
    write(shop, visitor, "在吗", now, local_id="w9-1")
    visitors.adopt(shop=shop, visitor=visitor, buyer=buyer, at=now)

    write(shop, buyer, "在吗", now, local_id="w9-1")

    shown, _more = queries.buyer_messages(shop=shop, account=buyer.account)
    assert [message["text"] for message in shown if message["author"] == "buyer"] == ["在吗"]
