"""What every reply goes through; test_messages, test_guarding and test_approving beside it send them."""

from datetime import datetime

import pytest

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions import sending
from guitai.domains.chat.actions.lines import Content
from guitai.domains.chat.errors import (
    ConversationClosedError,
    EmptyMessageError,
    NotYoursError,
    UnfilledSlotError,
)
from guitai.domains.chat.models import Conversation, Message


def test_a_reply_is_kept_without_what_nobody_sees():
    assert sending.reply(" 加\u200b油 ") == Content(text="加油")


@pytest.mark.parametrize(("text", "refusal"), [(" \n", EmptyMessageError), ("满***元", UnfilledSlotError)])
def test_a_reply_that_says_nothing_or_not_all_is_none(text: str, refusal: type[Exception]):
    with pytest.raises(refusal):
        sending.reply(text)


def test_one_writes_in_ones_own_talk_and_in_the_queue_alone(
    conversation: Conversation,
    queued: Conversation,
    agent: Membership,
    other_agent: Membership,
    now: datetime,
):
    sending.check_writable(conversation, agent)
    sending.check_writable(queued, other_agent)
    with pytest.raises(NotYoursError):
        sending.check_writable(conversation, other_agent)
    conversation.state = "closed"
    with pytest.raises(ConversationClosedError):
        sending.check_writable(conversation, agent)


def test_what_is_kept_with_a_message_goes_with_it(
    conversation: Conversation, agent: Membership, now: datetime
):
    def fails(message: Message) -> None:
        assert message.pk
        raise EmptyMessageError

    with pytest.raises(EmptyMessageError):
        sending.send(conversation.pk, agent, "k1", Content(text="有的"), now, also=fails)

    assert not Message.objects.exists()


def test_a_repeat_keeps_nothing_more(conversation: Conversation, agent: Membership, now: datetime):
    kept: list[Message] = []

    for _time in range(2):
        sending.send(conversation.pk, agent, "k1", Content(text="有的"), now, also=kept.append)

    assert len(kept) == 1
