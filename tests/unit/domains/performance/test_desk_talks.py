"""Talks of the desk as facts: whose each line is, transfers, recommendations."""

from datetime import datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.chat.models import Assignment, Author, Channel, Kind
from guitai.domains.chat.preparing import talk_key
from guitai.domains.performance.agent_accounts import account_of, accounts_by_member
from guitai.domains.performance.desk_talks import said_between
from guitai.kernel.days import business_day, day_period

MINUTE = timedelta(minutes=1)
Reason = Assignment.Reason
XIAOMEI, AJIE = "yunshang:xiaomei", "云裳女装:阿杰"


@pytest.fixture
def ajie(other_agent):
    other_agent.account = AJIE
    other_agent.save()
    return other_agent


@pytest.fixture
def said(shop):
    def give(*talks, day: datetime):
        period = day_period(business_day(day))
        (found,) = said_between(
            shop.key,
            [talk.pk for talk in talks],
            accounts_by_member(shop),
            since=period.start,
            until=period.end,
        )
        return found

    return give


def say(talk, minute, agent=None, **more):
    return MessageFactory(conversation=talk, agent=agent, sent_at=talk.opened_at + minute * MINUTE, **more)


def hand(talk, minute, before, after, reason=Reason.TRANSFER):
    return Assignment.objects.create(
        conversation=talk,
        from_agent=before,
        to_agent=after,
        reason=reason,
        at=talk.opened_at + minute * MINUTE,
    )


def whose(found):
    return [(row[1], row[3]) for row in found.messages]


def events(found):
    return [(row[1], row[7]) for row in found.messages if row[7]]


def test_a_member_without_an_account_is_known_by_shop_and_sign_in_name(agent, ajie):
    assert [account_of(agent), account_of(ajie)] == [XIAOMEI, AJIE]


def test_words_of_a_talk_of_two_agents_are_for_whoever_answers_next(conversation, agent, ajie, said):
    for minute, by in enumerate((None, agent, None, None, ajie, None)):
        say(conversation, minute, by)

    found = said(conversation, day=conversation.opened_at)

    assert [account for account, _author in whose(found)] == [XIAOMEI, XIAOMEI, AJIE, AJIE, AJIE, AJIE]
    assert found.messages[0][:3] == ("yunshang", XIAOMEI, "tb_demo01")


def test_a_day_without_an_answer_is_of_who_had_the_talk_then(conversation, agent, ajie, said):
    hand(conversation, 0, None, agent, Reason.ROUTED)
    hand(conversation, 10, agent, ajie)
    say(conversation, 5)
    say(conversation, 15)

    assert [
        account
        for account, author in whose(said(conversation, day=conversation.opened_at))
        if author == "buyer"
    ] == [XIAOMEI, AJIE]


def test_what_waits_in_the_queue_is_nobodys(queued, said):
    MessageFactory(conversation=queued)

    assert whose(said(queued, day=queued.opened_at)) == [("", "buyer")]


def test_notes_and_events_are_left_out(conversation, agent, said):
    say(conversation, 0, agent, kind=Kind.NOTE, text="VIP")
    say(conversation, 1, author=Author.SYSTEM, kind=Kind.EVENT, text="")
    say(conversation, 2, agent, text="在 的")

    (row,) = said(conversation, day=conversation.opened_at).messages
    assert (row[3], row[6], row[8]) == ("agent", 2, "在 的")


def test_a_talk_that_changes_hands_leaves_one_agent_and_comes_to_the_other(conversation, agent, ajie, said):
    hand(conversation, 0, None, agent, Reason.ROUTED)
    hand(conversation, 1, agent, ajie, Reason.UNANSWERED)
    hand(conversation, 2, ajie, None)  # by way of the queue
    hand(conversation, 3, None, agent, Reason.ROUTED)
    say(conversation, 4, agent)

    assert events(said(conversation, day=conversation.opened_at)) == [
        (XIAOMEI, "transfer_out"),
        (AJIE, "transfer_in"),
        (AJIE, "transfer_out"),
        (XIAOMEI, "transfer_in"),
    ]


def test_a_talk_opened_anew_comes_from_nobody(conversation, agent, ajie, said):
    hand(conversation, 0, None, agent, Reason.ROUTED)
    hand(conversation, 1, agent, None)
    hand(conversation, 2, None, ajie, Reason.REOPENED)
    say(conversation, 3, ajie)

    assert events(said(conversation, day=conversation.opened_at)) == [(XIAOMEI, "transfer_out")]


def test_only_what_is_of_the_day_is_told(conversation, agent, ajie, said):
    say(conversation, 0)
    tomorrow = 24 * 60
    say(conversation, tomorrow, agent, text="次日")
    hand(conversation, tomorrow, agent, ajie)

    found = said(conversation, day=conversation.opened_at + tomorrow * MINUTE)

    assert [(row[1], row[8]) for row in found.messages if not row[7]] == [(XIAOMEI, "次日")]
    assert len(events(found)) == 2


@pytest.fixture
def imported(shop, now):
    def make(account, *, key="key", buyer="tb_a"):
        return ConversationFactory(
            buyer=BuyerFactory(shop=shop, account=buyer),
            channel=Channel.IMPORTED,
            agent_account=account,
            external_key=key,
            opened_at=now,
            closed_at=now,
        )

    return make


def test_an_imported_talk_is_its_accounts_whoever_wrote(imported, agent, said):
    talk = imported(AJIE)
    say(talk, 0, external_key="1")
    say(talk, 1, agent, external_key="2")
    say(talk, 2, author=Author.SYSTEM, external_key="3", text="由 服务助手 转交给 阿杰")

    found = said(talk, day=talk.opened_at)

    assert whose(found) == [(AJIE, "buyer"), (AJIE, "agent"), (AJIE, "system")]
    assert events(found) == [(AJIE, "transfer_in")]


def test_an_imported_talk_that_somebody_goes_on_with_is_also_theirs(imported, agent, said):
    talk = imported(AJIE)
    say(talk, 0, external_key="1")
    say(talk, 1)
    say(talk, 2, agent)

    assert whose(said(talk, day=talk.opened_at)) == [(AJIE, "buyer"), (XIAOMEI, "buyer"), (XIAOMEI, "agent")]


def test_what_is_told_a_robot_is_told_to_nobody(imported, said):
    talk = imported("云裳女装:服务助手")
    say(talk, 0, external_key="1")
    say(talk, 1, author=Author.ROBOT, external_key="2")

    assert whose(said(talk, day=talk.opened_at)) == [("", "robot"), ("", "robot")]


def test_a_talk_saved_as_a_sheet_is_whose_answers_there_are(imported, ajie, said, now):
    talk = imported(XIAOMEI, key=talk_key(("", "tb_a", business_day(now))))
    say(talk, 0, external_key="1")
    say(talk, 1, ajie, external_key="2")
    say(talk, 2, external_key="3")
    say(talk, 3, author=Author.AGENT, external_key="4")  # of an account nobody here has

    assert [account for account, _author in whose(said(talk, day=now))] == [AJIE, AJIE, XIAOMEI, XIAOMEI]


def test_cards_and_links_of_agents_are_recommendations(shop, conversation, agent, said):
    product = ProductFactory(shop=shop, code="YS0101")
    say(conversation, 0, text="https://item.taobao.com/item.htm?id=600123456789")
    say(conversation, 1, agent, text="https://item.taobao.com/item.htm?id=600123456780")
    say(conversation, 2, agent, kind=Kind.PRODUCT, text="", card={"id": product.pk, "title": product.title})

    found = said(conversation, day=conversation.opened_at).recommendations

    assert sorted((row[1], row[2], row[4]) for row in found) == [
        (XIAOMEI, "tb_demo01", "600123456780"),
        (XIAOMEI, "tb_demo01", "YS0101"),
    ]


def test_a_guidance_card_is_a_line_without_words_and_recommends_nothing(conversation, agent, said):
    card = {"guide": 1, "step": 1, "of": 2, "title": "申请退款", "text": "打开我的订单"}
    say(conversation, 0)
    say(conversation, 1, agent, kind=Kind.PRODUCT, text="", card={"id": 7, "title": "连衣裙"})
    say(conversation, 2, agent, kind=Kind.GUIDE, text="", card=card)

    found = said(conversation, day=conversation.opened_at)

    (_buyer, product, guide) = found.messages
    assert guide[:4] == product[:4]
    assert guide[6:] == product[6:]  # how many characters, and what they speak of
    assert len(found.recommendations) == 1


def test_a_visitor_without_a_name_is_told_by_a_sign(shop, agent, now, said):
    talk = ConversationFactory(
        buyer=BuyerFactory(shop=shop, account="", display_name="访客"), agent=agent, opened_at=now
    )
    say(talk, 0, agent)

    assert said(talk, day=now).messages[0][2] == f"#{talk.buyer_id}"
