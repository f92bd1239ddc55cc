"""Put the lines of orders into a shop's tables; a list that comes twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import LineDraft
from guitai.domains.trade.importing import is_behind, set_values
from guitai.domains.trade.models import Order, OrderLine
from guitai.domains.trade.rows import insert, overwrite

_FIELDS = ("title", "quantity", "price_fen", "product_id", "sku_code", "properties", "status")


@dataclass(slots=True)
class PutLines:
    """What became of some lines; ``homeless`` are those whose order is not known."""

    tally: Tally = field(default_factory=Tally)
    homeless: list[LineDraft] = field(default_factory=list)


@transaction.atomic
def put_lines(*, shop: Shop, drafts: Sequence[LineDraft]) -> PutLines:
    """Add or change lines of known orders; the lines of one order keep the order in which they came."""
    batch = _Batch(shop, drafts)
    for draft in drafts:
        batch.put(draft)
    batch.write()
    return batch.outcome


class _Batch:
    def __init__(self, shop: Shop, drafts: Sequence[LineDraft]) -> None:
        self.outcome = PutLines()
        numbers = {draft.order_number for draft in drafts}
        orders = Order.objects.filter(shop=shop, number__in=numbers)
        self._orders = dict(orders.values_list("number", "pk"))
        self._lines: dict[tuple[int, str], OrderLine] = {}
        self._places: dict[int, int] = {}
        for line in OrderLine.objects.filter(order__in=self._orders.values()):
            self._lines[line.order_id, line.external_key] = line
            self._places[line.order_id] = max(self._places.get(line.order_id, -1), line.position)
        self._new: list[OrderLine] = []
        self._changed: dict[int, OrderLine] = {}

    def put(self, draft: LineDraft) -> None:
        """Take one line in."""
        order_id = self._orders.get(draft.order_number)
        if order_id is None:
            self.outcome.homeless.append(draft)
            return
        line = self._lines.get((order_id, draft.key))
        if line is None:
            self._add(order_id, draft)
        elif is_behind(draft.status, line.status) or not set_values(line, _named(draft)):
            self.outcome.tally.unchanged += 1
        else:
            if line.pk is not None:
                self._changed[line.pk] = line
            self.outcome.tally.updated += 1

    def write(self) -> None:
        """Write what was taken in."""
        insert(self._new)
        overwrite(list(self._changed.values()), [name.removesuffix("_id") for name in _FIELDS])

    def _add(self, order_id: int, draft: LineDraft) -> None:
        place = self._places[order_id] = self._places.get(order_id, -1) + 1
        line = OrderLine(order_id=order_id, external_key=draft.key, position=place)
        set_values(line, _named(draft))
        self._lines[order_id, draft.key] = line
        self._new.append(line)
        self.outcome.tally.added += 1


def _named(draft: LineDraft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in _FIELDS}
    return {name: value for name, value in values.items() if value is not None and value != ""}
