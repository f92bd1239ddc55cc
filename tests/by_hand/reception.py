"""Reception and inquiries, read from metrics.md.

Left open there, and decided here:

- A chat nobody had (no account) counts for the shop, and for no agent.
- For the shop a (buyer, day) is what the buyer and all agents said that day: whoever wrote to one and was
  answered by another was received.
- Who only was spoken to is received where agent-only talk is let in (the switch would do nothing else), and
  is no inquiry even then.
- Cut by hours: a message belongs to its own hour, a round to the hour it opened in, a chat with its transfers
  to the hour of its first message, and a (buyer, day) with all that became of it likewise; so the hours add
  up to the day, and the funnel of an hour is about the same buyers from top to bottom.
- 08:00-23:00 holds 08:00 and not 23:00; 23:00-09:00 holds 23:00 and not 09:00. Within 30 s holds 30 s.
- JD's hours are those of the buyer's first message: what the agent sent unasked begins nothing that could
  be answered.
- Conversations are stretches of a chat, so they belong to its business day, and end sharp 10 minutes after
  the last message; an hour counts those that go on from the hour before. Every chat is seen.
- Transfers count chats, for the shop too; without a message there is no chat to transfer.
- Days before are whole days of 24 hours, both ends in; "before" and "after" are strict. Days of an order or
  a payment are business days. Orders of an excluded colour are treated as if they were not there. An order
  without a buyer's name is nobody's.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from guitai.engines.metrics.grain import Grain
from guitai.engines.metrics.settings import Settings
from tests.by_hand.chats import Chat, rounds
from tests.by_hand.facts import Message, Order, beginning, day_of


@dataclass
class Rows:
    """Sums by row; ``late`` holds (row, what) that are not known yet.

    Rows are of an agent, a group or (with an empty name) the shop: ``whose`` says in whose an agent counts.
    """

    grain: Grain
    sums: dict
    late: set
    groups: list

    def whose(self, agent):
        if self.grain.groups:
            return [each.group for each in self.groups if each.agent == agent]
        if self.grain.agents:
            return [agent] if agent else []
        return [""]

    def key(self, agent, day, hour):
        grain = self.grain
        cuts = (
            (grain.agents or grain.groups, agent),
            (grain.months, day.replace(day=1)),
            (grain.days, day),
            (grain.weekdays, day.weekday()),
            (grain.hours, hour),
        )
        return tuple(value for cut, value in cuts if cut)

    def add(self, agent, day, at, **numbers):
        self.sums.setdefault(self.key(agent, day, at.hour), Counter()).update(numbers)

    def mark_late(self, agent, day, at, what):
        self.late.add((self.key(agent, day, at.hour), what))


@dataclass(frozen=True)
class Meeting:
    """What a buyer and one agent, or for the shop all of them, said on a day."""

    agent: str
    buyer: str
    day: date
    lines: tuple[Message, ...]

    def said_by(self, author):
        return [line for line in self.lines if line.author == author]


def meetings(chats: list[Chat], rows: Rows) -> list[Meeting]:
    """Chats as they are for agents, put together by buyer and day for the shop and for groups."""
    pooled = defaultdict(list)
    for chat in chats:
        for who in rows.whose(chat.agent) if chat.lines else ():
            pooled[who, chat.buyer, chat.day].extend(chat.lines)
    return [
        Meeting(*who, tuple(sorted(lines, key=lambda line: (line.at, line.seq))))
        for who, lines in pooled.items()
    ]


def met_at(chats: list[Chat], rows: Rows) -> dict:
    """When the day's talk with each buyer began, filters or not."""
    return {(each.agent, each.buyer, each.day): each.lines[0].at for each in meetings(chats, rows)}


def received(chats: list[Chat], kept: list[Chat], rows: Rows) -> list:
    """The meetings in which both sides spoke, each with the moment it counts at."""
    began = met_at(chats, rows)
    return [
        (each, began[each.agent, each.buyer, each.day])
        for each in meetings(kept, rows)
        if each.said_by("buyer") and each.said_by("agent")
    ]


def count_reception(rows: Rows, chats: list[Chat], kept: list[Chat], settings: Settings) -> None:
    """Buyers, messages, rounds and transfers."""
    began = met_at(chats, rows)
    for (agent, _, day), at in began.items():
        rows.add(agent, day, at, consulted=1)
    for each in meetings(kept, rows):
        asked, answered = bool(each.said_by("buyer")), bool(each.said_by("agent"))
        at = began[each.agent, each.buyer, each.day]
        rows.add(each.agent, each.day, at, received=answered, unreplied=asked and not answered)
    for chat in chats:
        for line in chat.lines:
            count = {"buyer_messages": 1}
            if line.author == "agent":
                count = {"agent_messages": 1, "agent_characters": line.characters}
            for who in rows.whose(chat.agent):
                rows.add(who, chat.day, line.at, **count)
    for chat in kept:
        _count_rounds(rows, chat, settings)
    _count_transfers(rows, chats)


def _count_rounds(rows, chat, settings):
    for each in rounds(chat):
        seconds = each.seconds
        answered = seconds is not None
        fast = answered and seconds <= settings.fast_seconds
        in_hours = settings.hours_from <= each.opened.time() < settings.hours_to
        jd_hours = settings.jd_from <= each.opened.time() < settings.jd_to
        capped = min(seconds, settings.capped_seconds) if answered else settings.capped_seconds
        numbers = {
            "rounds": 1,
            "answered": answered,
            "waited": seconds or 0,
            "fast": fast,
            "firsts_answered": each.first and answered,
            "firsts_waited": (seconds or 0) if each.first else 0,
            "day_rounds": in_hours,
            "day_within": in_hours and answered and seconds <= settings.slow_seconds,
            "day_capped": capped if in_hours else 0,
            "jd_firsts": each.first and jd_hours,
            "jd_firsts_fast": each.first and jd_hours and fast,
        }
        for who in rows.whose(chat.agent):
            rows.add(who, chat.day, each.opened, **numbers)


def _count_transfers(rows, chats):
    for chat in chats:
        moves = {move.event for move in chat.moves}
        if chat.lines:
            into, out = "transfer_in" in moves, "transfer_out" in moves
            for who in rows.whose(chat.agent):
                rows.add(who, chat.day, chat.begins, transferred_in=into, transferred_out=out)


def count_concurrent(rows: Rows, chats: list[Chat], settings: Settings) -> None:
    """The most buyers in conversation at one moment of each row, tried moment by moment."""
    by_who = defaultdict(list)
    for chat in chats:
        for who in rows.whose(chat.agent) if chat.lines else ():
            by_who[who, chat.day].extend(_stretches(chat, settings))
    for (agent, day), stretches in by_who.items():
        ends_at = beginning(day + timedelta(days=1), settings)
        hours = (beginning(day, settings).replace(minute=0) + timedelta(hours=n) for n in range(25))
        for moment in [*hours, *(begins for _, begins, _ in stretches)]:
            here = len({buyer for buyer, begins, ends in stretches if begins <= moment < ends})
            if here and day_of(moment, settings) == day and moment < ends_at:
                rows.add(agent, day, moment)
                sums = rows.sums[rows.key(agent, day, moment.hour)]
                sums["max_concurrent"] = max(sums["max_concurrent"], here)


def _stretches(chat, settings):
    begins = last = chat.begins
    for line in chat.lines:
        if line.at >= last + settings.conversation_ends:
            yield chat.buyer, begins, last + settings.conversation_ends
            begins = line.at
        last = line.at
    yield chat.buyer, begins, last + settings.conversation_ends


def inquiries(found: list, orders: list[Order], settings: Settings) -> list:
    """Of the received the inquiries, each with its moment and the orders it led to."""
    asked = []
    for meeting, at in found:
        first = meeting.said_by("buyer")[0].at
        theirs = [order for order in orders if order.buyer and order.buyer == meeting.buyer]
        since = first - timedelta(days=settings.after_sales_days)
        if any(order.paid_at and since <= order.paid_at < first for order in theirs):
            continue
        later = [order for order in theirs if order.created_at > first]
        last = meeting.day + timedelta(days=settings.order_days - 1)
        asked.append((meeting, at, [o for o in later if day_of(o.created_at, settings) <= last]))
    return asked


def funnel(day: date, window: list[Order], settings: Settings) -> dict:
    """What became of an inquiry of a day that led to these orders."""
    paid = [day_of(order.paid_at, settings) for order in window if order.paid_at]
    return {
        "inquiries": 1,
        "ordered_same_day": any(day_of(order.created_at, settings) == day for order in window),
        "ordered": bool(window),
        "lost": not window,
        "paid_next_day": any(each <= day + timedelta(days=1) for each in paid),
        "paid": bool(paid),
    }


def is_late(day: date, settings: Settings, as_of) -> bool:
    """Whether the conversion of a day's inquiries is not known yet."""
    known = day + timedelta(days=settings.order_days + settings.inquiry_late_days)
    return as_of < beginning(known, settings)
