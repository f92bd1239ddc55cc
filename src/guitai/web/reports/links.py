"""Addresses of the reports: what is behind a figure, and the talk on the desk."""

from typing import Any

from django.urls import reverse

from guitai.domains.accounts.queries import Shop
from guitai.web.reports.filters import Filters


class Links:
    """Makes the addresses of one shop for one choice of days and agent."""

    def __init__(self, shop: Shop, filters: Filters) -> None:
        self._filters = filters
        self._behind = reverse("reports-behind", args=[shop.key])
        self._desk = reverse("desk", args=[shop.key])

    def behind(self, key: str, **narrowed: Any) -> str:
        """Give the address of the talks and orders behind a figure.

        :param narrowed: ``agent`` (an account), ``hour``, ``weekday``, ``returning`` (1 or 0), ``product``
            (a code), ``on`` for one of the days, or ``day`` for that day alone.
        """
        day = narrowed.pop("day", None)
        if day is not None:
            narrowed |= {"from": day, "to": day}
        return f"{self._behind}?{self._filters.query(figure=key, **narrowed)}"

    def talk(self, conversation: int) -> str:
        """Give the address of a conversation on the desk."""
        return f"{self._desk}?c={conversation}"
