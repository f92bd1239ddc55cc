"""Price authority: what a draft gives away, with what was given before, against what the agent may give."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from guitai.engines.rulebook.amounts import Concession, Kind, concessions
from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts, OrderFacts
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.money import Money
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import one_by_one

_REFUND = ("退款", "退还", "退")


@dataclass(frozen=True, slots=True)
class PriceSettings:
    """``authority``: what an agent may give to one order where the facts don't say, in yuan."""

    authority: Money = field(default_factory=lambda: Money(2000))


@detector(
    "price_authority",
    PriceSettings,
    sets=("public_offer", "giving_personally"),
    slots=("amount", "total", "authority", "price_after"),
)
def price_authority(draft: Draft, facts: Facts, settings: PriceSettings) -> Iterator[Hit]:
    """Report concessions that, with those given to the order before, pass the agent's authority.

    One that can't be counted because nobody knows the price passes it too. What a running activity gives to
    everybody is none, nor is a refund of the whole amount.
    """
    order = _order(draft, facts)
    price = facts.product.price or (order.amount if order else None)
    found = [
        one
        for one in concessions(draft.text, price)
        if not _public(draft, facts, one) and not _whole_refund(draft, facts, one)
    ]
    if not found:
        return
    authority = facts.agent.authority if facts.agent.authority is not None else settings.authority
    amounts = [one.amount(price) for one in found]
    total = (order.given if order else Money(0)) + _together(found, amounts)
    for one, amount in zip(found, amounts, strict=True):
        if amount is None or (amount.fen > 0 and total > authority):
            yield Hit(one.start, one.end, _told(amount, total, authority, price, one))


def _together(found: list[Concession], amounts: list[Money | None]) -> Money:
    """Give what concessions of one draft come to: reductions add up, prices and rates name one price."""
    off, named = Money(0), Money(0)
    for one, amount in zip(found, amounts, strict=True):
        if amount is not None and one.kind is Kind.OFF:
            off += amount
        elif amount is not None:
            named = max(named, amount)
    return max(off, named)


def _told(
    amount: Money | None, total: Money, authority: Money, price: Money | None, one: Concession
) -> dict[str, str]:
    told = {"authority": authority.yuan}
    if amount is not None:
        told |= {"amount": amount.yuan, "total": total.yuan}
    if price is not None:
        told["price_after"] = one.price(price).yuan
    return told


def _order(draft: Draft, facts: Facts) -> OrderFacts | None:
    """Give the order it is about: the one that is named, else the one that got most."""
    own = facts.own_orders
    named = [order for order in own if order.id and order.id in draft.plain.written]
    return max(named or own, key=lambda order: order.given.fen, default=None)


def _public(draft: Draft, facts: Facts, one: Concession) -> bool:
    """Say whether everybody gets it: a public offer, and not something on top for this buyer."""
    said = one_by_one(draft.text[one.start : one.end])
    if any(said in one_by_one(normalise(activity.name).text) for activity in facts.running):
        return True
    first, last = draft.around(one.start, one.end, Scope.CLAUSE)

    def here(name: str) -> bool:
        return any(first <= start and end <= last for start, end in draft.named(name))

    return here("public_offer") and not here("giving_personally")


def _whole_refund(draft: Draft, facts: Facts, one: Concession) -> bool:
    said = draft.text[one.start : one.end]
    return (
        one.kind is Kind.OFF
        and said.startswith(_REFUND)
        and any(order.amount == one.amount(None) for order in facts.own_orders)
    )
