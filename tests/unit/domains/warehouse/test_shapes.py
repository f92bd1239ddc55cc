from tests.factories.warehouse import AnsweredTaskFactory, TaskFactory

from guitai.domains.warehouse.queries import whole
from guitai.domains.warehouse.shapes import task_row


def test_a_task_is_told_with_its_order_buyer_and_answer(db: None) -> None:
    task = whole().get(pk=AnsweredTaskFactory(order__number="880088", what="二楼也看一下", note="在二楼").pk)

    told = task_row(task, conversation=7)

    assert {name: told[name] for name in ("kind", "state", "answer", "note", "conversation")} == {
        "kind": "find",
        "state": "answered",
        "answer": "found",
        "note": "在二楼",
        "conversation": 7,
    }
    assert told["order"] == {"id": task.order_id, "number": "880088"}
    assert told["buyer"]["name"] == task.order.buyer.display_name
    assert (told["due"], told["answered"]) == ("2026-03-02T02:30:00.000Z", "2026-03-02T02:10:00.000Z")


def test_an_order_without_a_buyer_and_an_answer_is_told_too(db: None) -> None:
    task = TaskFactory()
    task.order.buyer = None

    told = task_row(task, conversation=None)

    assert (told["buyer"], told["taken_by"], told["answered_by"], told["answered"]) == (
        None,
        None,
        None,
        None,
    )
