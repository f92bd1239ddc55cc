"""What a list says about an order's remark and flag, kept beside what was known instead of in its place."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from guitai.common.journal import Journal
from guitai.common.rows import insert, stored_time, take_ids
from guitai.domains.trade.models import Order, Remark, RemarkSource
from guitai.domains.trade.remarks import OrderRemarks, flag_named, joined, remarks_by_order

_COLUMNS = ("id", "shop_id", "order_id", "text", "flag", "source", "platform_text", "at")


class Told(NamedTuple):
    """An order as a list left it, and the remark and the marks it had before."""

    order: Order
    remark: str
    tags: str

    @property
    def says_more(self) -> bool:
        """Say whether the list brought another remark, or a flag of another colour."""
        return self.order.seller_remark != self.remark or self.new_flag != ""

    @property
    def new_flag(self) -> str:
        """The colour the list brought; empty if it is the one from before."""
        if self.order.tags == self.tags:
            return ""
        flag = flag_named(self.order.tags)
        return "" if flag == flag_named(self.tags) else flag


def keep_told(told: Sequence[Told], *, journal: Journal | None, at: datetime) -> None:
    """Keep what lists brought as remarks of their own, unless it is what was written here anyway."""
    if not told:
        return
    known = remarks_by_order(each.order for each in told)
    news = [each for each in told if _is_news(each, known[each.order.pk])]
    ids, moment = take_ids(Remark, len(news)), stored_time(at)
    rows = [
        (
            key,
            each.order.shop_id,
            each.order.pk,
            each.order.seller_remark,
            each.new_flag,
            RemarkSource.IMPORTED.value,
            each.remark,
            moment,
        )
        for key, each in zip(ids, news, strict=True)
    ]
    insert(Remark, _COLUMNS, rows)
    if journal:
        journal.added_ids(Remark, ids)


def _is_news(each: Told, known: OrderRemarks) -> bool:
    """Say whether it is anything else than what was there, with what was written here behind it."""
    if not known.rows and not each.remark and not flag_named(each.tags):
        return False  # the first that is heard of it
    if each.new_flag not in {"", known.own_flag}:
        return True
    own = known.own
    ours = {
        joined(each.remark, own[:count]) for count in range(len(own) + 1)
    }  # the last ones may not be sent
    return each.order.seller_remark not in ours
