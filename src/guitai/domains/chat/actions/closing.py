"""Ending a conversation, opening it again, and what the buyer thought of it."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.actions import finding
from guitai.domains.chat.actions.handing import hand_to
from guitai.domains.chat.actions.lines import write_event
from guitai.domains.chat.errors import AnotherOpenError, ImportedError, NotRatableError, NotYoursError
from guitai.domains.chat.models import Assignment, Change, ChangeKind, Channel, Conversation, State
from guitai.domains.chat.turns import Turn, turn
from guitai.kernel.text import clean

RATE_WITHIN = timedelta(days=7)


def close(
    *, conversation_id: int, by: Membership, at: datetime, may_end_others: bool = False
) -> Conversation:
    """End a conversation; closing one that is closed changes nothing.

    :raises NotYoursError: if another agent has it and the caller may not end others'.
    """
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
        if conversation.state == State.CLOSED:
            return conversation
        if conversation.agent_id not in {by.pk, None} and not may_end_others:
            raise NotYoursError(
                _("%(agent)s has this conversation; take it over first.") % {"agent": conversation.agent}
            )
        _close(writing, conversation, by=by, at=at)
        return conversation


def close_idle(*, shop: Shop, at: datetime) -> int:
    """End the answered conversations in which nobody has written for the shop's idle time; how many."""
    idle = Conversation.objects.filter(
        shop=shop,
        state=State.OPEN,
        waiting_since=None,
        last_at__lte=at - timedelta(minutes=shop.idle_close_minutes),
    ).values_list("pk", flat=True)
    ended = 0
    for pk in list(idle):
        with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
            conversation = finding.by_key(pk, shop_id=shop.pk)
            still_idle = conversation.last_at <= at - timedelta(minutes=shop.idle_close_minutes)
            if conversation.state == State.OPEN and conversation.waiting_since is None and still_idle:
                _close(writing, conversation, by=None, at=at)
                ended += 1
    return ended


def reopen(*, conversation_id: int, by: Membership, at: datetime) -> Conversation:
    """Open a closed conversation again; it becomes the caller's.

    :raises AnotherOpenError: if the buyer has a newer open one.
    :raises ImportedError: if it was imported; the buyer would not receive an answer.
    """
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
        if conversation.state != State.CLOSED:
            return conversation
        if conversation.channel == Channel.IMPORTED:
            raise ImportedError(_("This conversation was imported; the buyer would not receive your answer."))
        newer = Conversation.objects.filter(
            ~Q(state=State.CLOSED), buyer=conversation.buyer, shop_id=by.shop_id
        )
        if newer.exists():
            raise AnotherOpenError(
                _("%(buyer)s already has an open conversation; go on there.") % {"buyer": conversation.buyer}
            )
        conversation.state, conversation.closed_at, conversation.closed_by = State.WAITING, None, None
        conversation.agent = None
        event = write_event(conversation, at, event="reopened", by=str(by))
        writing.change(ChangeKind.REOPENED, conversation, at=at, message=event)
        hand_to(writing, conversation, to=by, by=by, reason=Assignment.Reason.REOPENED, at=at)
        return conversation


def rate(*, shop: Shop, account: str, score: int, comment: str, at: datetime) -> Conversation:
    """Keep what the buyer thought of their last conversation: 5 very satisfied … 1 very dissatisfied.

    :raises NotRatableError: if it is open, too long ago, rated already, or the score is none of the five.
    """
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        conversation = finding.in_window(shop_id=shop.pk, account=account)
        if (
            conversation is None
            or conversation.closed_at is None
            or at - conversation.closed_at > RATE_WITHIN
            or conversation.rating is not None
            or score not in range(1, 6)
        ):
            raise NotRatableError(_("This conversation can't be rated now."))
        conversation.rating = score
        conversation.rating_comment = clean(comment)[:300]
        event = write_event(conversation, at, event="rated", score=score, comment=conversation.rating_comment)
        writing.change(ChangeKind.RATED, conversation, at=at, message=event)
        return conversation


def forget_changes(*, before: datetime) -> int:
    """Drop the numbered changes nobody will ask for any more; a page that is further behind loads anew."""
    return Change.objects.filter(at__lt=before).delete()[0]


def _close(writing: Turn, conversation: Conversation, *, by: Membership | None, at: datetime) -> None:
    conversation.state, conversation.closed_at, conversation.closed_by = State.CLOSED, at, by
    conversation.waiting_since = None
    conversation.unread = 0
    conversation.drafts.all().delete()
    event = write_event(conversation, at, event="closed", by=str(by) if by else "")
    writing.change(
        ChangeKind.CLOSED, conversation, at=at, message=event, previous_agent_id=conversation.agent_id
    )
