"""Who has a conversation: routing, the queue, taking, handing over, and what the clock does about it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guitai.common import events, statements
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.chat.actions import candidates
from guitai.domains.chat.actions.lines import Content, write, write_event
from guitai.domains.chat.errors import CannotReceiveError, ConversationClosedError, NotYoursError, TakenError
from guitai.domains.chat.events import BuyerLeftWaiting
from guitai.domains.chat.models import Assignment, Author, ChangeKind, Conversation, Kind, Presence, State
from guitai.domains.chat.queries import MOST_URGENT_FIRST
from guitai.domains.chat.turns import Turn, turn
from guitai.engines.routing.deciding import decide, redistribute, unanswered
from guitai.kernel.text import clean

Reason = Assignment.Reason
# An agent whose page went silent keeps answered conversations so long; waiting buyers go at once.
KEEPS_ANSWERED_FOR = timedelta(minutes=10)
# How far back the clock looks for shifts that ended; it looks every minute, and may have been down.
SHIFT_ENDED_WITHIN = timedelta(minutes=30)


def route(writing: Turn, conversation: Conversation, *, at: datetime) -> None:
    """Find an agent for a new conversation; with nobody there it waits in the queue."""
    _place(writing, conversation, at=at)


def hand_to(
    writing: Turn,
    conversation: Conversation,
    *,
    to: Membership,
    by: Membership | None,
    reason: Assignment.Reason,
    at: datetime,
    why: str = "",
    note: str = "",
) -> None:
    """Give a conversation to a member: the row, its history, and the line everybody sees change together."""
    before = conversation.agent
    conversation.agent, conversation.state, conversation.assigned_at = to, State.OPEN, at
    assignment = Assignment(
        conversation=conversation,
        from_agent=before,
        to_agent=to,
        by=by,
        reason=reason,
        why=why[:300],
        note=note,
        at=at,
    )
    statements.insert(assignment)
    event = write_event(
        conversation,
        at,
        event="assigned",
        reason=reason.value,
        **{"from": str(before or ""), "to": str(to), "by": str(by or "")},
        why=why,
    )
    writing.change(
        ChangeKind.ASSIGNED,
        conversation,
        at=at,
        message=event,
        previous_agent_id=before.pk if before else None,
    )


def take(*, conversation_id: int, by: Membership, at: datetime, may_take_over: bool = False) -> Conversation:
    """Take a conversation from the queue, or, with the right to, over from a colleague.

    :raises TakenError: if a colleague has it and the caller may not take over.
    :raises ConversationClosedError: if it is closed.
    """
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = _get(conversation_id, by.shop_id)
        if conversation.state == State.CLOSED:
            raise ConversationClosedError(_("The conversation is closed; reopen it to write."))
        if conversation.agent_id == by.pk:
            return conversation
        if conversation.agent is not None and not may_take_over:
            raise TakenError(_("%(agent)s already has this conversation.") % {"agent": conversation.agent})
        hand_to(writing, conversation, to=by, by=by, reason=Reason.TAKE_OVER, at=at)
        return conversation


def take_next(*, by: Membership, at: datetime) -> Conversation | None:
    """Take an angry buyer's conversation, else the one longest in the queue; nothing if nobody is in it."""
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = _queue(by.shop).first()
        if conversation:
            hand_to(writing, conversation, to=by, by=by, reason=Reason.TAKE_OVER, at=at)
        return conversation


def transfer(
    *,
    conversation_id: int,
    by: Membership,
    at: datetime,
    to_id: int | None = None,
    group_id: int | None = None,
    note: str = "",
    may_move_others: bool = False,
) -> Conversation:
    """Hand a conversation to a colleague, or to whom routing finds in a group; the note stays in the talk.

    :raises CannotReceiveError: if the colleague is off or can't answer, or nobody of this shop is named.
    :raises NotYoursError: if somebody else has it.
    :raises ConversationClosedError: if it is closed.
    """
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        conversation = _get(conversation_id, by.shop_id)
        if conversation.state == State.CLOSED:
            raise ConversationClosedError(_("The conversation is closed; reopen it to write."))
        if conversation.agent_id not in {by.pk, None} and not may_move_others:
            raise NotYoursError(_("%(agent)s has this conversation.") % {"agent": conversation.agent})
        group = Group.objects.filter(pk=group_id, shop=by.shop_id).first() if group_id else None
        to = _receiver(by.shop, to_id, at) if to_id else None
        if to is None and group is None:
            raise CannotReceiveError(_("Choose a colleague or a group of this shop."))
        words = clean(note)[:500]
        if words:
            _keep_note(writing, conversation, by, words, at)
        if group:
            conversation.group = group
        if to is None:
            _place(writing, conversation, at=at, by=by, note=words)
        elif to.pk != conversation.agent_id:
            hand_to(writing, conversation, to=to, by=by, reason=Reason.TRANSFER, at=at, note=words)
        return conversation


def look_after_waiting(*, shop: Shop, at: datetime) -> int:
    """Give those in the queue to agents who have room now, the most urgent first; how many were placed."""
    placed = 0
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        for conversation in list(_queue(shop)):
            if not _place(writing, conversation, at=at):
                break
            placed += 1
    return placed


def look_after_unanswered(*, shop: Shop, at: datetime) -> int:
    """Pass on the conversations whose buyer has waited too long, and tell the lead once for each wait."""
    policy = candidates.policy_of(shop)
    since = at - timedelta(minutes=shop.reassign_minutes)
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        late = _held(shop).filter(waiting_since__lte=since, assigned_at__lte=since)
        held = {conversation.pk: conversation for conversation in late}
        overdue = unanswered(candidates.as_held(held.values(), at=at), policy, at=at)
        moves = redistribute(overdue, candidates.of_shop(shop, at=at), policy, at=at)
        for move in moves:
            conversation = held[move.conversation]
            before, waiting_since = conversation.agent_id, conversation.waiting_since
            _obey(writing, conversation, move.decision, Reason.UNANSWERED, at)
            told = conversation.alarmed_at
            if waiting_since and (told is None or told < waiting_since):
                Conversation.objects.filter(pk=conversation.pk).update(alarmed_at=at)
                events.publish(
                    BuyerLeftWaiting(
                        shop_id=shop.pk,
                        conversation_id=conversation.pk,
                        agent_id=before,
                        passed_on=move.decision.agent is not None,
                        at=at,
                    )
                )
    return len(moves)


def look_after_shift_ends(*, shop: Shop, at: datetime) -> int:
    """Pass on what is held by those who are off or whose shift has ended; how many were passed on.

    Whoever is off and has nobody to follow leaves their waiting buyers in the queue, for the next to come.
    Whoever stays after the end of the shift keeps them until somebody on duty is there.
    """
    with turn(shop_id=shop.pk, shop_key=shop.key) as writing:
        leaving = _held(shop).filter(_of_those_off(shop, at) | Q(agent__in=_shift_over(shop, at)))
        held = {conversation.pk: conversation for conversation in leaving}
        moves = redistribute(
            candidates.as_held(held.values(), at=at),
            [one for one in candidates.of_shop(shop, at=at) if one.on_duty],
            candidates.policy_of(shop),
            at=at,
        )
        off = set(_held(shop).filter(_of_those_off(shop, at)).values_list("pk", flat=True))
        for move in moves:
            conversation = held[move.conversation]
            _obey(writing, conversation, move.decision, Reason.SHIFT_END, at)
            if move.decision.agent is None and conversation.pk in off:
                _put_back(writing, conversation, Reason.SHIFT_END, at)
    return sum(1 for move in moves if move.decision.agent is not None)


def _place(
    writing: Turn, conversation: Conversation, *, at: datetime, by: Membership | None = None, note: str = ""
) -> bool:
    shop = conversation.shop
    held_by = conversation.agent_id
    left = [one for one in candidates.of_shop(shop, at=at) if one.id != held_by]
    decision = decide(candidates.arrival(conversation, at=at), left, candidates.policy_of(shop))
    if decision.agent is not None:
        to = Membership.objects.get(pk=decision.agent)
        reason = Reason.TRANSFER if by else Reason.ROUTED
        why = candidates.explain(decision)
        hand_to(writing, conversation, to=to, by=by, reason=reason, at=at, why=why, note=note)
        return True
    if held_by or by:
        _put_back(writing, conversation, Reason.TRANSFER, at, by=by, note=note)
    return False


def _obey(
    writing: Turn,
    conversation: Conversation,
    decision: candidates.Decision,
    reason: Assignment.Reason,
    at: datetime,
) -> None:
    if decision.agent is not None:
        to = Membership.objects.get(pk=decision.agent)
        hand_to(writing, conversation, to=to, by=None, reason=reason, at=at, why=candidates.explain(decision))


def _put_back(
    writing: Turn,
    conversation: Conversation,
    reason: Assignment.Reason,
    at: datetime,
    *,
    by: Membership | None = None,
    note: str = "",
) -> None:
    before = conversation.agent
    conversation.agent, conversation.state = None, State.WAITING
    Assignment.objects.create(
        conversation=conversation, from_agent=before, to_agent=None, by=by, reason=reason, note=note, at=at
    )
    event = write_event(conversation, at, event="queued", reason=reason.value, **{"from": str(before or "")})
    writing.change(
        ChangeKind.QUEUED, conversation, at=at, message=event, previous_agent_id=before.pk if before else None
    )


def _keep_note(writing: Turn, conversation: Conversation, by: Membership, words: str, at: datetime) -> None:
    note = write(conversation, Author.AGENT, Content(kind=Kind.NOTE, text=words), "", at, agent=by)
    writing.change(ChangeKind.MESSAGE, conversation, at=at, message=note)


def _receiver(shop: Shop, to_id: int, at: datetime) -> Membership:
    to = accounts.answering_members(shop).filter(pk=to_id).first()
    present = candidates.presence(shop_id=shop.pk, at=at)
    if to is None or present.get(to.pk, Presence.Choice.OFF) == Presence.Choice.OFF:
        raise CannotReceiveError(
            _("This colleague can't take conversations now; choose another, or a group.")
        )
    return to


def _of_those_off(shop: Shop, at: datetime) -> Q:
    present = candidates.presence(shop_id=shop.pk, at=at)
    here = [pk for pk, state in present.items() if state != Presence.Choice.OFF]
    long_gone = Presence.objects.filter(membership__shop=shop, seen_at__lt=at - KEEPS_ANSWERED_FOR)
    return ~Q(agent__in=here) & (
        Q(waiting_since__isnull=False)
        | Q(agent__in=long_gone.values("membership"))
        | Q(agent__left_at__isnull=False)
    )


def _shift_over(shop: Shop, at: datetime) -> Iterable[int]:
    return accounts.shift_over(shop, at=at, within=SHIFT_ENDED_WITHIN)


def _held(shop: Shop) -> QuerySet[Conversation]:
    return Conversation.objects.filter(shop=shop, state=State.OPEN).select_related(
        "buyer", "agent", "group", "shop"
    )


def _queue(shop: Shop) -> QuerySet[Conversation]:
    waiting = Conversation.objects.filter(shop=shop, state=State.WAITING)
    return waiting.select_related("buyer", "agent", "group", "shop").order_by(*MOST_URGENT_FIRST)


def _get(pk: int, shop_id: int) -> Conversation:
    return Conversation.objects.select_related("buyer", "agent", "group", "shop").get(pk=pk, shop_id=shop_id)
