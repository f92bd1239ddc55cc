"""What can be asked about couriers: who it is, where it goes, how fast and for how much."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import QuerySet

from guitai.domains.accounts.models import Shop
from guitai.domains.delivery.models import Courier as Courier
from guitai.domains.delivery.models import Reach as Reach
from guitai.domains.delivery.provinces import province_in
from guitai.domains.delivery.usual import key_by_waybill
from guitai.kernel.money import Money
from guitai.kernel.text import fold

_WORD = re.compile(r"[a-z0-9&]+")
_GRAMS_OF_A_STEP = 1000
_LAST = 10**9


@dataclass(frozen=True, slots=True)
class Serving:
    """A courier and how it serves a province; ``reach`` is None where nobody told, ``fee`` for a weight."""

    courier: Courier
    reach: Reach | None
    fee: Money | None


@dataclass(frozen=True, slots=True)
class CourierBook:
    """A shop's couriers, and how they serve some provinces, read at once for many orders."""

    names: Mapping[str, Courier]
    keys: Mapping[str, Courier]
    reaches: Mapping[tuple[int, str], Reach]

    def named(self, text: str, waybill: str = "") -> Courier | None:
        """Give the courier an export calls so: by name or alias, else by what stands in it (圆通速递(华东)).

        :param waybill: tells it where no name does, if only one courier's numbers begin so.
        """
        asked = fold(text)
        if not asked:
            return self.keys.get(key_by_waybill(waybill))
        # A code in Latin letters stands by itself: SF is none of SFC.
        words = set(_WORD.findall(asked))
        inside = [name for name in self.names if (name in words if _WORD.fullmatch(name) else name in asked)]
        return self.names.get(asked) or (self.names[max(inside, key=len)] if inside else None)

    def reach(self, courier: Courier, region: str) -> Reach | None:
        """Give how a courier serves where an order goes (浙江省 杭州市); None where nobody told."""
        return self.reaches.get((courier.pk, province_in(region)))


def couriers_of(shop: Shop) -> QuerySet[Courier]:
    """Give a shop's couriers, those it sends with first."""
    return Courier.objects.filter(shop=shop).select_related("updated_by")


def reaches_of(courier: Courier) -> dict[str, Reach]:
    """Give how a courier serves the provinces, by their short names."""
    return {reach.province: reach for reach in Reach.objects.filter(courier=courier)}


def book_of(shop: Shop, *, regions: Iterable[str] = ()) -> CourierBook:
    """Give all couriers of a shop, and how they serve the provinces of these regions."""
    couriers = list(Courier.objects.filter(shop=shop))
    provinces = {name for region in regions if (name := province_in(region))}
    reaches = Reach.objects.filter(courier__shop=shop, province__in=provinces) if provinces else ()
    names: dict[str, Courier] = {}
    for courier in couriers:
        for name in (courier.name, *courier.aliases):
            names.setdefault(fold(name), courier)
    return CourierBook(
        names=names,
        keys={courier.key: courier for courier in couriers},
        reaches={(reach.courier_id, reach.province): reach for reach in reaches},
    )


def courier_named(shop: Shop, text: str) -> Courier | None:
    """Give the courier that is called so in an export, by its name or an alias; None where there is none."""
    return book_of(shop).named(text)


def reach(shop: Shop, courier: Courier, region: str) -> Reach | None:
    """Give how a courier serves where an order goes; ``region`` as an order has it (浙江省 杭州市)."""
    return book_of(shop, regions=[region]).reach(courier, region)


def serving(shop: Shop, province: str, *, grams: int | None = None) -> list[Serving]:
    """Give the couriers with how they serve a province: those in use first, then the quickest, the cheapest.

    :param grams: the weight the fee is told for; None: no fee.
    """
    reaches = {each.courier_id: each for each in Reach.objects.filter(courier__shop=shop, province=province)}
    found = []
    for courier in couriers_of(shop):
        told = reaches.get(courier.pk)
        cost = fee(told, courier, grams) if told and grams is not None else None
        found.append(Serving(courier, told, cost))
    return sorted(found, key=_place)


def fee(reach: Reach, courier: Courier, grams: int) -> Money | None:
    """Give what so many grams cost; None where nobody told. A kilogram that is begun counts whole."""
    if reach.first_fen is None:
        return None
    steps = -(-max(grams - courier.first_grams, 0) // _GRAMS_OF_A_STEP)
    if steps and reach.more_fen is None:
        return None
    return Money(reach.first_fen + steps * (reach.more_fen or 0))


def query_link(courier: Courier | None, waybill: str) -> str:
    """Give the address where a waybill is looked up; an empty text where nobody told."""
    return courier.query.replace("{waybill}", quote(waybill, safe="")) if courier else ""


def _place(one: Serving) -> tuple[bool, bool, int, int, int]:
    told = one.reach
    days = told.days_most if told and told.days_most is not None else _LAST
    return (
        told is not None and told.serves == Reach.Serves.NO,
        not one.courier.is_used,
        days,
        one.fee.fen if one.fee else _LAST,
        one.courier.position,
    )
