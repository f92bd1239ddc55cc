"""Lines of exported files as rows of fact tables, before what stands in several files is made one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import ibis

from guitai.engines.metrics.facts import ITEMS, MESSAGES, ORDERS, REFUNDS, REMINDERS
from guitai.engines.tabular.service_types import Reminder, SheetMessage
from guitai.engines.tabular.types import Order, OrderItem, OrderLine, OrderStatus, Refund, RefundStatus
from guitai.engines.transcripts.authors import author_of, is_robot
from guitai.engines.transcripts.types import Author, Message
from guitai.engines.transcripts.whose import answered_by, letters, transfer
from guitai.kernel.days import SHANGHAI, local

Row = dict[str, Any]

# What tells lines apart until they are one: ``seq`` grows from line to line and from file to file; ``item``
# is a product of an order, of the list of orders where that has a line for each (``items`` of it, at
# ``price_fen``); ``assumed`` a payment whose moment no column told.
_OF_ITEMS = {"item": "string", "product": "string", "title": "string", "price_fen": "int64", "seq": "int64"}
LINES = {
    "messages": MESSAGES,
    "orders": ibis.schema({**ORDERS, **_OF_ITEMS, "deleted": "boolean", "assumed": "boolean"}),
    "items": ibis.schema({**ITEMS, **_OF_ITEMS}),
    "refunds": ibis.schema({**REFUNDS, "number": "string", "seq": "int64"}),
    "reminders": REMINDERS,
}

_FILE = 1 << 40
_BUYERS = ("客户", "顾客", "买家")
# JD lists the order that was split as well as its parts, marked so.
_DELETED = "删除"
_PAID = frozenset(
    {
        OrderStatus.PAID,
        OrderStatus.PART_SHIPPED,
        OrderStatus.SHIPPED,
        OrderStatus.SIGNED,
        OrderStatus.FINISHED,
    }
)


def message_rows(messages: Iterable[Message], file: int) -> Iterator[Row]:
    """Give messages as facts. What a buyer tells a robot is told to nobody (docs/reference/metrics.md)."""
    for message in messages:
        to_robot = is_robot(message.agent)
        yield {
            "shop": _main_account(message.agent),
            "agent": "" if to_robot else message.agent,
            "buyer": message.buyer,
            "author": "robot" if to_robot and message.author is Author.BUYER else message.author.value,
            "at": local(message.sent_at),
            "seq": file * _FILE + message.line,
            "characters": letters(message.text),
            "event": transfer(message.text, message.agent) if message.author is Author.SYSTEM else "",
            "text": message.text,
        }


def _main_account(agent: str) -> str:
    """Give the shop's part of ``店铺:客服``."""
    shop, colon, _ = agent.partition(":")
    return shop if colon else ""


def sheet_messages(messages: Iterable[SheetMessage]) -> Iterator[Message]:
    """Give the messages of talks saved as a sheet with the account that has the talk, which no cell names."""
    talks = groupby(messages, key=lambda said: (said.buyer, said.sent_at.astimezone(SHANGHAI).date()))
    for _talk, said in talks:
        yield from _answered(list(said))


def _answered(talk: Sequence[SheetMessage]) -> Iterator[Message]:
    found: list[Message] = []
    for said in talk:
        by_buyer = said.account_kind.startswith(_BUYERS)
        author = author_of(said.sender, said.sender if by_buyer else said.buyer, said.text)
        account = said.sender if author in {Author.AGENT, Author.ROBOT} else ""
        found.append(Message(said.line, account, said.buyer, said.sender, author, said.sent_at, said.text))
    for message, account in zip(found, answered_by([message.agent for message in found]), strict=True):
        message.agent = account
        yield message


def order_rows(lines: Iterable[Order | OrderLine], file: int) -> Iterator[Row]:
    """Give orders as facts, a row a line: an order with a line for each product is summed up later."""
    for line in lines:
        if isinstance(line, OrderLine):
            row = _order(line.order, line.item.quantity)
            row |= _of_item(line.item) | {
                "deleted": _DELETED in line.order.tags.split("，"),
                "flag": "",  # what stands in its tags are the platform's marks
            }
        else:
            row = _order(line, line.quantity or 0)
        yield row | {"seq": file * _FILE + line.line}


def _order(order: Order, pieces: int) -> Row:
    paid = order.paid if order.paid is not None else order.total
    created_at = order.created_at or order.paid_at
    assumed = order.paid_at is None and order.status in _PAID
    paid_at = created_at if assumed else order.paid_at
    return {
        "shop": order.shop,
        "number": order.order_id,
        "buyer": order.buyer,
        "created_at": local(created_at),
        "paid_at": local(paid_at),
        "paid_fen": paid.fen if paid and paid_at else 0,
        "postage_fen": order.postage.fen if order.postage else 0,
        "refund_fen": order.refunded.fen if order.refunded else 0,
        "items": pieces,
        "flag": order.tags,
        "item": "",
        "product": "",
        "title": "",
        "price_fen": 0,
        "deleted": False,
        "assumed": assumed,
    }


def item_rows(items: Iterable[OrderItem], file: int) -> Iterator[Row]:
    """Give the products of orders as facts; what was paid for each is told by its order later."""
    for item in items:
        yield _of_item(item) | {
            "shop": "",
            "order": item.order_id,
            "quantity": item.quantity,
            "amount_fen": 0,
            "seq": file * _FILE + item.line,
        }


def _of_item(item: OrderItem) -> Row:
    return {
        "item": "\t".join(item.key),
        "product": item.merchant_code or item.external_code or item.title,
        "title": item.title,
        "price_fen": item.price.fen if item.price else 0,
    }


def refund_rows(refunds: Iterable[Refund], file: int) -> Iterator[Row]:
    """Give refunds as facts."""
    for refund in refunds:
        yield {
            "shop": "",
            "order": refund.order_id,
            "amount_fen": refund.amount.fen if refund.amount else 0,
            "completed": refund.status is RefundStatus.DONE,
            "number": refund.refund_id,
            "seq": file * _FILE + refund.line,
        }


def reminder_rows(reminders: Iterable[Reminder], _file: int) -> Iterator[Row]:
    """Give reminders as facts."""
    for reminder in reminders:
        yield {
            "shop": "",
            "agent": reminder.agent,
            "order": reminder.order_id,
            "at": local(reminder.reminded_at),
        }
