"""What buyers ask and in what mood they are, counted over the talks of some business days.

A talk counts for the day of its last line, with what was read out of it by then; what a lead put right
counts as they put it.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from guitai.common.rows import as_stored, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Conversation, Correction, Message, State
from guitai.domains.insight.queries import AgentKey
from guitai.engines.understanding.interest import LOSING_FROM
from guitai.engines.understanding.summing import TalkSum
from guitai.kernel.days import day_period

_LOSING = 100 * LOSING_FROM
# Rows held at a time.
_CHUNK = 5000
# Of a reading only the intents are wanted, and of very many readings: making out the JSON takes six times as
# long as finding them in its text, in which a quote within a text of somebody's never stands bare.
_INTENT = re.compile(r'"intent": "([^"\\]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDays:
    """Which talks are meant: of the business days from ``first`` to ``last``, and of one agent or of all."""

    first: date
    last: date
    begins: time = time(0)
    agent: AgentKey | None = None

    @property
    def starts(self) -> list[datetime]:
        """The moments at which the days begin, and the one at which the last ends."""
        days = ((self.last - self.first).days + 1) + 1
        return [
            day_period(self.first + timedelta(days=ahead), split=self.begins).start for ahead in range(days)
        ]


@dataclass(frozen=True, slots=True)
class AskedSums:
    """The talks of some days, of all that were read: in whole, by what was asked, by agent and by day.

    A talk in which several things were asked counts for each of them, once.
    """

    whole: TalkSum
    intents: Mapping[str, TalkSum]
    agents: Mapping[AgentKey, TalkSum]
    days: Mapping[date, TalkSum]


@dataclass(frozen=True, slots=True)
class ToldTalk:
    """A talk of a list, with the buyer's line for which it stands there, and whether they lose interest."""

    conversation: Conversation
    line: str
    is_losing: bool


def talks_there(shop: Shop, days: TalkDays) -> tuple[int, int]:
    """Say how many talks these days have, and how many of them wait to be read, or to be read anew."""
    talks = _talks(shop, days)
    return talks.count(), talks.filter(read_at=None).count()


def corrections_there(shop: Shop) -> dict[str, int]:
    """Say how often leads put something right, by what it was: ``intents`` and ``moods``."""
    rows = Correction.objects.filter(message__conversation__shop=shop).exclude(now="")
    found = Counter(dict(rows.order_by().values_list("of").annotate(Count("pk"))))
    return {"intents": found[Correction.Of.INTENTS], "moods": found[Correction.Of.MOOD]}


def asked_between(shop: Shop, days: TalkDays) -> AskedSums:
    """Count what was asked, and the moods, over the talks of these days; half a second for 100,000."""
    starts = [stored(start) for start in days.starts]
    rows = (
        _talks(shop, days)
        .exclude(mood="")
        .annotate(at=as_stored("last_at"), read=Cast("reading", TextField()))
        .values_list("agent", "agent_account", "at", "mood", "losing_interest", "read")
    )
    found: Counter[tuple[int | None, str, int, str, bool]] = Counter()
    asked: Counter[tuple[str, str, bool]] = Counter()
    for agent, account, at, mood, losing, read in rows.iterator(_CHUNK):
        is_losing = losing >= _LOSING
        found[agent, "" if agent else account, bisect_right(starts, stored(at)), mood, is_losing] += 1
        for intent in set(_INTENT.findall(read)):
            asked[intent, mood, is_losing] += 1
    return _summed(days, found, asked)


def _summed(
    days: TalkDays,
    found: Mapping[tuple[int | None, str, int, str, bool], int],
    asked: Mapping[tuple[str, str, bool], int],
) -> AskedSums:
    whole = TalkSum()
    by_intent: dict[str, TalkSum] = defaultdict(TalkSum)
    by_agent: dict[AgentKey, TalkSum] = defaultdict(TalkSum)
    by_day: dict[date, TalkSum] = defaultdict(TalkSum)
    for (agent, account, place, mood, is_losing), times in found.items():
        day = days.first + timedelta(days=place - 1)
        for one in (whole, by_agent[AgentKey(agent, account)], by_day[day]):
            one.add(mood, is_losing=is_losing, times=times)
    for (intent, mood, is_losing), times in asked.items():
        by_intent[intent].add(mood, is_losing=is_losing, times=times)
    return AskedSums(whole, dict(by_intent), dict(by_agent), dict(sorted(by_day.items())))


def talks_behind(
    shop: Shop, days: TalkDays, *, intent: str = "", moods: Collection[str] = (), losing: bool = False
) -> QuerySet[Conversation]:
    """Give the talks that were read, the newest first.

    :param intent: only those in which this was asked.
    :param moods: only those in one of these moods.
    :param losing: only those in which interest was lost.
    """
    talks = _talks(shop, days).exclude(mood="").select_related("buyer", "agent")
    if moods:
        talks = talks.filter(mood__in=moods)
    if losing:
        talks = talks.filter(losing_interest__gte=_LOSING)
    if intent:
        talks = talks.alias(read=Cast("reading", TextField())).filter(read__contains=f'"intent": "{intent}"')
    return talks.order_by("-last_at", "-pk")


def told(
    talks: Sequence[Conversation], *, intent: str = "", by_mood: bool = False, losing: bool = False
) -> list[ToldTalk]:
    """Give each talk with the line in which the intent was asked last or, else, that speaks for its mood.

    :param by_mood: the talks were chosen by their mood.
    :param losing: the talks were chosen because interest was lost.
    """
    kinds = [kind for kind, wanted in (("cooling", losing), ("evidence", by_mood)) if wanted]
    lines = {talk.pk: _line(talk.reading, intent, kinds) for talk in talks}
    texts = dict(Message.objects.filter(pk__in=filter(None, lines.values())).values_list("pk", "text"))
    return [
        ToldTalk(talk, texts.get(lines[talk.pk]) or talk.last_text, talk.losing_interest >= _LOSING)
        for talk in talks
    ]


def _line(reading: Mapping[str, list[Mapping[str, int | str]]], intent: str, kinds: Iterable[str]) -> int:
    """Give the key of the message; 0 if nothing was read out of any."""
    asked = reading.get("asked", [])
    if intent:
        asked = [each for each in asked if each["intent"] == intent]
    else:
        for kind in kinds:
            if found := reading.get(kind):
                return int(found[0]["message"])  # the strongest comes first
    return max((int(each["message"]) for each in asked), default=0)


def _talks(shop: Shop, days: TalkDays) -> QuerySet[Conversation]:
    starts = days.starts
    # Every state is named, for the index of shop and last line has it in between.
    talks = Conversation.objects.filter(
        shop=shop, state__in=State.values, last_at__gte=starts[0], last_at__lt=starts[-1]
    )
    if days.agent is None:
        return talks
    key = days.agent
    nobodys = Q(agent=None, agent_account=key.account)
    return talks.filter(Q(agent=key.member_id) if key.member_id else nobodys)
