"""What can be asked about remarks and flags: what stands on an order, what contradicts, what waits.

The rules are few. A remark is added to what the platform shows, never put in its place. The newest flag
written here stands on the order, whatever a list brings, until somebody says that the platform's holds; then
what was written here before is set aside, though it stays in the history.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from guitai.common.rows import among
from guitai.domains.accounts.models import Platform, Shop
from guitai.domains.trade.models import Flag as Flag
from guitai.domains.trade.models import FlagMeaning, Order, RemarkSource
from guitai.domains.trade.models import Holds as Holds
from guitai.domains.trade.models import Remark as Remark

BETWEEN = "；"
# What is encrypted stays shut: opening it would be most of the work.
_SEALED = ("receiver", "phone", "address", "buyer__phone")
# The most a platform takes. Taobao counts bytes and does not say of which encoding: the longer one is safe.
_MOST_BYTES = {Platform.TAOBAO: 1000, Platform.TMALL: 1000}
_MOST_LETTERS = 500  # JD's; what Pinduoduo takes is not known
_BOUND = r"[\s；;，,、。|]"
_COLOURS = {
    **{flag.value: flag for flag in Flag},
    **dict(zip("红黄绿蓝紫", Flag, strict=True)),
}
_COLOUR = re.compile(
    r"(?P<colour>[红黄绿蓝紫]|red|yellow|green|blue|purple)(?:色|旗|色旗| flag)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class OrderRemarks:
    """All that was written on an order, the oldest first, and what follows from it."""

    order: Order
    rows: Sequence[Remark]

    @property
    def newest_first(self) -> list[Remark]:
        """The history as it is read."""
        return list(reversed(self.rows))

    @property
    def own(self) -> list[Remark]:
        """What was written here and not set aside by the platform's."""
        return _standing(self.rows)

    @property
    def own_flag(self) -> str:
        """The newest colour that was given here; empty where none was."""
        return _newest_flag(self.own)

    @property
    def flag(self) -> str:
        """The colour the order carries, ours before the platform's; empty where it has none."""
        return self.own_flag or flag_named(self.order.tags)

    @property
    def whole(self) -> str:
        """The remark as it is to stand on the platform: what it shows, behind it what it lacks of ours."""
        return joined(self.order.seller_remark, self.own)

    @property
    def conflict(self) -> Remark | None:
        """What the platform says since, where it lacks something of ours and nobody said which holds."""
        newest = next((row for row in self.newest_first if row.source == RemarkSource.IMPORTED), None)
        if newest is None or newest.holds:
            return None
        return newest if self.contradicted_by(newest) else None

    def contradicted_by(self, imported: Remark) -> list[Remark]:
        """Give what had been written here, and the platform's newer remark or flag does not show."""
        before = [row for row in self.own if row.pk < imported.pk]
        flag = _newest_flag(before)
        other_flag = bool(flag and imported.flag and imported.flag != flag)
        shown = self.order.seller_remark
        return [row for row in before if not shows(shown, row.text) or (other_flag and row.flag == flag)]

    @property
    def to_send(self) -> list[Remark]:
        """What of ours is to be written back; nothing while there is a contradiction."""
        if self.conflict:
            return []
        shown, colour = self.order.seller_remark, flag_named(self.order.tags)
        return [
            row
            for row in self.own
            if row.sent_at is None and (not shows(shown, row.text) or row.flag not in {"", colour})
        ]

    @property
    def fits(self) -> bool:
        """Say whether the platform takes a remark as long as it has become."""
        return fits(self.order.shop.platform, self.whole)


def remarks_of(order: Order) -> OrderRemarks:
    """Give what was written on one order."""
    return remarks_by_order([order])[order.pk]


def remarks_by_order(orders: Iterable[Order]) -> dict[int, OrderRemarks]:
    """Give what was written on some orders, by their keys, in one question."""
    listed = list(orders)
    written = Remark.objects.filter(among(Remark, "order_id", [order.pk for order in listed]))
    grouped: dict[int, list[Remark]] = defaultdict(list)
    for row in written.select_related("by", "settled_by").order_by("pk"):
        grouped[row.order_id].append(row)
    return {order.pk: OrderRemarks(order, grouped[order.pk]) for order in listed}


def waiting(shop: Shop, *, most: int | None = None) -> list[OrderRemarks]:
    """Give the orders whose remark or flag is to be written back, the one that waits longest first.

    :param most: of this many orders at most; None: all.
    """
    unsent = Remark.objects.filter(shop=shop, source=RemarkSource.OWN, sent_at=None)
    found = _with_remarks(shop, unsent)
    return [each for each in found if each.to_send][:most]


def conflicts(shop: Shop, *, most: int | None = None) -> list[OrderRemarks]:
    """Give the orders where the platform's newer remark or flag contradicts ours."""
    earlier = Remark.objects.filter(
        order=OuterRef("order"), source=RemarkSource.OWN, pk__lt=OuterRef("pk")
    ).order_by()
    open_ones = Remark.objects.filter(Exists(earlier), shop=shop, source=RemarkSource.IMPORTED, holds="")
    return [each for each in _with_remarks(shop, open_ones) if each.conflict][:most]


def own_flags(orders: QuerySet[Order]) -> dict[int, str]:
    """Give the colours that were given here, by the keys of the orders that carry one."""
    grouped: dict[int, list[Remark]] = defaultdict(list)
    rows = Remark.objects.filter(order__in=orders).only("order_id", "flag", "source", "holds")
    for row in rows.order_by("pk"):
        grouped[row.order_id].append(row)
    return {key: flag for key, told in grouped.items() if (flag := _newest_flag(_standing(told)))}


def meanings_of(shop: Shop) -> dict[str, str]:
    """Give what each colour means in a shop: by its own word, else by the trade's convention."""
    told = FlagMeaning.objects.filter(shop=shop).values_list("flag", "meaning")
    return {flag.value: meaning for flag, meaning in _by_convention().items()} | dict(told)


def flag_named(words: str) -> str:
    """Give the colour a platform's mark names (红旗, 红色, red); empty where it names none."""
    found = _COLOUR.fullmatch(words.strip())
    return _COLOURS[found["colour"].lower()].value if found else ""


def shows(shown: str, text: str) -> bool:
    """Say whether a platform's remark holds this one as a part of its own: 加急 is none of 不加急."""
    return not text or re.search(rf"(?:^|{_BOUND}){re.escape(text)}(?:$|{_BOUND})", shown) is not None


def joined(shown: str, own: Iterable[Remark]) -> str:
    """Give what a platform shows with what it lacks of ours behind it."""
    for row in own:
        if not shows(shown, row.text):
            shown = f"{shown}{BETWEEN}{row.text}" if shown else row.text
    return shown


def fits(platform: str, text: str) -> bool:
    """Say whether a platform takes a remark as long as this."""
    most = _MOST_BYTES.get(Platform(platform))
    return len(text) <= _MOST_LETTERS if most is None else len(text.encode()) <= most


def _standing(rows: Iterable[Remark]) -> list[Remark]:
    own: list[Remark] = []
    for row in rows:
        if row.source == RemarkSource.OWN:
            own.append(row)
        elif row.holds == Holds.PLATFORM:
            own = []
    return own


def _newest_flag(own: Sequence[Remark]) -> str:
    return next((row.flag for row in reversed(own) if row.flag), "")


def _with_remarks(shop: Shop, of: QuerySet[Remark]) -> list[OrderRemarks]:
    keys = list(dict.fromkeys(of.order_by("pk").values_list("order_id", flat=True)))
    orders = Order.objects.filter(among(Order, "id", keys), shop=shop)
    found = remarks_by_order(orders.select_related("shop", "buyer").defer(*_SEALED))
    return [found[key] for key in keys]


def _by_convention() -> dict[Flag, str]:
    return {
        Flag.RED: _("special"),
        Flag.YELLOW: _("price changed"),
        Flag.GREEN: _("refundable"),
        Flag.BLUE: _("shipped"),
        Flag.PURPLE: _("unshipped"),
    }
