"""What is suggested to whoever answers a buyer: for what was asked last, or for what they typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from guitai.domains.accounts.models import Membership
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.models import Product
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.learning import buyers_turn
from guitai.domains.chat.models import Author, Conversation, Kind, Message
from guitai.domains.knowledge import suggesting
from guitai.domains.knowledge.questions import question_in
from guitai.domains.knowledge.suggesting import Suggestion
from guitai.domains.trade import queries as trade

# A buyer who writes more lines than these before an answer is asked about the last of them.
LINES = 12


@dataclass(frozen=True, slots=True)
class Suggested:
    """The answers to a question, the best first; ``preparing`` says that asking again soon may give some."""

    question: str
    answers: list[Suggestion]
    preparing: bool = False


def for_conversation(
    conversation: Conversation, *, by: Membership, at: datetime, typed: str = ""
) -> Suggested:
    """Suggest answers to what the buyer said since the last one; to what was typed, where something was."""
    question, card = _asked_last(conversation)
    question = typed.strip() or question
    if not question:
        return Suggested("", [])
    product = _in_view(conversation, card)
    order = trade.order_spoken_of(conversation.buyer, product=product)
    facts = trade.buyer_facts(
        conversation.buyer, shop=by.shop, agent=by.nickname, order=order, product=product
    )
    return _suggested(by, question, product, facts, at)


def for_talk(talk: Talk, *, at: datetime, typed: str = "") -> Suggested:
    """Suggest answers in a talk beside another program, as far as the agent told of it."""
    question = typed.strip() or question_in(buyers_turn(talk.previous))
    if not question:
        return Suggested("", [])
    lines = talk.order.lines.all() if talk.order else ()
    product = talk.product or next((line.product for line in lines if line.product), None)
    return _suggested(talk.by, question, product, facts_of(talk), at)


def asked_in(conversation: Conversation) -> tuple[str, Product | None]:
    """Give what the buyer asks since the last answer, or an empty text, and the product in view."""
    question, card = _asked_last(conversation)
    return question, _in_view(conversation, card)


def shape(suggested: Suggested) -> dict[str, Any]:
    """Give suggestions as pages show them (docs/reference/live.md)."""
    return {
        "question": suggested.question,
        "preparing": suggested.preparing,
        "suggestions": [
            {
                "kind": one.kind.value,
                "id": one.id,
                "title": one.title,
                "text": one.text,
                "missing": one.missing,
                "product": one.product,
                "is_weakness": one.is_weakness,
            }
            for one in suggested.answers
        ],
    }


def facts_of(talk: Talk) -> dict[str, str]:
    """Give what is known for the slots of a text in a talk beside another program."""
    agent, shop = talk.by.nickname, talk.by.shop
    if talk.buyer is None:
        return {"客服": agent, "店铺": shop.name}
    return trade.buyer_facts(talk.buyer, shop=shop, agent=agent, order=talk.order, product=talk.product)


def _suggested(
    by: Membership, question: str, product: Product | None, facts: Mapping[str, str], at: datetime
) -> Suggested:
    answers = suggesting.suggest(by, question, product=product, facts=facts, at=at)
    return Suggested(question, answers, not answers and suggesting.is_preparing(by.shop, at=at))


def _asked_last(conversation: Conversation) -> tuple[str, int | None]:
    """Give what the buyer asks, and the key of the product whose card they sent with it."""
    said = Message.objects.filter(conversation=conversation, author__in=[Author.BUYER, Author.AGENT])
    newest = said.exclude(kind=Kind.NOTE).order_by("-pk").only("author", "kind", "text", "card")[:LINES]
    turn = list(takewhile(lambda line: line.author == Author.BUYER, newest))
    cards = [key for line in turn if line.kind == Kind.PRODUCT and (key := line.card.get("id"))]
    texts = [line.text for line in reversed(turn) if line.kind == Kind.TEXT]
    return question_in(texts), next(iter(cards), None)


def _in_view(conversation: Conversation, card: int | None) -> Product | None:
    """Give the product the talk is about: of the buyer's card, their page, else their order."""
    if card is None and conversation.product is not None:
        return conversation.product
    shop_id = conversation.shop_id
    key = card or trade.product_spoken_of(shop_id=shop_id, buyer_id=conversation.buyer_id)
    return catalog.by_ids(shop_id, [key]).first() if key else None
