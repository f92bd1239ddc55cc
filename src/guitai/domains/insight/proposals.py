"""What the engine is told of a talk, and its proposal as it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.models import Product
from guitai.domains.chat.received import Received
from guitai.domains.insight.models import ValueFrom
from guitai.domains.trade.around import average_order_value_fen
from guitai.engines.lostorders.proposing import propose
from guitai.engines.lostorders.quantity import quantity_asked
from guitai.engines.lostorders.types import Author, KindFacts, Limits, Line, LostFacts

# Over so many days the average order value is taken.
AVERAGE_OVER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Known:
    """What the shop knows beside its talks at a moment."""

    shop: Shop
    products: Mapping[int, Product]
    activities: tuple[str, ...]
    average_fen: int | None

    @classmethod
    def of(cls, shop: Shop, talks: Iterable[Received], *, at: datetime) -> "Known":
        """Look up what these talks need: the products asked about, what the shop runs, what buyers spend."""
        keys = {talk.product_id for talk in talks if talk.product_id}
        products = catalog.with_details(catalog.by_ids(shop.pk, keys)) if keys else ()
        running = catalog.shop_facts(shop, at=at).activities or ()
        return cls(
            shop,
            {product.pk: product for product in products},
            tuple(activity.name for activity in running),
            average_order_value_fen(shop, since=at - AVERAGE_OVER, until=at),
        )

    def told(self, talk: Received) -> dict[str, Any]:
        """Give the columns of a lost inquiry that come of what was said and what is known."""
        product = self.products.get(talk.product_id or 0)
        lines = [
            Line(line.id, Author.BUYER if line.by_buyer else Author.AGENT, line.text, line.at)
            for line in talk.lines
        ]
        limits = Limits(wait_seconds=self.shop.reply_seconds)
        found = propose(lines, self._facts(product), limits)
        return {
            "product": product.pk if product else None,
            "proposed": found.reason.value if found else "",
            "confidence": found.confidence if found else 0.0,
            "evidence": [
                {"sign": each.sign.value, "line": each.line, **each.facts} for each in found.evidence
            ]
            if found
            else [],
            **self._value(talk, product),
        }

    def _facts(self, product: Product | None) -> LostFacts:
        if product is None:
            return LostFacts(activities=self.activities)
        kinds = (
            KindFacts(tuple(str(value) for value in sku.properties.values()), sku.stock)
            for sku in product.skus.all()
        )
        return LostFacts(price=product.price, kinds=tuple(kinds), activities=self.activities)

    def _value(self, talk: Received, product: Product | None) -> dict[str, Any]:
        """Give what was at stake: the price of what was asked for, else what a buyer spends here."""
        quantity = quantity_asked(line.text for line in talk.lines if line.by_buyer)
        if product is not None and product.price_fen > 0:
            value, source = product.price_fen * quantity, ValueFrom.PRODUCT
        elif self.average_fen is not None:
            value, source = self.average_fen, ValueFrom.AVERAGE
        else:
            value, source = 0, ValueFrom.UNKNOWN
        return {"value_fen": value, "value_from": source.value, "quantity": quantity}
