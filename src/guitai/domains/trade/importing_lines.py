"""Put the lines of orders into a shop's tables; a list that comes twice changes nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.rows import among, insert, take_ids
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import LineDraft
from guitai.domains.trade.importing import is_behind
from guitai.domains.trade.models import Order, OrderLine

_DEFAULTS = {
    "title": "",
    "quantity": 1,
    "price_fen": 0,
    "product_id": None,
    "sku_code": "",
    "properties": {},
    "status": "",
}
_COLUMNS = ("id", "order_id", "external_key", "position", *_DEFAULTS)


@dataclass(slots=True)
class PutLines:
    """What became of some lines; ``homeless`` are those whose order is not known.

    ``touched`` are the numbers of the orders of which a line is new or changed.
    """

    tally: Tally = field(default_factory=Tally)
    touched: set[str] = field(default_factory=set)
    homeless: list[LineDraft] = field(default_factory=list)


@dataclass(slots=True)
class _New:
    """A line that is not in the table yet."""

    order_id: int
    key: str
    position: int
    values: dict[str, Any]

    def row(self, line_id: int) -> tuple[Any, ...]:
        values = _DEFAULTS | self.values
        values["properties"] = json.dumps(values["properties"], ensure_ascii=False)
        return (line_id, self.order_id, self.key, self.position, *values.values())


@transaction.atomic
def put_lines(*, shop: Shop, drafts: Sequence[LineDraft], journal: Journal | None = None) -> PutLines:
    """Add or change lines of known orders; the lines of one order keep the order in which they came."""
    batch = _Batch(shop, drafts, journal)
    for draft in drafts:
        batch.put(draft)
    batch.write()
    return batch.outcome


class _Batch:
    def __init__(self, shop: Shop, drafts: Sequence[LineDraft], journal: Journal | None) -> None:
        self.outcome = PutLines()
        self._journal = journal
        numbers = {draft.order_number for draft in drafts}
        orders = Order.objects.filter(among(Order, "number", numbers), shop=shop)
        self._orders = dict(orders.values_list("number", "pk"))
        self._lines: dict[tuple[int, str], OrderLine] = {}
        self._places: dict[int, int] = {}
        for line in OrderLine.objects.filter(among(OrderLine, "order_id", self._orders.values())):
            self._lines[line.order_id, line.external_key] = line
            self._places[line.order_id] = max(self._places.get(line.order_id, -1), line.position)
        self._new: dict[tuple[int, str], _New] = {}
        self._changes = Changes(OrderLine, journal)

    def put(self, draft: LineDraft) -> None:
        """Take one line in."""
        order_id = self._orders.get(draft.order_number)
        if order_id is None:
            self.outcome.homeless.append(draft)
            return
        place, values = (order_id, draft.key), _named(draft)
        if line := self._lines.get(place):
            behind = is_behind(draft.status, line.status)
            self._count(draft, changed=not behind and self._changes.change(line, values))
        elif new := self._new.get(place):
            before, behind = dict(new.values), is_behind(draft.status, new.values.get("status", ""))
            if not behind:
                new.values |= values
            self._count(draft, changed=new.values != before)
        else:
            self._add(order_id, draft.key, values)
            self.outcome.touched.add(draft.order_number)

    def write(self) -> None:
        """Write what was taken in."""
        ids = take_ids(OrderLine, len(self._new))
        rows = [new.row(key) for key, new in zip(ids, self._new.values(), strict=True)]
        insert(OrderLine, _COLUMNS, rows)
        if self._journal:
            self._journal.added_ids(OrderLine, ids)
        self._changes.write()

    def _add(self, order_id: int, key: str, values: dict[str, Any]) -> None:
        position = self._places[order_id] = self._places.get(order_id, -1) + 1
        self._new[order_id, key] = _New(order_id, key, position, values)
        self.outcome.tally.added += 1

    def _count(self, draft: LineDraft, *, changed: bool) -> None:
        if changed:
            self.outcome.touched.add(draft.order_number)
            self.outcome.tally.updated += 1
        else:
            self.outcome.tally.unchanged += 1


def _named(draft: LineDraft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in _DEFAULTS}
    return {name: value for name, value in values.items() if value is not None and value != ""}
