"""What the page of questions and moods calls things, and where its figures lead."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy

from guitai.domains.accounts.queries import Shop
from guitai.domains.insight.asked_queries import TalkDays
from guitai.domains.insight.queries import AgentKey
from guitai.domains.performance.queries.agents import agents_of
from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.summing import UPSET
from guitai.engines.understanding.types import Mood
from guitai.web.moods import MOODS
from guitai.web.reports.filters import Filters

# In addresses: the three moods in which somebody should come to help.
UPSET_WORD = "upset"
UPSET_NAME = pgettext_lazy("mood", "Angry, anxious or disappointed")


def intent_name(intent: str) -> str:
    """Give what an intent is called in the language of the page; one of a shop's own model as it is."""
    title = intents().get(intent)
    if title is None:
        return intent
    return title.zh if (get_language() or "").startswith("zh") else title.en


def moods_meant(word: str) -> tuple[str, ...]:
    """Give the moods an address means; none if it says nothing sensible."""
    if word == UPSET_WORD:
        return UPSET
    return (Mood(word),) if word in {mood.value for mood in Mood} else ()


def mood_name(word: str) -> str:
    """Give what a mood of an address, or of a talk, is called; nothing where there is none."""
    if word == UPSET_WORD:
        return str(UPSET_NAME)
    return str(MOODS[word]) if word in MOODS else ""


def days_of(shop: Shop, filters: Filters) -> TalkDays:
    """Give the talks the filters mean: from when the shop's days begin, and of whom."""
    agent = None
    if filters.agent:
        known = agents_of(shop).get(filters.agent)
        agent = AgentKey(known.membership_id if known else None, filters.agent)
    begins = settings_of(shop).day_begins
    return TalkDays(first=filters.first, last=filters.last, begins=begins, agent=agent)


class TalkLinks:
    """Makes the addresses of the talks behind a figure, for one choice of days and agent."""

    def __init__(self, shop: Shop, filters: Filters) -> None:
        self._here, self._filters = reverse("reports-asked-talks", args=[shop.key]), filters

    def to(self, **narrowed: Any) -> str:
        """Give an address.

        :param narrowed: ``intent``, ``mood`` (a mood, or ``upset``), ``losing`` (1), ``agent`` (an account),
            ``day`` for one of the days alone, ``from`` and ``to``.
        """
        day = narrowed.pop("day", None)
        if day is not None:
            narrowed |= {"from": day, "to": day}
        return f"{self._here}?{self._filters.query(**narrowed)}"
