"""What every message asks before it is written: which conversation, and whether it was written already."""

from functools import partial

from django.db.models import Q, QuerySet

from guitai.common.statements import Question, given
from guitai.domains.chat import queries
from guitai.domains.chat.actions.lines import Stored
from guitai.domains.chat.models import Author, Change, Channel, Conversation, Message, State


def by_key(pk: int, *, shop_id: int) -> Conversation:
    """Give a conversation of the shop with its buyer, agent and group.

    :raises Conversation.DoesNotExist: if the shop has none such.
    """
    found = _by_key.first(pk=pk, shop=shop_id)
    if found is None:
        raise Conversation.DoesNotExist
    return found


def in_window(*, shop_id: int, account: str) -> Conversation | None:
    """Give the conversation the buyer's window shows, with its people: the last one, closed or not."""
    return _in_window.first(shop=shop_id, account=account)


def under_way(*, shop_id: int, account: str) -> Conversation | None:
    """Give the buyer's one conversation that is not closed, with its buyer, agent and group."""
    return _under_way.first(shop=shop_id, account=account)


def sent_before(*, shop_id: int, account: str, local_id: str) -> Stored | None:
    """Give the answer that a buyer's repeated message got the first time, in any of their conversations."""
    return _stored(_sent.first(shop=shop_id, account=account, local_id=local_id))


def answered_before(conversation: Conversation, *, local_id: str) -> Stored | None:
    """Give the answer that an agent's repeated message got the first time."""
    return _stored(_answered.first(conversation=conversation.pk, local_id=local_id))


def _stored(known: tuple[int] | None) -> Stored | None:
    if known is None:  # nearly always
        return None
    message = Message.objects.select_related("picture", "agent").get(pk=known[0])
    seq = Change.objects.filter(message=message).values_list("seq", flat=True).first()
    return Stored(message=message, seq=seq or 0, again=True)


def _said(author: Author) -> QuerySet[Message, tuple[int]]:
    # The index knows no empty ones: who gives a message no id of their own repeats nothing.
    return Message.objects.filter(~Q(local_id=""), author=author, local_id=given("local_id")).values_list(
        "pk"
    )


_PEOPLE = ("buyer", "agent", "group")
_of_buyer = partial(queries.of_buyer, shop=given("shop"), account=given("account"))

_by_key = Question(
    lambda: Conversation.objects.filter(pk=given("pk"), shop=given("shop")).select_related(*_PEOPLE)
)
_under_way = Question(lambda: _of_buyer().exclude(state=State.CLOSED).select_related(*_PEOPLE))
_in_window = Question(
    lambda: (
        _of_buyer().filter(channel=Channel.WIDGET).order_by("-opened_at", "-pk").select_related(*_PEOPLE)[:1]
    )
)
_sent = Question(lambda: _said(Author.BUYER).filter(conversation__in=_of_buyer().values("pk")))
_answered = Question(lambda: _said(Author.AGENT).filter(conversation=given("conversation")))
