from datetime import date, datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Author, Conversation, Kind
from guitai.domains.chat.received import received_within, said_in
from guitai.domains.trade.models import Buyer
from guitai.kernel.days import day_period

MONDAY = day_period(date(2026, 3, 2))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def says(conversation: Conversation, now: datetime):
    """Let somebody say something in the talk, so many minutes after ten."""

    def say(minutes: int, text: str, agent: Membership | None = None, **more: object):
        at = now + minutes * MINUTE
        Conversation.objects.filter(pk=conversation.pk).update(last_at=at)
        return MessageFactory(**{"conversation": conversation, "sent_at": at} | more, text=text, agent=agent)

    return say


def test_who_wrote_and_was_answered_is_received_with_what_was_said(
    shop: Shop, agent: Membership, buyer: Buyer, conversation: Conversation, says, now: datetime
):
    asked = says(1, "有货吗")
    says(2, "您好，有什么可以帮您", author=Author.ROBOT)
    says(3, "转接中", author=Author.SYSTEM, kind=Kind.EVENT)
    answered = says(4, "有的亲", agent)
    says(5, "小本本", agent, kind=Kind.NOTE)
    says(6, "@所有人 上新啦", agent)

    (found,) = received_within(shop, MONDAY)

    assert [line.id for line in found.lines] == [asked.pk, answered.pk]
    assert (found.buyer, found.member, found.account) == (buyer, agent, "")
    assert (found.conversation_id, found.product_id) == (conversation.pk, None)
    assert (found.first_asked_at, found.last_at) == (asked.sent_at, answered.sent_at)


def test_who_was_not_answered_or_did_not_write_is_not_received(shop: Shop, agent: Membership, says):
    says(1, "有货吗")
    alone = ConversationFactory(buyer=BuyerFactory(shop=shop), agent=agent, opened_at=MONDAY.start)
    MessageFactory(conversation=alone, agent=agent, text="亲，回来看看吧")

    assert received_within(shop, MONDAY) == []


def test_all_talks_of_a_buyer_are_one_and_the_last_who_answered_has_it(
    shop: Shop, agent: Membership, other_agent: Membership, buyer: Buyer, says, now: datetime
):
    later = ConversationFactory(buyer=buyer, agent=other_agent, opened_at=now, closed_at=now)
    says(1, "有货吗")
    says(2, "有的亲", agent)
    MessageFactory(conversation=later, agent=other_agent, text="还有什么", sent_at=now + 9 * MINUTE)

    (found,) = received_within(shop, MONDAY)

    assert (found.member, found.conversation_id, len(found.lines)) == (other_agent, later.pk, 3)


def test_an_imported_talk_names_the_account_where_nobody_here_has_it(shop: Shop, now: datetime):
    talk = ConversationFactory(
        buyer=BuyerFactory(shop=shop),
        channel="imported",
        agent_account="店:小雨",
        opened_at=now,
        closed_at=now,
    )
    MessageFactory(conversation=talk, text="在吗")
    MessageFactory(conversation=talk, text="在的", author=Author.AGENT)

    (found,) = received_within(shop, MONDAY)

    assert (found.member, found.account) == (None, "店:小雨")


def test_the_product_is_the_one_shown_last_else_the_one_they_came_from(
    shop: Shop, agent: Membership, conversation: Conversation, says
):
    first, second, third = ProductFactory.create_batch(3, shop=shop)
    second.link = "https://item.taobao.com/item.htm?id=90000000102"
    second.save()
    Conversation.objects.filter(pk=conversation.pk).update(product=first)
    says(1, "有货吗")
    says(2, "有的亲", agent)
    assert received_within(shop, MONDAY)[0].product_id == first.pk

    says(3, f"这个呢 {second.link}")
    assert received_within(shop, MONDAY)[0].product_id == second.pk

    says(4, "", kind=Kind.PRODUCT, card={"id": third.pk, "title": "风衣"})
    says(5, "", agent, kind=Kind.PRODUCT, card={"id": first.pk})
    (found,) = received_within(shop, MONDAY)
    assert found.product_id == third.pk
    assert found.lines[-2].text == "风衣"


def test_another_shop_and_another_day_are_left_out(shop: Shop, other_shop: Shop, agent: Membership, says):
    says(1, "有货吗")
    says(2, "有的亲", agent)

    assert received_within(other_shop, MONDAY) == []
    assert received_within(shop, day_period(date(2026, 3, 3))) == []


def test_the_last_lines_come_with_the_earlier_ones_that_are_named(
    shop: Shop, other_shop: Shop, agent: Membership, conversation: Conversation, says, now: datetime
):
    lines = [says(minute, f"第{minute}句") for minute in range(5)]

    def said(**more: object) -> list[str]:
        until = now + 3 * MINUTE
        return [line.text for line in said_in(shop, conversation.pk, until=until, limit=2, **more)]

    assert said() == ["第2句", "第3句"]
    assert said(also={lines[0].pk, lines[3].pk}) == ["第0句", "第2句", "第3句"]
    assert said_in(other_shop, conversation.pk, until=now + 9 * MINUTE) == []
