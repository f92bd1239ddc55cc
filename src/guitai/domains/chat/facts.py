"""The facts of a talk that a reply is checked against before it leaves (engines.rulebook.facts)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from django.db.models import DateTimeField

from guitai.common.statements import Question, given
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.models import Product
from guitai.domains.chat.models import Author, Conversation, Kind, Message
from guitai.domains.chat.naming import tokens_in
from guitai.domains.guard import queries as guard
from guitai.domains.trade import queries as trade
from guitai.domains.trade.models import Buyer, Order
from guitai.domains.trade.queries import NO_TOKENS, Tokens
from guitai.engines.rulebook.facts import AgentFacts, BuyerFacts, Facts, Line, OrderFacts, ProductFacts

Key = TypeVar("Key")
Value = TypeVar("Value")

# Whoever writes to a buyer who has been silent so long begins the talk.
PROACTIVE_AFTER = timedelta(hours=24)
# Whom an agent wrote with so lately they may take for another.
NEAR_WITHIN = timedelta(hours=24)
NEAR_BUYERS = 50
LINES = 8
KEPT_FOR = timedelta(seconds=20)
KEPT_MOST = 2000

_LONGEST_BEFORE = 60  # characters of a line that a draft may go on from


def of_talk(conversation: Conversation, *, by: Membership, draft: str, at: datetime) -> Facts:
    """Give the facts of a talk for an agent's draft.

    What does not depend on the draft is kept for some seconds, as long as nothing happens in the talk.
    """
    base = _base(conversation, by, at)
    return _with_named(base, shop_id=by.shop_id, buyer_id=conversation.buyer_id, draft=draft, at=at)


def of_buyer(  # noqa: PLR0913 - each is a fact of its own
    *,
    shop: Shop,
    by: Membership,
    buyer: Buyer | None,
    order: Order | None,
    product: Product | None,
    previous: Sequence[Line],
    proactive: bool,
    draft: str,
    at: datetime,
) -> Facts:
    """Give the facts for a draft to somebody outside of our own talks; what nobody knows is None.

    :param previous: what was said before, the oldest first.
    :param proactive: whether the agent writes first.
    """
    buyer = buyer or (order.buyer if order else None)
    subject = _Subject(shop, by, buyer, order, product.pk if product else None)
    base = replace(_gathered(subject, at), previous=tuple(previous[-LINES:]), proactive=proactive)
    base = _with_spoken_of(base, shop_id=shop.pk, buyer_id=buyer.pk if buyer else None, at=at)
    return _with_named(base, shop_id=shop.pk, buyer_id=buyer.pk if buyer else None, draft=draft, at=at)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who writes to whom, about what."""

    shop: Shop
    by: Membership
    buyer: Buyer | None
    order: Order | None
    product_id: int | None


def _gathered(subject: _Subject, at: datetime) -> Facts:
    """Give what neither the draft nor the talk tells."""
    shop, by, buyer, order = subject.shop, subject.by, subject.buyer, subject.order
    own: list[OrderFacts] = []
    if buyer is not None:
        own = trade.orders_for_check(
            shop_id=shop.pk, buyer_id=buyer.pk, near_buyer_ids=(), tokens=NO_TOKENS, at=at
        )
    name = trade.name_in_facts(buyer) if buyer else ""
    if order is not None:
        chosen = trade.order_facts(order, at=at)
        name = name or chosen[0].buyer
        own += [one for one in chosen if one not in own]
    near = [one for one in _near_orders(by, at) if one.buyer != name]
    return Facts(
        now=at,
        shop=catalog.shop_facts(shop, at=at),
        agent=AgentFacts(name=by.nickname, authority=accounts.authority_of(by)),
        buyer=_buyer_facts(shop, buyer, name, at),
        orders=(*own, *near),
        product=_product_facts(subject),
    )


class _Kept(Generic[Key, Value]):
    """Values for some seconds, the oldest first."""

    def __init__(self) -> None:
        self._values: dict[Key, tuple[datetime, Value]] = {}
        self._turn = Lock()

    def known(self, key: Key, at: datetime) -> Value | None:
        """Give what was kept under a key not long before."""
        kept = self._values.get(key)
        return kept[1] if kept is not None and timedelta(0) <= at - kept[0] < KEPT_FOR else None

    def keep(self, key: Key, at: datetime, value: Value) -> Value:
        with self._turn:
            self._values.pop(key, None)
            self._values[key] = at, value
            while len(self._values) > KEPT_MOST:
                del self._values[next(iter(self._values))]
        return value

    def clear(self) -> None:
        with self._turn:
            self._values.clear()


# By talk, its last change, and who writes; and by shop and buyers.
_talks: _Kept[tuple[int, int, int], Facts] = _Kept()
_orders: _Kept[tuple[int, frozenset[int]], tuple[OrderFacts, ...]] = _Kept()


def forget() -> None:
    """Forget what is kept, as a new process does."""
    _talks.clear()
    _orders.clear()


def _base(conversation: Conversation, by: Membership, at: datetime) -> Facts:
    key = conversation.pk, conversation.seq, by.pk
    known = _talks.known(key, at)
    if known is not None:
        return known
    lines = _previous(conversation)
    subject = _Subject(by.shop, by, conversation.buyer, None, conversation.product_id)
    gathered = replace(
        _gathered(subject, at), previous=lines, proactive=_is_proactive(conversation, lines, at)
    )
    gathered = _with_spoken_of(gathered, shop_id=by.shop_id, buyer_id=conversation.buyer_id, at=at)
    return _talks.keep(key, at, gathered)


def _near_orders(by: Membership, at: datetime) -> tuple[OrderFacts, ...]:
    """Give the newest orders of all whom an agent wrote with lately."""
    rows = _near.all(shop=by.shop_id, agent=by.pk, since=at - NEAR_WITHIN)
    buyers = frozenset(buyer for (buyer,) in rows)
    known = _orders.known((by.shop_id, buyers), at)
    if known is not None:
        return known
    found = trade.orders_for_check(
        shop_id=by.shop_id, buyer_id=None, near_buyer_ids=buyers, tokens=NO_TOKENS, at=at
    )
    return _orders.keep((by.shop_id, buyers), at, tuple(found))


def _with_spoken_of(base: Facts, *, shop_id: int, buyer_id: int | None, at: datetime) -> Facts:
    """Add the orders the buyer named: who gives another's number and asks for the address learns nothing."""
    said = [line.text for line in base.previous if line.by == "buyer"]
    return _with_orders(base, tokens_in(*said), shop_id=shop_id, buyer_id=buyer_id, at=at)


def _with_named(base: Facts, *, shop_id: int, buyer_id: int | None, draft: str, at: datetime) -> Facts:
    """Add the orders that the draft names, or that the agent's last lines and it name together."""
    agents = "".join(line.text[-_LONGEST_BEFORE:] for line in base.previous if line.by == "agent")
    tokens = tokens_in(draft, agents[-2 * _LONGEST_BEFORE :] + draft)
    return replace(_with_orders(base, tokens, shop_id=shop_id, buyer_id=buyer_id, at=at), now=at)


def _with_orders(base: Facts, tokens: Tokens, *, shop_id: int, buyer_id: int | None, at: datetime) -> Facts:
    if not tokens:
        return base
    known = set(base.orders)
    named = trade.orders_named(shop_id=shop_id, buyer_id=buyer_id, tokens=tokens, at=at)
    return replace(base, orders=(*base.orders, *(order for order in named if order not in known)))


def _buyer_facts(shop: Shop, buyer: Buyer | None, name: str, at: datetime) -> BuyerFacts:
    account = buyer.account if buyer else ""
    contact = guard.contact_state(shop_id=shop.pk, account=account, at=at)
    return BuyerFacts(id=name, no_contact=contact.no_contact, contacts_7d=contact.contacts_7d)


def _product_facts(subject: _Subject) -> ProductFacts:
    product_id = subject.product_id
    if product_id is None and subject.buyer is not None:
        product_id = trade.product_spoken_of(shop_id=subject.shop.pk, buyer_id=subject.buyer.pk)
    if product_id is None:
        return ProductFacts()
    return catalog.product_facts(shop_id=subject.shop.pk, product_id=product_id)


def _previous(conversation: Conversation) -> tuple[Line, ...]:
    rows = _lines.all(conversation=conversation.pk)
    return tuple(Line(by=author, text=text, at=sent_at) for author, text, sent_at in reversed(rows))


def _is_proactive(conversation: Conversation, lines: Sequence[Line], at: datetime) -> bool:
    since = at - PROACTIVE_AFTER
    # An answer, however late; and it is the buyer who opens a talk.
    if conversation.waiting_since is not None or conversation.opened_at > since:
        return False
    if any(line.by == "buyer" and line.at is not None and line.at > since for line in lines):
        return False
    return _heard.first(shop=conversation.shop_id, buyer=conversation.buyer_id, since=since) is None


_near = Question(
    lambda: (
        Conversation.objects.filter(
            shop=given("shop"),
            agent=given("agent"),
            state__in=["open", "closed"],
            last_at__gte=given("since", DateTimeField()),
        )
        .order_by("-last_at")
        .values_list("buyer")[:NEAR_BUYERS]
    )
)
_lines = Question(
    lambda: (
        Message.objects.filter(
            conversation=given("conversation"), kind=Kind.TEXT, author__in=[Author.BUYER, Author.AGENT]
        )
        .order_by("-pk")
        .values_list("author", "text", "sent_at")[:LINES]
    )
)
_heard = Question(
    lambda: Message.objects.filter(
        conversation__shop=given("shop"),
        conversation__buyer=given("buyer"),
        conversation__last_at__gte=given("since", DateTimeField()),
        author=Author.BUYER,
        sent_at__gt=given("since", DateTimeField()),
    ).values_list("pk")[:1]
)
