"""Reads talks nobody read while they went on, imported ones above all, a few seconds at a time."""

import time

from django.db import close_old_connections
from django.utils import timezone
from huey import crontab

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Shop
from guitai.domains.chat.reading_in_bulk import read_some
from guitai.jobs.alone import alone
from guitai.jobs.clock import clock

TALKS_AT_ONCE = 200
_LONGEST = 4.0  # seconds; then the clock's other work gets its turn


@clock.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]  # huey ships no types
def look_after_readings() -> None:
    """Read what is left in any shop; also where a server was ended in the midst of it."""
    close_old_connections()
    for shop in accounts.shops():
        go_on(shop.pk)


@clock.task()  # type: ignore[untyped-decorator]
def go_on(shop_id: int) -> None:
    """Read for a while, and leave the rest to whoever comes."""
    close_old_connections()
    shop = accounts.shops().filter(pk=shop_id).first()
    if shop is not None and read_for_a_while(shop):
        go_on(shop_id)


def read_for_a_while(shop: Shop) -> bool:
    """Read the newest talks of a shop that were not read yet; say whether any may be left.

    Where somebody else reads those of this shop they go on, and nothing is left here.
    """
    begun = time.monotonic()
    with alone(f"understanding-{shop.pk}") as is_alone:
        while is_alone and read_some(shop, most=TALKS_AT_ONCE, at=timezone.now()):
            if time.monotonic() - begun > _LONGEST:
                return True
    return False
