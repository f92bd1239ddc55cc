"""Who is meant by what an agent typed or pasted: an account, a number, or a line with one of them in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, Sum

from guitai.domains.trade.models import Buyer, GivenAmount, Order
from guitai.domains.trade.phones import phone_key
from guitai.kernel.money import Money
from guitai.kernel.text import clean

By = Literal["order", "waybill", "phone", "account", "name"]

_LONGEST = 4000  # characters looked at
_MOST_WORDS = 200
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{6,38}[A-Za-z0-9]")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)", re.ASCII)
# What stands between words of a line; accounts may hold anything else.
_BETWEEN = re.compile(r"[\s,，。.、;；:：!！?？()（）\[\]【】<>《》\"“”]+")
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who may be meant, and what told: an order with its buyer, or a buyer alone.

    An order of a platform that names no buyers (Pinduoduo) comes without one.
    """

    by: By
    buyer: Buyer | None
    order: Order | None = None


def find(*, shop_id: int, text: str, limit: int = 8) -> list[Found]:
    """Give who may be meant in a shop, the surest first: by a whole number, an account, a part of one."""
    text = clean(text)[:_LONGEST]
    if not text:
        return []
    found = list(_by_numbers(shop_id, text, limit))
    words = [word for word in dict.fromkeys(_BETWEEN.split(text)) if word][:_MOST_WORDS]
    known = {one.buyer.pk for one in found if one.buyer}
    for by, buyers in (("account", _accounts(shop_id, words)), ("name", _parts(shop_id, text, limit))):
        for buyer in buyers:
            if buyer.pk not in known and len(found) < limit:
                known.add(buyer.pk)
                found.append(Found(by, buyer))  # type: ignore[arg-type]
    return found[:limit]


def buyer_by_id(*, shop_id: int, buyer_id: int | None) -> Buyer | None:
    """Give a buyer of this shop; nothing where it has none such."""
    return Buyer.objects.filter(shop=shop_id, pk=buyer_id).first() if buyer_id else None


def order_by_id(*, shop_id: int, order_id: int | None) -> Order | None:
    """Give an order of this shop with buyer, lines and parcels at hand; nothing where it has none such."""
    if order_id is None:
        return None
    own = Order.objects.filter(shop=shop_id, pk=order_id).select_related("buyer")
    return own.prefetch_related("lines__product", "parcels").first()


def given_by_order(buyer: Buyer) -> dict[int, Money]:
    """Give what agents gave to each of a buyer's orders so far, by the order's key."""
    amounts = GivenAmount.objects.filter(shop=buyer.shop_id, buyer=buyer).exclude(order=None)
    rows = amounts.values_list("order").annotate(fen=Sum("amount_fen")).order_by()
    return {order: Money(fen) for order, fen in rows}


def _by_numbers(shop_id: int, text: str, limit: int) -> Iterator[Found]:
    codes = list(dict.fromkeys(_CODE.findall(text)))[:_MOST_WORDS]
    phones = {phone_key(phone) for phone in _PHONE.findall(text)} - {""}
    waybills = {*codes, *(code.upper() for code in codes)}
    met: set[int] = set()
    for by, asked in (
        ("order", Q(number__in=codes) if codes else None),
        ("waybill", Q(pk__in=_with_waybill(shop_id, waybills)) if codes else None),
        ("phone", Q(phone_key__in=phones) if phones else None),
    ):
        if asked is None:
            continue
        orders = Order.objects.filter(asked, shop=shop_id).select_related("buyer")
        for order in orders.order_by("-created_at", "-pk")[:limit]:
            if order.pk not in met:
                met.add(order.pk)
                yield Found(by, order.buyer, order)  # type: ignore[arg-type]


def _with_waybill(shop_id: int, waybills: Iterable[str]) -> list[int]:
    found = Order.objects.filter(shop=shop_id, parcels__waybill__in=waybills)
    return list(found.values_list("pk", flat=True).distinct())


def _accounts(shop_id: int, words: list[str]) -> list[Buyer]:
    found = Buyer.objects.filter(shop=shop_id, account__in=words).exclude(account="")
    return list(found.order_by("-last_seen_at", "-pk"))


def _parts(shop_id: int, text: str, limit: int) -> list[Buyer]:
    """Give buyers by a part of their account or name, where nothing but such a part was typed."""
    if not _SHORTEST_PART <= len(text) <= 40 or _BETWEEN.search(text):
        return []
    found = Buyer.objects.filter(Q(account__icontains=text) | Q(display_name__icontains=text), shop=shop_id)
    return list(found.order_by("-last_seen_at", "-pk")[:limit])
