"""Tasks of the warehouse as sockets tell them (docs/reference/live.md)."""

from typing import Any

from guitai.domains.chat.shapes import moment
from guitai.domains.warehouse.models import Task


def task_row(task: Task, *, conversation: int | None) -> dict[str, Any]:
    """Give a task with its order, the order's buyer and its members at hand (``queries.whole``).

    :param conversation: the key of the talk in which an answer is told.
    """
    order, taken_by, answered_by = task.order, task.taken_by, task.answered_by
    buyer = order.buyer
    return {
        "id": task.pk,
        "kind": task.kind,
        "state": task.state,
        "order": {"id": order.pk, "number": order.number},
        "buyer": {"id": buyer.pk, "name": buyer.display_name} if buyer else None,
        "conversation": conversation,
        "what": task.what,
        "asked_by": task.asked_by.nickname,
        "taken_by": taken_by.nickname if taken_by else None,
        "answer": task.answer,
        "note": task.note,
        "waybill": task.waybill,
        "answered_by": answered_by.nickname if answered_by else None,
        "asked": moment(task.asked_at),
        "due": moment(task.due_at),
        "answered": moment(task.answered_at),
    }
