"""Where a cancelling stands, as the desk shows it."""

from datetime import timedelta

import pytest
from tests.factories.trade import OrderFactory, OrderLineFactory
from tests.factories.warehouse import CancellingFactory

from guitai.domains.trade.models import Order
from guitai.domains.warehouse import cancelling_queries as queries
from guitai.domains.warehouse.actions import cancelling as deeds
from guitai.domains.warehouse.models import Cancelling


@pytest.fixture
def order(conversation):
    order = OrderFactory(buyer=conversation.buyer)
    OrderLineFactory(order=order)
    return order


@pytest.fixture
def begun(order, agent, now):
    return deeds.begin(order=order, by=agent, at=now)


def pressed(begun, agent, now, *keys, note=""):
    for key in keys:
        deeds.answer(cancelling_id=begun.pk, answer=key, by=agent, at=now, note=note)
    return queries.latest_of(begun.order)


def test_a_step_is_shown_with_what_the_buyer_is_told(begun):
    shown = queries.shown(begun, "zh-hans")

    assert (shown.running, shown.who, shown.ask) == (True, "buyer", "已付款、没发出：换货，还是退款？")
    assert shown.say.text.startswith("亲，您拍的纯色衬衫还没有发出。")
    assert not shown.say.missing
    assert [(each.number, each.key, each.title, each.wants) for each in shown.answers] == [
        (1, "swap", "换货", "换成什么"),
        (2, "refund", "退款", ""),
        (3, "wants", "还是要", ""),
    ]
    assert (list(shown.trail), shown.came_further, shown.may_step_back) == ([], False, False)


def test_in_english_the_buyer_is_told_the_same(begun):
    shown = queries.shown(begun, "en")

    assert shown.ask.startswith("Paid, not sent")
    assert shown.answers[1].title == "The money back"
    assert shown.say == queries.shown(begun, "zh-hans").say


def test_of_an_order_without_a_buyer_the_slots_stay_open(order):
    Order.objects.filter(pk=order.pk).update(buyer=None)

    assert queries.shown(
        CancellingFactory(order_id=order.pk, order=Order.objects.get(), step="paid"), "en"
    ).say.missing


def test_the_trail_says_what_was_asked_and_answered(begun, agent, now):
    shown = queries.shown(pressed(begun, agent, now, "swap", note="黑色M"), "zh-hans")

    [turn] = shown.trail
    assert (turn.ask, turn.answer) == ("已付款、没发出：换货，还是退款？", "换货")
    assert (turn.name, turn.at, turn.note) == ("小美", now, "黑色M")
    assert shown.may_step_back


def test_what_the_warehouse_answers_has_no_buttons(begun, agent, now):
    shown = queries.shown(pressed(begun, agent, now, "refund", "printed"), "zh-hans")

    assert (shown.who, list(shown.answers)) == ("warehouse", [])


def test_one_that_is_over_shows_its_end(begun, agent, now):
    shown = queries.shown(pressed(begun, agent, now, "wants"), "zh-hans")

    assert (shown.running, shown.who, shown.ask, list(shown.answers)) == (False, "", "不取消了", [])
    assert shown.say.text.startswith("亲，好的")
    assert shown.may_step_back


def test_a_dropped_one_is_over_for_good(begun, agent, now):
    deeds.answer(cancelling_id=begun.pk, answer="refund", by=agent, at=now)
    shown = queries.shown(deeds.drop(cancelling_id=begun.pk, by=agent, at=now), "en")

    assert (shown.running, shown.ask, shown.say.text, shown.may_step_back) == (False, "", "", False)


@pytest.mark.parametrize(
    ("began", "step", "trail", "status", "further"),
    [
        ("paid", "printed", ["paid"], "paid", False),
        ("paid", "printed", ["paid"], "shipped", True),
        ("paid", "recall", ["paid", "printed", "shipped"], "shipped", False),
        ("paid", "shipped", ["paid", "printed"], "shipped", False),
        ("paid", "printed", ["paid"], "closed", True),
        ("shipped", "coming_back", ["shipped"], "signed", True),
        ("signed", "signed", [], "finished", False),
    ],
)
def test_an_order_that_came_further_by_itself_is_noticed(order, now, began, step, trail, status, further):
    Order.objects.filter(pk=order.pk).update(status=status)
    lines = [
        {"step": each, "answer": "x", "name": "小美", "at": now.isoformat(), "note": ""} for each in trail
    ]
    order.refresh_from_db()
    cancelling = CancellingFactory(order=order, began=began, step=step, trail=lines)

    assert queries.came_further(cancelling) is further
    assert queries.shown(cancelling, "en").came_further is further


def test_what_is_over_came_no_further(order):
    over = CancellingFactory(order=order, began="unpaid", step="unpaid", state=Cancelling.State.ENDED)

    assert not queries.came_further(over)


def test_a_step_that_is_gone_is_to_be_begun_anew(order):
    shown = queries.shown(CancellingFactory(order=order, step="long_gone"), "en")

    assert (shown.came_further, shown.ask, list(shown.answers)) == (True, "", [])


def test_where_it_was_begun_anew_the_trail_has_no_answer(begun, agent, now):
    deeds.restart(cancelling_id=begun.pk, by=agent, at=now)

    [turn] = queries.shown(queries.latest_of(begun.order), "en").trail
    assert turn.answer == ""


def test_running_ones_come_by_order_in_one_question(begun, agent, now, django_assert_num_queries):
    over = CancellingFactory(state=Cancelling.State.ENDED)

    with django_assert_num_queries(1):
        found = queries.running_of([begun.order_id, over.order_id])
        assert found[begun.order_id].order.shop.name == "云裳女装"

    assert list(found) == [begun.order_id]


def test_the_last_one_of_an_order(order, agent, now):
    assert queries.latest_of(order) is None

    first = deeds.begin(order=order, by=agent, at=now)
    deeds.drop(cancelling_id=first.pk, by=agent, at=now)
    second = deeds.begin(order=order, by=agent, at=now + timedelta(minutes=1))
    assert queries.latest_of(order) == second


def test_who_sees_it(begun, agent, neighbour, former):
    assert list(queries.visible_to(agent.person)) == [begun]
    assert not queries.visible_to(neighbour.person)
    assert not queries.visible_to(former.person)
