"""What the clock does with handovers: settles what is done, and rings for what nobody took."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.actions.handover_items import announce, close_if_done
from guitai.domains.aftersales.handover_models import Handover, HandoverItem
from guitai.domains.aftersales.handover_queries import (
    ItemNow,
    as_they_are,
    current_handovers,
    noon_of,
    open_items,
)

UNCLAIMED_AFTER = timedelta(minutes=15)


@transaction.atomic
def settle_done(*, shop: Shop, at: datetime) -> int:
    """Settle what is done without anybody saying so; give how many items that were.

    Done is a talk that is answered or closed, a to-do that is closed, a case that is over; and what nobody
    took, once the one who left it works again and has it still. What was taken goes with who has it by now.
    """
    keys = list(open_items(shop, at=at).values_list("pk", flat=True))
    rows = HandoverItem.objects.select_for_update(of=("self",)).filter(pk__in=keys, settled_at=None)
    items = as_they_are(rows.select_related("handover__member", "handover__shop", "taken_by").order_by("pk"))
    here = accounts.on_duty(shop, at=at)
    done = [now.item for now in items if now.is_over or _is_back(now, here, at)]
    for now in items:
        if now.item not in done:
            _follow(now, at)
    HandoverItem.objects.filter(pk__in=[item.pk for item in done]).update(settled_at=at)
    for handover in {item.handover_id: item.handover for item in done}.values():
        close_if_done(handover, at)
        announce(handover, at)
    return len(done)


def ring_unclaimed(*, shop: Shop, at: datetime) -> int:
    """Call the lead for what nobody took in time, and for what of a night is not settled at noon; once each.

    :returns: how many handovers were rung for.
    """
    open_ones = current_handovers(shop, at=at).filter(settled_at=None)
    return sum(_ring(handover, at) for handover in open_ones)


@transaction.atomic
def _ring(handover: Handover, at: datetime) -> bool:
    items = list(handover.items.select_for_update().filter(settled_at=None))
    free, noon = [item for item in items if item.taken_by_id is None], noon_of(handover)
    if handover.by_night and at >= noon and any(_rang_before(item, noon) for item in items):
        rings, why, count = items, "noon", len(items)
    elif at >= handover.ends_at + UNCLAIMED_AFTER and any(item.rang_at is None for item in free):
        rings, why, count = free, "unclaimed", len(free)
    else:
        return False
    HandoverItem.objects.filter(pk__in=[item.pk for item in rings]).update(rang_at=at)
    announce(handover, at, why=why, whom=(lead.pk for lead in _leads(handover.shop, at)), count=count)
    return True


def _rang_before(item: HandoverItem, moment: datetime) -> bool:
    return item.rang_at is None or item.rang_at < moment


def _leads(shop: Shop, at: datetime) -> Iterable[Membership]:
    leads = accounts.active_members(shop).filter(role=accounts.Role.LEAD)
    here = accounts.on_duty(shop, at=at)
    return [lead for lead in leads if lead.pk in here] or list(leads)


def _is_back(now: ItemNow, here: set[int], at: datetime) -> bool:
    """Say whether the one who left it has it still, works again, and nobody took it meanwhile."""
    item = now.item
    left = item.handover.member_id
    if item.taken_by_id is not None or left not in here or at < item.handover.ends_at:
        return False
    return now.is_list or (now.holder is not None and now.holder.pk == left)


def _follow(now: ItemNow, at: datetime) -> None:
    """Let what was taken be whose it is now: it was passed on in its own room."""
    item, holder = now.item, now.holder
    if item.taken_by_id is None or holder is None:
        return
    if holder.pk not in {item.taken_by_id, item.handover.member_id}:
        item.taken_by, item.taken_at = holder, at
        item.save(update_fields=["taken_by", "taken_at"])
