import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory, PresenceFactory
from tests.factories.trade import BuyerFactory

from guitai.common.models import Picture
from guitai.domains.accounts.models import Group, Membership, Person, Shop
from guitai.domains.chat import actions
from guitai.domains.chat.models import Conversation, Message, State

DESK = "/s/yunshang/desk/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def _post(desk: Client, path: str, body: Any = None) -> Any:
    return desk.post(DESK + path, json.dumps(body or {}), content_type="application/json")


# Pages


def test_the_way_in_leads_to_ones_desk(agent: Membership, desk: Client):
    response = desk.get("/")

    assert (response.status_code, response["Location"]) == (302, DESK)


@pytest.mark.parametrize(("role", "page"), [("warehouse", "warehouse"), ("trainer", "setup")])
def test_who_does_not_answer_begins_elsewhere(warehouse: Membership, client: Client, role: str, page: str):
    Membership.objects.filter(pk=warehouse.pk).update(role=role)
    client.force_login(warehouse.person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/")["Location"] == f"/s/yunshang/{page}/"


def test_who_works_nowhere_is_told_so(nobody: Person, client: Client):
    client.force_login(nobody, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/").status_code == 403


def test_the_page_holds_its_first_state(conversation: Conversation, desk: Client):
    response = desk.get(DESK)

    assert response.status_code == 200
    assert "tb_demo01" in response.content.decode().encode().decode("unicode_escape", "replace")


def test_a_buyers_name_cannot_break_out_of_the_page(conversation: Conversation, desk: Client):
    conversation.buyer.display_name = "</script><script>alert(1)</script>"
    conversation.buyer.save()

    assert b"<script>alert(1)" not in desk.get(DESK).content


def test_the_state_says_who_one_is_and_what_one_may(
    conversation: Conversation, agent: Membership, presale: Group, now: datetime, desk: Client
):
    PresenceFactory(membership=agent, state="away", seen_at=now)

    state = desk.get(DESK + "state/").json()

    assert state["me"] == {
        "id": agent.pk,
        "name": "小美",
        "role": "agent",
        "state": "away",
        "may": ["answer", "edit_team_phrases", "see_personal"],
    }
    assert state["shop"]["clocks"] == {"first": 30, "reply": 180, "promise": 300}
    assert state["groups"] == [{"id": presale.pk, "name": "售前"}]
    assert [row["id"] for row in state["conversations"]] == [conversation.pk]


# Conversations


def test_a_conversation_comes_with_its_last_messages(conversation: Conversation, desk: Client):
    messages = MessageFactory.create_batch(61, conversation=conversation)

    shown = desk.get(f"{DESK}{conversation.pk}/").json()
    older = desk.get(f"{DESK}{conversation.pk}/messages/", {"before": shown["messages"][0]["id"]}).json()

    assert (shown["conversation"]["id"], len(shown["messages"]), shown["more"]) == (conversation.pk, 60, True)
    assert ([message["id"] for message in older["messages"]], older["more"]) == ([messages[0].pk], False)


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 19, "9" * 40])
def test_a_conversation_that_is_not_there_is_404(desk: Client, pk: str):
    assert desk.get(f"{DESK}{pk}/").status_code == 404
    assert _post(desk, f"{pk}/take/").status_code == 404


@pytest.mark.parametrize("before", ["", "x", "-1", "0", "9" * 30, "9" * 5000, "1.5"])
def test_a_page_of_messages_before_nothing_is_the_newest(
    conversation: Conversation, desk: Client, before: str
):
    MessageFactory(conversation=conversation)

    shown = desk.get(f"{DESK}{conversation.pk}/messages/", {"before": before}).json()

    assert len(shown["messages"]) == 1


def test_a_conversation_is_taken_and_the_second_reads_who_was_quicker(
    queued: Conversation, other_agent: Membership, desk: Client, agent: Membership, now: datetime
):
    taken = _post(desk, f"{queued.pk}/take/")
    Conversation.objects.filter(pk=queued.pk).update(agent=other_agent)
    refused = _post(desk, f"{queued.pk}/take/")

    assert taken.json()["conversation"]["agent"]["name"] == "小美"
    assert (refused.status_code, refused.json()["code"]) == (409, "chat.taken")
    assert "阿杰" in refused.json()["reason"]


def test_the_next_is_whoever_waits_longest(queued: Conversation, desk: Client):
    assert _post(desk, "next/").json()["conversation"]["id"] == queued.pk

    empty = _post(desk, "next/")
    assert (empty.status_code, empty.json()["code"]) == (404, "chat.queue_empty")


def test_a_conversation_is_handed_over_with_a_note(
    conversation: Conversation, other_agent: Membership, now: datetime, desk: Client
):
    PresenceFactory(membership=other_agent, seen_at=now)

    moved = _post(desk, f"{conversation.pk}/transfer/", {"to": other_agent.pk, "note": "补\ud83d发票"})

    assert moved.json()["conversation"]["agent"]["name"] == "阿杰"
    assert Message.objects.get(kind="note").text == "补发票"


@pytest.mark.parametrize(
    "body", [b"", b"no json", b"[]", b"5", b"\xff\xfe", b"[" * 100_000, b'{"to": {}}', b'{"to": 1e400}']
)
def test_handing_over_to_nobody_is_refused_whatever_is_sent(
    conversation: Conversation, desk: Client, body: bytes
):
    refused = desk.post(f"{DESK}{conversation.pk}/transfer/", body, content_type="application/json")

    assert (refused.status_code, refused.json()["code"]) == (409, "chat.cannot_receive")


def test_a_conversation_is_closed_and_opened_again(conversation: Conversation, desk: Client):
    closed = _post(desk, f"{conversation.pk}/close/").json()["conversation"]
    opened = _post(desk, f"{conversation.pk}/reopen/").json()["conversation"]

    assert (closed["state"], opened["state"]) == ("closed", "open")


def test_an_agent_does_not_end_a_colleagues_talk_and_the_lead_does(
    conversation: Conversation, other_agent: Membership, lead: Membership, client: Client
):
    for member, status in ((other_agent, 409), (lead, 200)):
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        response = client.post(f"{DESK}{conversation.pk}/close/", headers={"accept": "application/json"})
        assert response.status_code == status


def test_who_does_not_answer_does_nothing(conversation: Conversation, warehouse: Membership, client: Client):
    client.force_login(warehouse.person, backend="django.contrib.auth.backends.ModelBackend")

    for deed in ("take/", "transfer/", "close/", "reopen/", "picture/"):
        response = client.post(f"{DESK}{conversation.pk}/{deed}", headers={"accept": "application/json"})
        assert (response.status_code, response.json()["code"]) == (403, "accounts.not_allowed")
    conversation.refresh_from_db()
    assert conversation.state == State.OPEN


def test_a_deed_needs_the_pages_own_token(conversation: Conversation, agent: Membership):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(agent.person, backend="django.contrib.auth.backends.ModelBackend")

    assert strict.post(f"{DESK}{conversation.pk}/close/").status_code == 403
    conversation.refresh_from_db()
    assert conversation.state == State.OPEN


def test_deeds_are_not_done_by_a_link(conversation: Conversation, desk: Client):
    for deed in ("take/", "transfer/", "close/", "reopen/", "picture/"):
        assert desk.get(f"{DESK}{conversation.pk}/{deed}").status_code == 405


# Pictures


def _send(desk: Client, conversation: Conversation, file: Any, local_id: str = "k1") -> Any:
    return desk.post(f"{DESK}{conversation.pk}/picture/", {"picture": file, "local_id": local_id})


def test_a_picture_is_sent_and_shown(
    conversation: Conversation, desk: Client, picture_file: SimpleUploadedFile
):
    sent = _send(desk, conversation, picture_file).json()["message"]

    shown = desk.get(sent["picture"]["url"])
    assert (sent["kind"], sent["picture"]["width"]) == ("picture", 40)
    assert b"".join(shown).startswith(b"\x89PNG")
    assert shown["Content-Security-Policy"] == "default-src 'none'"
    assert shown["X-Content-Type-Options"] == "nosniff"
    for close in shown._resource_closers:
        close()


def test_a_repeated_picture_is_one_message(
    conversation: Conversation, desk: Client, picture_file: SimpleUploadedFile
):
    first = _send(desk, conversation, picture_file).json()
    picture_file.seek(0)
    second = _send(desk, conversation, picture_file).json()

    assert first == second
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("a.svg", SVG, "image/svg+xml"),
        ("a.png", SVG, "image/png"),
        ("a.jpg", b"<html><script>alert(1)</script>", "image/jpeg"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * (10 * 1024 * 1024), "image/png"),
        ("a.png", b"", "image/png"),
    ],
    ids=["svg", "svg called png", "page called jpg", "ten megabytes", "empty"],
)
def test_what_is_no_picture_we_show_is_refused_with_a_sentence(
    conversation: Conversation, desk: Client, name: str, data: bytes, content_type: str
):
    refused = _send(desk, conversation, SimpleUploadedFile(name, data, content_type))

    assert (refused.status_code, refused.json()["code"]) == (409, "files.picture_refused")
    assert refused.json()["reason"]
    assert not Message.objects.exists()
    assert not Picture.objects.exists()


def test_a_request_without_a_picture_or_an_id_is_refused(
    conversation: Conversation, desk: Client, picture_file: SimpleUploadedFile
):
    for given in (
        {"local_id": "k1"},
        {"picture": picture_file},
        {"picture": picture_file, "local_id": "\x00"},
    ):
        refused = desk.post(f"{DESK}{conversation.pk}/picture/", given)
        assert (refused.status_code, refused.json()["code"]) == (422, "files.picture_refused")


def test_a_picture_that_was_said_nowhere_is_not_shown(desk: Client):
    assert desk.get(f"{DESK}pictures/1/").status_code == 404


# Lists


def test_search_finds_what_was_said(conversation: Conversation, desk: Client):
    MessageFactory(conversation=conversation, text="什么时候发货")

    found = desk.get(DESK + "search/", {"q": "发货"}).json()

    assert [hit["message"]["text"] for hit in found["hits"]] == ["什么时候发货"]


@pytest.mark.parametrize("q", ["", "  ", "\u200b", "\x00", "x" * 10_000])
def test_search_for_nothing_finds_nothing(conversation: Conversation, desk: Client, q: str):
    MessageFactory(conversation=conversation)

    assert desk.get(DESK + "search/", {"q": q}).json() == {"hits": [], "more": False}


def test_closed_conversations_come_in_pages(shop: Shop, agent: Membership, now: datetime, desk: Client):
    for minute in range(51):
        at = now - timedelta(minutes=minute + 1)
        ConversationFactory(buyer=BuyerFactory(shop=shop), opened_at=at, closed_at=now)

    first = desk.get(DESK + "closed/").json()
    rest = desk.get(DESK + "closed/", {"before": first["conversations"][-1]["last_at"]}).json()

    assert (len(first["conversations"]), first["more"]) == (50, True)
    assert rest["more"] is False
    assert {row["id"] for row in first["conversations"]} | {
        row["id"] for row in rest["conversations"]
    } == set(Conversation.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("before", ["yesterday", "2026-13-01", "0001-01-01T00:00:00+14:00", "\x00"])
def test_a_page_before_no_time_is_refused(agent: Membership, desk: Client, before: str):
    refused = desk.get(DESK + "closed/", {"before": before})

    assert (refused.status_code, refused.json()["code"]) == (400, "desk.malformed")


def test_a_time_without_a_zone_is_the_servers(agent: Membership, desk: Client):
    assert desk.get(DESK + "closed/", {"before": "2026-03-02T10:00:00"}).status_code == 200


def test_products_are_found(shop: Shop, desk: Client):
    ProductFactory(shop=shop, title="纯棉连衣裙", code="C100")

    found = desk.get(DESK + "products/", {"q": "连衣裙"}).json()["products"]

    assert [product["title"] for product in found] == ["纯棉连衣裙"]


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "微笑"), ("en", "smile")])
def test_emoji_are_named_in_the_readers_language(agent: Membership, desk: Client, language: str, name: str):
    agent.person.language = language
    agent.person.save()

    shown = desk.get(DESK + "emoji/").json()["emoji"]

    assert (len(shown), shown[0]["name"]) == (99, name)


def test_a_search_goes_on_before_a_message(conversation: Conversation, desk: Client):
    messages = MessageFactory.create_batch(31, conversation=conversation, text="退货")

    first = desk.get(DESK + "search/", {"q": "退货"}).json()
    rest = desk.get(DESK + "search/", {"q": "退货", "before": first["hits"][-1]["message"]["id"]}).json()

    assert first["more"]
    assert [hit["message"]["id"] for hit in rest["hits"]] == [messages[0].pk]


def test_a_conversation_is_seen_by_who_looks_after_it_ended(
    conversation: Conversation, agent: Membership, now: datetime, desk: Client
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    assert desk.get(f"{DESK}{conversation.pk}/").json()["conversation"]["state"] == "closed"
