"""A night that has just ended on the stage: its agent left a buyer who waits, a promise and a case."""

from datetime import datetime, timedelta
from typing import Any

WAITS, PROMISED = "tb_night01", "tb_night02"
SAID = "明早给您查物流"
# The lead is called a quarter of an hour after a shift; the clock looks back half an hour.
ENDED_AGO = timedelta(minutes=16)
_LONG, _DAY = timedelta(hours=23, minutes=59), timedelta(hours=8)


def leave_night(key: str, username: str, colleague: str, number: str, at: datetime) -> dict[str, int]:
    """Let the agent's night have ended a quarter of an hour ago, and the colleague's day have begun then."""
    from guitai.domains.accounts import queries as accounts
    from guitai.domains.aftersales.actions.opening import open_case
    from guitai.domains.followups.actions.todos import open_todo
    from guitai.domains.followups.models import Listing
    from guitai.domains.trade.models import Buyer, Order

    shop = accounts.shop_by_key(key)
    assert shop
    members = accounts.active_members(shop)
    agent, other = members.get(person__username=username), members.get(person__username=colleague)
    left_at = at - ENDED_AGO - timedelta(minutes=20)
    _let_wait(shop, agent, left_at)
    buyer = Buyer.objects.create(
        shop=shop, account=PROMISED, display_name=PROMISED, first_seen_at=left_at, last_seen_at=left_at
    )
    open_todo(
        shop=shop,
        listing=Listing.PROMISE,
        key="night:1",
        at=left_at,
        buyer=buyer,
        owner=agent,
        due_at=at + timedelta(hours=5),
        why={"said": SAID},
    )
    open_case(kind="damaged", by=agent, at=left_at, order=Order.objects.get(shop=shop, number=number))
    ended = (at - ENDED_AGO).replace(second=0, microsecond=0)
    _work(agent, ended - _LONG, ended, at)
    _work(other, ended, ended + _DAY, at)
    return {"left": 3}


def _let_wait(shop: Any, agent: Any, at: datetime) -> None:
    from guitai.domains.chat import actions

    stored = actions.receive_message(
        shop=shop, account=WAITS, name=WAITS, local_id="1", text="到哪了", product_code="", at=at
    )
    talk = stored.message.conversation_id
    actions.take(conversation_id=talk, by=agent, at=at, may_take_over=True)


def _work(member: Any, start: datetime, end: datetime, at: datetime) -> None:
    from django.utils import timezone

    from guitai.domains.accounts import actions as accounts

    begins, ends = timezone.localtime(start), timezone.localtime(end)
    hours = [f"{begins:%H:%M}", f"{ends:%H:%M}"]
    pattern = accounts.define_pattern(shop=member.shop, name="-".join(hours), blocks=[hours], at=at)
    accounts.set_duty(membership=member, day=begins.date(), pattern=pattern, by=None, at=at)
