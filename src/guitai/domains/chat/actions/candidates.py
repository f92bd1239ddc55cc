"""What routing is told of a shop: the conversation that arrives, and the agents at this moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Group, Shop
from guitai.domains.chat.models import Assignment, Conversation, Presence
from guitai.domains.chat.queries import loads
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
    return Group.objects.filter(shop=conversation.shop_id, purpose=purpose).order_by("pk").first()


def arrival(conversation: Conversation, *, at: datetime) -> Arrival:
    """Give a conversation as routing sees it: what group it needs, and who knows the buyer."""
    earlier = Conversation.objects.filter(buyer=conversation.buyer_id).exclude(pk=conversation.pk)
    known = earlier.exclude(agent=None).order_by("-last_at").values_list("agent_id", "last_at").first()
    return Arrival(
        at=at,
        groups=frozenset({conversation.group_id} if conversation.group_id else ()),
        known_agent=known[0] if known else None,
        known_at=known[1] if known else None,
        vip=conversation.buyer.is_vip,
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
    present = presence(shop_id=shop.pk, at=at)
    duty = accounts.on_duty(shop, at=at)
    planned = accounts.has_roster(shop, at=at)
    held = loads(shop_id=shop.pk)
    given = Assignment.objects.filter(to_agent__shop=shop, at__gte=at - LAST_ASSIGNED_WITHIN)
    last_given = dict(given.values_list("to_agent").annotate(last=Max("at")).order_by())
    return [
        Candidate(
            id=member.pk,
            online=member.pk in present and present[member.pk] != Presence.Choice.OFF,
            away=present.get(member.pk) == Presence.Choice.AWAY,
            on_duty=member.pk in duty or not planned,
            load=held.get(member.pk, 0),
            capacity=member.max_conversations or shop.max_conversations,
            groups=frozenset(group.pk for group in member.groups.all()),
            skills=frozenset(member.skills),
            last_assigned_at=last_given.get(member.pk),
        )
        for member in accounts.answering_members(shop)
    ]


def policy_of(shop: Shop) -> Policy:
    """Give what the shop has settled about routing."""
    return Policy(known_agent_days=shop.known_agent_days, reassign_minutes=shop.reassign_minutes)


def explain(decision: Decision) -> str:
    """Give why, as the engine's own words in order; the history keeps them."""
    return " ".join(because.reason.value for because in decision.why)
