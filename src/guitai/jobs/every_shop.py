"""Do the clock's work shop by shop: one's trouble keeps no other's buyers waiting."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from django.utils import timezone

from guitai.domains.accounts import queries as accounts

logger = logging.getLogger(__name__)


def for_every_shop(*deeds: Callable[..., Any]) -> None:
    """Do these for each shop, in their order, as of now; one that fails is logged, and the next is done.

    :param deeds: take ``shop`` and ``at`` by name.
    """
    close_old_connections()
    for shop in accounts.shops():
        for deed in deeds:
            try:
                deed(shop=shop, at=timezone.now())
            except Exception:
                logger.exception("%s failed for %s", deed.__name__, shop.key)
