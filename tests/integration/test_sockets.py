"""Buyers and agents at their sockets together, and lines that break in between."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from django.utils import timezone
from tests.sockets import Wire, Wires, in_thread

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions
from guitai.domains.chat.errors import TakenError
from guitai.domains.chat.models import Assignment, Conversation, Message

Frames = list[dict[str, Any]]


async def test_a_question_is_asked_answered_and_seen_once_on_both_sides(
    shop: Shop, agent: Membership, wires: Wires
):
    desk, window = await wires.desk(agent), await wires.widget(shop)

    asked = await window.ask("stored", do="send", local_id="w1", text="有货吗")
    conversation = (await desk.hear("conversation_assigned"))["conversation"]
    answered = await desk.ask(
        "stored", do="send", conversation=conversation["id"], local_id="k1", text="有的"
    )
    heard = [frame for frame in await window.told() if frame["kind"] == "message"]

    texts = [frame["message"]["text"] for frame in heard if frame["message"]["kind"] == "text"]
    assert texts == ["有货吗", "有的"]
    assert asked["message"]["id"] < answered["message"]["id"]
    history = await window.ask("history", do="since", after=0)
    assert [message["id"] for message in history["messages"]] == [frame["message"]["id"] for frame in heard]


async def test_two_tabs_of_one_agent_show_the_same_and_closing_one_keeps_the_other_online(
    conversation: Conversation, agent: Membership, wires: Wires
):
    one, two = await wires.desk(agent), await wires.desk(agent)

    await one.say(do="send", conversation=conversation.pk, local_id="k1", text="有的")
    first, second = await one.hear("message_sent"), await two.hear("message_sent")
    await one.hang_up()
    await two.ask("tick", do="alive")

    assert first == second
    assert await in_thread(actions.notice_gone)(at=timezone.now()) == 0


async def test_two_tabs_that_send_the_same_repeat_store_it_once(
    conversation: Conversation, agent: Membership, wires: Wires
):
    one, two = await wires.desk(agent), await wires.desk(agent)
    send = {"do": "send", "conversation": conversation.pk, "local_id": "k1", "text": "有的"}

    await asyncio.gather(one.say(**send), two.say(**send))

    assert await one.hear("stored") == await two.hear("stored")
    assert await in_thread(Message.objects.count)() == 1


async def test_of_two_agents_who_answer_one_buyer_one_wins_and_the_other_reads_why(
    queued: Conversation, agent: Membership, other_agent: Membership, wires: Wires
):
    desks = [await wires.desk(agent), await wires.desk(other_agent)]

    await asyncio.gather(
        *(
            desk.say(do="send", conversation=queued.pk, local_id=f"k{number}", text="您好")
            for number, desk in enumerate(desks)
        )
    )
    answers = [await _answer(desk) for desk in desks]

    assert sorted(answer["kind"] for answer in answers) == ["refused", "stored"]
    refused = next(answer for answer in answers if answer["kind"] == "refused")
    winner = await in_thread(lambda: Conversation.objects.get(pk=queued.pk).agent.nickname)()
    assert refused["code"] == "chat.not_yours"
    assert winner in refused["reason"]
    assert await in_thread(Message.objects.filter(author="agent").count)() == 1


async def _answer(desk: Wire) -> dict[str, Any]:
    while (frame := await desk.next())["kind"] not in {"stored", "refused"}:
        pass
    return frame


def test_of_two_agents_who_take_one_buyer_one_wins_and_the_other_is_told_who(
    queued: Conversation, agent: Membership, other_agent: Membership
):
    taken, refused = [], []
    for member in (agent, other_agent):
        try:
            taken.append(actions.take(conversation_id=queued.pk, by=member, at=timezone.now()))
        except TakenError as error:
            refused.append(error.sentence)

    assert [conversation.agent for conversation in taken] == [agent]
    assert len(refused) == 1
    assert "小美" in refused[0]
    assert Assignment.objects.count() == 1


async def test_a_window_that_drops_after_sending_gets_the_same_answer_when_it_asks_again(
    shop: Shop, wires: Wires
):
    first = await wires.widget(shop)
    await first.say(do="send", local_id="w1", text="有货吗")
    await first.hang_up()  # before it could read the answer
    stored = await in_thread(lambda: Message.objects.filter(author="buyer").get().pk)()

    second = await wires.widget(shop)
    again = await second.ask("stored", do="send", local_id="w1", text="有货吗")
    history = await second.ask("history", do="since", after=0)

    assert again["message"]["id"] == stored
    assert [message["local_id"] for message in history["messages"]] == ["w1"]


async def test_a_desk_that_drops_after_sending_gets_the_same_answer_and_what_it_missed(
    conversation: Conversation, agent: Membership, wires: Wires
):
    send = {"do": "send", "conversation": conversation.pk, "local_id": "k1", "text": "有的"}
    first = await wires.desk(agent)
    await first.say(**send)
    await first.hang_up()

    second = await wires.desk(agent)
    await second.say(do="since", seq=0)
    missed = [frame async for frame in _until(second, "caught_up")]
    again = await second.ask("stored", **send)

    assert [frame["message"]["local_id"] for frame in missed if "message" in frame] == ["k1"]
    assert again["message"]["id"] == missed[0]["message"]["id"]
    assert await in_thread(Message.objects.count)() == 1


async def _until(wire: Wire, kind: str) -> AsyncIterator[dict[str, Any]]:
    while (frame := await wire.next())["kind"] != kind:
        if frame["kind"] != "presence":
            yield frame


async def test_a_hundred_messages_from_ten_windows_are_all_stored_once_and_told_in_order(
    shop: Shop, agent: Membership, wires: Wires
):
    desk = await wires.desk(agent)
    windows = [await wires.widget(shop, f"tb_{number}") for number in range(10)]

    async def write(window: Wire) -> None:
        for number in range(10):
            await window.ask("stored", do="send", local_id=f"w{number}", text=f"第{number}句")

    await asyncio.gather(*(write(window) for window in windows))
    heard = [frame for frame in await desk.told() if frame["kind"] == "message_sent" and frame["message"]]

    ids = [frame["message"]["id"] for frame in heard if frame["message"]["author"] == "buyer"]
    assert ids == sorted(set(ids))
    assert await in_thread(Message.objects.filter(author="buyer").count)() == 100
