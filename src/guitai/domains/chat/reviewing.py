"""What agents wrote, looked through again in bulk: over a number of days, or all that was imported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import QuerySet

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.check_facts import product_facts, shop_facts
from guitai.domains.chat.models import Author, Channel, Conversation, Kind, Message
from guitai.domains.chat.naming import tokens_in
from guitai.domains.trade import queries as trade
from guitai.engines.rulebook.facts import AgentFacts, BuyerFacts, Facts, Line
from guitai.kernel.money import Money

# As many lines before one as its check may look at.
_BEFORE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentLine:
    """Something an agent wrote: in which talk, to whom, and after what; ``agent`` is the name to show."""

    id: int
    conversation_id: int
    buyer_id: int
    account: str
    product_id: int | None
    member: Membership | None
    agent: str
    text: str
    at: datetime
    previous: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of the lines, and the key of the talk, or line, to go on from; none when there are no more."""

    lines: tuple[AgentLine, ...]
    next: int | None


def count_since(shop: Shop, *, since: datetime) -> int:
    """Count the lines :func:`talks_since` gives."""
    return _written(_talks_since(shop, since), since).count()


def talks_since(shop: Shop, *, since: datetime, before: int | None, talks: int) -> Portion:
    """Give agents' lines since a moment, those of the newest talks first.

    :param before: go on with talks older than this one.
    :param talks: how many to look into.
    """
    keys = _talks_since(shop, since).order_by("-pk").values_list("pk", flat=True)
    chosen = list((keys.filter(pk__lt=before) if before else keys)[:talks])
    lines = [line for line in _lines(chosen) if line.at >= since]
    lines.sort(key=lambda line: (-line.conversation_id, line.id))
    return Portion(tuple(lines), chosen[-1] if len(chosen) == talks else None)


def count_imported(shop: Shop, *, after: int = 0) -> int:
    """Count the lines :func:`imported_after` gives from there on."""
    return _imported(shop, after).count()


def imported_after(shop: Shop, *, after: int, limit: int) -> Portion:
    """Give imported lines of agents in the order of their keys, beginning behind one."""
    chosen = dict(_imported(shop, after).order_by("pk").values_list("pk", "conversation")[:limit])
    lines = sorted(
        (line for line in _lines(sorted(set(chosen.values()))) if line.id in chosen), key=lambda line: line.id
    )
    return Portion(tuple(lines), max(chosen) if len(chosen) == limit else None)


def with_facts(lines: Iterable[AgentLine], *, shop: Shop, at: datetime) -> Iterator[tuple[AgentLine, Facts]]:
    """Give lines with what their check may know: the shop as it is now, the talk as it was before the line.

    Orders are those the line names by a number; nobody knows any more whom the agent wrote with beside.
    """
    shop_now, authority = shop_facts(shop, at=at), Money(shop.authority_fen)
    product_of = cache(lambda product_id: product_facts(shop_id=shop.pk, product_id=product_id))
    for line in lines:
        tokens = tokens_in(line.text)
        orders = trade.orders_named(shop_id=shop.pk, buyer_id=line.buyer_id, tokens=tokens, at=line.at)
        yield (
            line,
            Facts(
                now=line.at,
                shop=shop_now,
                agent=AgentFacts(name=line.agent, authority=authority),
                buyer=BuyerFacts(id=line.account or f"#{line.buyer_id}"),
                orders=tuple(orders),
                product=product_of(line.product_id),
                previous=line.previous,
            ),
        )


def _talks_since(shop: Shop, since: datetime) -> QuerySet[Conversation]:
    return Conversation.objects.filter(shop=shop, last_at__gte=since)


def _written(talks: QuerySet[Conversation], since: datetime) -> QuerySet[Message]:
    return Message.objects.filter(
        conversation__in=talks, author=Author.AGENT, kind=Kind.TEXT, sent_at__gte=since
    ).exclude(text="")


def _imported(shop: Shop, after: int) -> QuerySet[Message]:
    return Message.objects.filter(
        pk__gt=after,
        conversation__shop=shop,
        conversation__channel=Channel.IMPORTED,
        author=Author.AGENT,
        kind=Kind.TEXT,
    ).exclude(text="")


def _lines(talks: Sequence[int]) -> Iterator[AgentLine]:
    """Give every line agents wrote in these talks, with what was said before it."""
    said: dict[int, list[Message]] = defaultdict(list)
    messages = (
        Message.objects.filter(
            conversation__in=talks, author__in=[Author.BUYER, Author.AGENT], kind=Kind.TEXT
        )
        .exclude(text="")
        .select_related("conversation__buyer", "agent")
        .order_by("pk")
    )
    for message in messages:
        before = said[message.conversation_id]
        if message.author == Author.AGENT:
            yield _line(message, before[-_BEFORE:])
        before.append(message)


def _line(message: Message, before: Iterable[Message]) -> AgentLine:
    talk, member = message.conversation, message.agent
    return AgentLine(
        id=message.pk,
        conversation_id=talk.pk,
        buyer_id=talk.buyer_id,
        account=talk.buyer.account,
        product_id=talk.product_id,
        member=member,
        agent=member.nickname if member else talk.agent_account,
        text=message.text,
        at=message.sent_at,
        previous=tuple(Line(by=each.author, text=each.text, at=each.sent_at) for each in before),
    )
