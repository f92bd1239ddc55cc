"""Inquiries of a business day and what became of them, as docs/reference/metrics.md defines them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.received import Received, received_within
from guitai.domains.trade.around import Placed, placed_within
from guitai.engines.metrics.settings import Settings
from guitai.kernel.days import day_period

# Somebody who wrote just now may still be buying.
QUIET_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A buyer who asked before buying; ``ordered_at`` is when they ordered after that, in time."""

    talk: Received
    ordered_at: datetime | None
    quiet: bool

    @property
    def is_lost(self) -> bool:
        """Whether nobody expects an order of this talk by now."""
        return self.ordered_at is None and self.quiet


def inquiries_of(shop: Shop, day: date, *, settings: Settings, at: datetime) -> list[Inquiry]:
    """Give the inquiries of a business day as they stand.

    :param settings: the shop's windows: until when an order counts, before when it makes a talk after-sales.
    """
    period = day_period(day, split=settings.day_begins)
    talks = [talk for talk in received_within(shop, period) if _is_counted(talk, settings)]
    if not talks:
        return []
    orders = placed_within(
        shop,
        [talk.buyer.pk for talk in talks],
        since=period.start - timedelta(days=settings.after_sales_days),
        until=period.end + timedelta(days=settings.order_days - 1),
    )
    return list(_inquiries(talks, orders, settings, at))


def _is_counted(talk: Received, settings: Settings) -> bool:
    """Say whether somebody outside wrote: colleagues write from accounts of the same shop."""
    main = talk.account or (talk.member.account if talk.member else "")
    own = main.partition(":")[0]
    is_own = bool(own) and ":" in main and talk.buyer.account.partition(":")[0] == own
    return not (settings.leave_out_own_team and (is_own or talk.buyer.account in settings.own_accounts))


def _inquiries(
    talks: Sequence[Received], orders: dict[int, list[Placed]], settings: Settings, at: datetime
) -> Iterator[Inquiry]:
    for talk in talks:
        placed, asked_at = orders.get(talk.buyer.pk, []), talk.first_asked_at
        since = asked_at - timedelta(days=settings.after_sales_days)
        if any(order.paid_at and since <= order.paid_at < asked_at for order in placed):
            continue
        ordered_at = next((order.created_at for order in placed if order.created_at > asked_at), None)
        yield Inquiry(talk, ordered_at, at - talk.last_at >= QUIET_FOR)
