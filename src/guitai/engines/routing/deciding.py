"""Decide who gets a conversation, and say why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from guitai.engines.routing.types import (
    Arrival,
    Because,
    Candidate,
    Decision,
    Move,
    OpenConversation,
    Policy,
    Reason,
    Standing,
)

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def decide(arrival: Arrival, candidates: Iterable[Candidate], policy: Policy) -> Decision:
    """Give the conversation to whoever is online, has room, and is best by the first criterion that differs.

    The order of the candidates makes no difference, and the answer names every one of them.
    """
    return _decide(arrival, candidates, policy, left_out=frozenset())


def unanswered(
    conversations: Iterable[OpenConversation], policy: Policy, *, at: datetime
) -> tuple[OpenConversation, ...]:
    """Give the conversations whose buyer has waited so long that somebody else should answer."""
    allowed = timedelta(minutes=policy.reassign_minutes)
    return tuple(one for one in conversations if one.waiting_since and at - one.waiting_since >= allowed)


def redistribute(
    conversations: Iterable[OpenConversation],
    candidates: Iterable[Candidate],
    policy: Policy,
    *,
    at: datetime,
) -> tuple[Move, ...]:
    """Say who takes over which conversation, when a shift ends or a buyer was left waiting.

    Of those who wait the angry are placed first, then who waits longest; each placing counts for the next.
    Whoever gives one away takes none of the others: they are leaving, or can't keep up.
    """
    given_away = sorted(conversations, key=lambda one: _urgency(one, at))
    losing = frozenset(one.held_by for one in given_away)
    standing = {candidate.id: candidate for candidate in candidates}
    moves = []
    for conversation in given_away:
        decision = _decide(conversation.arrival, standing.values(), policy, left_out=losing)
        moves.append(Move(conversation.id, decision))
        if decision.agent is not None:
            taker = standing[decision.agent]
            standing[taker.id] = replace(taker, load=taker.load + 1, last_assigned_at=at)
    return tuple(moves)


def _urgency(one: OpenConversation, at: datetime) -> tuple[bool, bool, datetime, int]:
    return one.waiting_since is None, not one.arrival.angry, one.waiting_since or at, one.id


def _decide(
    arrival: Arrival, candidates: Iterable[Candidate], policy: Policy, *, left_out: frozenset[int]
) -> Decision:
    available: list[Candidate] = []
    excluded: list[Standing] = []
    for candidate in sorted(candidates, key=lambda one: one.id):
        if obstacles := _obstacles(candidate, left_out):
            excluded.append(Standing(candidate.id, None, obstacles))
        else:
            available.append(candidate)
    wish = _Wish(arrival, policy)
    available.sort(key=lambda one: [measure(wish, one) for _, measure in _CRITERIA])
    ranked = [Standing(one.id, rank, wish.traits(one)) for rank, one in enumerate(available, start=1)]
    return Decision(
        agent=available[0].id if available else None, why=_why(available, wish), ranked=(*ranked, *excluded)
    )


def _obstacles(candidate: Candidate, left_out: frozenset[int]) -> tuple[Reason, ...]:
    checks = (
        (Reason.HAD_IT, candidate.id in left_out),
        (Reason.OFFLINE, not candidate.online),
        (Reason.AWAY, candidate.away),
        (Reason.FULL, candidate.load >= candidate.capacity),
    )
    return tuple(reason for reason, applies in checks if applies)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What this conversation asks of an agent under this policy."""

    arrival: Arrival
    policy: Policy

    def in_group(self, candidate: Candidate) -> bool:
        return not self.arrival.groups or bool(self.arrival.groups & candidate.groups)

    def knows_buyer(self, candidate: Candidate) -> bool:
        known_at = self.arrival.known_at
        if candidate.id != self.arrival.known_agent or known_at is None:
            return False
        return self.arrival.at - known_at < timedelta(days=self.policy.known_agent_days)

    def wants_experience_of(self, candidate: Candidate) -> bool:
        return self.arrival.angry and candidate.experienced

    def skills_of(self, candidate: Candidate) -> frozenset[str]:
        wanted = self.arrival.skills | ({self.policy.vip_skill} if self.arrival.vip else frozenset())
        return candidate.skills & wanted

    def traits(self, candidate: Candidate) -> tuple[Reason, ...]:
        traits = [Reason.ON_DUTY if candidate.on_duty else Reason.OFF_DUTY]
        if self.arrival.groups:
            traits.append(Reason.IN_GROUP if self.in_group(candidate) else Reason.OUTSIDE_GROUP)
        if self.knows_buyer(candidate):
            traits.append(Reason.KNOWS_BUYER)
        if self.wants_experience_of(candidate):
            traits.append(Reason.EXPERIENCED)
        if self.skills_of(candidate):
            traits.append(Reason.SKILLED)
        return tuple(traits)

    def facts(self, reason: Reason, candidate: Candidate) -> Mapping[str, int | str]:
        """Give the figures of the chosen one that speak for the reason."""
        match reason:
            case Reason.SKILLED:
                return {"skills": ", ".join(sorted(self.skills_of(candidate)))}
            case Reason.LEAST_LOADED:
                return {"load": candidate.load, "capacity": candidate.capacity}
            case Reason.LONGEST_IDLE if candidate.last_assigned_at is not None:
                return {"minutes": (self.arrival.at - candidate.last_assigned_at) // timedelta(minutes=1)}
            case _:
                return {}


# In this order; the smallest measure is the best. The last one tells any two apart.
_CRITERIA: tuple[tuple[Reason, Callable[[_Wish, Candidate], Any]], ...] = (
    (Reason.ON_DUTY, lambda _, one: not one.on_duty),
    (Reason.IN_GROUP, lambda wish, one: not wish.in_group(one)),
    (Reason.KNOWS_BUYER, lambda wish, one: not wish.knows_buyer(one)),
    (Reason.EXPERIENCED, lambda wish, one: not wish.wants_experience_of(one)),
    (Reason.SKILLED, lambda wish, one: -len(wish.skills_of(one))),
    (Reason.LEAST_LOADED, lambda _, one: Fraction(one.load, one.capacity)),
    (Reason.LONGEST_IDLE, lambda _, one: one.last_assigned_at or _LONG_AGO),
    (Reason.FIRST_IN_ORDER, lambda _, one: one.id),
)


def _why(available: list[Candidate], wish: _Wish) -> tuple[Because, ...]:
    if not available:
        return (Because(Reason.NOBODY_AVAILABLE),)
    chosen = available[0]
    fallen_back = []
    if not chosen.on_duty:
        fallen_back.append(Because(Reason.NOBODY_ON_DUTY))
    if not wish.in_group(chosen):
        fallen_back.append(Because(Reason.GROUP_UNAVAILABLE))
    if len(available) == 1:
        return (*fallen_back, Because(Reason.ONLY_ONE))
    settled = next(
        reason for reason, measure in _CRITERIA if measure(wish, chosen) != measure(wish, available[1])
    )
    return (*fallen_back, Because(settled, wish.facts(settled, chosen)))
