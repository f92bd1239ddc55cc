"""Questions about conversations; every list begins at a door that knows who asks."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, DateTimeField, F, Q, QuerySet, When

from guitai.common.models import Picture
from guitai.common.statements import Question, given
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.chat import shapes
from guitai.domains.chat.models import Author, Change, Draft, Feed, Kind, Message, Presence, State
from guitai.domains.chat.models import Conversation as Conversation
from guitai.domains.guard import queries as guard
from guitai.domains.knowledge import guide_queries
from guitai.domains.knowledge import queries as knowledge
from guitai.engines.understanding.types import Mood
from guitai.kernel.text import clean, shorten

PAGE = 60
# More missed changes than this are read faster by loading the page anew.
FARTHEST = 500
ALIVE_WITHIN = timedelta(seconds=80)
# A page that is loaded later than this no longer shows what a lead answered.
ANSWER_SHOWN = timedelta(minutes=10)
# Greater than the key of any message.
NEWEST = 2**63 - 1
ANGRY = Mood.ANGRY.value
# Of those who wait the angry come first, then who has waited longest; who waits for nothing is last.
MOST_URGENT_FIRST = (
    Case(When(waiting_since__isnull=False, mood=ANGRY, then=0), default=1),
    F("waiting_since").asc(nulls_last=True),
    "pk",
)


def visible_to(person: Person) -> QuerySet[Conversation]:
    """Give the conversations this person may see: those of the shops they work in now."""
    shops = accounts.memberships_of(person).values("shop")
    return Conversation.objects.filter(shop__in=shops).select_related("buyer", "agent", "group")


def of_member(membership: Membership) -> QuerySet[Conversation]:
    """Give the conversations of the shop this member works in; nothing once they have left it."""
    return visible_to(membership.person).filter(shop=membership.shop_id)


def of_buyer(*, shop: Shop, account: str) -> QuerySet[Conversation]:
    """Give the conversations of one buyer of a shop.

    The index that finds a buyer by their account leaves out those without one; unless the question says that
    too, SQLite looks through all conversations of the shop.
    """
    return Conversation.objects.filter(
        ~Q(buyer__account=""), shop=shop, buyer__shop=shop, buyer__account=account
    )


def last_seq(*, shop_id: int) -> int:
    """Give the number of the shop's newest change."""
    newest = _feed.first(shop=shop_id)
    return newest[0] if newest else 0


def floor_state(membership: Membership, *, at: datetime) -> dict[str, Any]:
    """Give what the desk shows on loading; numbered before it is read, so that nothing after is missed."""
    seq = last_seq(shop_id=membership.shop_id)
    live = of_member(membership).exclude(state=State.CLOSED).order_by(*MOST_URGENT_FIRST).defer("reading")
    drafts = Draft.objects.filter(membership=membership).values_list("conversation_id", "text")
    return {
        "seq": seq,
        "conversations": [shapes.row(conversation) for conversation in live],
        "colleagues": colleagues(shop=membership.shop, at=at),
        "drafts": {str(conversation): text for conversation, text in drafts},
        "approvals": approvals_for(membership, at=at),
    }


def approvals_for(membership: Membership, *, at: datetime) -> list[dict[str, Any]]:
    """Give what waits for a lead's answer; to who may not give one, what they asked, if just answered too."""
    asked = guard.approvals(membership.shop)
    waiting = Q(state=guard.Approval.State.WAITING)
    if accounts.may(membership, accounts.Right.APPROVE):
        asked = asked.filter(waiting)
    else:
        asked = asked.filter(waiting | Q(decided_at__gte=at - ANSWER_SHOWN), asked_by=membership)
    return [guard.approval_shape(approval) for approval in asked]


def colleagues(*, shop: Shop, at: datetime) -> list[dict[str, Any]]:
    """Give who could take a conversation: presence, load and duty of every member that answers."""
    duty = accounts.on_duty(shop, at=at)
    present = presence(shop_id=shop.pk, at=at)
    held = loads(shop_id=shop.pk)
    return [
        {
            "id": member.pk,
            "name": member.nickname,
            "state": present.get(member.pk, Presence.Choice.OFF.value),
            "load": held.get(member.pk, 0),
            "on_duty": member.pk in duty,
        }
        for member in accounts.answering_members(shop)
    ]


def loads(*, shop_id: int) -> dict[int, int]:
    """Give how many open conversations each member has, by membership; who has none is not named."""
    open_now = Conversation.objects.filter(shop=shop_id, state=State.OPEN)
    return dict(open_now.values_list("agent").annotate(held=Count("pk")).order_by())


def presence(*, shop_id: int, at: datetime) -> dict[int, str]:
    """Give each present member's state, by membership; one whose page is silent counts as off."""
    return dict(_present.all(shop=shop_id, alive_since=at - ALIVE_WITHIN))


def anybody_online(shop: Shop, *, at: datetime) -> bool:
    """Say whether somebody can answer a buyer now."""
    return Presence.Choice.ONLINE in presence(shop_id=shop.pk, at=at).values()


def transcript(conversation: Conversation, *, before: int | None = None) -> tuple[list[dict[str, Any]], bool]:
    """Give a page of messages in order, and whether there are older ones."""
    newest = conversation.messages.select_related("agent", "picture").order_by("-pk")
    messages = list(newest.filter(pk__lt=before)[: PAGE + 1] if before else newest[: PAGE + 1])
    key = conversation.shop.key
    shown = [
        shapes.localised(shapes.message_shape(message, shop_key=key)) for message in reversed(messages[:PAGE])
    ]
    return shown, len(messages) > PAGE


def changes_after(membership: Membership, *, seq: int) -> list[dict[str, Any]] | None:
    """Give what a page missed after this number, as the rows are now; nothing when it is too far behind."""
    kept = Change.objects.filter(shop=membership.shop_id).order_by("seq").values_list("seq", flat=True)
    newest = last_seq(shop_id=membership.shop_id)
    # Old changes are forgotten, all of them in a quiet shop; a number never given came from another database.
    oldest = kept.first() or newest + 1
    missed = list(
        Change.objects.filter(shop=membership.shop_id, seq__gt=seq)
        .select_related("conversation__buyer", "conversation__agent", "conversation__group")
        .select_related("message__picture", "message__agent")
        .defer("conversation__reading")
        .order_by("seq")[: FARTHEST + 1]
    )
    if not oldest - 1 <= seq <= newest or len(missed) > FARTHEST:
        return None
    key = membership.shop.key
    return [
        {
            "seq": change.seq,
            "kind": change.kind,
            "conversation": shapes.row(change.conversation),
            "message": shapes.message_shape(change.message, shop_key=key) if change.message else None,
            "at": shapes.moment(change.at),
        }
        for change in missed
    ]


def search(
    membership: Membership, *, text: str, before: int | None = None, limit: int = 30
) -> tuple[list[dict[str, Any]], bool]:
    """Find conversations by the buyer's name, which come first, and messages by their text.

    Newest first. A text of one or two characters is searched too: Chinese words are that short.
    """
    wanted = clean(text)
    if not wanted:
        return [], False
    found = (
        Message.objects.filter(conversation__in=of_member(membership).values("pk"), text__icontains=wanted)
        .exclude(kind=Kind.EVENT)
        .select_related(
            "conversation__buyer", "conversation__agent", "conversation__group", "agent", "picture"
        )
        .defer("conversation__reading")
        .order_by("-pk")
    )
    if before:
        found = found.filter(pk__lt=before)
    messages = list(found[: limit + 1])
    named = of_member(membership).filter(buyer__display_name__icontains=wanted).order_by("-last_at", "-pk")
    hits: list[dict[str, Any]] = [
        {"conversation": shapes.row(conversation), "message": None}
        for conversation in (named[:8] if before is None else [])
    ]
    hits += [
        {
            "conversation": shapes.row(message.conversation),
            "message": shapes.localised(shapes.message_shape(message, shop_key=membership.shop.key)),
        }
        for message in messages[:limit]
    ]
    return hits, len(messages) > limit


def closed_page(
    membership: Membership, *, before: datetime | None = None, limit: int = 50
) -> tuple[list[dict[str, Any]], bool]:
    """Give closed conversations, the last ended first."""
    closed = of_member(membership).filter(state=State.CLOSED).defer("reading").order_by("-last_at", "-pk")
    rows = list((closed.filter(last_at__lt=before) if before else closed)[: limit + 1])
    return [shapes.row(conversation) for conversation in rows[:limit]], len(rows) > limit


def buyer_messages(
    *, shop: Shop, account: str, before: int | None = None, after: int = 0
) -> tuple[list[dict[str, Any]], bool]:
    """Give a page of what a buyer may see of their own talks, in order, and whether there are older ones."""
    messages = _buyers_messages.all(shop=shop.pk, account=account, after=after, before=before or NEWEST)
    shapes_ = (shapes.buyer_message_shape(message) for message in reversed(messages[:PAGE]))
    shown = [shapes.localised(shape, for_buyer=True) for shape in shapes_ if shape]
    return shown, len(messages) > PAGE


def current_conversation(*, shop: Shop, account: str) -> Conversation | None:
    """Give the buyer's open conversation, else their last one."""
    return _current.first(shop=shop.pk, account=account)


def past_conversations(conversation: Conversation, *, limit: int = 5) -> QuerySet[Conversation]:
    """Give the same buyer's earlier conversations, newest first."""
    earlier = Conversation.objects.filter(shop=conversation.shop_id, buyer=conversation.buyer_id)
    return (
        earlier.exclude(pk=conversation.pk)
        .filter(opened_at__lte=conversation.opened_at)
        .select_related("agent", "group")
        .order_by("-opened_at", "-pk")[:limit]
    )


def last_summary(conversation: Conversation) -> str:
    """Give what the buyer's last conversation was about: its summary, else what was asked first."""
    last = past_conversations(conversation, limit=1).first()
    if last is None:
        return ""
    asked = (
        last.messages.filter(author=Author.BUYER, kind=Kind.TEXT)
        .order_by("pk")
        .values_list("text", flat=True)
    )
    return last.summary or shorten(asked.first() or "", 80)


def picture_seen_by(membership: Membership, *, picture_id: int) -> Picture | None:
    """Give a picture that stands in a conversation, a quick phrase or a guide this member may see."""
    said = Message.objects.filter(conversation__in=of_member(membership).values("pk"), picture=picture_id)
    offered = knowledge.offered_to(membership).filter(picture=picture_id)
    guiding = guide_queries.steps_visible_to(membership.person).filter(picture=picture_id)
    if said.exists() or offered.exists() or guiding.exists():
        return Picture.objects.filter(pk=picture_id, shop_id=membership.shop_id).first()
    return None


# What every window asks when it opens, and every desk now and then.
_feed = Question(lambda: Feed.objects.filter(shop=given("shop")).values_list("seq"))
_present = Question(
    lambda: Presence.objects.filter(
        membership__shop=given("shop"),
        membership__left_at=None,
        seen_at__gte=given("alive_since", DateTimeField()),
    ).values_list("membership", "state")
)
_in_window = {"shop": given("shop"), "account": given("account")}
_current = Question(
    lambda: (
        of_buyer(**_in_window)
        .filter(channel="widget")
        .select_related("agent")
        .order_by(Case(When(state=State.CLOSED, then=1), default=0), "-opened_at", "-pk")[:1]
    )
)
_buyers_messages = Question(
    lambda: (
        Message.objects.filter(
            conversation__in=of_buyer(**_in_window).filter(channel="widget").values("pk"),
            pk__gt=given("after"),
            pk__lt=given("before"),
        )
        .exclude(kind=Kind.NOTE)
        .select_related("agent", "picture")
        .order_by("-pk")[: PAGE + 1]
    )
)
