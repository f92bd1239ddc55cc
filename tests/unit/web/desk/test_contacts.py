"""The panel counts contacts and keeps the wish to hear nothing; whoever answers may."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions as chat
from guitai.domains.chat.models import Conversation
from guitai.domains.guard.models import Contact, NoContact


@pytest.fixture
def desk(agent: Membership) -> Client:
    client = Client()
    client.force_login(agent.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(desk: Client, name: str, talk: Conversation, **data: str) -> str:
    answer = desk.post(reverse(name, args=[talk.shop.key, talk.pk]), data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_call_noted_by_hand_counts_toward_the_limit(desk: Client, conversation: Conversation) -> None:
    assert "7 天内 1 / 3 次" in ask(desk, "desk-note-contact", conversation, kind="call")
    assert Contact.objects.get().account == conversation.buyer.account


def test_a_kind_nobody_knows_counts_nothing(desk: Client, conversation: Conversation) -> None:
    assert "7 天内 0 / 3 次" in ask(desk, "desk-note-contact", conversation, kind="pigeon")
    assert not Contact.objects.exists()


def test_the_wish_is_kept_and_lifted_on_the_panel(desk: Client, conversation: Conversation) -> None:
    assert "不想被联系" in ask(desk, "desk-no-contact", conversation, to="on")
    assert NoContact.objects.get().account == conversation.buyer.account

    assert "不想被联系" not in ask(desk, "desk-no-contact", conversation, to="off")
    assert not NoContact.objects.exists()


def test_a_buyer_who_says_stop_is_marked_by_their_own_words(
    desk: Client, shop: Shop, conversation: Conversation, now: datetime
) -> None:
    chat.receive_message(
        shop=shop, account=conversation.buyer.account, name="", local_id="1", text="别再联系我了", at=now
    )

    shown = desk.get(reverse("desk-panel", args=[shop.key, conversation.pk])).content.decode()

    assert NoContact.objects.get().said == "别再联系我了"
    assert "不想被联系" in shown and "别再联系我了" in shown
