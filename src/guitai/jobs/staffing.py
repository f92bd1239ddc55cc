"""Works rosters out, and sums up the days that usual weeks are made of."""

from datetime import timedelta
from importlib import import_module

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.performance.actions import rosters, staffing
from guitai.domains.performance.events import RosterWanted
from guitai.domains.performance.queries import staffing as queries
from guitai.jobs.clock import clock

SEARCH_SECONDS = 4.0
DAYS_AT_ONCE = 7
# Twice as long as the longest search: whoever has not answered by then was ended in the midst of it.
_LEFT_BEHIND = timedelta(minutes=2)


def wanted(event: RosterWanted) -> None:
    """Let the clock's worker begin, in this process or another."""
    work_out(event.shop_id, event.proposal_id)


@clock.task()  # type: ignore[untyped-decorator]  # huey ships no types
def work_out(shop_id: int, proposal_id: int) -> None:
    """Work a roster out and keep it; that it failed is kept too, and logged."""
    close_old_connections()
    shop = accounts.shops().filter(pk=shop_id).first()
    proposal = queries.proposals_of(shop).filter(pk=proposal_id).first() if shop else None
    if shop is None or proposal is None or proposal.state != queries.State.WAITING:
        return
    at = timezone.now()
    staffing.count_load(shop=shop, at=at, most=366)
    # The solver takes a third of a second and 70 MB to load, which only whoever plans should pay.
    planning = import_module("guitai.domains.performance.planning")
    result = None
    try:
        result = planning.work_out(proposal, at=at, seconds=SEARCH_SECONDS)
    finally:
        rosters.keep_result(proposal=proposal, result=result)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def sum_up() -> None:
    """Sum up days nobody did yet, some at a time, and begin again with rosters somebody was stopped at."""
    close_old_connections()
    at = timezone.now()
    for shop in accounts.shops():
        staffing.count_load(shop=shop, at=at, most=DAYS_AT_ONCE)
    for proposal in queries.proposals_waiting(before=at - _LEFT_BEHIND):
        work_out(proposal.shop_id, proposal.pk)
