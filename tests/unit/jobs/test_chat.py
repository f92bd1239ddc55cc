from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.chat import ConversationFactory, PresenceFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions
from guitai.domains.chat.models import Change, Conversation, Presence, State
from guitai.jobs import chat, every_shop


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job lets go of connections that grew old; this test's own transaction must stay."""
    for module in (chat, every_shop):
        monkeypatch.setattr(module, "close_old_connections", lambda: None)


def _run() -> None:
    chat.look_after_conversations.call_local()


def test_each_minute_the_queue_is_served_and_idle_talks_end(shop: Shop, agent: Membership):
    at = timezone.now()
    PresenceFactory(membership=agent, seen_at=at)
    waiting = ConversationFactory(buyer=BuyerFactory(shop=shop), opened_at=at, waiting_since=at)
    idle = ConversationFactory(buyer=BuyerFactory(shop=shop), agent=agent, opened_at=at - timedelta(days=1))

    _run()

    waiting.refresh_from_db()
    idle.refresh_from_db()
    assert (waiting.agent, idle.state) == (agent, State.CLOSED)


def test_each_minute_those_who_are_gone_are_noticed_and_their_buyers_passed_on(
    shop: Shop, agent: Membership, other_agent: Membership
):
    at = timezone.now()
    PresenceFactory(membership=agent, seen_at=at - timedelta(minutes=2))
    PresenceFactory(membership=other_agent, seen_at=at)
    held = ConversationFactory(buyer=BuyerFactory(shop=shop), agent=agent, opened_at=at, waiting_since=at)

    _run()

    held.refresh_from_db()
    assert held.agent == other_agent
    assert Presence.objects.get(membership=agent).state == "off"


def test_one_shops_trouble_keeps_no_other_shop_waiting(
    shop: Shop,
    other_shop: Shop,
    neighbour: Membership,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    at = timezone.now()
    PresenceFactory(membership=neighbour, seen_at=at)
    theirs = ConversationFactory(buyer=BuyerFactory(shop=other_shop), opened_at=at, waiting_since=at)
    serve = actions.look_after_waiting

    def fail(*, shop: Shop, at: object) -> int:
        if shop.key == "yunshang":
            raise ZeroDivisionError
        return serve(shop=shop, at=at)

    fail.__name__ = "look_after_waiting"
    monkeypatch.setattr(actions, "look_after_waiting", fail)

    _run()

    theirs.refresh_from_db()
    assert theirs.agent == neighbour
    assert "look_after_waiting failed for yunshang" in caplog.text


def test_changes_are_forgotten_after_three_days(conversation: Conversation):
    at = timezone.now()
    for seq, age in ((1, timedelta(days=4)), (2, timedelta(days=2))):
        Change.objects.create(
            shop=conversation.shop, seq=seq, kind="conversation_read", conversation=conversation, at=at - age
        )

    chat.forget_old_changes.call_local()

    assert list(Change.objects.values_list("seq", flat=True)) == [2]
