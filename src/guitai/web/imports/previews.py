"""The first records of a file as they were understood, with personal data masked before anything is kept."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guitai.connectors.files.looking import Look
from guitai.connectors.files.saying import reason_of
from guitai.domains.trade.masking import masked_name, masked_phone
from guitai.engines.tabular.review_types import Review
from guitai.engines.tabular.service_types import AgentFigures, ServiceSession, SheetMessage
from guitai.engines.tabular.sheet_types import Fact, Product, SizeRow, Sku
from guitai.engines.tabular.types import Order, OrderItem, OrderLine, Refund
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.money import Money
from guitai.kernel.text import shorten

_LONGEST = 40
_LONG_NUMBER = re.compile(r"\d{7,}")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
Cells = Mapping[str, Any]

LABELS: dict[str, Any] = {
    "order": _("Order"),
    "buyer": _("Buyer"),
    "status": _("Status"),
    "paid": _("Paid"),
    "created": _("Ordered"),
    "title": _("Product"),
    "receiver": _("Receiver"),
    "phone": _("Phone"),
    "sku": _("Kind of product"),
    "price": _("Price"),
    "quantity": _("Quantity"),
    "refund": _("Refund"),
    "amount": _("Amount"),
    "reason": _("Reason"),
    "asked": _("Asked for"),
    "code": _("Code"),
    "category": _("Category"),
    "on_sale": _("On sale"),
    "stock": _("Stock"),
    "size": _("Size"),
    "measures": _("Measures"),
    "fact": _("Fact"),
    "value": _("Value"),
    "time": _("Time"),
    "agent": _("Agent"),
    "first_response": _("First response, s"),
    "rating": _("Rating"),
    "sender": _("Sender"),
    "text": _("Text"),
    "day": _("Day"),
    "figures": _("Figures"),
}


def shown(look: Look) -> dict[str, Any]:
    """Give what the page keeps of a first look, as JSON: tables of first rows, and what is wrong so far."""
    rejected = [
        {
            "line": one.line,
            "column": one.column,
            "reason": reason_of(one),
            "sheet": one.facts.get("sheet", ""),
        }
        for one in look.rejected
    ]
    return {
        "tables": [_table(records) for sight in look.sights for records in sight.first],
        "rejected": rejected,
        "rejected_count": look.rejected_count,
        "many_sheets": len({one["sheet"] for one in rejected}) > 1,
    }


def _table(records: Sequence[Any]) -> dict[str, Any]:
    """Give some records of one sort as rows; a column nothing stands in is left out."""
    rows = [{key: _cell(value) for key, value in _cells(record).items()} for record in records]
    keys = [key for key in rows[0] if any(row[key] for row in rows)]
    return {"columns": keys, "rows": [[row[key] for key in keys] for row in rows]}


def _cells(record: Any) -> Cells:
    return _SHOWN[type(record)](record)


def _order(order: Order) -> Cells:
    return {
        "order": order.order_id,
        "buyer": masked_account(order.buyer),
        "status": order.status_text,
        "paid": order.paid if order.paid is not None else order.total,
        "created": order.created_at or order.paid_at,
        "title": order.title_text,
        "receiver": masked_name(order.receiver),
        "phone": masked_phone(order.mobile or order.phone),
    }


def _item(item: OrderItem) -> Cells:
    return {
        "order": item.order_id,
        "title": item.title,
        "sku": item.sku_text,
        "price": item.price,
        "quantity": item.quantity,
        "status": item.status_text,
    }


def _order_line(line: OrderLine) -> Cells:
    return {**_order(line.order), "title": line.item.title, "quantity": line.item.quantity}


def _refund(refund: Refund) -> Cells:
    return {
        "refund": refund.refund_id,
        "order": refund.order_id,
        "amount": refund.amount,
        "status": refund.status_text,
        "reason": refund.reason,
        "asked": refund.asked_at,
    }


def _review(review: Review) -> Cells:
    return {
        "order": review.order_id,
        "buyer": masked_account(review.buyer),
        "title": review.title,
        "rating": review.stars,
        "text": review.text,
        "time": review.at,
    }


def _product(product: Product) -> Cells:
    return {
        "code": product.product_id,
        "title": product.title,
        "category": product.category,
        "price": product.price,
        "on_sale": product.on_sale,
    }


def _sku(sku: Sku) -> Cells:
    return {
        "code": sku.product_id,
        "sku": " ".join(value for _name, value in sku.properties),
        "price": sku.price,
        "stock": sku.stock,
    }


def _size(row: SizeRow) -> Cells:
    measures = (f"{name} {low:g}–{high:g}" for name, (low, high) in row.ranges)
    return {"code": row.product_id, "size": row.size, "measures": ", ".join(measures)}


def _fact(fact: Fact) -> Cells:
    return {"code": fact.product_id, "fact": fact.name, "value": fact.value}


def _session(session: ServiceSession) -> Cells:
    return {
        "time": session.started_at,
        "buyer": masked_account(session.buyer),
        "agent": session.agent,
        "first_response": session.first_response_s,
        "rating": session.satisfaction,
    }


def _sheet_message(message: SheetMessage) -> Cells:
    sender = masked_account(message.sender) if message.sender == message.buyer else message.sender
    return {"time": message.sent_at, "sender": sender, "text": message.text}


def _message(message: Message) -> Cells:
    sender = masked_account(message.sender) if message.author is Author.BUYER else message.sender
    return {"time": message.sent_at, "sender": sender, "text": message.text}


def _figures(figures: AgentFigures) -> Cells:
    named = (f"{name} {value}" for name, value in figures.figures if value is not None)
    return {"agent": figures.agent, "day": figures.day, "figures": ", ".join(named)}


_SHOWN: dict[type, Callable[[Any], Cells]] = {
    Order: _order,
    OrderItem: _item,
    OrderLine: _order_line,
    Refund: _refund,
    Review: _review,
    Product: _product,
    Sku: _sku,
    SizeRow: _size,
    Fact: _fact,
    ServiceSession: _session,
    SheetMessage: _sheet_message,
    Message: _message,
    AgentFigures: _figures,
}


def masked_account(account: str) -> str:
    """Give a buyer's account as platforms mask it: t***1; one that is masked stays as it is."""
    if "*" in account or not account:
        return account
    return f"{account[0]}***{account[-1]}" if len(account) > 1 else f"{account}***"


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "✗"
        case Money():
            return str(value)
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
    return shorten(_without_numbers(str(value)), _LONGEST)


def _without_numbers(text: str) -> str:
    """Mask phone and account numbers in what somebody wrote; a bare number is one the table is about."""
    if text.replace("-", "").isalnum() and text.isascii():
        return text
    return _LONG_NUMBER.sub(lambda found: f"{found.group()[:3]}****{found.group()[-2:]}", text)


def without_phones(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Give cells of a table nobody knows yet, with what looks like a phone number masked."""
    return [[_PHONE.sub(lambda found: masked_phone(found.group()), cell) for cell in row] for row in rows]


def labelled(tables: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give kept tables with their columns' names in the reader's language."""
    return [{**table, "labels": [LABELS[key] for key in table["columns"]]} for table in tables]
