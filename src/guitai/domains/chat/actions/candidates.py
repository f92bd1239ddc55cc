"""What routing is told of a shop: the conversation that arrives, and the agents at this moment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, OuterRef, Q, QuerySet, Subquery

from guitai.common.statements import Question, given
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.chat.models import Assignment, Conversation, Presence, State
from guitai.domains.chat.queries import ALIVE_WITHIN, ANGRY
from guitai.domains.chat.queries import presence as presence
from guitai.domains.trade import queries as trade
from guitai.engines.routing.purposes import wanted_purpose
from guitai.engines.routing.types import Arrival, Candidate, OpenConversation, Policy
from guitai.engines.routing.types import Decision as Decision

# A paid order this young makes a question without other signs one about that order.
RECENT_ORDER = timedelta(days=15)
# Who got none for so long has waited as long as anybody.
LAST_ASSIGNED_WITHIN = timedelta(days=1)


def wanted_group(conversation: Conversation, *, text: str, at: datetime) -> Group | None:
    """Give the shop's group for this kind of question, or none where it has no such group."""
    ordered = trade.paid_since(conversation.buyer, since=at - RECENT_ORDER)
    purpose = wanted_purpose(text, has_recent_order=ordered)
    return _group.first(shop=conversation.shop_id, purpose=purpose.value)


def arrival(conversation: Conversation, *, at: datetime) -> Arrival:
    """Give a conversation as routing sees it: what group it needs, and who knows the buyer."""
    known = _earlier.first(buyer=conversation.buyer_id, this=conversation.pk)
    return Arrival(
        at=at,
        groups=frozenset({conversation.group_id} if conversation.group_id else ()),
        known_agent=known[0] if known else None,
        known_at=known[1] if known else None,
        vip=conversation.buyer.is_vip,
        angry=conversation.mood == ANGRY,
    )


def as_held(conversations: Iterable[Conversation], *, at: datetime) -> list[OpenConversation]:
    """Give conversations somebody holds, as routing sees them."""
    return [
        OpenConversation(
            id=conversation.pk,
            arrival=arrival(conversation, at=at),
            held_by=conversation.agent_id,
            waiting_since=conversation.waiting_since,
        )
        for conversation in conversations
        if conversation.agent_id is not None
    ]


def of_shop(shop: Shop, *, at: datetime) -> list[Candidate]:
    """Give everybody who answers in the shop; where no roster is planned, all of them count as on duty."""
    duty = accounts.on_duty(shop, at=at)
    planned = bool(duty) or accounts.has_roster(shop, at=at)
    groups = defaultdict(set)
    for member, group in _groups.all(shop=shop.pk):
        groups[member].add(group)
    policy = policy_of(shop)
    experienced_since = at - timedelta(days=policy.experienced_days)
    since = {"alive_since": at - ALIVE_WITHIN, "handed_since": at - LAST_ASSIGNED_WITHIN}
    return [
        Candidate(
            id=member,
            online=state not in {None, Presence.Choice.OFF},
            away=state == Presence.Choice.AWAY,
            on_duty=member in duty or not planned,
            load=held or 0,
            capacity=capacity or shop.max_conversations,
            groups=frozenset(groups[member]),
            skills=frozenset(skills),
            last_assigned_at=handed_at,
            experienced=joined_at <= experienced_since or policy.calming_skill in skills,
        )
        for member, capacity, skills, joined_at, state, held, handed_at in _members.all(shop=shop.pk, **since)
    ]


def policy_of(shop: Shop) -> Policy:
    """Give what the shop has settled about routing."""
    return Policy(known_agent_days=shop.known_agent_days, reassign_minutes=shop.reassign_minutes)


def explain(decision: Decision) -> str:
    """Give why, as the engine's own words in order; the history keeps them."""
    return " ".join(because.reason.value for because in decision.why)


def _members_now() -> QuerySet[Membership, Any]:
    """Ask of each who answers: what they can take, whether they are there, what they hold and got last."""
    member = OuterRef("pk")
    there = Presence.objects.filter(membership=member, seen_at__gte=given("alive_since", DateTimeField()))
    open_now = Conversation.objects.filter(agent=member, state=State.OPEN).values("agent")
    handed = Assignment.objects.filter(to_agent=member, at__gte=given("handed_since", DateTimeField()))
    return accounts.answering_members(given("shop")).values_list(
        "pk",
        "max_conversations",
        "skills",
        "joined_at",
        Subquery(there.values("state")),
        Subquery(open_now.values(held=Count("pk"))),
        Subquery(handed.order_by("-at").values("at")[:1]),
    )


# Asked for every conversation that arrives.
_members = Question(_members_now)
_groups = Question(
    lambda: Membership.groups.through.objects.filter(group__shop=given("shop")).values_list(
        "membership", "group"
    )
)
_earlier = Question(
    lambda: (
        Conversation.objects.filter(~Q(pk=given("this")), buyer=given("buyer"), agent__isnull=False)
        .order_by("-last_at")
        .values_list("agent", "last_at")[:1]
    )
)
_group = Question(
    lambda: Group.objects.filter(shop=given("shop"), purpose=given("purpose")).order_by("pk")[:1]
)
