"""To-dos as pages and sockets show them (docs/reference/followups.md)."""

from typing import Any

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.shapes import moment
from guitai.domains.followups.models import Todo
from guitai.domains.followups.queries import concerning

MOST_AT_A_DESK = 300


def todo_row(todo: Todo) -> dict[str, Any]:
    """Give a to-do with its buyer, order and owner at hand (``queries.whole``)."""
    buyer, order, owner = todo.buyer, todo.order, todo.owner
    return {
        "id": todo.pk,
        "listing": todo.listing,
        "state": todo.state,
        "buyer": {"id": buyer.pk, "name": buyer.display_name} if buyer else None,
        "order": order.number if order else "",
        "conversation": todo.conversation_id,
        "message": todo.message,
        "owner": {"id": owner.pk, "name": owner.nickname} if owner else None,
        "due": moment(todo.due_at),
        "next": moment(todo.next_at),
        "why": todo.why,
        "value": str(todo.value),
        "attempts": todo.attempts,
        "outcome": todo.outcome,
        "note": todo.note,
        "confirmed": todo.confirmed_at is not None,
        "opened": moment(todo.opened_at),
        "closed": moment(todo.closed_at),
    }


def for_desk(member: Membership) -> list[dict[str, Any]]:
    """Give what a desk begins with: the member's own and the shop's promises, the next to fall due."""
    return [todo_row(todo) for todo in concerning(member)[:MOST_AT_A_DESK]]
