from datetime import datetime

import pytest
from tests.factories.chat import ConversationFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.chat.models import Change, ChangeKind, Conversation, Feed
from guitai.domains.chat.turns import turn


def _numbers(conversation: Conversation) -> list[int]:
    return list(Change.objects.filter(shop=conversation.shop).order_by("seq").values_list("seq", flat=True))


def _change(conversation: Conversation, at: datetime, times: int = 1) -> None:
    shop = conversation.shop
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        for _time in range(times):
            writing.change(ChangeKind.READ, conversation, at=at)


def _fail(conversation: Conversation, at: datetime) -> None:
    with turn(shop_id=conversation.shop.pk, shop_key=conversation.shop.key) as writing:
        writing.change(ChangeKind.READ, conversation, at=at)
        raise ZeroDivisionError


def test_changes_are_numbered_one_after_the_other(conversation: Conversation, now: datetime):
    _change(conversation, now)
    _change(conversation, now, times=2)

    assert _numbers(conversation) == [1, 2, 3]
    conversation.refresh_from_db()
    assert conversation.seq == Feed.objects.get().seq == 3


def test_each_shop_counts_for_itself(conversation: Conversation, other_shop, now: datetime):
    other = ConversationFactory(buyer=BuyerFactory(shop=other_shop))

    _change(conversation, now, times=2)
    _change(other, now)

    assert (_numbers(conversation), _numbers(other)) == ([1, 2], [1])


def test_a_turn_without_a_change_takes_no_number(conversation: Conversation, now: datetime):
    _change(conversation, now)
    _change(conversation, now, times=0)

    assert Feed.objects.get().seq == 1


def test_a_turn_that_fails_leaves_nothing_behind(conversation: Conversation, now: datetime, announced):
    _change(conversation, now)

    with announced() as events, pytest.raises(ZeroDivisionError):
        _fail(conversation, now)

    assert (_numbers(conversation), events) == ([1], [])
    assert Feed.objects.get().seq == 1
