"""A shop's turn to write: one transaction at a time, each change numbered, told once committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from guitai.common import events, statements
from guitai.domains.chat import shapes
from guitai.domains.chat.events import ConversationChanged
from guitai.domains.chat.models import Change, ChangeKind, Conversation, Feed, Message

_RAISE = "UPDATE chat_feed SET seq = seq + 1 WHERE shop_id = %s RETURNING seq"
# Changes that move a row in everybody's list; of messages only those that begin or end a wait.
_FLOOR = frozenset(ChangeKind) - {ChangeKind.MESSAGE, ChangeKind.READ}


class Turn:
    """The right to write in a shop's conversations until the transaction ends.

    Raising the feed's number locks its row, so on a database with many writers the numbers are committed in
    order and a reader that has seen 12 will never find an 11 appear later.
    """

    def __init__(self, *, shop_id: int, shop_key: str) -> None:
        self.shop_id, self.shop_key = shop_id, shop_key
        self._next: int | None = self._raise()

    def change(
        self,
        kind: ChangeKind,
        conversation: Conversation,
        *,
        at: datetime,
        message: Message | None = None,
        previous_agent_id: int | None = None,
        wait_moved: bool = False,
    ) -> int:
        """Number a change, keep it with the conversation's row, announce it on commit; give its number."""
        seq = self._next if self._next is not None else self._raise()
        self._next = None
        conversation.seq = seq
        conversation.save_what_moved()
        statements.insert(
            Change(
                shop_id=self.shop_id, seq=seq, kind=kind, conversation=conversation, message=message, at=at
            )
        )
        events.publish(
            ConversationChanged(
                shop_id=self.shop_id,
                seq=seq,
                kind=kind.value,
                conversation_id=conversation.pk,
                message_id=message.pk if message else None,
                account=conversation.buyer.account,
                agent_id=conversation.agent_id,
                previous_agent_id=previous_agent_id,
                floor=kind in _FLOOR or wait_moved,
                row=shapes.row(conversation),
                message=shapes.message_shape(message, shop_key=self.shop_key) if message else None,
                buyer_message=shapes.buyer_message_shape(message) if message else None,
                at=at,
            )
        )
        return seq

    def end(self) -> None:
        """Give back a number nothing was written under, or pages would ask what they missed."""
        if self._next is not None:
            Feed.objects.filter(shop_id=self.shop_id).update(seq=F("seq") - 1)

    def _raise(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(_RAISE, [self.shop_id])
            raised = cursor.fetchone()
            if raised is None:
                Feed.objects.get_or_create(shop_id=self.shop_id)
                cursor.execute(_RAISE, [self.shop_id])
                raised = cursor.fetchone()
        return int(raised[0])


@contextmanager
def turn(*, shop_id: int, shop_key: str) -> Iterator[Turn]:
    """Take the shop's turn: everything inside is committed together, or not at all."""
    with transaction.atomic():
        writing = Turn(shop_id=shop_id, shop_key=shop_key)
        yield writing
        writing.end()
