import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.factories.catalog import ProductFactory
from tests.factories.chat import MessageFactory
from tests.factories.knowledge import EntryFactory, GuideFactory
from tests.factories.trade import OrderFactory
from tests.sockets import Wires, cookie_of, in_thread

from guitai.domains.accounts import actions as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions
from guitai.domains.chat.models import Change, Conversation, Draft, Feed, Message, Presence
from guitai.domains.knowledge.models import PhraseUse, QuickPhrase, SuggestionUse
from guitai.live import seats

OURS = (b"origin", b"http://testserver")


def _buyer_writes(conversation: Conversation, local_id: str = "w1", text: str = "有货吗"):
    return actions.receive_message(
        shop=conversation.shop,
        account=conversation.buyer.account,
        name="",
        local_id=local_id,
        text=text,
        at=timezone.now(),
    )


# Who is let in


async def test_nobody_signed_in_is_closed_with_4401(shop: Shop, wires: Wires):
    wire = await wires.at("/live/desk/yunshang/")

    assert await wire.closed() == 4401


async def test_a_forged_cookie_is_closed_with_4401(shop: Shop, wires: Wires):
    wire = await wires.at("/live/desk/yunshang/", headers=[(b"cookie", b"sessionid=forged"), OURS])

    assert await wire.closed() == 4401


@pytest.mark.parametrize("key", ["yunshang", "no-such-shop"])
async def test_who_has_no_place_in_the_shop_is_closed_with_4403(
    shop: Shop, neighbour: Membership, wires: Wires, key: str
):
    wire = await wires.at(f"/live/desk/{key}/", headers=[await in_thread(cookie_of)(neighbour), OURS])

    assert await wire.closed() == 4403


async def test_a_former_member_is_closed_with_4403(former: Membership, wires: Wires):
    wire = await wires.at("/live/desk/yunshang/", headers=[await in_thread(cookie_of)(former), OURS])

    assert await wire.closed() == 4403


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://testserver.evil.example", "null", "http://[", "http://testserver:81"],
)
async def test_a_page_from_elsewhere_gets_no_socket(agent: Membership, wires: Wires, origin: str):
    headers = [await in_thread(cookie_of)(agent), (b"origin", origin.encode())]
    wire = await wires.at("/live/desk/yunshang/", headers=headers)

    assert await wire.closed() == 4401
    assert not await in_thread(Presence.objects.exists)()


async def test_any_other_address_is_closed_with_4403(wires: Wires):
    assert await (await wires.at("/live/nothing/")).closed() == 4403


async def test_who_comes_in_is_online_and_their_colleagues_hear_of_it(
    agent: Membership, other_agent: Membership, wires: Wires
):
    first = await wires.desk(agent)
    await wires.desk(other_agent)

    assert await first.hear("presence") == {"kind": "presence", "agent": agent.pk, "state": "online"}
    assert (await first.hear("presence"))["agent"] == other_agent.pk


async def test_a_warehouse_hand_looks_and_is_not_online(warehouse: Membership, wires: Wires):
    await wires.desk(warehouse)

    assert not await in_thread(Presence.objects.exists)()


# Sending


async def test_a_reply_is_stored_and_answered(conversation: Conversation, agent: Membership, wires: Wires):
    wire = await wires.desk(agent)

    stored = await wire.ask("stored", do="send", conversation=conversation.pk, local_id="k1", text="有的")

    assert (stored["local_id"], stored["message"]["text"]) == ("k1", "有的")
    assert (await wire.hear("message_sent"))["seq"] == stored["seq"]


async def test_a_repeat_is_harmless(conversation: Conversation, agent: Membership, wires: Wires):
    wire = await wires.desk(agent)
    send = {"do": "send", "conversation": conversation.pk, "local_id": "k1", "text": "有的"}

    answers = [await wire.ask("stored", **send) for _time in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert await in_thread(Message.objects.count)() == 1


async def test_a_note_is_kept(conversation: Conversation, other_agent: Membership, wires: Wires):
    wire = await wires.desk(other_agent)

    stored = await wire.ask(
        "stored", do="send", conversation=conversation.pk, local_id="k1", text="难缠", note=True
    )

    assert stored["message"]["kind"] == "note"


async def test_a_card_is_sent(conversation: Conversation, agent: Membership, wires: Wires):
    product = await in_thread(ProductFactory)(shop=conversation.shop)
    order = await in_thread(OrderFactory)(buyer=conversation.buyer)
    wire = await wires.desk(agent)
    send = {"do": "card", "conversation": conversation.pk}

    first = await wire.ask("stored", **send, local_id="k1", card="product", id=product.pk)
    second = await wire.ask("stored", **send, local_id="k2", card="order", id=order.pk)
    third = await wire.ask("refused", **send, local_id="k3", card="order", id=order.pk + 1)

    assert first["message"]["card"]["title"] == product.title
    assert second["message"]["card"]["number"] == order.number
    assert third["code"] == "chat.unknown_card"


async def test_a_guide_is_sent_step_by_step(conversation: Conversation, agent: Membership, wires: Wires):
    guide = await in_thread(GuideFactory)(shop=agent.shop, title="申请退款", steps=["一", "二"])
    wire = await wires.desk(agent)
    send = {"do": "card", "conversation": conversation.pk, "card": "guide", "id": guide.pk}

    first = await wire.ask("stored", **send, local_id="k1", step=1)
    second = await wire.ask("stored", **send, local_id="k2", step=2)
    third = await wire.ask("refused", **send, local_id="k3", step=3)
    fourth = await wire.ask("refused", **send, local_id="k4")

    shown = [(each["message"]["kind"], each["message"]["card"]["text"]) for each in (first, second)]
    assert shown == [("guide", "一"), ("guide", "二")]
    assert (third["code"], fourth["code"]) == ("chat.unknown_card", "live.malformed")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("单号***", "chat.unfilled_slot"),
        ("\u200b", "chat.empty_message"),
        ("好" * 100_000, "chat.message_too_long"),
    ],
)
async def test_a_refusal_says_why_in_the_members_language(
    conversation: Conversation, agent: Membership, wires: Wires, text: str, code: str
):
    agent.person.language = "en"
    await in_thread(agent.person.save)()
    wire = await wires.desk(agent)

    refused = await wire.ask("refused", do="send", conversation=conversation.pk, local_id="k1", text=text)

    assert (refused["local_id"], refused["code"]) == ("k1", code)
    assert refused["reason"].endswith(".")
    assert refused["reason"].isascii()


async def test_another_shops_conversation_is_not_there(
    conversation: Conversation, neighbour: Membership, wires: Wires
):
    wire = await wires.desk(neighbour)

    for frame in (
        {"do": "send", "local_id": "k1", "text": "有的"},
        {"do": "send", "local_id": "k2", "text": "注", "note": True},
        {"do": "card", "local_id": "k3", "card": "order", "id": 1},
        {"do": "watch"},
    ):
        refused = await wire.ask("refused", **frame, conversation=conversation.pk)
        assert refused["code"] == "chat.not_found"
    assert not await in_thread(Message.objects.exists)()


async def test_whose_role_does_not_answer_is_refused(
    conversation: Conversation, warehouse: Membership, wires: Wires
):
    wire = await wires.desk(warehouse)

    for frame in (
        {"do": "send", "local_id": "k1", "text": "有的"},
        {"do": "draft", "text": "有的"},
        {"do": "read", "upto": 1},
        {"do": "presence", "state": "online"},
    ):
        refused = await wire.ask("refused", **frame, conversation=conversation.pk)
        assert refused["code"] == "accounts.not_allowed"


@pytest.mark.parametrize("phrases", [5, {"a": 1}, [10**30, -1, None, "x", True], "12", [[]]])
async def test_a_list_of_phrases_that_is_none_keeps_no_reply_back(
    conversation: Conversation, agent: Membership, wires: Wires, phrases: object
):
    wire = await wires.desk(agent)

    stored = await wire.ask(
        "stored", do="send", conversation=conversation.pk, local_id="k1", text="有的", phrases=phrases
    )

    assert stored["message"]["text"] == "有的"


async def test_a_reply_counts_the_phrases_it_was_made_with(
    conversation: Conversation, agent: Membership, wires: Wires
):
    at = timezone.now()
    phrase = await in_thread(QuickPhrase.objects.create)(
        shop=conversation.shop, title="欢迎", text="欢迎", created_at=at, updated_at=at
    )
    wire = await wires.desk(agent)

    await wire.ask(
        "stored", do="send", conversation=conversation.pk, local_id="k1", text="欢迎", phrases=[phrase.pk]
    )

    assert (await in_thread(PhraseUse.objects.get)()).count == 1


@pytest.mark.parametrize("suggested", [5, {"a": 1}, [None, "x", {"kind": "spell", "id": 1}]])
async def test_a_list_of_suggestions_that_is_none_keeps_no_reply_back(
    conversation: Conversation, agent: Membership, wires: Wires, suggested: object
):
    wire = await wires.desk(agent)

    stored = await wire.ask(
        "stored", do="send", conversation=conversation.pk, local_id="k1", text="有的", suggested=suggested
    )

    assert stored["message"]["text"] == "有的"


async def test_a_reply_counts_the_suggestion_it_was_made_with(
    conversation: Conversation, agent: Membership, wires: Wires
):
    entry = await in_thread(EntryFactory)(shop=conversation.shop, answer="有的")
    wire = await wires.desk(agent)

    await wire.ask(
        "stored",
        do="send",
        conversation=conversation.pk,
        local_id="k1",
        text="有的",
        suggested=[{"kind": "entry", "id": entry.pk, "text": "有的"}],
    )

    assert (await in_thread(SuggestionUse.objects.get)()).used == 1


# What is told


async def test_a_buyers_message_comes_to_its_agent_whole_and_to_the_floor_as_a_row(
    conversation: Conversation, agent: Membership, other_agent: Membership, wires: Wires
):
    own, floor = await wires.desk(agent), await wires.desk(other_agent)

    await in_thread(_buyer_writes)(conversation)

    assert (await own.hear("message_sent"))["message"]["text"] == "有货吗"
    told = await floor.hear("message_sent")
    assert (told["message"], told["conversation"]["last_text"]) == (None, "有货吗")


async def test_the_floor_is_not_told_of_every_line(
    conversation: Conversation, other_agent: Membership, wires: Wires
):
    await in_thread(_buyer_writes)(conversation)
    floor = await wires.desk(other_agent)

    await in_thread(_buyer_writes)(conversation, "w2", "在吗")

    assert "message_sent" not in {frame["kind"] for frame in await floor.told()}


async def test_who_watches_is_told_everything_of_one_conversation_at_a_time(
    conversation: Conversation, queued: Conversation, other_agent: Membership, wires: Wires
):
    await in_thread(_buyer_writes)(conversation)
    wire = await wires.desk(other_agent)
    await wire.say(do="watch", conversation=conversation.pk)
    await wire.say(do="watch", conversation=conversation.pk)
    await wire.ask("tick", do="alive")

    await in_thread(_buyer_writes)(conversation, "w2", "在吗")
    heard = [frame for frame in await wire.told() if frame["kind"] == "message_sent"]
    assert [frame["message"]["text"] for frame in heard] == ["在吗"]

    await wire.say(do="watch", conversation=queued.pk)
    await wire.ask("tick", do="alive")
    await in_thread(_buyer_writes)(conversation, "w3", "黑色的")
    assert [frame for frame in await wire.told() if frame["kind"] == "message_sent"] == []


async def test_nobody_next_door_is_told_anything(
    conversation: Conversation, neighbour: Membership, wires: Wires
):
    wire = await wires.desk(neighbour)

    await in_thread(_buyer_writes)(conversation)

    assert [frame["kind"] for frame in await wire.told()] == ["presence"]


async def test_typing_is_shown_to_who_watches(
    conversation: Conversation, agent: Membership, other_agent: Membership, wires: Wires
):
    own, watcher = await wires.desk(agent), await wires.desk(other_agent)
    await watcher.say(do="watch", conversation=conversation.pk)
    await watcher.ask("tick", do="alive")

    await own.say(do="typing", conversation=conversation.pk)

    assert await watcher.hear("typing") == {
        "kind": "typing",
        "conversation": conversation.pk,
        "by": "小美",
    }


async def test_nobody_types_in_somebody_elses_conversation(
    conversation: Conversation, agent: Membership, other_agent: Membership, wires: Wires
):
    own, other = await wires.desk(agent), await wires.desk(other_agent)
    await own.say(do="watch", conversation=conversation.pk)
    await own.ask("tick", do="alive")

    await other.say(do="typing", conversation=conversation.pk)
    await other.ask("tick", do="alive")

    assert "typing" not in {frame["kind"] for frame in await own.told()}


async def test_an_alarm_goes_to_leads_alone(
    conversation: Conversation, agent: Membership, lead: Membership, wires: Wires
):
    own, leading = await wires.desk(agent), await wires.desk(lead)
    at = timezone.now() - timedelta(minutes=9)
    rows = Conversation.objects.filter(pk=conversation.pk)
    await in_thread(rows.update)(waiting_since=at, assigned_at=at)

    await in_thread(actions.look_after_unanswered)(shop=conversation.shop, at=timezone.now())

    alarm = await leading.hear("alarm")
    assert (alarm["conversation"], bool(alarm["reason"])) == (conversation.pk, True)
    assert "alarm" not in {frame["kind"] for frame in await own.told()}


# What was missed


async def test_who_was_away_is_told_what_was_missed(
    conversation: Conversation, agent: Membership, wires: Wires
):
    await in_thread(_buyer_writes)(conversation)
    await in_thread(_buyer_writes)(conversation, "w2", "在吗")
    wire = await wires.desk(agent)

    await wire.say(do="since", seq=1)
    frames = await wire.until("caught_up")

    missed = [frame for frame in frames if frame["kind"] == "message_sent"]
    assert [frame["message"]["text"] for frame in missed] == ["在吗"]
    assert frames[-1]["seq"] == 2


async def test_who_missed_nothing_is_up_to_date(agent: Membership, wires: Wires):
    wire = await wires.desk(agent)

    assert (await wire.ask("caught_up", do="since", seq=0))["seq"] == 0


async def test_who_is_too_far_behind_loads_anew(conversation: Conversation, agent: Membership, wires: Wires):
    await in_thread(_buyer_writes)(conversation)
    await in_thread(Feed.objects.update)(seq=1000)
    await in_thread(Change.objects.update)(seq=1000)
    wire = await wires.desk(agent)

    assert await wire.ask("reload", do="since", seq=1) == {"kind": "reload"}


async def test_alive_is_answered_by_the_newest_number(
    conversation: Conversation, agent: Membership, wires: Wires
):
    wire = await wires.desk(agent)
    await in_thread(_buyer_writes)(conversation)

    assert await wire.ask("tick", do="alive") == {"kind": "tick", "seq": 1}


# Reading, drafts, presence


async def test_reading_is_noted_and_told(conversation: Conversation, agent: Membership, wires: Wires):
    stored = await in_thread(_buyer_writes)(conversation)
    wire = await wires.desk(agent)

    await wire.say(do="read", conversation=conversation.pk, upto=stored.message.pk)

    row = (await wire.hear("conversation_read"))["conversation"]
    assert (row["unread"], row["agent_read"]) == (0, stored.message.pk)


async def test_another_shops_conversation_is_not_read(
    conversation: Conversation, neighbour: Membership, wires: Wires
):
    wire = await wires.desk(neighbour)

    await wire.say(do="read", conversation=conversation.pk, upto=1)

    assert (await wire.ask("tick", do="alive"))["seq"] == 0


async def test_a_draft_survives(conversation: Conversation, agent: Membership, wires: Wires):
    wire = await wires.desk(agent)

    await wire.say(do="draft", conversation=conversation.pk, text="您好\x00\ud83d")
    await wire.ask("tick", do="alive")

    assert (await in_thread(Draft.objects.get)()).text == "您好"


async def test_who_comes_in_gets_the_queue_at_once(queued: Conversation, agent: Membership, wires: Wires):
    wire = await wires.desk(agent)

    assert (await wire.hear("conversation_assigned"))["conversation"]["id"] == queued.pk


async def test_who_comes_back_online_gets_the_queue(queued: Conversation, agent: Membership, wires: Wires):
    await in_thread(actions.be)(membership=agent, state="away", at=timezone.now())
    wire = await wires.desk(agent)
    await wire.ask("tick", do="alive")
    assert not await in_thread(Conversation.objects.filter(agent=agent).exists)()

    await wire.say(do="presence", state="online")

    assert (await wire.hear("conversation_assigned"))["conversation"]["id"] == queued.pk


async def test_presence_is_one_of_three(agent: Membership, wires: Wires):
    wire = await wires.desk(agent)

    assert (await wire.ask("refused", do="presence", state="asleep"))["code"] == "accounts.not_allowed"
    await wire.say(do="presence", state="away")
    assert (await wire.hear("presence"))["state"] in {"online", "away"}


async def test_a_closed_page_is_soon_gone(agent: Membership, wires: Wires):
    wire = await wires.desk(agent)
    await wire.hang_up()

    soon = timezone.now() + timedelta(seconds=31)

    assert await in_thread(actions.notice_gone)(at=soon) == 1


# When it ends while the page is open


def _sign_out() -> None:
    Session.objects.all().delete()


def _expire() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def _change_password(agent: Membership) -> None:
    accounts.set_password(person=agent.person, password="ganz-neues-wort-9", at=timezone.now())


def _leave(agent: Membership) -> None:
    accounts.end_membership(membership=agent, by=None, at=timezone.now())


ENDINGS = {
    "signed out": (lambda _agent: _sign_out(), 4401),
    "expired": (lambda _agent: _expire(), 4401),
    "password changed": (_change_password, 4401),
    "left the shop": (_leave, 4403),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "frame",
    [
        {"do": "alive"},
        {"do": "since", "seq": 0},
        {"do": "send", "local_id": "k1", "text": "有的"},
        {"do": "watch"},
        {"do": "draft", "text": "x"},
    ],
    ids=lambda frame: frame["do"],
)
async def test_who_may_not_be_here_any_more_is_sent_away_by_whatever_they_do(
    conversation: Conversation, agent: Membership, wires: Wires, ending: str, frame: dict[str, object]
):
    end, code = ENDINGS[ending]
    wire = await wires.desk(agent)
    await in_thread(end)(agent)

    await wire.say(**frame, conversation=conversation.pk)

    assert await wire.closed() == code
    assert not await in_thread(Message.objects.exists)()


@pytest.mark.parametrize("ending", ENDINGS)
async def test_who_may_not_be_here_any_more_is_told_nothing_even_if_they_keep_silent(
    conversation: Conversation,
    agent: Membership,
    lead: Membership,
    wires: Wires,
    ending: str,
    monkeypatch: pytest.MonkeyPatch,
):
    end, code = ENDINGS[ending]
    wire = await wires.desk(agent)
    await wire.told()
    monkeypatch.setattr(seats, "ASKS_AGAIN_AFTER", -1.0)
    await in_thread(end)(agent)

    await in_thread(_buyer_writes)(conversation)

    said = await wire.output()
    assert (said["type"], said["code"]) == ("websocket.close", code)


# What no page of ours sends


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "no json",
        "[]",
        "null",
        "5",
        '"alive"',
        "{}",
        '{"do": null}',
        '{"do": []}',
        '{"do": {"a": 1}}',
        '{"do": "\\ud83d"}',
        '{"do": "connect"}',
        '{"do": "__init__"}',
        '{"do": "send"}',
        '{"do": "send", "conversation": "51", "local_id": "k1", "text": "x"}',
        '{"do": "send", "conversation": 1e3, "local_id": "k1", "text": "x"}',
        '{"do": "send", "conversation": true, "local_id": "k1", "text": "x"}',
        '{"do": "send", "conversation": -1, "local_id": "k1", "text": "x"}',
        '{"do": "send", "conversation": 9223372036854775808, "local_id": "k1", "text": "x"}',
        '{"do": "send", "conversation": 1, "local_id": "", "text": "x"}',
        '{"do": "send", "conversation": 1, "local_id": "\\u0000", "text": "x"}',
        '{"do": "send", "conversation": 1, "local_id": "\\ud83d", "text": 5}',
        '{"do": "send", "conversation": 1, "local_id": ["k"], "text": "x"}',
        '{"do": "send", "conversation": 1, "local_id": "' + "k" * 41 + '", "text": "x"}',
        '{"do": "since", "seq": NaN}',
        '{"do": "since", "seq": ' + "9" * 5000 + "}",
        "[" * 100_000,
    ],
    ids=lambda raw: raw[:40],
)
async def test_a_malformed_frame_is_refused_and_the_socket_lives_on(
    agent: Membership, wires: Wires, raw: str, caplog: pytest.LogCaptureFixture
):
    wire = await wires.desk(agent)

    await wire.say_raw(raw)

    assert (await wire.hear("refused"))["code"] == "live.malformed"
    await wire.ask("tick", do="alive")
    assert caplog.text == ""


async def test_half_a_character_is_dropped_and_the_message_stored(
    conversation: Conversation, agent: Membership, wires: Wires
):
    wire = await wires.desk(agent)

    stored = await wire.ask(
        "stored", do="send", conversation=conversation.pk, local_id="k1", text="好\ud83d\x00的"
    )

    assert stored["message"]["text"] == "好的"


async def test_a_frame_of_a_megabyte_ends_the_socket(agent: Membership, wires: Wires):
    wire = await wires.desk(agent)

    await wire.say(do="send", conversation=1, local_id="k1", text="x" * 1_000_001)

    assert await wire.closed() == 1009


async def test_bytes_end_the_socket(agent: Membership, wires: Wires):
    wire = await wires.desk(agent)

    await wire.say_raw(data=b"\x00\x01")

    assert await wire.closed() == 1009


async def test_what_nobody_foresaw_is_logged_and_the_socket_lives_on(
    conversation: Conversation,
    agent: Membership,
    wires: Wires,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    wire = await wires.desk(agent)
    monkeypatch.setattr(actions, "send_message", lambda **_given: 1 // 0)

    refused = await wire.ask("refused", do="send", conversation=conversation.pk, local_id="k1", text="有的")

    assert (refused["code"], refused["local_id"]) == ("live.failed", "k1")
    assert "ZeroDivisionError" in caplog.text
    assert json.dumps(await wire.ask("tick", do="alive"))


async def test_somebody_who_was_asleep_is_back_by_the_first_sign_of_life(agent: Membership, wires: Wires):
    wire = await wires.desk(agent)
    await in_thread(actions.notice_gone)(at=timezone.now() + timedelta(minutes=2))
    await wire.told()

    await wire.ask("tick", do="alive")

    assert (await in_thread(Presence.objects.get)()).state == "online"


async def test_pictures_and_parts_come_localised(conversation: Conversation, agent: Membership, wires: Wires):
    await in_thread(MessageFactory)(conversation=conversation)
    wire = await wires.desk(agent)

    stored = await wire.ask("stored", do="send", conversation=conversation.pk, local_id="k1", text="好/:^_^")

    assert [part.get("name") for part in stored["message"]["parts"]] == [None, "微笑"]
