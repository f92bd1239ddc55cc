"""Who a masked buyer of an imported talk is: what proves it, and what does not.

JD's logs mask their buyers (j****db) and its list of sessions does not (jd_0aaaa0aaaa0db): many buyers share
a mask, and time and agent must tell them apart. Taobao's talks are masked as well (t******7); there the talk
itself must name an order. Whatever leaves two buyers possible proves nothing.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from guitai.domains.trade.masking import may_be

# The platform's clock of a session and that of its first message may differ; lists without seconds do by 60.
TOLERANCE = timedelta(minutes=2)
# Taobao's orders have up to 19 digits, JD's 11 or 12, Pinduoduo's a date and 15; a phone's number is none.
_NUMBER = re.compile(r"(?<![\d-])(?!1[3-9]\d{9}(?!\d))(?:\d{6}-\d{15}|\d{11,20})(?![\d-])")


@dataclass(frozen=True, slots=True)
class Talk:
    """An imported talk: the buyer as its export writes them, the agent's account, first and last message."""

    buyer: str
    agent: str
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A session as the platform lists it; ``id`` is the caller's own, to know it again."""

    id: int
    buyer: str
    agent: str
    started_at: datetime


def sessions_within(talk: Talk, sessions: Iterable[Seen]) -> list[Seen]:
    """Give the sessions that began while the talk went on, with the same agent and a buyer it may be."""
    start, end = talk.first_at - TOLERANCE, talk.last_at + TOLERANCE
    return [
        session
        for session in sessions
        if session.agent == talk.agent
        and start <= session.started_at <= end
        and (session.buyer == talk.buyer or may_be(session.buyer, talk.buyer))
    ]


def buyer_of(talk: Talk, *, sessions: Iterable[Seen], named: Collection[str]) -> str | None:
    """Give the one buyer a talk can be with, or nothing where that is not proved.

    A session proves it that began when the talk did; so does an order the talk names. Everybody else who had
    a session meanwhile, or whose order is named, and may be behind the mask, is a second candidate.

    :param sessions: those :func:`sessions_within` the talk.
    :param named: whose orders the talk names.
    """
    within = list(sessions)
    owners = {account for account in named if may_be(account, talk.buyer)}
    possible = owners | {session.buyer for session in within}
    begun = any(abs(session.started_at - talk.first_at) <= TOLERANCE for session in within)
    return next(iter(possible)) if len(possible) == 1 and (begun or owners) else None


def numbers_in(text: str) -> list[str]:
    """Give the numbers in a text that may be an order's."""
    return _NUMBER.findall(text)
