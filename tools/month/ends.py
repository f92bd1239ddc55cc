"""Says what must have come of promises and of going to buyers by the end: docs/reference/followups.md."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Attempt, Listing, Todo
from guitai.kernel.days import SHANGHAI
from tools.month.books import Books, Buyer, Promise
from tools.month.comparing import Findings

LIMIT = 3  # times in seven days a buyer may be gone to, as a new shop has it
WEEK, DAYS = timedelta(days=7), 3
UNPAID = frozenset({"unpaid", "silent_unpaid"})
UNCOUNTED = frozenset({"soon_late", "late", "out_of_stock", "oversold", "refund_asked"})
MOST = {"unpaid": 2, "late": 3, "out_of_stock": 3, "oversold": 3, "refund_asked": 3, "soon_late": 2}


def refusal(buyer: Buyer, listing: str, attempts: int, at: datetime, *, reminds: bool) -> str:
    """Give why a buyer must not be gone to now; empty: they may.

    :param reminds: the platform lets its shops remind of payment.
    """
    if attempts >= MOST.get(listing, 1):
        return "most"
    if listing in UNPAID | {"poor_review", "invite"} and not reminds:
        return "platform"
    if listing in UNCOUNTED:
        return ""
    if buyer.silenced:
        return "wish"
    return "limit" if sum(at - WEEK < then <= at for then in buyer.contacts) >= LIMIT else ""


def check_promises(books: Books, shop: Shop, findings: Findings, *, at: datetime) -> None:
    """Compare every promise with its to-do; those of the last day may still be waiting for their list."""
    todos = {todo.message: todo for todo in Todo.objects.filter(shop=shop, listing=Listing.PROMISE)}
    for promise in books.promises.values():
        if promise.due_at > at - timedelta(days=1):
            continue
        todo = todos.pop(promise.message, None)
        key = str(promise.message)
        if todo is None:
            findings.add("lost", "promise", key, at, f"said at {promise.said_at}, and stands nowhere")
            continue
        wanted = _promised(books, promise)
        if (todo.state, todo.outcome) != wanted:
            told = f"{todo.state} {todo.outcome}, should be {wanted[0]} {wanted[1]}; due {promise.due_at}"
            findings.add("outcome", "promise", key, at, told)
        if todo.due_at != promise.due_at:
            findings.add("due", "promise", key, at, f"due {todo.due_at}, should be {promise.due_at}")
    for message, todo in todos.items():
        if str(message) not in books.promises:
            findings.add("wrong", "promise", todo.key, at, f"nobody promised: {todo.why.get('said')}")


def _promised(books: Books, promise: Promise) -> tuple[str, str]:
    done_at = books.orders[promise.order].shipped_at if promise.order else promise.done_at
    if done_at is None:
        return "open", "broken"
    return "left", "kept" if done_at <= promise.due_at else "broken"


def check_brought(books: Books, shop: Shop, findings: Findings, *, at: datetime) -> int:
    """Compare what going to buyers brought; give how much that was, in fen."""
    whole = 0
    tried = Todo.objects.filter(shop=shop, listing__in=[*UNPAID, "asked", "waking", "invite"], attempts__gt=0)
    for todo in tried.select_related("buyer", "order"):
        first = Attempt.objects.filter(todo=todo).order_by("at").values_list("at", flat=True)[0]
        day = first.astimezone(SHANGHAI).date() + timedelta(days=DAYS)
        end = datetime.combine(day, time(0), SHANGHAI)
        brought = sum(_brought(books, todo, first, end))
        wanted = brought if brought or at >= end else None
        if todo.brought_fen != wanted:
            told = f"brought {todo.brought_fen}, should be {wanted}; first at {first}"
            findings.add("brought", todo.listing, todo.key, at, told)
        whole += wanted or 0
    return whole


def _brought(books: Books, todo: Todo, first: datetime, end: datetime) -> Iterator[int]:
    if todo.listing in UNPAID:
        orders = [books.orders[todo.key]]
    else:
        account = todo.buyer.account if todo.buyer else ""
        orders = [order for order in books.orders_of(account) if order.created_at >= first]
    for order in orders:
        if order.paid_at and first <= order.paid_at < end:
            yield order.paid_fen
