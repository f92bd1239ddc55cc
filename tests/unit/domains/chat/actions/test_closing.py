from datetime import datetime, timedelta

import pytest
from tests.factories.chat import ConversationFactory, DraftFactory, MessageFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions
from guitai.domains.chat.actions import finding
from guitai.domains.chat.errors import AnotherOpenError, ImportedError, NotRatableError, NotYoursError
from guitai.domains.chat.models import Change, Channel, Conversation, State
from guitai.domains.trade.models import Buyer

DAY = timedelta(days=1)


def _rate(conversation: Conversation, at: datetime, score: int = 5, comment: str = ""):
    return actions.rate(
        shop=conversation.shop, account=conversation.buyer.account, score=score, comment=comment, at=at
    )


# Closing


def test_an_agent_closes_their_conversation(conversation: Conversation, agent: Membership, now: datetime):
    conversation.unread, conversation.waiting_since = 2, now
    conversation.save()

    closed = actions.close(conversation_id=conversation.pk, by=agent, at=now)

    assert (closed.state, closed.closed_at, closed.closed_by) == (State.CLOSED, now, agent)
    assert (closed.unread, closed.waiting_since, closed.agent) == (0, None, agent)


def test_closing_forgets_what_was_typed(conversation: Conversation, agent: Membership, now: datetime):
    DraftFactory(conversation=conversation, membership=agent)

    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    assert not conversation.drafts.exists()


def test_closing_is_announced_to_everybody(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    with announced() as events:
        actions.close(conversation_id=conversation.pk, by=agent, at=now)

    (event,) = events
    assert (event.kind, event.floor, event.row["state"]) == ("conversation_closed", True, "closed")
    assert event.buyer_message["card"] == {"event": "closed", "to": ""}


def test_closing_twice_changes_nothing(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    with announced() as events:
        again = actions.close(conversation_id=conversation.pk, by=agent, at=now + DAY)

    assert (again.closed_at, events) == (now, [])


def test_only_who_may_ends_somebody_elses(conversation: Conversation, other_agent: Membership, now: datetime):
    end = {"conversation_id": conversation.pk, "by": other_agent, "at": now}

    with pytest.raises(NotYoursError, match="小美"):
        actions.close(**end)
    assert actions.close(**end, may_end_others=True).closed_by == other_agent


def test_anybody_ends_one_that_nobody_has(queued: Conversation, agent: Membership, now: datetime):
    assert actions.close(conversation_id=queued.pk, by=agent, at=now).state == State.CLOSED


def test_idle_conversations_are_closed_by_the_clock(conversation: Conversation, now: datetime, announced):
    idle = timedelta(minutes=conversation.shop.idle_close_minutes)

    with announced() as events:
        early = actions.close_idle(shop=conversation.shop, at=conversation.last_at + idle - DAY / 24 / 60)
        ended = actions.close_idle(shop=conversation.shop, at=conversation.last_at + idle)

    conversation.refresh_from_db()
    assert (early, ended, conversation.state, conversation.closed_by) == (0, 1, State.CLOSED, None)
    assert [event.kind for event in events] == ["conversation_closed"]


def test_the_clock_closes_none_whose_buyer_waits(
    conversation: Conversation, queued: Conversation, now: datetime
):
    conversation.waiting_since = conversation.last_at
    conversation.save()

    assert actions.close_idle(shop=conversation.shop, at=now + DAY) == 0


def test_a_buyer_who_writes_while_the_clock_looks_keeps_the_talk_open(
    conversation: Conversation, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    look = finding.by_key

    def look_after_the_buyer_wrote(pk: int, *, shop_id: int) -> Conversation:
        Conversation.objects.filter(pk=pk).update(waiting_since=now, last_at=now)
        return look(pk, shop_id=shop_id)

    monkeypatch.setattr(finding, "by_key", look_after_the_buyer_wrote)

    assert actions.close_idle(shop=conversation.shop, at=now + DAY) == 0


# Opening again


def test_a_closed_conversation_is_opened_again_and_becomes_the_callers(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime, announced
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    with announced() as events:
        opened = actions.reopen(conversation_id=conversation.pk, by=other_agent, at=now + DAY)

    assert (opened.state, opened.agent, opened.closed_at, opened.closed_by) == (
        State.OPEN,
        other_agent,
        None,
        None,
    )
    assert [event.kind for event in events] == ["conversation_reopened", "conversation_assigned"]
    assert all(event.floor for event in events)


def test_reopening_an_open_one_changes_nothing(
    conversation: Conversation, other_agent: Membership, now: datetime
):
    assert actions.reopen(conversation_id=conversation.pk, by=other_agent, at=now) == conversation
    conversation.refresh_from_db()
    assert conversation.agent != other_agent


def test_a_buyer_with_a_newer_conversation_goes_on_there(
    conversation: Conversation, agent: Membership, now: datetime
):
    old = ConversationFactory(buyer=conversation.buyer, agent=agent, closed_at=now)

    with pytest.raises(AnotherOpenError, match="tb_demo01"):
        actions.reopen(conversation_id=old.pk, by=agent, at=now)


def test_an_imported_conversation_is_not_opened_again(buyer: Buyer, agent: Membership, now: datetime):
    imported = ConversationFactory(buyer=buyer, channel=Channel.IMPORTED, closed_at=now)

    with pytest.raises(ImportedError):
        actions.reopen(conversation_id=imported.pk, by=agent, at=now)


def test_another_shops_conversation_is_neither_closed_nor_opened(
    conversation: Conversation, neighbour: Membership, now: datetime
):
    for deed in (actions.close, actions.reopen):
        with pytest.raises(Conversation.DoesNotExist):
            deed(conversation_id=conversation.pk, by=neighbour, at=now)


# What the buyer thought of it


def test_a_closed_conversation_is_rated(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    with announced() as events:
        rated = _rate(conversation, now + DAY, score=4, comment="  很\u200b好 ")

    assert (rated.rating, rated.rating_comment) == (4, "很好")
    (event,) = events
    assert (event.kind, event.row["rating"], event.floor) == ("conversation_rated", 4, True)
    assert event.buyer_message is None


def test_it_is_rated_once(conversation: Conversation, agent: Membership, now: datetime):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)
    _rate(conversation, now)

    with pytest.raises(NotRatableError):
        _rate(conversation, now, score=1)


@pytest.mark.parametrize("score", [0, 6, -1, 2**40])
def test_a_score_is_one_of_five(conversation: Conversation, agent: Membership, now: datetime, score: int):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    with pytest.raises(NotRatableError):
        _rate(conversation, now, score=score)


def test_an_open_conversation_is_not_rated(conversation: Conversation, now: datetime):
    with pytest.raises(NotRatableError):
        _rate(conversation, now)


def test_after_a_week_it_is_too_late(conversation: Conversation, agent: Membership, now: datetime):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    with pytest.raises(NotRatableError):
        _rate(conversation, now + 8 * DAY)


def test_an_imported_talk_is_not_what_the_buyer_rates(
    conversation: Conversation, agent: Membership, now: datetime
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)
    imported = ConversationFactory(
        buyer=conversation.buyer, channel=Channel.IMPORTED, opened_at=now, closed_at=now
    )

    assert _rate(conversation, now) == conversation
    imported.refresh_from_db()
    assert imported.rating is None


def test_a_long_comment_is_cut(conversation: Conversation, agent: Membership, now: datetime):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    assert len(_rate(conversation, now, comment="好" * 2000).rating_comment) == 300


def test_old_changes_are_forgotten(conversation: Conversation, agent: Membership, now: datetime):
    MessageFactory(conversation=conversation)
    actions.close(conversation_id=conversation.pk, by=agent, at=now)
    actions.reopen(conversation_id=conversation.pk, by=agent, at=now + DAY)

    assert actions.forget_changes(before=now + DAY) == 1
    assert Change.objects.count() == 2
