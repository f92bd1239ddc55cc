"""What an agent says becomes a promise with its time, once, and the newest of a deed counts."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.chat import MessageFactory
from tests.factories.followups import TodoFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions import send_message
from guitai.domains.chat.models import Conversation, Kind, Message
from guitai.domains.followups.models import Outcome, State, Todo
from guitai.domains.followups.processes import put_default_processes
from guitai.domains.followups.promising import catch_up, look_for_promises, suggested_for
from guitai.domains.trade.models import OrderStatus
from guitai.kernel.days import SHANGHAI

MINUTE = timedelta(minutes=1)


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, 15:30 in Shanghai."""
    return datetime(2026, 3, 2, 15, 30, tzinfo=SHANGHAI)


def say(conversation: Conversation, text: str, at: datetime, **more: Any) -> list[Todo]:
    line = MessageFactory(conversation=conversation, agent=conversation.agent, text=text, sent_at=at, **more)
    return look_for_promises(message_id=line.pk, at=at)


def test_an_exact_promise_is_open_at_once_and_is_who_said_its(
    conversation: Conversation, agent: Membership, now: datetime
):
    (todo,) = say(conversation, "我查一下，10分钟后回复您", now)

    line = Message.objects.get()
    assert (todo.state, todo.key, todo.message) == (State.OPEN, f"{line.pk}:5", line.pk)
    assert (todo.owner, todo.made_by, todo.buyer, todo.conversation) == (
        agent, agent, conversation.buyer, conversation
    )  # fmt: skip
    assert (todo.opened_at, todo.due_at, todo.ring_at) == (now, now + 10 * MINUTE, now + 8 * MINUTE)
    assert todo.why == {
        "said": "10分钟后回复您", "about": "reply", "kind": "exact", "firm": True, "start": 5, "end": 13
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "due", "why"),
    [
        ("大概下午给您回复哦", "18:00", {"kind": "exact", "firm": False}),
        ("晚点给您回复", None, {"kind": "vague"}),
        (
            "仓库收到后24小时内给您退款",
            None,
            {
                "kind": "conditional",
                "after": "仓库收到后",
                "within": {"amount": 24.0, "unit": "hour"},
                "within_minutes": 1440,
            },
        ),
        ("今晚大概8点给您打电话", "20:00", {"phone": True}),
    ],
)
def test_what_is_not_sure_waits_for_the_agents_word(
    conversation: Conversation, now: datetime, text: str, due: str | None, why: dict[str, Any]
):
    (todo,) = say(conversation, text, now)

    assert todo.state == State.PROPOSED
    assert (todo.due_at and f"{todo.due_at.astimezone(SHANGHAI):%H:%M}") == due
    assert why.items() <= todo.why.items()
    assert list(suggested_for(conversation.pk)) == [todo]


def test_a_promise_that_the_process_table_has_no_time_for_says_so(conversation: Conversation, now: datetime):
    put_default_processes(shop=conversation.shop, at=now)
    OrderFactory(shop=conversation.shop, buyer=conversation.buyer, status=OrderStatus.PAID, paid_at=now)

    (soon,) = say(conversation, "一小时内给您发货", now)
    (reply,) = say(conversation, "10分钟内回复您", now)
    (late,) = say(conversation, "明天给您发货", now + MINUTE)

    assert soon.why["early"]["process"] == "已付款订单发货"
    assert soon.why["early"]["soonest"] == "2026-03-02T16:00:00.000Z"
    assert "16:00 前付款的订单当天发出" in soon.why["early"]["answer"]
    assert "early" not in reply.why
    assert "early" not in late.why


def test_what_is_said_twice_is_there_once(conversation: Conversation, now: datetime):
    (todo,) = say(conversation, "10分钟后回复您", now)

    assert look_for_promises(message_id=todo.message, at=now) == []
    assert Todo.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"agent": None},
        {"agent": None, "author": "robot"},
        {"agent": None, "author": "agent"},
        {"kind": Kind.NOTE},
        {"external_key": "a"},
    ],
)
def test_buyers_robots_notes_and_imports_promise_nothing(
    conversation: Conversation, now: datetime, more: dict[str, Any]
):
    about: dict[str, Any] = {"agent": conversation.agent} | more
    line = MessageFactory(conversation=conversation, text="10分钟后回复您", sent_at=now, **about)

    assert look_for_promises(message_id=line.pk, at=now) == []


@pytest.mark.parametrize(
    ("text", "status", "is_named"),
    [
        ("今天给您发货", OrderStatus.PAID, True),
        ("今天给您发货", OrderStatus.SHIPPED, False),
        ("明天保证送到", OrderStatus.SHIPPED, True),
        ("明天保证送到", OrderStatus.FINISHED, False),
        ("今天给您退款", OrderStatus.FINISHED, True),
        ("10分钟后回复您", OrderStatus.PAID, False),
    ],
)
def test_a_promise_names_the_order_it_can_be_about(
    conversation: Conversation, now: datetime, text: str, status: str, is_named: bool
):
    order = OrderFactory(buyer=conversation.buyer, status=status)

    (todo,) = say(conversation, text, now)

    assert (todo.order, todo.value_fen) == ((order, 15800) if is_named else (None, 0))


@pytest.mark.parametrize(
    ("minutes", "outcome"),
    [(9, ""), (11, Outcome.BROKEN)],
)
def test_a_later_time_takes_the_place_of_the_first_which_is_broken_if_it_had_passed(
    conversation: Conversation, now: datetime, minutes: int, outcome: str
):
    (first,) = say(conversation, "我查一下，10分钟后回复您", now)

    (second,) = say(conversation, "再给我10分钟", now + minutes * MINUTE)

    first.refresh_from_db()
    assert (first.state, first.outcome, second.state) == (State.LEFT, outcome, State.OPEN)


def test_the_first_is_kept_if_it_was_answered_before_the_next_was_made(
    conversation: Conversation, now: datetime
):
    (first,) = say(conversation, "我查一下，10分钟后回复您", now)
    say(conversation, "查到了，在杭州", now + 5 * MINUTE)

    say(conversation, "10分钟后再回复您进度", now + 11 * MINUTE)

    first.refresh_from_db()
    assert (first.state, first.outcome) == (State.LEFT, Outcome.KEPT)


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        ("今天给您发货", "今天给您发货的", 1),
        ("今天给您发货", "明天给您发货", 1),
        ("明天给您发货", "今天给您发货", 2),
        ("今天给您发货", "10分钟后回复您", 2),
        ("10分钟后回复您", "大概还要1小时给您回复", 2),
        ("10分钟后回复您", "马上帮您查", 1),
        ("马上帮您查", "马上帮您查", 1),
        ("马上帮您查", "10分钟后回复您", 1),
        ("明天送您一份赠品", "明天再送您一份赠品", 2),
    ],
)
def test_of_one_deed_the_last_firm_word_counts(
    conversation: Conversation, now: datetime, first: str, then: str, left: int
):
    say(conversation, first, now)
    say(conversation, then, now + MINUTE)

    assert Todo.objects.filter(state__in=[State.OPEN, State.PROPOSED]).count() == left


def test_another_talks_promise_stays(conversation: Conversation, agent: Membership, now: datetime):
    other = TodoFactory(owner=agent, opened_at=now)

    say(conversation, "10分钟后回复您", now + MINUTE)

    other.refresh_from_db()
    assert other.state == State.OPEN


def test_what_nobody_heard_is_caught_up_once(conversation: Conversation, agent: Membership, now: datetime):
    """The process ended after the commit: in a test nothing listens to what is not committed."""
    for place, ago in enumerate((20 * MINUTE, 2 * MINUTE, MINUTE)):
        text = ("20分钟后回复您", "今天给您发货", "在的")[place]
        send_message(conversation_id=conversation.pk, by=agent, local_id=str(place), text=text, at=now - ago)

    assert [catch_up(shop=conversation.shop, at=now) for _again in range(2)] == [1, 0]
    assert [(todo.why["about"], todo.opened_at) for todo in Todo.objects.all()] == [
        ("dispatch", now - 2 * MINUTE)
    ]


def test_catching_up_goes_on_where_it_ended(
    conversation: Conversation, agent: Membership, now: datetime, django_assert_num_queries: Any
):
    send_message(conversation_id=conversation.pk, by=agent, local_id="1", text="今天给您发货", at=now)
    catch_up(shop=conversation.shop, at=now)
    Todo.objects.all().delete()
    send_message(conversation_id=conversation.pk, by=agent, local_id="2", text="10分钟后回复您", at=now)

    assert catch_up(shop=conversation.shop, at=now + MINUTE) == 1
    with django_assert_num_queries(1):
        assert catch_up(shop=conversation.shop, at=now + 2 * MINUTE) == 0
