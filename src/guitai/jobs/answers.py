"""Calls the lead to questions that fall due; looks at night through what was asked and answered."""

import logging
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.insight import answer_looking
from guitai.domains.insight.events import AnswersWanted
from guitai.domains.knowledge import asking
from guitai.jobs.alone import alone
from guitai.jobs.clock import clock

logger = logging.getLogger(__name__)
LOOKED_BACK = timedelta(days=90)


@clock.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey ships no types
def ring_due_questions() -> None:
    """Call to what falls due within two hours, and again when it has."""
    close_old_connections()
    for shop in accounts.shops():
        try:
            asking.ring_due(shop=shop, at=timezone.now())
        except Exception:
            # One shop's trouble keeps no other shop's buyers waiting.
            logger.exception("questions of %s that fall due could not be called", shop.key)


@clock.periodic_task(crontab(minute="37", hour="3"))  # type: ignore[untyped-decorator]
def look_through_answers() -> None:
    """Look through three months of every shop."""
    close_old_connections()
    for shop in accounts.shops():
        _look(shop)


def wanted(event: AnswersWanted) -> None:
    """Leave a look to the clock's worker."""
    look_now(event.shop_id)


@clock.task()  # type: ignore[untyped-decorator]
def look_now(shop_id: int) -> None:
    """Look through one shop's answers because somebody waits for it."""
    close_old_connections()
    shop = accounts.shops().filter(pk=shop_id).first()
    if shop is not None:
        _look(shop)


def _look(shop: Shop) -> None:
    at = timezone.now()
    with alone(f"answers-{shop.pk}") as is_alone:
        if not is_alone:
            return
        try:
            answer_looking.look(shop=shop, since=at - LOOKED_BACK, at=at)
        except Exception:
            # One shop's trouble keeps no other waiting.
            logger.exception("the answers of %s could not be looked through", shop.key)
