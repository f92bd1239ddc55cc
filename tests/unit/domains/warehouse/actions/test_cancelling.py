"""An order is cancelled step by step: what is left on it, whom the warehouse hears, what is refused."""

import pytest
from django.utils import translation
from tests.factories.trade import OrderFactory, OrderLineFactory
from tests.factories.warehouse import CancellingFactory, TaskFactory

from guitai.common.models import AuditEntry
from guitai.domains.trade.models import Order, OrderStatus
from guitai.domains.trade.remarks import remarks_of
from guitai.domains.warehouse.actions import cancelling as deeds
from guitai.domains.warehouse.actions import tasks
from guitai.domains.warehouse.actions.opening import open_task
from guitai.domains.warehouse.cancelling import playbook
from guitai.domains.warehouse.errors import CancellingRefusedError
from guitai.domains.warehouse.events import CancellingChanged
from guitai.domains.warehouse.models import Cancelling, Task
from guitai.engines.playbooks import left_on_order, paths

BOOK = playbook()
SIGNED = {"agent": " 小美/03.02", "warehouse": " 老周/03.02"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def ways():
    """Give ways through the playbook that come by every answer, the shortest first."""
    found, seen = [], set()
    every = [(status.value, path) for status in OrderStatus for path in paths(BOOK, BOOK.starts[status])]
    for status, path in sorted(every, key=lambda way: len(way[1].turns)):
        answers = {(status, step.key, answer.key) for step, answer in path.turns[:1]}
        answers |= {(step.key, answer.key) for step, answer in path.turns}
        if answers - seen:
            found.append((status, path))
            seen |= answers
    return found


def named(way):
    status, path = way
    return "-".join([status, *(answer.key for _, answer in path.turns)])


@pytest.fixture
def order(conversation):
    order = OrderFactory(buyer=conversation.buyer, number="880088")
    OrderLineFactory(order=order)
    return order


@pytest.fixture
def begun(order, agent, conversation, now):
    return deeds.begin(order=order, by=agent, at=now, conversation=conversation)


@pytest.fixture
def press(agent, warehouse, now):
    """Answer the step an order's cancelling stands at: the agent's themselves, its task in the warehouse."""

    def answered(cancelling, key, note=""):
        cancelling.refresh_from_db()
        if BOOK.steps[cancelling.step].task:
            task = Task.objects.get(cancelling=cancelling, state=Task.State.OPEN)
            tasks.answer(task_id=task.pk, answer=key, by=warehouse, at=now, note=note)
        else:
            deeds.answer(cancelling_id=cancelling.pk, answer=key, by=agent, at=now, note=note)
        cancelling.refresh_from_db()
        return cancelling

    return answered


@pytest.mark.parametrize("way", ways(), ids=named)
def test_every_answer_leaves_what_its_way_says(way, order, agent, conversation, now, press):
    status, path = way
    Order.objects.filter(pk=order.pk).update(status=status)
    if not path.turns:
        return  # closed: refused below
    cancelling = deeds.begin(order=order, by=agent, at=now, conversation=conversation)
    remarks, flag = [], ""
    for step, answer in path.turns:
        assert (cancelling.step, cancelling.state) == (step.key, "running")
        note = "说清楚了" if answer.wants or answer.key == "wrong" else ""
        press(cancelling, answer.key, note)
        text, given = left_on_order(answer, BOOK.at(answer.to), note)
        remarks += [text + SIGNED["warehouse" if step.task else "agent"]] if text else []
        flag = given or flag

    assert (cancelling.state, cancelling.outcome, cancelling.ended_at) == ("ended", path.end.key, now)
    assert [(line["step"], line["answer"]) for line in cancelling.trail] == [
        (step.key, answer.key) for step, answer in path.turns
    ]
    known = remarks_of(order)
    assert ("；".join(remarks), flag) == (known.whole, known.flag)
    asked = [step.task for step, _ in path.turns if step.task]
    assert list(Task.objects.order_by("pk").values_list("kind", flat=True)) == asked
    assert not Task.objects.exclude(state=Task.State.ANSWERED).exists()


@pytest.mark.parametrize(
    ("status", "pressed", "whole", "flag", "kinds"),
    [
        (
            "paid",
            ["refund", "printed", "found", "pulled", "refunded"],
            "买家要取消退款，先别发 小美/03.02；已打单，让仓库找件 小美/03.02；仓库找到件 老周/03.02；"
            "件已抽出，面单作废 老周/03.02；没发出，已退款 小美/03.02",
            "green",
            ["find", "pull"],
        ),
        (
            "paid",
            ["refund", "unknown", "right", "refunded"],
            "买家要取消退款，先别发 小美/03.02；仓库核实没打单，已拦 老周/03.02；没发出，已退款 小美/03.02",
            "green",
            ["verify"],
        ),
        (
            "paid",
            ["refund", "printed", "not_found", "left", "keeps"],
            "买家要取消退款，先别发 小美/03.02；已打单，让仓库找件 小美/03.02；仓库没找到件 老周/03.02；"
            "查物流已揽收 小美/03.02；问过取消，收下不退 小美/03.02",
            "blue",
            ["find"],
        ),
        (
            "shipped",
            ["recall", "free", "signed", "returns"],
            "已发出，联系快递拦截 小美/03.02；快递同意拦截，不收费 小美/03.02；"
            "没拦住，买家已签收 小美/03.02；"
            "已签收，转退货 小美/03.02",
            "blue",
            [],
        ),
        (
            "shipped",
            ["refuse", "shop", "back", "right", "refunded"],
            "已发出，买家拒收 小美/03.02；拒收运费店铺出 小美/03.02；退件核对没问题 老周/03.02；"
            "已退款 小美/03.02",
            "green",
            ["verify"],
        ),
    ],
    ids=lambda told: "-".join(told) if isinstance(told, list) else "",
)
def test_some_ways_in_full(order, agent, now, press, status, pressed, whole, flag, kinds):
    Order.objects.filter(pk=order.pk).update(status=status)
    cancelling = deeds.begin(order=order, by=agent, at=now)
    for key in pressed:
        press(cancelling, key)

    known = remarks_of(order)
    assert (known.whole, known.flag) == (whole, flag)
    assert list(Task.objects.order_by("pk").values_list("kind", flat=True)) == kinds


def test_what_was_told_with_an_answer_stands_in_remark_trail_and_task(begun, order, press):
    press(begun, "swap", " 黑色\nM码 ")
    press(begun, "printed")

    task = Task.objects.get()
    assert remarks_of(order).whole.startswith("买家要换货：黑色 M码 小美/03.02；")
    assert begun.trail[0]["note"] == "黑色 M码"
    assert task.what == f"{BOOK.steps['swap_find'].ask.zh}。黑色 M码"


def test_the_trail_says_who_and_when(begun, agent, warehouse, now, press):
    press(begun, "refund")
    press(begun, "unknown")
    press(begun, "right")

    assert [(line["by"], line["name"]) for line in begun.trail] == [
        (agent.pk, "小美"),
        (agent.pk, "小美"),
        (warehouse.pk, "老周"),
    ]
    assert {line["at"] for line in begun.trail} == {now.isoformat()}


def test_every_deed_is_kept_and_announced(order, agent, conversation, now, announced):
    with announced() as events:
        begun = deeds.begin(order=order, by=agent, at=now, conversation=conversation)
        deeds.answer(cancelling_id=begun.pk, answer="refund", by=agent, at=now)
        deeds.step_back(cancelling_id=begun.pk, by=agent, at=now)
        deeds.restart(cancelling_id=begun.pk, by=agent, at=now)
        deeds.drop(cancelling_id=begun.pk, by=agent, at=now)

    changed = CancellingChanged(
        shop_id=order.shop_id, order_id=order.pk, number="880088", conversation_id=conversation.pk, at=now
    )
    assert [event for event in events if isinstance(event, CancellingChanged)] == [changed] * 5
    kept = AuditEntry.objects.filter(deed__startswith="cancelling_").order_by("pk")
    names = ("begun", "answered", "stepped_back", "restarted", "dropped")
    assert [entry.deed for entry in kept] == [f"cancelling_{name}" for name in names]


def test_a_closed_order_is_refused(agent, shop, now):
    with pytest.raises(CancellingRefusedError, match="closed"):
        deeds.begin(order=OrderFactory(shop=shop, buyer__shop=shop, status="closed"), by=agent, at=now)


def test_it_is_begun_once_at_a_time(begun, order, agent, now):
    with pytest.raises(CancellingRefusedError, match="already"):
        deeds.begin(order=order, by=agent, at=now)

    deeds.drop(cancelling_id=begun.pk, by=agent, at=now)
    assert deeds.begin(order=order, by=agent, at=now).pk != begun.pk


def test_an_order_of_another_shop_is_out_of_reach(neighbour, order, begun, now):
    with pytest.raises(Order.DoesNotExist):
        deeds.begin(order=order, by=neighbour, at=now)
    with pytest.raises(CancellingRefusedError, match="no such"):
        deeds.answer(cancelling_id=begun.pk, answer="refund", by=neighbour, at=now)


@pytest.mark.parametrize(
    ("pressed", "answer", "note", "said"),
    [
        ([], "printed", "", "another step"),
        ([], "swap", " ", "换成什么"),
        ([], "refund", "长" * 101, "at most 100 characters; this one has 101"),
        (["refund", "printed"], "found", "", "The warehouse answers this"),
        (["wants"], "refund", "", "over"),
    ],
)
def test_an_answer_that_is_refused_changes_nothing(
    begun, order, agent, now, press, pressed, answer, note, said
):
    for key in pressed:
        press(begun, key)
    before = (begun.step, begun.state, remarks_of(order).whole)

    with pytest.raises(CancellingRefusedError, match=said):
        deeds.answer(cancelling_id=begun.pk, answer=answer, by=agent, at=now, note=note)

    begun.refresh_from_db()
    assert (begun.step, begun.state, remarks_of(order).whole) == before


def test_a_step_of_an_older_playbook_is_begun_anew(order, agent, now):
    old = CancellingFactory(order=order, by=agent, step="long_gone")

    with pytest.raises(CancellingRefusedError, match="changed since"):
        deeds.answer(cancelling_id=old.pk, answer="refund", by=agent, at=now)
    assert deeds.restart(cancelling_id=old.pk, by=agent, at=now).step == "paid"


def test_the_warehouse_leads_nothing_on_that_stands_elsewhere(begun, agent, warehouse, now, press):
    press(begun, "refund")
    other = TaskFactory(order=begun.order, cancelling=begun, kind="change", asked_by=agent)

    tasks.answer(task_id=other.pk, answer="changed", by=warehouse, at=now)

    begun.refresh_from_db()
    assert begun.step == "printed"


def test_a_find_that_runs_already_is_waited_for(begun, order, agent, now, press):
    open_task(order=order, kind="find", what="快看看", by=agent, at=now)

    press(begun, "refund")
    press(begun, "printed")
    press(begun, "found")

    assert begun.step == "pull"


def test_begun_anew_it_stands_where_the_order_is_and_asks_the_warehouse_no_more(
    begun, order, agent, now, press
):
    press(begun, "refund")
    press(begun, "printed")
    Order.objects.filter(pk=order.pk).update(status="shipped")

    deeds.restart(cancelling_id=begun.pk, by=agent, at=now)

    begun.refresh_from_db()
    assert (begun.step, begun.began, begun.state) == ("shipped", "shipped", "running")
    assert [line["answer"] for line in begun.trail] == ["refund", "printed", ""]
    assert Task.objects.get().state == Task.State.WITHDRAWN


def test_begun_anew_on_a_closed_order_it_ends(begun, order, agent, now):
    Order.objects.filter(pk=order.pk).update(status="closed")

    deeds.restart(cancelling_id=begun.pk, by=agent, at=now)

    begun.refresh_from_db()
    assert (begun.state, begun.outcome) == ("ended", "closed")


def test_a_step_back_says_that_the_remark_does_not_count(begun, order, agent, now, press):
    press(begun, "refund")
    press(begun, "printed")

    deeds.step_back(cancelling_id=begun.pk, by=agent, at=now)

    begun.refresh_from_db()
    assert (begun.step, len(begun.trail)) == ("printed", 1)
    assert remarks_of(order).whole.endswith("；更正：“已打单，让仓库找件”不算 小美/03.02")
    assert Task.objects.get().state == Task.State.WITHDRAWN
    press(begun, "unprinted")
    assert begun.step == "refund_unsent"


def test_a_step_back_gives_the_flag_of_before(begun, order, agent, now, press):
    for key in ("refund", "unprinted", "refunded"):
        press(begun, key)
    assert (begun.state, remarks_of(order).flag) == ("ended", "green")

    deeds.step_back(cancelling_id=begun.pk, by=agent, at=now)

    begun.refresh_from_db()
    assert (begun.state, begun.outcome, begun.ended_at, begun.step) == ("running", "", None, "refund_unsent")
    assert remarks_of(order).flag == "purple"


def test_an_answer_that_left_nothing_is_taken_back_in_silence(begun, order, agent, now, press):
    press(begun, "refund")
    press(begun, "unknown")
    before = remarks_of(order).whole

    deeds.step_back(cancelling_id=begun.pk, by=agent, at=now)

    assert remarks_of(order).whole == before


@pytest.mark.parametrize("pressed", [[], ["refund", "printed", "found"]], ids=["nothing", "the warehouse's"])
def test_what_nobody_here_answered_is_not_taken_back(begun, agent, now, press, pressed):
    for key in pressed:
        press(begun, key)

    with pytest.raises(CancellingRefusedError):
        deeds.step_back(cancelling_id=begun.pk, by=agent, at=now)


def test_what_was_dropped_or_begun_anew_since_is_not_taken_back(begun, order, agent, now, press):
    press(begun, "wants")
    again = deeds.begin(order=order, by=agent, at=now)
    with pytest.raises(CancellingRefusedError, match="anew since"):
        deeds.step_back(cancelling_id=begun.pk, by=agent, at=now)

    press(again, "refund")
    deeds.drop(cancelling_id=again.pk, by=agent, at=now)
    with pytest.raises(CancellingRefusedError, match="no answer"):
        deeds.step_back(cancelling_id=again.pk, by=agent, at=now)


def test_dropped_the_warehouse_is_asked_no_more(begun, order, agent, now, press):
    press(begun, "refund")
    press(begun, "printed")
    before = remarks_of(order).whole

    deeds.drop(cancelling_id=begun.pk, by=agent, at=now)

    begun.refresh_from_db()
    assert (begun.state, begun.ended_at) == (Cancelling.State.DROPPED, now)
    assert Task.objects.get().state == Task.State.WITHDRAWN
    assert remarks_of(order).whole == before
