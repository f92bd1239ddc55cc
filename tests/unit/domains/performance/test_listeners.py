"""A talk that is rated afterwards, or turns out to be a known buyer's, lets its days be counted anew."""

from datetime import date, datetime
from typing import Any

import pytest

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.events import ConversationChanged
from guitai.domains.chat.models import ChangeKind, Conversation
from guitai.domains.insight.events import LossesChanged
from guitai.domains.performance import listeners
from guitai.domains.performance.models import CountedDay


@pytest.mark.parametrize(
    ("kind", "message", "marked"),
    [
        (ChangeKind.RATED, None, 1),
        (ChangeKind.MESSAGE, {"card": {"event": "adopted"}}, 1),
        (ChangeKind.MESSAGE, {"card": {"event": "left"}}, 0),
        (ChangeKind.MESSAGE, {"text": "您好"}, 0),
        (ChangeKind.CLOSED, None, 0),
    ],
)
def test_what_is_said_marks_nothing_and_what_is_told_of_before_does(
    conversation: Conversation, kind: ChangeKind, message: dict[str, Any] | None, marked: int
):
    day = CountedDay.objects.create(shop=conversation.shop, day=date(2026, 3, 2), counted=0)
    listeners.conversation_changed(
        ConversationChanged(
            shop_id=conversation.shop_id,
            seq=1,
            kind=kind.value,
            conversation_id=conversation.pk,
            message_id=None,
            account="tb_demo01",
            agent_id=None,
            previous_agent_id=None,
            floor=False,
            row={},
            message=message,
            buyer_message=None,
            at=conversation.opened_at,
        )
    )

    day.refresh_from_db()
    assert day.changes == marked


def test_a_reason_somebody_confirmed_marks_its_day(shop: Shop, now: datetime):
    days = [date(2026, 3, 1), date(2026, 3, 2)]
    CountedDay.objects.bulk_create(CountedDay(shop=shop, day=day, counted=0) for day in days)
    listeners.losses_changed(LossesChanged(shop_id=shop.pk, day=days[1], at=now))

    assert list(CountedDay.objects.order_by("day").values_list("changes", flat=True)) == [0, 1]
