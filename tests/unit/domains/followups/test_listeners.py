"""What is sent is looked at once it is committed; nothing else costs a question."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.chat import PresenceFactory
from tests.factories.followups import TodoFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions import add_note, send_message, transfer
from guitai.domains.chat.models import Conversation
from guitai.domains.followups import listeners
from guitai.domains.followups.models import Todo


def _send(conversation: Conversation, agent: Membership, text: str, at: datetime) -> Any:
    return send_message(conversation_id=conversation.pk, by=agent, local_id="1", text=text, at=at)


def test_a_promise_is_there_once_the_message_is_committed(
    conversation: Conversation, agent: Membership, now: datetime, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        _send(conversation, agent, "我查一下，10分钟后回复您", now)

    assert Todo.objects.get().due_at == now + timedelta(minutes=10)


def test_what_promises_nothing_asks_nothing(
    conversation: Conversation,
    agent: Membership,
    now: datetime,
    announced: Any,
    django_assert_num_queries: Any,
):
    with announced() as heard:
        _send(conversation, agent, "您好，有货的", now)
        add_note(conversation_id=conversation.pk, by=agent, local_id="2", text="10分钟后回复您", at=now)

    with django_assert_num_queries(0):
        for event in heard:
            listeners.conversation_changed(event)
    assert len(heard) == 2


def test_a_listener_that_fails_keeps_nothing_from_being_sent(
    conversation: Conversation,
    agent: Membership,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    caplog: pytest.LogCaptureFixture,
):
    def fail(**_about: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(listeners, "look_for_promises", fail)

    with django_capture_on_commit_callbacks(execute=True):
        stored = _send(conversation, agent, "10分钟后回复您", now)

    assert stored.message.pk
    assert "conversation_changed failed" in caplog.text


def test_with_a_talk_go_the_promises_of_who_had_it(
    conversation: Conversation,
    agent: Membership,
    other_agent: Membership,
    lead: Membership,
    now: datetime,
    django_capture_on_commit_callbacks: Any,
):
    PresenceFactory(membership=other_agent, seen_at=now)
    theirs = TodoFactory(owner=agent, conversation=conversation)
    leads = TodoFactory(owner=lead, conversation=conversation)

    with django_capture_on_commit_callbacks(execute=True):
        transfer(conversation_id=conversation.pk, by=agent, to_id=other_agent.pk, at=now)

    theirs.refresh_from_db()
    leads.refresh_from_db()
    assert (theirs.owner, leads.owner, theirs.made_by) == (other_agent, lead, agent)
