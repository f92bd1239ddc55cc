"""Shifts and what is open in them, for the tests of handovers; times are of March 2026 in Shanghai."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case, Handover, HandoverItem
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.models import Listing, Todo
from guitai.kernel.days import SHANGHAI
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.aftersales import CaseFactory
from tests.factories.chat import ConversationFactory
from tests.factories.followups import TodoFactory


def at(clock: str, day: int = 2) -> datetime:
    """Give a moment; 2 March is the Monday most tests play on."""
    return datetime.fromisoformat(f"2026-03-{day:02} {clock}").replace(tzinfo=SHANGHAI)


def works(member: Membership, *blocks: str, day: int = 2) -> None:
    """Plan a member's day: “09:00-12:00”, one or more."""
    hours = [block.split("-") for block in blocks]
    pattern = ShiftPatternFactory(shop=member.shop, blocks=hours)
    DutyFactory(membership=member, pattern=pattern, day=date(2026, 3, day))


def waits(member: Membership, *, since: datetime, name: str = "tb_waits", **more: Any) -> Conversation:
    """Let a buyer wait for a member's answer."""
    return ConversationFactory(
        buyer__shop=member.shop,
        buyer__account=name,
        buyer__display_name=name,
        agent=member,
        opened_at=since,
        waiting_since=since,
        last_text="在吗",
        **more,
    )


def in_queue(member: Membership, *, since: datetime, name: str = "tb_queued") -> Conversation:
    """Let a buyer wait whom nobody has."""
    talk = waits(member, since=since, name=name)
    talk.agent, talk.state = None, "waiting"
    talk.save()
    return talk


def promised(member: Membership, *, due: datetime | None, **more: Any) -> Todo:
    """Let a member have promised something."""
    about: dict[str, Any] = {"conversation": None, "opened_at": at("00:00", 1), "ring_at": None}
    return TodoFactory(owner=member, due_at=due, **about, **more)


def to_do(member: Membership, *, due: datetime | None, listing: str = Listing.UNPAID, **more: Any) -> Todo:
    """Put something on a member's list."""
    return promised(member, due=due, listing=listing, why={}, **more)


def owns(member: Membership, *, due: datetime | None, **more: Any) -> Case:
    """Let a member own a case whose clock runs out then."""
    return CaseFactory(
        order__shop=member.shop, order__buyer__shop=member.shop, owner=member, due_at=due, **more
    )


def left(handovers: Iterable[Handover] | None = None) -> list[tuple[str, int | None]]:
    """Give the kind and subject of every item, of these handovers or of all."""
    items = (
        HandoverItem.objects.all()
        if handovers is None
        else HandoverItem.objects.filter(handover__in=handovers)
    )
    return sorted(items.values_list("kind", "subject"), key=str)
