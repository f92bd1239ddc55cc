"""Agents' lines looked through in bulk."""

from datetime import datetime, timedelta
from typing import Any

from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import reviewing
from guitai.domains.chat.models import Channel, Conversation, Kind, Message


def talk(shop: Shop, at: datetime, **more: Any) -> Conversation:
    buyer = BuyerFactory(shop=shop, account=more.pop("account", "tb_demo01"))
    return ConversationFactory(buyer=buyer, opened_at=at, last_at=at, closed_at=at, **more)


def said(conversation: Conversation, text: str, agent: Membership | None = None, **more: Any) -> Message:
    return MessageFactory(conversation=conversation, agent=agent, text=text, **more)


def test_agents_lines_of_the_last_days_are_given_with_what_was_said_before(
    shop: Shop, agent: Membership, now: datetime
):
    conversation = talk(shop, now)
    said(conversation, "有货吗")
    line = said(conversation, "有的", agent)

    [given] = reviewing.talks_since(shop, since=now, before=None, talks=9).lines

    assert (given.id, given.text, given.agent, given.account) == (line.pk, "有的", "小美", "tb_demo01")
    assert [(before.by, before.text) for before in given.previous] == [("buyer", "有货吗")]


def test_notes_pictures_and_older_lines_are_left_out(shop: Shop, agent: Membership, now: datetime):
    conversation = talk(shop, now)
    said(conversation, "旧的", agent, sent_at=now - timedelta(days=2))
    said(conversation, "备注", agent, kind=Kind.NOTE)
    said(conversation, "", agent, kind=Kind.PICTURE)

    since = now - timedelta(days=1)
    assert reviewing.talks_since(shop, since=since, before=None, talks=9).lines == ()
    assert reviewing.count_since(shop, since=since) == 0


def test_the_newest_talks_come_first_and_the_rest_on_request(shop: Shop, agent: Membership, now: datetime):
    for number in range(3):
        conversation = talk(shop, now, account=f"tb{number}")
        said(conversation, f"甲{number}", agent)
        said(conversation, f"乙{number}", agent)

    first = reviewing.talks_since(shop, since=now, before=None, talks=2)
    rest = reviewing.talks_since(shop, since=now, before=first.next, talks=2)

    assert [line.text for line in first.lines] == ["甲2", "乙2", "甲1", "乙1"]
    assert ([line.text for line in rest.lines], rest.next) == (["甲0", "乙0"], None)
    assert reviewing.count_since(shop, since=now) == 6


def test_no_more_lines_before_are_given_than_a_check_looks_at(shop: Shop, agent: Membership, now: datetime):
    conversation = talk(shop, now)
    for number in range(12):
        said(conversation, f"第{number}句", agent)

    last = reviewing.talks_since(shop, since=now, before=None, talks=9).lines[-1]

    assert [line.text for line in last.previous] == [f"第{number}句" for number in range(3, 11)]


def test_the_shop_next_door_is_not_looked_into(
    shop: Shop, other_shop: Shop, agent: Membership, now: datetime
):
    said(talk(other_shop, now, channel=Channel.IMPORTED), "您好", agent)

    assert reviewing.talks_since(shop, since=now, before=None, talks=9).lines == ()
    assert reviewing.imported_after(shop, after=0, limit=9).lines == ()
    assert reviewing.count_imported(shop) == 0


def test_imported_lines_are_given_in_portions_that_lose_none(shop: Shop, agent: Membership, now: datetime):
    conversation = talk(shop, now, channel=Channel.IMPORTED, agent_account="店铺:小何")
    said(conversation, "有货吗")
    said(conversation, "有的", agent)
    last = said(conversation, "今天发", None, author="agent")
    said(talk(shop, now, account="tb2"), "不是导入的", agent)

    first = reviewing.imported_after(shop, after=0, limit=1)
    rest = reviewing.imported_after(shop, after=first.next, limit=9)

    assert ([line.text for line in first.lines], first.next) == (["有的"], first.lines[0].id)
    assert [(line.id, line.agent, line.member) for line in rest.lines] == [(last.pk, "店铺:小何", None)]
    assert [line.text for line in rest.lines[0].previous] == ["有货吗", "有的"]
    assert reviewing.count_imported(shop, after=first.next) == 1


def test_a_line_is_checked_with_what_is_known(shop: Shop, agent: Membership, now: datetime):
    stranger = BuyerFactory(shop=shop, account="tb_other")
    OrderFactory(buyer=stranger, number="4026110100000000001", receiver="李婷")
    product = ProductFactory(shop=shop, title="衬衫")
    conversation = talk(shop, now, product=product)
    said(conversation, "订单4026110100000000001发出了", agent)
    said(conversation, "您好", agent)
    lines = reviewing.talks_since(shop, since=now, before=None, talks=9).lines

    (_line, named), (_other, plain) = reviewing.with_facts(lines, shop=shop, at=now)

    assert (named.shop.name, named.agent.name, named.buyer.id) == ("云裳女装", "小美", "tb_demo01")
    assert [(order.buyer, order.receiver) for order in named.others_orders] == [("tb_other", "李婷")]
    assert (named.product.title, named.now, plain.orders) == ("衬衫", now, ())


def test_many_lines_are_no_more_questions(
    shop: Shop, agent: Membership, now: datetime, django_assert_max_num_queries: Any
):
    for number in range(5):
        conversation = talk(shop, now, account=f"tb{number}")
        for _line in range(5):
            said(conversation, "您好", agent)

    with django_assert_max_num_queries(5):
        lines = reviewing.talks_since(shop, since=now, before=None, talks=9).lines
        assert len(list(reviewing.with_facts(lines, shop=shop, at=now))) == 25
