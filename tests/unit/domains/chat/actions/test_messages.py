from datetime import datetime, timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, PictureFactory, PresenceFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions
from guitai.domains.chat.actions.sending import LONGEST
from guitai.domains.chat.errors import (
    ConversationClosedError,
    EmptyMessageError,
    MessageTooLongError,
    NotYoursError,
    UnfilledSlotError,
    UnknownCardError,
)
from guitai.domains.chat.models import Author, Conversation, Kind, Message, State
from guitai.domains.knowledge.models import PhraseUse, QuickPhrase
from guitai.domains.trade.models import Buyer

SOON = timedelta(minutes=1)


def _write(
    shop: Shop, at: datetime, *, account: str = "tb_demo01", local_id: str = "w1-1", text: str = "有货吗"
):
    return actions.receive_message(
        shop=shop, account=account, name="小雨", local_id=local_id, text=text, at=at
    )


def _reply(
    conversation: Conversation, by: Membership, at: datetime, text: str = "有的", local_id: str = "k1-1"
):
    return actions.send_message(conversation_id=conversation.pk, by=by, local_id=local_id, text=text, at=at)


# What a buyer writes


def test_a_first_message_opens_a_conversation_that_waits_when_nobody_is_there(shop: Shop, now: datetime):
    stored = _write(shop, now)

    conversation = stored.message.conversation
    assert (conversation.state, conversation.agent, conversation.waiting_since) == (State.WAITING, None, now)
    assert (conversation.last_text, conversation.last_author, conversation.unread) == ("有货吗", "buyer", 1)
    assert conversation.buyer.display_name == "小雨"


def test_a_first_message_goes_to_the_agent_who_is_online(shop: Shop, agent: Membership, now: datetime):
    PresenceFactory(membership=agent, seen_at=now)

    stored = _write(shop, now)

    conversation = Conversation.objects.get()
    assert (conversation.state, conversation.agent, conversation.assigned_at) == (State.OPEN, agent, now)
    assert stored.message.conversation_id == conversation.pk


def test_the_next_message_goes_into_the_same_conversation(conversation: Conversation, now: datetime):
    _write(conversation.shop, now)
    _write(conversation.shop, now + SOON, local_id="w1-2", text="在吗")

    conversation.refresh_from_db()
    assert conversation.messages.count() == 2
    assert conversation.unread == 2
    assert conversation.waiting_since == now
    assert conversation.last_at == now + SOON


def test_a_message_after_closing_opens_a_new_conversation(shop: Shop, buyer: Buyer, now: datetime):
    old = ConversationFactory(buyer=buyer, closed_at=now)

    stored = _write(shop, now + SOON)

    assert stored.message.conversation_id != old.pk
    assert stored.message.conversation.buyer == buyer


def test_a_new_conversation_remembers_the_page_and_product_it_came_from(shop: Shop, now: datetime):
    product = ProductFactory(shop=shop, code="C100")

    stored = actions.receive_message(
        shop=shop,
        account="v1",
        name="访客",
        local_id="w1-1",
        text="这款有货吗",
        at=now,
        page_url="https://shop.example/" + "a" * 400,
        product_code="C100",
    )

    conversation = stored.message.conversation
    assert conversation.product == product
    assert len(conversation.page_url) == 300


def test_another_shops_product_is_not_remembered(shop: Shop, other_shop: Shop, now: datetime):
    ProductFactory(shop=other_shop, code="C100")

    stored = actions.receive_message(
        shop=shop, account="v1", name="访客", local_id="w1-1", text="在吗", at=now, product_code="C100"
    )

    assert stored.message.conversation.product is None


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u2060\ufeff", "\x00\x07", "\u3164"])
def test_what_nobody_can_see_is_no_message(shop: Shop, now: datetime, text: str):
    with pytest.raises(EmptyMessageError):
        _write(shop, now, text=text)

    assert not Message.objects.exists()
    assert not Conversation.objects.exists()


def test_invisible_characters_are_taken_out_of_a_message(shop: Shop, now: datetime):
    assert _write(shop, now, text=" 加\u200b微\u200d信 ").message.text == "加微信"


def test_a_message_may_be_as_long_as_the_limit(shop: Shop, now: datetime):
    assert len(_write(shop, now, text="好" * LONGEST).message.text) == LONGEST


@pytest.mark.parametrize("length", [LONGEST + 1, 100_000])
def test_a_message_longer_than_the_limit_is_refused_with_its_length(shop: Shop, now: datetime, length: int):
    with pytest.raises(MessageTooLongError, match=str(length)):
        _write(shop, now, text="好" * length)


def test_the_same_message_again_is_stored_once_and_answered_the_same(shop: Shop, now: datetime):
    first = _write(shop, now)
    again = _write(shop, now + SOON)

    assert (again.message, again.seq, again.again) == (first.message, first.seq, True)
    assert Message.objects.filter(author=Author.BUYER).count() == 1


def test_a_repeat_after_closing_opens_no_new_conversation(shop: Shop, agent: Membership, now: datetime):
    first = _write(shop, now)
    actions.close(conversation_id=first.message.conversation_id, by=agent, at=now + SOON)

    again = _write(shop, now + 2 * SOON)

    assert again.message == first.message
    assert Conversation.objects.count() == 1


def test_two_buyers_may_use_the_same_local_id(shop: Shop, now: datetime):
    first = _write(shop, now, account="tb_one")
    second = _write(shop, now, account="tb_two")

    assert first.message != second.message


def test_a_buyers_message_is_announced_with_its_row_and_moves_the_floor(
    conversation: Conversation, now: datetime, announced
):
    with announced() as events:
        stored = _write(conversation.shop, now)

    (event,) = events
    assert (event.kind, event.seq, event.message_id) == ("message_sent", stored.seq, stored.message.pk)
    assert event.row["unread"] == 1
    assert event.message["text"] == event.buyer_message["text"] == "有货吗"
    assert event.floor


def test_a_second_message_of_the_same_wait_does_not_move_the_floor(
    conversation: Conversation, now: datetime, announced
):
    _write(conversation.shop, now)

    with announced() as events:
        _write(conversation.shop, now + SOON, local_id="w1-2")

    assert [event.floor for event in events] == [False]


def test_a_first_message_announces_opening_message_and_assignment_in_order(
    shop: Shop, agent: Membership, now: datetime, announced
):
    PresenceFactory(membership=agent, seen_at=now)

    with announced() as events:
        _write(shop, now)

    assert [event.kind for event in events] == [
        "conversation_opened",
        "message_sent",
        "conversation_assigned",
    ]
    assert [event.seq for event in events] == [1, 2, 3]


def test_a_repeat_announces_nothing_and_takes_no_number(shop: Shop, now: datetime, announced):
    first = _write(shop, now)

    with announced() as events:
        _write(shop, now)

    assert events == []
    assert _write(shop, now, local_id="w1-2").seq == first.seq + 1


def test_a_buyers_picture_is_stored(shop: Shop, now: datetime):
    picture = PictureFactory(shop_id=shop.pk)

    stored = actions.receive_picture(
        shop=shop, account="v1", name="访客", local_id="w1-1", picture=picture, at=now
    )

    assert (stored.message.kind, stored.message.picture) == (Kind.PICTURE, picture)
    assert stored.message.conversation.last_kind == Kind.PICTURE


def test_a_buyer_sends_a_card_of_a_product(shop: Shop, now: datetime):
    ProductFactory(shop=shop, code="C100", title="连衣裙")

    stored = actions.receive_card(
        shop=shop, account="v1", name="访客", local_id="w1-1", card="product", key="C100", at=now
    )

    assert (stored.message.kind, stored.message.card["title"]) == (Kind.PRODUCT, "连衣裙")
    assert stored.message.conversation.last_text == "连衣裙"


def test_a_buyer_sends_a_card_of_their_own_order_alone(shop: Shop, buyer: Buyer, now: datetime):
    own = OrderFactory(buyer=buyer)
    foreign = OrderFactory(buyer__shop=shop)

    def card(number: str):
        return actions.receive_card(
            shop=shop, account=buyer.account, name="", local_id="w1-1", card="order", key=number, at=now
        )

    with pytest.raises(UnknownCardError):
        card(foreign.number)
    assert card(own.number).message.card["number"] == own.number


# What an agent answers


def test_a_reply_ends_the_wait(conversation: Conversation, agent: Membership, now: datetime):
    asked = _write(conversation.shop, now)

    stored = _reply(conversation, agent, now + SOON)

    conversation.refresh_from_db()
    assert (conversation.waiting_since, conversation.unread) == (None, 0)
    assert conversation.first_reply_at == now + SOON
    assert conversation.agent_read_id == stored.message.pk > asked.message.pk
    assert (conversation.last_author, conversation.last_text) == ("agent", "有的")


def test_the_first_reply_stays_the_first(conversation: Conversation, agent: Membership, now: datetime):
    _reply(conversation, agent, now)
    _reply(conversation, agent, now + SOON, local_id="k1-2")

    conversation.refresh_from_db()
    assert conversation.first_reply_at == now


def test_a_reply_to_a_waiting_conversation_takes_it(queued: Conversation, agent: Membership, now: datetime):
    _reply(queued, agent, now)

    queued.refresh_from_db()
    assert (queued.agent, queued.state) == (agent, State.OPEN)
    assert queued.assignments.get().reason == "take_over"


def test_somebody_elses_conversation_is_not_answered(
    conversation: Conversation, other_agent: Membership, now: datetime
):
    with pytest.raises(NotYoursError, match="小美"):
        _reply(conversation, other_agent, now)

    assert not conversation.messages.exists()


def test_a_closed_conversation_is_not_answered(conversation: Conversation, agent: Membership, now: datetime):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    with pytest.raises(ConversationClosedError):
        _reply(conversation, agent, now + SOON)


def test_another_shops_conversation_is_not_there(
    conversation: Conversation, neighbour: Membership, now: datetime
):
    with pytest.raises(Conversation.DoesNotExist):
        _reply(conversation, neighbour, now)


@pytest.mark.parametrize("text", ["您的单号是***", "亲您好 {买家}", "快递｛单号｝已发出"])
def test_a_reply_with_an_open_slot_is_not_sent(
    conversation: Conversation, agent: Membership, now: datetime, text: str
):
    with pytest.raises(UnfilledSlotError) as refused:
        _reply(conversation, agent, now, text)

    assert refused.value.facts["slot"]
    assert not conversation.messages.exists()


def test_a_repeated_reply_is_stored_once_even_after_closing(
    conversation: Conversation, agent: Membership, now: datetime
):
    first = _reply(conversation, agent, now)
    actions.close(conversation_id=conversation.pk, by=agent, at=now + SOON)

    again = _reply(conversation, agent, now + 2 * SOON)

    assert (again.message, again.seq, again.again) == (first.message, first.seq, True)


def test_the_same_local_id_in_another_conversation_is_another_message(
    conversation: Conversation, queued: Conversation, agent: Membership, now: datetime
):
    first = _reply(conversation, agent, now)
    second = _reply(queued, agent, now)

    assert first.message != second.message


def test_buyer_and_agent_may_use_the_same_local_id(
    conversation: Conversation, agent: Membership, now: datetime
):
    asked = _write(conversation.shop, now, local_id="x-1")
    answered = _reply(conversation, agent, now + SOON, local_id="x-1")

    assert asked.message != answered.message


def test_a_reply_counts_the_phrases_it_was_made_with_once(
    conversation: Conversation, agent: Membership, now: datetime
):
    phrase = QuickPhrase.objects.create(
        shop=conversation.shop, title="欢迎", text="欢迎光临", created_at=now, updated_at=now
    )
    for _time in range(2):
        actions.send_message(
            conversation_id=conversation.pk,
            by=agent,
            local_id="k1-1",
            text="欢迎光临",
            at=now,
            phrase_ids=[phrase.pk],
        )

    assert PhraseUse.objects.get(phrase=phrase, membership=agent).count == 1


def test_a_reply_is_announced_and_ends_the_wait_on_the_floor(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    _write(conversation.shop, now)

    with announced() as events:
        stored = _reply(conversation, agent, now + SOON)
        _reply(conversation, agent, now + SOON, local_id="k1-2")

    assert [(event.kind, event.floor) for event in events] == [
        ("message_sent", True),
        ("message_sent", False),
    ]
    assert events[0].seq == stored.seq
    assert events[0].buyer_message["agent"] == {"name": "小美"}


def test_a_refused_reply_announces_nothing(
    conversation: Conversation, other_agent: Membership, now: datetime, announced
):
    with announced() as events, pytest.raises(NotYoursError):
        _reply(conversation, other_agent, now)

    assert events == []


def test_an_agent_sends_a_picture(conversation: Conversation, agent: Membership, now: datetime):
    picture = PictureFactory(shop_id=conversation.shop_id)

    stored = actions.send_picture(
        conversation_id=conversation.pk, by=agent, local_id="k1-1", picture=picture, at=now
    )

    assert (stored.message.kind, stored.message.picture, stored.message.agent) == ("picture", picture, agent)


def test_an_agent_sends_a_product_of_the_shop_alone(
    conversation: Conversation, agent: Membership, other_shop: Shop, now: datetime
):
    own, foreign = ProductFactory(shop=conversation.shop), ProductFactory(shop=other_shop)

    def card(key: int):
        return actions.send_card(
            conversation_id=conversation.pk, by=agent, local_id="k1-1", card="product", key=key, at=now
        )

    with pytest.raises(UnknownCardError):
        card(foreign.pk)
    assert card(own.pk).message.card["price"] == "158.00"


def test_an_order_goes_to_nobody_but_the_buyer_who_placed_it(
    conversation: Conversation, agent: Membership, buyer: Buyer, now: datetime
):
    own, foreign = OrderFactory(buyer=buyer), OrderFactory(buyer=BuyerFactory(shop=buyer.shop))

    def card(key: int):
        return actions.send_card(
            conversation_id=conversation.pk, by=agent, local_id="k1-1", card="order", key=key, at=now
        )

    with pytest.raises(UnknownCardError):
        card(foreign.pk)
    assert card(own.pk).message.card["number"] == own.number


# Notes


def test_anybody_who_answers_in_the_shop_keeps_a_note(
    conversation: Conversation, other_agent: Membership, now: datetime
):
    before = conversation.last_at

    stored = actions.add_note(
        conversation_id=conversation.pk, by=other_agent, local_id="k1-1", text="老客户，注意尺码", at=now
    )

    conversation.refresh_from_db()
    assert (stored.message.kind, stored.message.agent) == (Kind.NOTE, other_agent)
    assert (conversation.last_at, conversation.last_text) == (before, "")


def test_a_note_may_hold_what_a_reply_may_not_and_stands_in_closed_talks_too(
    conversation: Conversation, agent: Membership, now: datetime
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    stored = actions.add_note(
        conversation_id=conversation.pk, by=agent, local_id="k1-1", text="单号***待查", at=now + SOON
    )

    assert stored.message.text == "单号***待查"


def test_a_note_does_not_answer_the_buyer(conversation: Conversation, agent: Membership, now: datetime):
    _write(conversation.shop, now)

    actions.add_note(conversation_id=conversation.pk, by=agent, local_id="k1-1", text="等仓库", at=now + SOON)

    conversation.refresh_from_db()
    assert (conversation.waiting_since, conversation.unread, conversation.first_reply_at) == (now, 1, None)


def test_a_repeated_note_is_kept_once(conversation: Conversation, agent: Membership, now: datetime):
    note = {"conversation_id": conversation.pk, "by": agent, "local_id": "k1-1", "text": "等仓库", "at": now}

    first, again = actions.add_note(**note), actions.add_note(**note)

    assert (again.message, again.again) == (first.message, True)


def test_a_reply_with_a_notes_local_id_does_not_become_public(
    conversation: Conversation, agent: Membership, now: datetime
):
    note = actions.add_note(conversation_id=conversation.pk, by=agent, local_id="k1-1", text="难缠", at=now)

    again = _reply(conversation, agent, now, text="难缠")

    assert again.message == note.message
    assert again.message.kind == Kind.NOTE


def test_a_note_is_announced_to_agents_and_never_to_the_buyer(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    with announced() as events:
        actions.add_note(conversation_id=conversation.pk, by=agent, local_id="k1-1", text="难缠", at=now)

    (event,) = events
    assert event.message["text"] == "难缠"
    assert (event.buyer_message, event.floor) == (None, False)


def test_an_empty_note_is_refused(conversation: Conversation, agent: Membership, now: datetime):
    with pytest.raises(EmptyMessageError):
        actions.add_note(conversation_id=conversation.pk, by=agent, local_id="k1-1", text=" ", at=now)


def test_the_page_a_buyer_writes_from_is_kept_without_its_query(shop: Shop, now: datetime):
    stored = actions.receive_message(
        shop=shop,
        account="visitor:q",
        name="访客",
        local_id="q1",
        text="在吗",
        at=now,
        page_url="https://shop.example/coat?session=secret#top",
    )

    assert Conversation.objects.get(pk=stored.message.conversation_id).page_url == "https://shop.example/coat"
