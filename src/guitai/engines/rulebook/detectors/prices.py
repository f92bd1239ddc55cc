"""Price authority: what a draft gives away, with what was given before, against what the agent may give."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guitai.engines.rulebook.amounts import Concession, Kind, concessions
from guitai.engines.rulebook.detectors.registry import NoSettings, detector
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.facts import Facts, OrderFacts
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.money import Money
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import NUMBER, number, one_by_one

_INVOICED = re.compile(
    rf"(?:发票|票|开票)[^,。!?;]{{0,4}}(?:开|写|填)(?:成|到|个|张|您|够)*(?P<a>{NUMBER})(?:元|块)?(?!个|天|小时|张|份|点|%|号|月|日|年|\d)"
    rf"|(?:开|写|填)(?:成|到|个|张|您)*(?P<b>{NUMBER})(?:元|块)?的?(?:发票|票)"
)
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
    order, price = spoken_of(draft, facts)
    found = personal(draft, facts, price)
    if not found:
        return
    authority = facts.agent.authority if facts.agent.authority is not None else settings.authority
    amounts = [one.amount(price) for one in found]
    total = (order.given if order else Money(0)) + together(found, price)
    for one, amount in zip(found, amounts, strict=True):
        if amount is None or (amount.fen > 0 and total > authority):
            yield Hit(one.start, one.end, _told(amount, total, authority, price, one))


@detector("invoice_amount", NoSettings, slots=("said", "amount"))
def invoice_amount(draft: Draft, facts: Facts, settings: NoSettings) -> Iterator[Hit]:
    """Report an invoice for more than any order of the buyer came to."""
    paid = [order.amount for order in facts.own_orders if order.amount is not None]
    if not paid or "票" not in draft.text:
        return
    for found in _INVOICED.finditer(draft.text):
        value = number(found["a"] or found["b"])
        if value and value * 100 > sum(amount.fen for amount in paid):
            yield Hit(*found.span(), {"said": str(value), "amount": max(paid).yuan})


def personal(draft: Draft, facts: Facts, price: Money | None) -> list[Concession]:
    """Give what a draft gives to this buyer alone; a refund of the whole amount is none of it."""
    return [
        one
        for one in concessions(draft.text, price)
        if not _public(draft, facts, one) and not _whole_refund(draft, facts, one)
    ]


def together(found: Sequence[Concession], price: Money | None) -> Money:
    """Give what concessions of one draft come to: reductions add up, prices and rates name one price.

    What takes a price nobody knows counts nothing.
    """
    off, named = Money(0), Money(0)
    for one in found:
        amount = one.amount(price)
        if amount is not None and one.kind is Kind.OFF:
            off += amount
        elif amount is not None:
            named = max(named, amount)
    return max(off, named)


def spoken_of(draft: Draft, facts: Facts) -> tuple[OrderFacts | None, Money | None]:
    """Give the order it is about and the price: of the order that is named, else of the one that got most."""
    own = facts.own_orders
    named = [order for order in own if order.id and order.id in draft.plain.written]
    order = max(named or own, key=lambda order: order.given.fen, default=None)
    return order, facts.product.price or (order.amount if order else None)


def _told(
    amount: Money | None, total: Money, authority: Money, price: Money | None, one: Concession
) -> dict[str, str]:
    told = {"authority": authority.yuan}
    if amount is not None:
        told |= {"amount": amount.yuan, "total": total.yuan}
    if price is not None:
        told["price_after"] = one.price(price).yuan
    return told


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
