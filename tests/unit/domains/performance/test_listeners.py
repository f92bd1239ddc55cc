"""A talk that is rated afterwards, or turns out to be a known buyer's, lets its days be counted anew."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.factories.aftersales import CaseFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.events import CaseChanged
from guitai.domains.chat.events import ConversationChanged
from guitai.domains.chat.models import ChangeKind, Conversation
from guitai.domains.followups.events import TodoChanged
from guitai.domains.insight.events import LossesChanged
from guitai.domains.performance import listeners
from guitai.domains.performance.actions.settings import change_settings
from guitai.domains.performance.models import CountedDay
from guitai.domains.trade.events import OrderRemarked


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


@pytest.mark.parametrize(
    ("excluded", "flag_changed", "marked"), [(["red"], True, 1), (["red"], False, 0), ([], True, 0)]
)
def test_another_flag_marks_the_order_s_day_where_figures_go_by_flags(
    shop: Shop, lead: Membership, now: datetime, excluded: list[str], flag_changed: bool, marked: int
):
    change_settings(shop=shop, values={"excluded_flags": excluded}, by=lead, at=now)
    day = CountedDay.objects.create(shop=shop, day=date(2026, 3, 2), counted=0)
    order = OrderFactory(shop=shop, created_at=now, paid_at=now)
    listeners.order_remarked(
        OrderRemarked(
            shop_id=shop.pk,
            order_id=order.pk,
            number=order.number,
            flag_changed=flag_changed,
            ordered_at=now,
            paid_at=now,
            at=now,
        )
    )

    day.refresh_from_db()
    assert day.changes == marked


@pytest.mark.parametrize(
    ("listing", "due", "marked"),
    [
        ("promise", "2026-03-01T10:00:00.000Z", [1, 0]),
        ("promise", "2026-03-01T16:00:00.000Z", [0, 0]),  # midnight, and so of the present day
        ("promise", "2026-03-03T10:00:00.000Z", [0, 0]),
        ("promise", None, [0, 0]),
        ("unpaid", "2026-03-01T10:00:00.000Z", [0, 0]),
    ],
)
def test_a_promise_that_turns_out_afterwards_marks_the_day_it_fell_due(
    shop: Shop, now: datetime, listing: str, due: str | None, marked: list[int]
):
    days = [date(2026, 3, 1), date(2026, 3, 2)]
    CountedDay.objects.bulk_create(CountedDay(shop=shop, day=day, counted=0) for day in days)
    row = {"listing": listing, "due": due}
    listeners.todo_changed(
        TodoChanged(shop_id=shop.pk, todo=row, owner_id=None, previous_owner_id=None, at=now)
    )

    assert list(CountedDay.objects.order_by("day").values_list("changes", flat=True)) == marked


@pytest.mark.parametrize(
    ("opened", "marked"),
    [("2026-03-01T10:00:00+00:00", [1, 0]), ("2026-03-01T16:00:00+00:00", [0, 0])],
)
def test_a_case_of_a_day_that_is_over_marks_it(
    shop: Shop, agent: Membership, now: datetime, opened: str, marked: list[int]
):
    days = [date(2026, 3, 1), date(2026, 3, 2)]
    CountedDay.objects.bulk_create(CountedDay(shop=shop, day=day, counted=0) for day in days)
    order = OrderFactory(shop=shop, buyer=None)
    case = CaseFactory(order=order, buyer=None, owner=agent, opened_at=datetime.fromisoformat(opened))

    listeners.case_changed(
        CaseChanged(
            shop_id=shop.pk, case_id=case.pk, number=case.number, conversation_id=None, whom=(), at=now
        )
    )

    assert list(CountedDay.objects.order_by("day").values_list("changes", flat=True)) == marked
