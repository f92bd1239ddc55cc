from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.catalog import ProductFactory
from tests.factories.chat import MessageFactory, PictureFactory
from tests.factories.trade import OrderFactory
from tests.sockets import Wire, Wires, in_thread

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions, passes
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.chat.passes import BuyerPass


def _reply(conversation: Conversation, agent: Membership, text: str = "有的", local_id: str = "k1"):
    return actions.send_message(
        conversation_id=conversation.pk, by=agent, local_id=local_id, text=text, at=timezone.now()
    )


async def _send(wire: Wire, local_id: str = "w1", text: str = "有货吗") -> dict:
    return await wire.ask("stored", do="send", local_id=local_id, text=text)


# Who is let in


@pytest.mark.parametrize("query", ["", "?token=", "?token=forged", "?token=%00", "?token=a:b:c", "?x=1"])
async def test_a_forged_token_is_closed_with_4401(shop: Shop, wires: Wires, query: str):
    assert await (await wires.at(f"/live/widget/{query}")).closed() == 4401


async def test_a_faded_token_is_closed_with_4401(shop: Shop, wires: Wires):
    holder = BuyerPass(shop.pk, "tb_demo01", "tb_demo01")
    token = passes.sign_buyer(holder, at=timezone.now() - timedelta(days=1))

    assert await (await wires.at(f"/live/widget/?token={token}")).closed() == 4401


async def test_a_token_of_another_kind_is_closed_with_4401(shop: Shop, wires: Wires):
    token = passes.sign_visitor(BuyerPass(shop.pk, "visitor:x", "访客"), at=timezone.now())

    assert await (await wires.at(f"/live/widget/?token={token}")).closed() == 4401


async def test_a_token_of_a_shop_that_is_gone_is_closed_with_4401(shop: Shop, wires: Wires):
    token = passes.sign_buyer(BuyerPass(shop.pk + 99, "tb_demo01", "x"), at=timezone.now())

    assert await (await wires.at(f"/live/widget/?token={token}")).closed() == 4401


# Writing


async def test_a_first_message_opens_a_conversation(shop: Shop, wires: Wires):
    wire = await wires.widget(shop)

    stored = await _send(wire)

    assert (stored["local_id"], stored["message"]["text"]) == ("w1", "有货吗")
    told = await wire.told()
    assert [frame["state"] for frame in told if frame["kind"] == "state"] == ["waiting"]
    assert [frame["message"]["local_id"] for frame in told if frame["kind"] == "message"] == ["w1"]


async def test_a_repeat_is_harmless(shop: Shop, wires: Wires):
    wire = await wires.widget(shop)

    answers = [await _send(wire) for _time in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert await in_thread(Message.objects.filter(author="buyer").count)() == 1


@pytest.mark.parametrize(
    ("text", "code"), [("\u200b\u2060", "chat.empty_message"), ("好" * 100_000, "chat.message_too_long")]
)
async def test_a_refusal_keeps_nothing(shop: Shop, wires: Wires, text: str, code: str):
    wire = await wires.widget(shop)

    refused = await wire.ask("refused", do="send", local_id="w1", text=text)

    assert (refused["local_id"], refused["code"]) == ("w1", code)
    assert not await in_thread(Conversation.objects.exists)()


async def test_the_windows_language_is_the_one_it_asked_for(shop: Shop, wires: Wires):
    token = passes.sign_buyer(BuyerPass(shop.pk, "tb_demo01", "x"), at=timezone.now())
    wire = await wires.at(f"/live/widget/?token={token}&language=en-GB")

    refused = await wire.ask("refused", do="send", local_id="w1", text="")

    assert refused["reason"].isascii()


async def test_cards_are_sent_of_products_and_own_orders(conversation: Conversation, wires: Wires):
    product = await in_thread(ProductFactory)(shop=conversation.shop)
    own = await in_thread(OrderFactory)(buyer=conversation.buyer)
    foreign = await in_thread(OrderFactory)(buyer__shop=conversation.shop)
    wire = await wires.widget(conversation.shop)

    one = await wire.ask("stored", do="card", local_id="w1", card="product", id=product.code)
    two = await wire.ask("stored", do="card", local_id="w2", card="order", id=own.number)
    three = await wire.ask("refused", do="card", local_id="w3", card="order", id=foreign.number)

    assert one["message"]["card"]["id"] == product.pk
    assert two["message"]["card"]["number"] == own.number
    assert three["code"] == "chat.unknown_card"


async def test_a_window_left_open_for_days_says_hello_again(
    shop: Shop, wires: Wires, monkeypatch: pytest.MonkeyPatch
):
    wire = await wires.widget(shop)
    monkeypatch.setattr(passes, "BUYER_LASTS", timedelta(0))

    refused = await wire.ask("refused", do="send", local_id="w1", text="在吗")

    assert refused["code"] == "chat.pass_refused"


# Being told


async def test_a_reply_comes_at_once(conversation: Conversation, agent: Membership, wires: Wires):
    wire = await wires.widget(conversation.shop)

    await in_thread(_reply)(conversation, agent)

    message = (await wire.hear("message"))["message"]
    assert (message["text"], message["agent"]) == ("有的", {"name": "小美"})


async def test_notes_and_handing_over_stay_inside(
    conversation: Conversation, agent: Membership, lead: Membership, wires: Wires
):
    wire = await wires.widget(conversation.shop)
    at = timezone.now()

    await in_thread(actions.add_note)(
        conversation_id=conversation.pk, by=agent, local_id="k1", text="难缠的客户", at=at
    )
    await in_thread(actions.take)(conversation_id=conversation.pk, by=lead, at=at, may_take_over=True)

    told = await wire.told()
    assert "难缠" not in str(told)
    assert "take_over" not in str(told)
    assert [frame["agent"] for frame in told if frame["kind"] == "state"] == ["王芳"]


async def test_two_windows_of_a_buyer_show_the_same(shop: Shop, wires: Wires):
    one, two = await wires.widget(shop), await wires.widget(shop)

    await _send(one)

    assert (await two.hear("message"))["message"]["local_id"] == "w1"


async def test_another_buyer_and_another_shop_are_told_nothing(
    conversation: Conversation, agent: Membership, other_shop: Shop, wires: Wires
):
    stranger = await wires.widget(conversation.shop, "tb_other")
    elsewhere = await wires.widget(other_shop, "tb_demo01")

    await in_thread(_reply)(conversation, agent)

    assert await stranger.told() == await elsewhere.told() == []


async def test_the_talk_is_told_as_it_is(conversation: Conversation, agent: Membership, wires: Wires):
    first = await in_thread(MessageFactory)(conversation=conversation)
    await in_thread(_reply)(conversation, agent)
    wire = await wires.widget(conversation.shop)

    history = await wire.ask("history", do="since", after=0)
    rest = await wire.ask("history", do="since", after=first.pk)

    assert [message["text"] for message in history["messages"]] == ["有货吗", "有的"]
    assert [message["text"] for message in rest["messages"]] == ["有的"]
    assert (history["state"], history["agent"], history["more"]) == ("open", "小美", False)


async def test_a_new_buyer_has_no_talk(shop: Shop, wires: Wires):
    wire = await wires.widget(shop)

    history = await wire.ask("history", do="since", after=0)

    assert (history["messages"], history["state"], history["agent"]) == ([], None, None)


async def test_a_picture_comes_with_an_address_signed_for_this_buyer(
    conversation: Conversation, agent: Membership, wires: Wires
):
    picture = await in_thread(PictureFactory)(shop_id=conversation.shop_id)
    wire = await wires.widget(conversation.shop)

    await in_thread(actions.send_picture)(
        conversation_id=conversation.pk, by=agent, local_id="k1", picture=picture, at=timezone.now()
    )

    shown = (await wire.hear("message"))["message"]["picture"]
    assert shown["url"].startswith(f"/widget/{conversation.shop.widget_key}/picture/{picture.pk}/?t=")


# Around the talk


async def test_typing_and_reading_come_to_the_agent(
    conversation: Conversation, agent: Membership, wires: Wires
):
    stored = await in_thread(_reply)(conversation, agent)
    desk = await wires.desk(agent)
    wire = await wires.widget(conversation.shop)

    await wire.say(do="typing")
    assert (await desk.hear("typing"))["by"] == "buyer"

    await wire.say(do="read", upto=stored.message.pk)
    assert (await desk.hear("conversation_read"))["conversation"]["buyer_read"] == stored.message.pk


async def test_the_agents_typing_and_reading_come_to_the_buyer(
    conversation: Conversation, agent: Membership, wires: Wires
):
    wire = await wires.widget(conversation.shop)
    stored = await _send(wire)
    desk = await wires.desk(agent)

    await desk.say(do="typing", conversation=conversation.pk)
    await wire.hear("typing")
    await desk.say(do="read", conversation=conversation.pk, upto=stored["message"]["id"])

    assert await wire.hear("read") == {"kind": "read", "upto": stored["message"]["id"]}


async def test_typing_without_a_talk_is_nothing(shop: Shop, wires: Wires):
    wire = await wires.widget(shop)

    await wire.say(do="typing")

    assert await wire.ask("tick", do="alive") == {"kind": "tick"}


async def test_a_talk_is_rated_after_its_end(conversation: Conversation, agent: Membership, wires: Wires):
    wire = await wires.widget(conversation.shop)
    early = await wire.ask("refused", do="rate", score=5)
    await in_thread(actions.close)(conversation_id=conversation.pk, by=agent, at=timezone.now())
    assert (await wire.hear("state"))["state"] == "closed"

    await wire.say(do="rate", score=5, comment="很好")

    assert early["code"] == "chat.not_ratable"
    assert (await wire.hear("state"))["rating"] == 5


@pytest.mark.parametrize(
    "raw",
    [
        "no json",
        "[]",
        '{"do": "watch", "conversation": 1}',
        '{"do": "presence", "state": "off"}',
        '{"do": "send", "text": "x"}',
        '{"do": "send", "local_id": "w1", "text": null}',
        '{"do": "rate", "score": "5"}',
        '{"do": "read", "upto": -1}',
        '{"do": "since", "after": 1e400}',
        '{"do": "send", "local_id": "w1", "text": "x", "page": "' + "p" * 2001 + '"}',
    ],
    ids=lambda raw: raw[:40],
)
async def test_a_malformed_frame_is_refused_and_the_socket_lives_on(
    shop: Shop, wires: Wires, raw: str, caplog: pytest.LogCaptureFixture
):
    wire = await wires.widget(shop)

    await wire.say_raw(raw)

    assert (await wire.hear("refused"))["code"] == "live.malformed"
    await wire.ask("tick", do="alive")
    assert caplog.text == ""
