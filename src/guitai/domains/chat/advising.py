"""What helps an agent advise a buyer: their needs, the size, what goes with it, what else there is.

All of it is worked out of the talk and the shop's facts while the buyer waits; nothing is kept (U3, U5,
S3–S5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.models import Activity, Product
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.models import Author, Conversation, Kind, Message
from guitai.domains.trade import queries as trade
from guitai.domains.trade.buying_together import bought_with
from guitai.domains.trade.models import Buyer
from guitai.domains.trade.queries import Basket
from guitai.domains.trade.size_history import size_history
from guitai.engines.needs.hearing import heard
from guitai.engines.needs.motives import motives
from guitai.engines.needs.sorting import kind_of
from guitai.engines.needs.types import Checklist, Motive, Turn
from guitai.engines.recommending.charts import read_chart
from guitai.engines.recommending.errors import ChartError
from guitai.engines.recommending.measures import read_told
from guitai.engines.recommending.steps import standings
from guitai.engines.recommending.substitutes import rank
from guitai.engines.recommending.told_sizes import recommend_told
from guitai.engines.recommending.types import Activity as ActivitySteps
from guitai.engines.recommending.types import Good, Language, SizeAdvice, Standing, Step, Substitute

_GO_WITH = 4
_SUBSTITUTES = 3
_COMPARED = 300
_LINES = 60
_SOLD_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class GoesWith:
    """A product to offer beside the one in view: the lead's ``note``, or in how many orders both were."""

    product: Product
    note: str = ""
    orders: int = 0


@dataclass(frozen=True, slots=True)
class InPlace:
    """A product that may stand in for the one in view."""

    product: Product
    likeness: Substitute


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What can be said to a buyer about a product; a part nothing is known of is None or empty.

    ``size`` is None where the product has no chart; ``motives`` are of the buyer's last words; ``basket`` is
    what the buyer ordered and did not pay yet (``ordered``), else one piece of the product.
    """

    product: Product
    checklist: Checklist
    motives: tuple[Motive, ...]
    size: SizeAdvice | None
    goes_with: tuple[GoesWith, ...]
    in_place: tuple[InPlace, ...]
    basket: Basket
    ordered: bool
    standings: tuple[Standing, ...]


def advise(
    product: Product,
    *,
    buyer: Buyer | None,
    turns: Sequence[Turn],
    at: datetime,
    language: Language = "zh",
) -> Advice:
    """Give what helps to advise on a product.

    :param product: with its kinds and facts at hand (``catalog.queries.with_details``).
    :param turns: what both said, the oldest first.
    """
    kind = kind_of(product.category, product.title)
    said = [turn.text for turn in turns if turn.by == "buyer"]
    unpaid = trade.unpaid_basket(buyer) if buyer else None
    basket = unpaid or Basket(product.price, 1)
    activities = [_steps(each) for each in catalog.activities_in_force(product.shop, at=at)]
    return Advice(
        product=product,
        checklist=heard(kind, turns),
        motives=motives(kind, said[-1]) if said else (),
        size=_size(product, said, language),
        goes_with=_goes_with(product),
        in_place=_in_place(product, at, language),
        basket=basket,
        ordered=unpaid is not None,
        standings=standings(activities, basket.amount.fen, basket.pieces),
    )


def of_talk(
    conversation: Conversation, *, at: datetime, product_id: int | None = None, language: Language = "zh"
) -> Advice | None:
    """Give what helps in a talk; None where no product is known.

    :param product_id: whose advice is wanted; without it the one in view, else the first of the order.
    """
    product = _in_view(conversation.shop_id, product_id or conversation.product_id, conversation.buyer)
    if product is None:
        return None
    lines = Message.objects.filter(
        conversation=conversation, kind=Kind.TEXT, author__in=(Author.BUYER, Author.AGENT)
    ).order_by("-pk")
    turns = [
        Turn("buyer" if line.author == Author.BUYER else "agent", line.text)
        for line in reversed(lines[:_LINES])
    ]
    return advise(product, buyer=conversation.buyer, turns=turns, at=at, language=language)


def beside(talk: Talk, *, at: datetime, language: Language = "zh") -> Advice | None:
    """Give what helps in a talk of another program, as far as the agent told of it."""
    product = _in_view(talk.by.shop_id, talk.product.pk if talk.product else None, talk.buyer)
    if product is None:
        return None
    turns = [Turn("buyer" if line.by == "buyer" else "agent", line.text) for line in talk.previous]
    return advise(product, buyer=talk.buyer, turns=turns, at=at, language=language)


def _in_view(shop_id: int, product_id: int | None, buyer: Buyer | None) -> Product | None:
    if product_id is None and buyer is not None:
        order = trade.order_spoken_of(buyer)
        lines = order.lines.all() if order else ()
        product_id = next((line.product_id for line in lines if line.product_id), None)
    if product_id is None:
        return None
    return catalog.with_details(catalog.by_ids(shop_id, [product_id])).first()


def _size(product: Product, said: Sequence[str], language: Language) -> SizeAdvice | None:
    try:
        chart = read_chart(product.size_chart)
    except ChartError:
        return None
    told = read_told("\n".join(said))
    return recommend_told(chart, told, history=size_history(product), language=language)


def _goes_with(product: Product) -> tuple[GoesWith, ...]:
    """Give what the lead paired first, then what buyers put together themselves."""
    found = {
        pairing.goes_with_id: GoesWith(pairing.goes_with, note=pairing.note)
        for pairing in catalog.pairings_of(product)
    }
    for pair in bought_with(product, limit=_GO_WITH):
        found.setdefault(pair.other.pk, GoesWith(pair.other, orders=pair.orders))
    return tuple(each for each in found.values() if _stock(each.product))[:_GO_WITH]


def _in_place(product: Product, at: datetime, language: Language) -> tuple[InPlace, ...]:
    others = catalog.with_details(catalog.on_sale(product.shop_id).filter(category=product.category))
    known = {str(other.pk): other for other in others.exclude(pk=product.pk)[:_COMPARED]}
    sold = trade.sold_since([product.pk, *(other.pk for other in known.values())], since=at - _SOLD_WITHIN)
    goods = [_good(other, sold) for other in known.values()]
    ranked = rank(_good(product, sold), goods, limit=_SUBSTITUTES, language=language)
    return tuple(InPlace(known[each.good.key], each) for each in ranked)


def _good(product: Product, sold: dict[int, int]) -> Good:
    return Good(
        key=str(product.pk),
        category=product.category,
        price_fen=product.price_fen,
        attributes={fact.name: fact.value for fact in product.facts.all() if not fact.is_weakness},
        stock=_stock(product),
        sold=sold.get(product.pk, 0),
    )


def _stock(product: Product) -> int:
    """Give the pieces there are; one where nobody said of which kinds there are any."""
    return catalog.stock_of(product) if product.skus.all() else 1


def _steps(activity: Activity) -> ActivitySteps:
    return ActivitySteps(activity.name, tuple(Step(**step) for step in activity.steps))
