"""What the agents' socket does with the guard."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation
from tests.factories.trade import OrderFactory
from tests.sockets import Wire, Wires, in_thread

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions, facts
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.guard.models import Approval, Verdict

PRICE, BLOCKED, DOUBTFUL = "这单给您便宜25元", "加我微信 yunshang888 聊", "详情页写了，自己看"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    facts.forget()
    yield
    facts.forget()


@pytest.fixture
def conversation(conversation: Conversation) -> Conversation:
    """The buyer has an order; the talk is of today, by the real clock."""
    Conversation.objects.filter(pk=conversation.pk).update(opened_at=timezone.now() - timedelta(hours=1))
    OrderFactory(buyer=conversation.buyer)
    return conversation


async def _ask(desk: Wire, conversation: Conversation, **more: Any) -> dict[str, Any]:
    asked = {"conversation": conversation.pk, "local_id": "k1", "text": PRICE, "note": "老客户", **more}
    answer: dict[str, Any] = (await desk.ask("approval", do="ask", **asked))["approval"]
    return answer


async def test_what_is_typed_is_checked_and_the_answer_says_which(
    conversation: Conversation, agent: Membership, wires: Wires
):
    desk = await wires.desk(agent)

    verdict = await desk.ask("verdict", do="check", conversation=conversation.pk, text=f"😊{BLOCKED}", n=7)

    assert (verdict["conversation"], verdict["n"], verdict["severity"]) == (conversation.pk, 7, "block")
    finding = verdict["findings"][0]
    assert f"😊{BLOCKED}"[finding["start"] : finding["end"]] == finding["matched"]
    assert {"rule", "why", "title", "source", "penalty", "rewrite"} <= finding.keys()
    assert await in_thread(Verdict.objects.count)() == 0


async def test_a_draft_in_somebody_elses_talk_is_answered_with_nothing(
    conversation: Conversation, other_agent: Membership, wires: Wires
):
    desk = await wires.desk(other_agent)

    verdict = await desk.ask("verdict", do="check", conversation=conversation.pk, text=BLOCKED, n=1)

    assert (verdict["severity"], verdict["findings"]) == ("pass", [])


@pytest.mark.parametrize("do", ["check", "ask"])
async def test_another_shops_conversation_is_not_there(
    conversation: Conversation, neighbour: Membership, wires: Wires, do: str
):
    desk = await wires.desk(neighbour)

    refused = await desk.ask("refused", do=do, conversation=conversation.pk, text=PRICE, local_id="k1", n=1)

    assert refused["code"] == "chat.not_found"


async def test_who_answers_nobody_checks_nothing(
    conversation: Conversation, warehouse: Membership, wires: Wires
):
    desk = await wires.desk(warehouse)

    refused = await desk.ask("refused", do="check", conversation=conversation.pk, text=PRICE, n=1)

    assert refused["code"] == "accounts.not_allowed"


async def test_a_reply_that_is_held_is_refused_with_what_was_found(
    conversation: Conversation, agent: Membership, wires: Wires
):
    desk = await wires.desk(agent)
    send = {"do": "send", "conversation": conversation.pk, "local_id": "k1", "text": DOUBTFUL}

    refused = await desk.ask("refused", **send)
    rules = [finding["rule"] for finding in refused["verdict"]["findings"]]
    stored = await desk.ask("stored", **send, confirmed=rules)

    assert (refused["code"], refused["local_id"]) == ("guard.confirm", "k1")
    assert stored["message"]["text"] == DOUBTFUL


@pytest.mark.parametrize("confirmed", [12, "tone-orders", [1, None, ["tone-orders"]], ["x" * 81]])
async def test_what_names_no_rule_confirms_nothing(
    conversation: Conversation, agent: Membership, wires: Wires, confirmed: object
):
    desk = await wires.desk(agent)

    refused = await desk.ask(
        "refused", do="send", conversation=conversation.pk, local_id="k1", text=DOUBTFUL, confirmed=confirmed
    )

    assert refused["code"] == "guard.confirm"


async def test_what_is_asked_reaches_asker_and_lead_and_the_yes_sends_it(
    conversation: Conversation,
    agent: Membership,
    other_agent: Membership,
    lead: Membership,
    wires: Wires,
):
    desk, colleague, boss = [await wires.desk(member) for member in (agent, other_agent, lead)]
    window = await wires.widget(conversation.shop)

    asked = await _ask(desk, conversation)
    seen = (await boss.hear("approval"))["approval"]
    await boss.say(do="decide", id=asked["id"], granted=True)
    granted = (await desk.hear("approval"))["approval"]
    sent = await desk.hear("message_sent")

    assert seen == asked
    assert (asked["amount"], asked["note"], asked["state"]) == ("25.00", "老客户", "waiting")
    assert (granted["state"], granted["decided_by"]["name"]) == ("granted", "王芳")
    assert (sent["message"]["text"], sent["message"]["agent"]["name"]) == (PRICE, "小美")
    assert (await window.hear("message"))["message"]["text"] == PRICE
    assert "approval" not in [frame["kind"] for frame in await colleague.told()]


async def test_a_page_that_was_away_is_told_what_waits_and_what_was_answered(
    conversation: Conversation, agent: Membership, lead: Membership, wires: Wires
):
    asked = await _ask(await wires.desk(agent), conversation)
    boss = await wires.desk(lead)
    waiting = await boss.ask("caught_up", do="since", seq=0)
    await boss.ask("approval", do="decide", id=asked["id"], granted=False, answer="最多20")

    caught_up = await (await wires.desk(agent)).ask("caught_up", do="since", seq=0)

    assert [each["id"] for each in waiting["approvals"]] == [asked["id"]]
    assert [(each["state"], each["answer"]) for each in caught_up["approvals"]] == [("refused", "最多20")]


async def test_an_agent_takes_back_what_they_asked(
    conversation: Conversation, agent: Membership, wires: Wires
):
    desk = await wires.desk(agent)
    asked = await _ask(desk, conversation)

    taken_back = (await desk.ask("approval", do="withdraw", id=asked["id"]))["approval"]
    again = await desk.ask("refused", do="withdraw", id=asked["id"])

    assert taken_back["state"] == "withdrawn"
    assert again["code"] == "guard.not_waiting"


async def test_what_can_not_be_asked_is_refused_under_its_local_id(
    conversation: Conversation, agent: Membership, wires: Wires
):
    desk = await wires.desk(agent)

    refused = await desk.ask("refused", do="ask", conversation=conversation.pk, local_id="k9", text="在的")

    assert (refused["code"], refused["local_id"]) == ("guard.nothing_to_ask", "k9")


async def test_an_agent_decides_nothing(
    conversation: Conversation, agent: Membership, other_agent: Membership, wires: Wires
):
    asked = await _ask(await wires.desk(agent), conversation)
    desk = await wires.desk(other_agent)

    refused = await desk.ask("refused", do="decide", id=asked["id"], granted=True)

    assert refused["code"] == "accounts.not_allowed"
    assert await in_thread(lambda: Approval.objects.get().state)() == "waiting"
    assert await in_thread(Message.objects.count)() == 0


@pytest.mark.parametrize(
    "frame",
    [
        {"do": "check", "conversation": 1, "text": "在的"},
        {"do": "check", "conversation": 1, "text": 5, "n": 1},
        {"do": "ask", "conversation": 1, "text": "在的"},
        {"do": "ask", "conversation": 1, "local_id": "k1", "text": "在的", "note": "长" * 301},
        {"do": "decide", "id": 1, "granted": "yes"},
        {"do": "decide", "id": "1", "granted": True},
        {"do": "withdraw"},
    ],
)
async def test_a_frame_no_page_of_ours_sends_is_refused(
    lead: Membership, wires: Wires, frame: dict[str, Any]
):
    desk = await wires.desk(lead)

    assert (await desk.ask("refused", **frame))["code"] == "live.malformed"


@pytest.mark.parametrize(("language", "is_english"), [("en", True), ("zh-hans", False)])
def test_what_was_found_is_told_in_the_readers_language(
    conversation: Conversation, agent: Membership, language: str, is_english: bool
):
    with translation.override(language):
        found = actions.check_draft(
            conversation_id=conversation.pk, by=agent, text=BLOCKED, at=timezone.now()
        )

    assert found["findings"][0]["title"].isascii() is is_english
