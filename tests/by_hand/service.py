"""Service, read from the section of that name in docs/reference/metrics.md.

Left open there, and decided here:

- Whose a row of a table is says its account: one without counts for the shop alone. Who recommended something
  to an inquiry, or explained it, is whom the row of figures is about.
- A buyer without a name cannot be found in another table: nothing was recommended to them.
"""

from datetime import timedelta
from math import ceil

from guitai.engines.metrics.settings import Settings
from tests.by_hand.chats import Chat
from tests.by_hand.facts import Shop, beginning, day_of
from tests.by_hand.reception import Meeting, Rows


def is_recommended(shop: Shop, rows: Rows, asked: Meeting, settings: Settings) -> bool:
    """Whether anything was recommended to the buyer that day."""
    return any(
        asked.agent in rows.whose(each.agent)
        and asked.buyer
        and (each.buyer, day_of(each.at, settings)) == (asked.buyer, asked.day)
        for each in shop.recommendations or ()
    )


def is_explained(shop: Shop, rows: Rows, asked: Meeting) -> bool:
    """Whether somebody confirmed why the buyer was lost."""
    return any(
        asked.agent in rows.whose(each.agent)
        and asked.buyer
        and each.reason
        and (each.buyer, each.day) == (asked.buyer, asked.day)
        for each in shop.lost or ()
    )


def days_written(chats: list[Chat], settings: Settings) -> set:
    """The days on which each buyer with a name wrote to the shop."""
    return {
        (chat.buyer, chat.day)
        for chat in chats
        for line in chat.said_by("buyer")
        if chat.buyer and not (settings.leave_out_mass and line.text.startswith("@"))
    }


def count_solved(rows: Rows, received: list, chats: list[Chat], settings: Settings, as_of) -> None:
    """Who had not to come back; ``received`` are meetings with the moment they count at."""
    written = days_written(chats, settings)
    for meeting, at in received:
        if not meeting.said_by("buyer"):
            continue
        next_days = [meeting.day + timedelta(days=n) for n in range(1, settings.solved_days + 1)]
        back = any((meeting.buyer, day) in written for day in next_days)
        rows.add(meeting.agent, meeting.day, at, talked=1, solved_once=not back)
        if as_of < beginning(meeting.day + timedelta(days=settings.solved_days + 1), settings):
            rows.mark_late(meeting.agent, meeting.day, at, "solved_once")


def count_tables(rows: Rows, shop: Shop, settings: Settings, as_of, inside) -> None:
    """Promises, findings, ratings and cases."""

    def count(agent, moment, late="", until=None, **numbers):
        day = day_of(moment, settings)
        if inside(day):
            for who in rows.whose(agent):
                rows.add(who, day, moment, **numbers)
                if late and as_of < until(day):
                    rows.mark_late(who, day, moment, late)

    for each in shop.promises or ():
        kept = each.kept_at is not None and each.kept_at <= each.due_at
        late = "promises_kept" if each.kept_at is None else ""
        count(each.agent, each.due_at, late, lambda day: _after(day, 1, settings), promises=1, kept=kept)
    for each in shop.findings or ():
        count(each.agent, each.at, guard_hits=1, **{f"guard_hits_{each.severity}": 1})
    for each in shop.ratings or ():
        count(each.agent, each.at, ratings=1, satisfied=each.rating in (4, 5))
    days = 1 + ceil(settings.case_settle_hours / 24)
    for each in shop.cases or ():
        answer = timedelta(seconds=settings.case_answer_seconds)
        settle = timedelta(hours=settings.case_settle_hours)
        count(
            each.agent,
            each.opened_at,
            "aftersales_settled" if each.settled_at is None else "",
            lambda day: _after(day, days, settings),
            cases=1,
            cases_answered=each.answered_at is not None and each.answered_at - each.opened_at <= answer,
            cases_settled=each.settled_at is not None and each.settled_at - each.opened_at <= settle,
        )


def _after(day, days, settings):
    return beginning(day + timedelta(days=days), settings)
