"""The figures of a product's issue: as it was raised, and what came of a measure (A5)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.fault_facts import Known, history_of, known
from guitai.domains.aftersales.models import ProductIssue
from guitai.engines.faults.effect import compared
from guitai.engines.faults.exposure import heard_of, shares
from guitai.engines.faults.types import Alarm, History, Running
from guitai.engines.faults.watching import standing
from guitai.kernel.days import business_day

# What somebody opens by hand is looked at over the last month.
_BY_HAND = timedelta(days=30)


def figures_of(alarm: Alarm) -> dict[str, Any]:
    """Give an alarm's figures as an issue keeps them, days as ISO dates."""
    return {
        "seen": alarm.seen,
        "sold": round(alarm.sold, 1),
        "days": (alarm.until - alarm.since).days + 1,
        "expected": round(alarm.expected, 4),
        "chance": alarm.chance,
        "since": alarm.since.isoformat(),
        "until": alarm.until.isoformat(),
    }


def figures_by_hand(shop: Shop, one: Running, *, at: datetime) -> dict[str, Any]:
    """Give the figures of a fault somebody noticed, over the last thirty days; empty if no case is known."""
    told = known(shop, at=at)
    history = history_of(shop, told, also={one.product}) if told else None
    if history is None:
        return {}
    found = standing(history, one=one, since=business_day(at - _BY_HAND))
    return figures_of(found) if found else {}


def since_of(issue: ProductIssue) -> date:
    """Give the day from which an issue's cases count."""
    since = issue.figures.get("since")
    return date.fromisoformat(since) if since else business_day(issue.opened_at - _BY_HAND)


def effect_of(issue: ProductIssue, history: History, told: Known) -> dict[str, Any]:
    """Compare the pieces sent before an issue's measure with those sent after it, by how many had the fault.

    Pieces count as far as they could be heard of by now: of what was sent yesterday nobody has written yet.
    """
    assert issue.measured_at is not None
    measured, since = business_day(issue.measured_at), since_of(issue)
    days = [sent for opened, sent in _sent_days(issue, told) if opened >= since]
    begin = min([*days, since])
    lags, sent = shares(told.lags), history.sent.get(issue.product_id, {})
    before_end = measured - timedelta(days=1)
    effect = compared(
        before=sum(begin <= day <= before_end for day in days),
        before_sold=heard_of(sent, begin=begin, end=before_end, today=told.today, shares=lags),
        after=sum(day >= measured for day in days),
        after_sold=heard_of(sent, begin=measured, end=told.today, today=told.today, shares=lags),
    )
    return {
        "seen": effect.after,
        "sold": round(effect.after_sold, 1),
        "days": (told.today - measured).days + 1,
        "before_seen": effect.before,
        "before_sold": round(effect.before_sold, 1),
        "chance": effect.chance,
        "is_sure": effect.is_more_than_chance,
    }


def _sent_days(issue: ProductIssue, told: Known) -> Iterable[tuple[date, date]]:
    """Give the days an issue's cases were opened and sent; of an order nobody knows the usual time before."""
    lags = told.lags
    usual = timedelta(days=round(sum(lag * many for lag, many in lags.items()) / max(lags.total(), 1)))
    for one, sent in zip(told.sightings, told.sent_on, strict=True):
        if (one.product, one.fault) == (issue.product_id, issue.fault) and issue.batch in {"", one.batch}:
            yield one.day, sent or one.day - usual
