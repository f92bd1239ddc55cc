"""Conversations and messages as the live protocol shows them (docs/reference/live.md)."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guitai.domains.chat import wangwang
from guitai.domains.chat.models import Conversation, Kind, Message
from guitai.engines.rulebook.types import Verdict
from guitai.engines.understanding.interest import LOSING_FROM
from guitai.kernel.text import shorten

BUYERS_EVENTS = frozenset({"assigned", "closed"})


def moment(at: datetime | None) -> str | None:
    """Give a time as the protocol writes it: UTC with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def row(conversation: Conversation) -> dict[str, Any]:
    """Give a conversation's row; its buyer, agent and group should be at hand already."""
    agent, group, buyer = conversation.agent, conversation.group, conversation.buyer
    return {
        "id": conversation.pk,
        "seq": conversation.seq,
        "channel": conversation.channel,
        "state": conversation.state,
        "buyer": {
            "id": buyer.pk,
            "name": buyer.display_name,
            "vip": buyer.is_vip,
            "returning": buyer.first_seen_at < conversation.opened_at,
        },
        "agent": {"id": agent.pk, "name": agent.nickname} if agent else None,
        "group": {"id": group.pk, "name": group.name} if group else None,
        "opened_at": moment(conversation.opened_at),
        "closed_at": moment(conversation.closed_at),
        "last_at": moment(conversation.last_at),
        "last_text": conversation.last_text,
        "last_kind": conversation.last_kind,
        "last_author": conversation.last_author,
        "waiting_since": moment(conversation.waiting_since),
        "first_reply_at": moment(conversation.first_reply_at),
        "unread": conversation.unread,
        "buyer_read": conversation.buyer_read_id,
        "agent_read": conversation.agent_read_id,
        "rating": conversation.rating,
        "mood": conversation.mood,
        "satisfaction": conversation.satisfaction,
        "losing": losing(conversation),
    }


def losing(conversation: Conversation) -> int:
    """Give how much interest the buyer has lost in percent; 0 below what is worth telling."""
    percent = conversation.losing_interest
    return percent if percent >= 100 * LOSING_FROM else 0


def message_shape(message: Message, *, shop_key: str) -> dict[str, Any]:
    """Give a message as agents see it, before :func:`localised`."""
    picture = message.picture
    return _shape(
        message, picture_url=reverse("desk-picture", args=[shop_key, picture.pk]) if picture else ""
    )


def buyer_message_shape(message: Message) -> dict[str, Any] | None:
    """Give a message as its buyer sees it, before :func:`localised`; nothing for what is not theirs to see.

    A picture's address needs the buyer's own signature; who sends the message out adds it, by
    ``picture["id"]``.
    """
    if message.kind == Kind.NOTE or (
        message.kind == Kind.EVENT and message.card.get("event") not in BUYERS_EVENTS
    ):
        return None
    shown = _shape(message, picture_url="")
    if message.kind == Kind.EVENT:
        shown["card"] = {"event": message.card["event"], "to": message.card.get("to", "")}
    if message.agent:
        shown["agent"] = {"name": message.agent.nickname}
    if message.picture:
        shown["picture"]["id"] = message.picture.pk
    return shown


def _shape(message: Message, *, picture_url: str) -> dict[str, Any]:
    picture, agent = message.picture, message.agent
    return {
        "id": message.pk,
        "conversation": message.conversation_id,
        "author": message.author,
        "agent": {"id": agent.pk, "name": agent.nickname} if agent else None,
        "kind": message.kind,
        "text": message.text,
        "parts": [],
        "card": message.card,
        "picture": {"url": picture_url, "width": picture.width, "height": picture.height}
        if picture
        else None,
        "local_id": message.local_id,
        "at": moment(message.sent_at),
    }


def is_the_same_in_every_language(message: dict[str, Any]) -> bool:
    """Say whether :func:`localised` gives everybody the same: no sentence of ours, no emoji with a name."""
    return message["kind"] != Kind.EVENT and not wangwang.may_have_codes(message["text"])


def localised(message: dict[str, Any], *, for_buyer: bool = False) -> dict[str, Any]:
    """Give the same message in the active language: what happened as a sentence, the names of emoji."""
    text = message["text"]
    if message["kind"] == Kind.EVENT:
        text = _buyer_sentence(message["card"]) if for_buyer else _sentence(message["card"])
    english = (get_language() or "").startswith("en")
    return {**message, "text": text, "parts": wangwang.parts(text, english=english)}


def preview(message: Message) -> str:
    """Give the words a list shows for a message, after its kind."""
    match message.kind:
        case Kind.PRODUCT | Kind.ORDER:
            return str(message.card.get("title") or message.card.get("number") or "")
        case Kind.GUIDE:
            return "{title} {step}/{of}".format(**message.card)
        case _:
            return shorten(wangwang.named(message.text), 100)


def verdict(found: Verdict) -> dict[str, Any]:
    """Give what the guard found in a draft, with severities in words and places counted in characters."""
    return {
        "severity": found.severity.word,
        "findings": [
            {**asdict(finding), "category": finding.category.value, "severity": finding.severity.word}
            for finding in found.findings
        ],
    }


def _sentence(card: dict[str, Any]) -> str:
    facts = {"from": "", "to": "", "by": "", "reason": "", "score": "", **card}
    match facts.get("event"):
        case "assigned":
            return _assigned_sentence(facts)
        case "queued":
            return (
                _("Back in the queue; %(from)s no longer has it") % facts
                if facts["from"]
                else _("In the queue")
            )
        case "closed":
            return (
                _("%(by)s closed the conversation") % facts
                if facts["by"]
                else _("The conversation was closed")
            )
        case "reopened":
            return _("The conversation was reopened")
        case "rated":
            return _("The buyer rated the conversation: %(score)s of 5") % facts
        case "adopted":
            return _("%(from)s signed in to the shop as %(to)s") % facts
        case _:
            return ""


def _assigned_sentence(facts: dict[str, Any]) -> str:
    match facts["reason"]:
        case "transfer":
            return _("%(by)s transferred the conversation to %(to)s") % facts
        case "take_over":
            return _("%(by)s took the conversation over") % facts
        case "unanswered":
            return _("Unanswered for too long: passed from %(from)s to %(to)s") % facts
        case "shift_end":
            return _("Shift ended: passed from %(from)s to %(to)s") % facts
        case _:
            return _("%(to)s received the conversation") % facts


def _buyer_sentence(card: dict[str, Any]) -> str:
    match card.get("event"):
        case "assigned":
            return _("%(to)s is at your service") % card
        case _:
            return _("The conversation has ended")
