from datetime import datetime, timedelta

import pytest
from tests.factories.accounts import DutyFactory, MembershipFactory
from tests.factories.chat import (
    ConversationFactory,
    DraftFactory,
    MessageFactory,
    PictureFactory,
    PresenceFactory,
)
from tests.factories.knowledge import GuideStepFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.chat import actions, queries
from guitai.domains.chat.models import Author, Change, Channel, Conversation, Feed, Kind
from guitai.domains.knowledge.models import QuickPhrase
from guitai.domains.trade.models import Buyer

MINUTE = timedelta(minutes=1)


# The door


def test_an_insider_sees_the_shops_conversations(conversation: Conversation, other_agent: Membership):
    assert list(queries.visible_to(other_agent.person)) == [conversation]


def test_the_shop_next_door_a_former_member_and_nobody_see_none(
    conversation: Conversation, neighbour: Membership, former: Membership, nobody: Person
):
    for person in (neighbour.person, former.person, nobody):
        assert not queries.visible_to(person).exists()


def test_who_may_not_sign_in_any_more_sees_none(conversation: Conversation, agent: Membership):
    agent.person.is_active = False
    agent.person.save()

    assert not queries.visible_to(agent.person).exists()


def test_who_works_in_two_shops_sees_each_through_its_own_place(
    conversation: Conversation, agent: Membership, other_shop: Shop
):
    place = MembershipFactory(shop=other_shop, person=agent.person, nickname="小美")
    there = ConversationFactory(buyer=BuyerFactory(shop=other_shop))

    assert list(queries.of_member(agent)) == [conversation]
    assert list(queries.of_member(place)) == [there]


# The desk's state


def test_the_state_holds_what_is_waiting_and_open_and_the_members_drafts(
    conversation: Conversation, queued: Conversation, agent: Membership, lead: Membership, now: datetime
):
    ConversationFactory(buyer=BuyerFactory(shop=conversation.shop), closed_at=now)
    DraftFactory(conversation=conversation, membership=agent, text="您好")
    DraftFactory(conversation=conversation, membership=lead, text="别人的")

    state = queries.floor_state(agent, at=now)

    assert [row["id"] for row in state["conversations"]] == [queued.pk, conversation.pk]
    assert state["drafts"] == {str(conversation.pk): "您好"}
    assert state["seq"] == 0


def test_the_state_has_those_who_wait_first_and_of_them_the_angry(
    conversation: Conversation, queued: Conversation, agent: Membership, now: datetime
):
    angry = [
        ConversationFactory(buyer=BuyerFactory(shop=queued.shop), mood="angry", waiting_since=since)
        for since in (now, None)
    ]
    state = queries.floor_state(agent, at=now)

    expected = [angry[0], queued, conversation, angry[1]]
    assert [row["id"] for row in state["conversations"]] == [talk.pk for talk in expected]


def test_colleagues_are_shown_with_presence_load_and_duty(
    conversation: Conversation,
    agent: Membership,
    other_agent: Membership,
    warehouse: Membership,
    now: datetime,
):
    PresenceFactory(membership=agent, seen_at=now)
    PresenceFactory(membership=other_agent, seen_at=now - 2 * MINUTE)
    DutyFactory(membership=agent)

    shown = queries.colleagues(shop=conversation.shop, at=now)

    assert shown == [
        {"id": agent.pk, "name": "小美", "state": "online", "load": 1, "on_duty": True},
        {"id": other_agent.pk, "name": "阿杰", "state": "off", "load": 0, "on_duty": False},
    ]


def test_somebody_is_online_only_while_their_page_is_heard_of(agent: Membership, now: datetime):
    PresenceFactory(membership=agent, seen_at=now)

    assert queries.anybody_online(agent.shop, at=now + timedelta(seconds=80))
    assert not queries.anybody_online(agent.shop, at=now + timedelta(seconds=81))


def test_who_is_away_does_not_count_as_online(agent: Membership, now: datetime):
    PresenceFactory(membership=agent, state="away", seen_at=now)

    assert not queries.anybody_online(agent.shop, at=now)


# Transcripts


def test_a_transcript_gives_the_newest_page_in_order_and_says_that_there_is_more(
    conversation: Conversation,
):
    messages = MessageFactory.create_batch(queries.PAGE + 5, conversation=conversation)

    newest, more = queries.transcript(conversation)
    older, still_more = queries.transcript(conversation, before=newest[0]["id"])

    assert [shown["id"] for shown in older + newest] == [message.pk for message in messages]
    assert (len(newest), more, still_more) == (queries.PAGE, True, False)


# What was missed


def test_what_was_missed_comes_in_order_with_the_rows_as_they_are_now(
    conversation: Conversation, agent: Membership, now: datetime
):
    for number in range(3):
        actions.send_message(
            conversation_id=conversation.pk, by=agent, local_id=f"k{number}", text=f"第{number}句", at=now
        )

    missed = queries.changes_after(agent, seq=1)

    assert [change["seq"] for change in missed] == [2, 3]
    assert [change["message"]["text"] for change in missed] == ["第1句", "第2句"]
    assert {change["conversation"]["seq"] for change in missed} == {3}


def test_nothing_was_missed_by_who_is_up_to_date(agent: Membership):
    assert queries.changes_after(agent, seq=0) == []


def test_another_shops_changes_are_not_missed(
    conversation: Conversation, agent: Membership, neighbour: Membership, now: datetime
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    assert queries.changes_after(neighbour, seq=0) == []


def test_who_left_sees_nothing_of_what_came_after(
    conversation: Conversation, agent: Membership, former: Membership, now: datetime
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    assert not queries.of_member(former).exists()


def test_too_many_changes_ask_for_a_reload(conversation: Conversation, agent: Membership, now: datetime):
    count = queries.FARTHEST + 1
    Change.objects.bulk_create(
        Change(
            shop=conversation.shop,
            seq=seq,
            kind="conversation_read",
            conversation=conversation,
            at=now,
        )
        for seq in range(1, count + 1)
    )
    Feed.objects.create(shop=conversation.shop, seq=count)

    assert queries.changes_after(agent, seq=0) is None
    assert len(queries.changes_after(agent, seq=1)) == queries.FARTHEST


def test_forgotten_changes_ask_for_a_reload(conversation: Conversation, agent: Membership, now: datetime):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)
    actions.reopen(conversation_id=conversation.pk, by=agent, at=now + MINUTE)
    actions.forget_changes(before=now + MINUTE)

    assert queries.changes_after(agent, seq=0) is None
    assert [change["seq"] for change in queries.changes_after(agent, seq=1)] == [2, 3]


def test_when_all_changes_are_forgotten_who_missed_some_reloads(
    conversation: Conversation, agent: Membership, now: datetime
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)
    actions.forget_changes(before=now + MINUTE)

    assert queries.changes_after(agent, seq=0) is None
    assert queries.changes_after(agent, seq=1) == []


def test_a_number_that_was_never_given_asks_for_a_reload(
    conversation: Conversation, agent: Membership, now: datetime
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    assert queries.changes_after(agent, seq=2) is None


# Search


def test_search_finds_buyers_first_and_then_what_was_said_newest_first(
    conversation: Conversation, queued: Conversation, agent: Membership
):
    one = MessageFactory(conversation=queued, text="tb_demo01 是我朋友")
    two = MessageFactory(conversation=queued, text="TB_DEMO01 介绍的")

    hits, more = queries.search(agent, text="tb_demo01")

    assert [hit["conversation"]["id"] for hit in hits] == [conversation.pk, queued.pk, queued.pk]
    assert [hit["message"] and hit["message"]["id"] for hit in hits] == [None, two.pk, one.pk]
    assert not more


def test_search_goes_on_before_a_message(conversation: Conversation, agent: Membership):
    messages = MessageFactory.create_batch(5, conversation=conversation, text="退货")

    first, more = queries.search(agent, text="退货", limit=3)
    rest, still_more = queries.search(agent, text="退货", before=first[-1]["message"]["id"], limit=3)

    assert [hit["message"]["id"] for hit in first + rest] == [line.pk for line in reversed(messages)]
    assert (more, still_more) == (True, False)


def test_search_finds_notes_and_not_what_happened(conversation: Conversation, agent: Membership):
    note = MessageFactory(conversation=conversation, agent=agent, kind=Kind.NOTE, text="assigned")
    MessageFactory(conversation=conversation, author=Author.SYSTEM, kind=Kind.EVENT, text="assigned")

    hits, _more = queries.search(agent, text="assigned")

    assert [hit["message"]["id"] for hit in hits] == [note.pk]


@pytest.mark.parametrize("text", ["%", "_", "\\", "'"])
def test_search_takes_letters_as_they_are(conversation: Conversation, agent: Membership, text: str):
    conversation.buyer.display_name = "小雨"
    conversation.buyer.save()
    MessageFactory(conversation=conversation, text="有货吗")
    exact = MessageFactory(conversation=conversation, text=f"a{text}b")

    hits, _more = queries.search(agent, text=text)

    assert [hit["message"]["id"] for hit in hits] == [exact.pk]


@pytest.mark.parametrize("text", ["", "\u200b", " \x00 "])
def test_a_search_for_nothing_finds_nothing(conversation: Conversation, agent: Membership, text: str):
    MessageFactory(conversation=conversation)

    assert queries.search(agent, text=text) == ([], False)


def test_search_finds_nothing_next_door(
    conversation: Conversation, neighbour: Membership, former: Membership
):
    MessageFactory(conversation=conversation, text="退货")

    for member in (neighbour, former):
        assert queries.search(member, text="退货") == ([], False)
        assert queries.search(member, text="tb_demo01") == ([], False)


# Closed ones


def test_closed_conversations_come_last_ended_first(buyer: Buyer, agent: Membership, now: datetime):
    rows = [
        ConversationFactory(buyer=buyer, opened_at=now + hour * MINUTE, closed_at=now + timedelta(hours=2))
        for hour in range(3)
    ]

    first, more = queries.closed_page(agent, limit=2)
    rest, still_more = queries.closed_page(agent, before=rows[1].last_at, limit=2)

    assert [row["id"] for row in first + rest] == [row.pk for row in reversed(rows)]
    assert (more, still_more) == (True, False)


# What the buyer sees


def test_a_buyer_sees_their_talks_of_the_window_without_notes_and_handing_over(
    conversation: Conversation, agent: Membership, now: datetime
):
    imported = ConversationFactory(buyer=conversation.buyer, channel=Channel.IMPORTED, closed_at=now)
    MessageFactory(conversation=imported, text="旧的")
    asked = MessageFactory(conversation=conversation)
    MessageFactory(conversation=conversation, agent=agent, kind=Kind.NOTE, text="难缠")
    MessageFactory(conversation=conversation, author=Author.SYSTEM, kind=Kind.EVENT, card={"event": "queued"})
    answered = MessageFactory(conversation=conversation, agent=agent, text="有的")

    shown, more = queries.buyer_messages(shop=conversation.shop, account="tb_demo01")

    assert [message["id"] for message in shown] == [asked.pk, answered.pk]
    assert not more


def test_a_buyer_sees_nothing_of_another_buyer(conversation: Conversation, queued: Conversation):
    MessageFactory(conversation=queued)

    assert queries.buyer_messages(shop=conversation.shop, account="tb_demo01") == ([], False)


def test_a_buyers_history_comes_in_pages(conversation: Conversation):
    messages = MessageFactory.create_batch(queries.PAGE + 3, conversation=conversation)
    ask = {"shop": conversation.shop, "account": "tb_demo01"}

    newest, more = queries.buyer_messages(**ask)
    older, none_older = queries.buyer_messages(**ask, before=newest[0]["id"])
    after, _ = queries.buyer_messages(**ask, after=messages[-2].pk)

    ids = [message.pk for message in messages]
    assert [[shown["id"] for shown in page] for page in (newest, older, after)] == [
        ids[3:],
        ids[:3],
        ids[-1:],
    ]
    assert (more, none_older) == (True, False)


def test_the_current_conversation_is_the_open_one_else_the_last(
    conversation: Conversation, agent: Membership, now: datetime
):
    ConversationFactory(buyer=conversation.buyer, opened_at=now, closed_at=now)
    ask = {"shop": conversation.shop, "account": "tb_demo01"}

    assert queries.current_conversation(**ask) == conversation

    actions.close(conversation_id=conversation.pk, by=agent, at=now + MINUTE)
    assert queries.current_conversation(**ask).opened_at == now


def test_the_last_conversation_is_told_by_its_summary_or_the_first_question(
    conversation: Conversation, now: datetime
):
    old = ConversationFactory(
        buyer=conversation.buyer, opened_at=now - timedelta(days=2), closed_at=now - timedelta(days=1)
    )
    MessageFactory(conversation=old, text="什么时候发货")

    assert list(queries.past_conversations(conversation)) == [old]
    assert queries.last_summary(conversation) == "什么时候发货"

    old.summary = "问发货 → 未下单"
    old.save()
    assert queries.last_summary(conversation) == "问发货 → 未下单"


def test_a_first_conversation_has_no_summary_before_it(conversation: Conversation):
    assert queries.last_summary(conversation) == ""


# Pictures


def test_a_picture_is_seen_where_it_was_said_and_nowhere_else(
    conversation: Conversation, other_agent: Membership, neighbour: Membership, former: Membership
):
    picture = PictureFactory(shop_id=conversation.shop_id)
    MessageFactory(conversation=conversation, kind=Kind.PICTURE, picture=picture)

    assert queries.picture_seen_by(other_agent, picture_id=picture.pk) == picture
    for member in (neighbour, former):
        assert queries.picture_seen_by(member, picture_id=picture.pk) is None


def test_a_picture_of_a_phrase_is_seen_and_one_that_stands_nowhere_is_not(agent: Membership, now: datetime):
    loose, offered = PictureFactory(shop_id=agent.shop_id), PictureFactory(shop_id=agent.shop_id)
    QuickPhrase.objects.create(
        shop=agent.shop, title="尺码表", picture=offered, created_at=now, updated_at=now
    )

    assert queries.picture_seen_by(agent, picture_id=offered.pk) == offered
    assert queries.picture_seen_by(agent, picture_id=loose.pk) is None


def test_a_picture_of_a_guide_is_seen_by_who_works_in_the_shop(agent: Membership, neighbour: Membership):
    picture = PictureFactory(shop_id=agent.shop_id)
    GuideStepFactory(guide__shop=agent.shop, picture=picture)

    assert queries.picture_seen_by(agent, picture_id=picture.pk) == picture
    assert queries.picture_seen_by(neighbour, picture_id=picture.pk) is None
