"""What a member does around the talk: being there, reading, keeping a draft."""

from datetime import datetime, timedelta

from django.db import transaction

from guitai.common import events
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.actions import finding
from guitai.domains.chat.events import PresenceChanged
from guitai.domains.chat.models import ChangeKind, Conversation, Draft, Presence
from guitai.domains.chat.turns import turn

# A page says it is alive every 25 s; three missed and it is gone. One that closed has 30 s to come back.
SILENT_FOR = timedelta(seconds=80)
COMES_BACK_WITHIN = timedelta(seconds=30)


def be(*, membership: Membership, state: str, at: datetime) -> None:
    """Set a member online, away or off, as they chose."""
    _be(membership, state, at=at, seen_at=at, gone=False)


def page_came(*, membership: Membership, at: datetime) -> None:
    """Note that a member's page is there: who had not chosen to be away or off is online."""
    presence = Presence.objects.filter(membership=membership).first()
    state = Presence.Choice.ONLINE.value if presence is None or presence.gone else presence.state
    _be(membership, state, at=at, seen_at=at, gone=False)


def page_gone(*, membership: Membership, at: datetime) -> None:
    """Note that a member's page closed; unless it, or another one, is heard of, they are gone soon."""
    Presence.objects.filter(membership=membership).update(seen_at=at - SILENT_FOR + COMES_BACK_WITHIN)


def leave(*, membership: Membership, at: datetime) -> None:
    """Note that a member signed out: off, until they sign in again."""
    if Presence.objects.filter(membership=membership).exists():
        _be(membership, Presence.Choice.OFF, at=at, seen_at=at, gone=True)


def seen(*, membership: Membership, at: datetime) -> None:
    """Note that a member's page is alive; one that was silent for a while (a laptop asleep) is back by it."""
    presence = Presence.objects.filter(membership=membership)
    if not presence.filter(gone=False).update(seen_at=at) and presence.exists():
        page_came(membership=membership, at=at)


def notice_gone(*, at: datetime) -> int:
    """Set members off whose pages have been silent; the jobs look after their buyers. How many."""
    silent = Presence.objects.exclude(state=Presence.Choice.OFF).filter(seen_at__lt=at - SILENT_FOR)
    members = [presence.membership for presence in silent.select_related("membership")]
    for membership in members:
        _be(membership, Presence.Choice.OFF, at=at, seen_at=None, gone=True)
    return len(members)


def _be(membership: Membership, state: str, *, at: datetime, seen_at: datetime | None, gone: bool) -> None:
    with transaction.atomic():
        presence, made = Presence.objects.select_for_update().get_or_create(
            membership=membership, defaults={"state": state, "since": at, "seen_at": at}
        )
        moved = made or presence.state != state
        presence.state, presence.gone = state, gone
        presence.since = at if moved else presence.since
        presence.seen_at = seen_at or presence.seen_at
        presence.save()
        if moved:
            events.publish(
                PresenceChanged(shop_id=membership.shop_id, membership_id=membership.pk, state=state, at=at)
            )


def mark_read(*, conversation_id: int, by: Membership, upto: int, at: datetime) -> None:
    """Note that the agent has seen the messages up to this one; only the eyes of who has it count."""
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
        upto = _newest_read(conversation, upto)
        if conversation.agent_id != by.pk or upto <= conversation.agent_read_id:
            return
        conversation.agent_read_id = upto
        conversation.unread = conversation.messages.filter(author="buyer", pk__gt=upto).count()
        writing.change(ChangeKind.READ, conversation, at=at)


def mark_read_by_buyer(*, shop: Shop, account: str, upto: int, at: datetime) -> None:
    """Note that the buyer has seen the messages up to this one."""
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        conversation = finding.in_window(shop_id=shop.pk, account=account)
        upto = _newest_read(conversation, upto) if conversation else 0
        if conversation is None or upto <= conversation.buyer_read_id:
            return
        conversation.buyer_read_id = upto
        writing.change(ChangeKind.READ, conversation, at=at)


def _newest_read(conversation: Conversation, upto: int) -> int:
    """Give the newest message there is up to this one: nobody has read what is not written yet."""
    read = conversation.messages.filter(pk__lte=upto).order_by("-pk").values_list("pk", flat=True)
    return read.first() or 0


def keep_draft(*, conversation_id: int, by: Membership, text: str, at: datetime) -> None:
    """Keep what a member has typed; an empty text forgets it."""
    if not Conversation.objects.filter(pk=conversation_id, shop_id=by.shop_id).exists():
        return
    if text.strip():
        Draft.objects.update_or_create(
            membership=by, conversation_id=conversation_id, defaults={"text": text[:4000], "at": at}
        )
    else:
        Draft.objects.filter(membership=by, conversation_id=conversation_id).delete()
