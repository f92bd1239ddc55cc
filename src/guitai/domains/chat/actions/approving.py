"""Asking the lead for a reply beyond one's authority, and what happens with the answer (G11)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions import finding, guarding, sending
from guitai.domains.chat.actions.lines import Content
from guitai.domains.chat.errors import ConversationClosedError, NotYoursError
from guitai.domains.chat.models import Conversation, Draft, Message, State
from guitai.domains.chat.turns import turn
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard.queries import Approval, Outcome
from guitai.domains.knowledge import actions as knowledge_actions
from guitai.domains.trade import actions as trade_actions
from guitai.engines.rulebook.types import Severity


def ask_lead(
    *,
    conversation_id: int,
    by: Membership,
    local_id: str,
    text: str,
    phrase_ids: Sequence[int] = (),
    note: str = "",
    at: datetime,
) -> Approval:
    """Ask the lead whether a reply may be sent as it is. A waiting conversation becomes the agent's by it.

    :raises BlockedError: if no lead may let it pass.
    :raises NothingToAskError: if it needs no lead.
    :raises AlreadyAskedError: if another reply of this conversation waits already.
    :raises GuitaiError: as :func:`send_message` refuses empty texts, open slots and conversations of others.
    """
    content = sending.reply(text)
    conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
    sending.check_writable(conversation, by)
    checked = guarding.look_at(conversation, by=by, text=content.text, at=at)
    held = guarding.holds(checked.verdict)
    if held and checked.verdict.severity is Severity.BLOCK:
        checked.keep(Outcome.HELD)
        raise held
    given = checked.given
    with turn(shop_id=by.shop_id, shop_key=by.shop.key) as writing:
        sending.take_if_waiting(writing, finding.by_key(conversation_id, shop_id=by.shop_id), by, at)
        return guard_actions.ask_approval(
            verdict_row=checked.keep(Outcome.HELD),
            by=by,
            local_id=local_id,
            at=at,
            phrases=phrase_ids,
            order_number=given.order.id if given.order else "",
            amount=given.amount if given.amount.fen > 0 else None,
            note=note,
        )


@transaction.atomic
def decide(*, approval_id: int, by: Membership, granted: bool, answer: str = "", at: datetime) -> Approval:
    """Answer what an agent asked. What is granted is sent in their name; what is not goes back to their desk.

    What was asked outside of a conversation of ours is answered only.

    :raises NotWaitingError: if it is settled already; the sentence says by whom.
    :raises ConversationClosedError: if it can't be sent any more, for the talk has ended.
    :raises NotYoursError: if it can't be sent any more, for somebody else has the talk.
    """
    approval = guard_actions.decide(
        approval_id=approval_id, shop_id=by.shop_id, granted=granted, by=by, answer=answer, at=at
    )
    if granted and approval.conversation is not None:
        _send(approval, approval.conversation, by, at)
    elif approval.conversation is not None:
        _give_back(approval, approval.conversation, at)
    return approval


@transaction.atomic
def withdraw(*, approval_id: int, by: Membership, at: datetime) -> Approval:
    """Take back what one asked; the text goes back to one's desk.

    :raises NotWaitingError: if it is settled already, or somebody else asked it.
    """
    approval = guard_actions.withdraw(approval_id=approval_id, shop_id=by.shop_id, by=by, at=at)
    if approval.conversation is not None:
        _give_back(approval, approval.conversation, at)
    return approval


def _send(approval: Approval, conversation_id: int, lead: Membership, at: datetime) -> None:
    asker = approval.asked_by
    with turn(shop_id=lead.shop_id, shop_key=lead.shop.key) as writing:
        conversation = finding.by_key(conversation_id, shop_id=lead.shop_id)
        _check_sendable(conversation, asker)
        checked = guarding.look_at(conversation, by=asker, text=approval.text, at=at)

        def also(message: Message) -> None:
            guard_actions.sent_as(approval=approval, message=message.pk)
            if approval.amount:
                trade_actions.record_given(
                    buyer_id=conversation.buyer_id,
                    by=asker,
                    amount=approval.amount,
                    said=approval.text,
                    at=at,
                    order_number=approval.order_number,
                    approval=approval.pk,
                    message=message.pk,
                )
            checked.count_contact()

        content = Content(text=approval.text)
        sending.store(writing, conversation, asker, approval.local_id, content, at, also=also)
    if approval.phrases:
        knowledge_actions.record_use(membership=asker, phrase_ids=approval.phrases, at=at)


def _check_sendable(conversation: Conversation, asker: Membership) -> None:
    if conversation.state == State.CLOSED:
        raise ConversationClosedError(
            _("The conversation was closed meanwhile, so nothing can be sent; refuse it.")
        )
    if conversation.agent_id != asker.pk:
        raise NotYoursError(
            _("%(agent)s no longer has this conversation, so nothing was sent; refuse it.")
            % {"agent": asker.nickname}
        )


def _give_back(approval: Approval, conversation_id: int, at: datetime) -> None:
    """Put the text where the asker left it, unless they write something else there by now."""
    open_still = Conversation.objects.filter(pk=conversation_id).exclude(state=State.CLOSED).first()
    if open_still:
        Draft.objects.get_or_create(
            membership=approval.asked_by,
            conversation=open_still,
            defaults={"text": approval.text, "at": at},
        )
