"""A minute of the clock, and the whole way of promises through a day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.chat import ConversationFactory, PresenceFactory
from tests.factories.followups import TodoFactory
from tests.factories.trade import OrderFactory

from guitai.common import events
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.actions import look_after_shift_ends, send_message
from guitai.domains.chat.models import Conversation
from guitai.domains.followups import filling
from guitai.domains.followups.actions import promises, ringing
from guitai.domains.followups.events import TodoRang
from guitai.domains.followups.models import State, Todo
from guitai.domains.performance.actions.days import count_some
from guitai.domains.performance.queries.behind import chats_behind
from guitai.domains.performance.queries.days import days_to_count
from guitai.domains.performance.queries.figures import Cut, report
from guitai.domains.trade.models import Order
from guitai.jobs import every_shop, followups
from guitai.kernel.days import SHANGHAI

Rung = list[TodoRang]
MONDAY = date(2026, 3, 2)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job lets go of connections that grew old; this test's own transaction must stay."""
    monkeypatch.setattr(every_shop, "close_old_connections", lambda: None)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> Rung:
    """What rang."""
    heard: Rung = []
    monkeypatch.setattr(events, "_listeners", events._listeners | {TodoRang: [heard.append]})
    return heard


@pytest.fixture
def minute(django_capture_on_commit_callbacks: Any) -> Callable[[datetime], None]:
    """Let the clock do what it does at a moment."""

    def run(moment: datetime) -> None:
        with time_machine.travel(moment, tick=False), django_capture_on_commit_callbacks(execute=True):
            followups.look_after_followups.call_local()

    return run


@pytest.fixture
def says(django_capture_on_commit_callbacks: Any) -> Any:
    """Let an agent send something, with all that follows on it unless nobody listens."""

    def send(talk: Conversation, by: Membership, text: str, moment: datetime, *, heard: bool = True) -> None:
        with django_capture_on_commit_callbacks(execute=heard):
            send_message(conversation_id=talk.pk, by=by, local_id=f"{moment}", text=text, at=moment)

    return send


@contextmanager
def broken(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, key: str) -> Iterator[None]:
    """Let a deed fail in one shop."""
    real = getattr(module, name)

    def fail(*, shop: Shop, at: datetime) -> Any:
        if shop.key == key:
            raise ZeroDivisionError
        return real(shop=shop, at=at)

    fail.__name__ = name
    with monkeypatch.context() as patched:
        patched.setattr(module, name, fail)
        yield


def shift(member: Membership, start: str, end: str) -> None:
    pattern = ShiftPatternFactory(shop=member.shop, blocks=[[start, end]])
    DutyFactory(membership=member, pattern=pattern, day=MONDAY)


def kept_share(shop: Shop, moment: datetime, cut: Cut = Cut.SHOP) -> Any:
    told = report(shop, first=MONDAY, last=MONDAY, cut=cut, at=moment)
    return {
        row.agent and row.agent.name: (value.part, value.whole, value.late)
        for row in told.rows
        if (value := row.values["promises_kept"]).whole
    }


@pytest.fixture
def talk(shop: Shop, agent: Membership) -> Conversation:
    return ConversationFactory(buyer__shop=shop, agent=agent, opened_at=at("15:00"))


def test_a_promise_rings_before_it_is_due_and_an_answer_keeps_it(
    talk: Conversation, agent: Membership, minute: Any, says: Any, rung: Rung
):
    shift(agent, "09:00", "18:00")
    says(talk, agent, "我查一下，10分钟后回复您", at("15:30"))

    minute(at("15:37"))
    assert rung == []
    minute(at("15:38"))
    assert [(rang.owner_id, rang.late) for rang in rung] == [(agent.pk, False)]

    says(talk, agent, "查到了，您的快递在杭州", at("15:39"))
    minute(at("15:40"))
    todo = Todo.objects.get()
    assert (todo.state, todo.outcome) == (State.LEFT, "kept")
    assert len(rung) == 1


def test_what_is_answered_before_does_not_ring(
    talk: Conversation, agent: Membership, minute: Any, says: Any, rung: Rung
):
    says(talk, agent, "10分钟后回复您", at("15:30"))
    says(talk, agent, "查到了，您的快递在杭州", at("15:33"))

    for passed in range(4, 12):
        minute(at("15:30") + passed * MINUTE)

    assert rung == []


def test_at_a_change_of_shifts_talk_and_promise_go_to_who_comes(
    talk: Conversation,
    agent: Membership,
    other_agent: Membership,
    lead: Membership,
    minute: Any,
    says: Any,
    rung: Rung,
    django_capture_on_commit_callbacks: Any,
):
    shift(agent, "08:00", "16:00")
    for member in (other_agent, lead):
        shift(member, "16:00", "23:00")
    PresenceFactory(membership=other_agent, seen_at=at("16:00"))
    says(talk, agent, "帮您问仓库，20分钟后回复您", at("15:55"))

    minute(at("16:00"))
    with django_capture_on_commit_callbacks(execute=True):
        look_after_shift_ends(shop=talk.shop, at=at("16:00"))
    minute(at("16:11"))

    todo = Todo.objects.get()
    assert (todo.owner, todo.made_by) == (other_agent, agent)
    assert [rang.owner_id for rang in rung] == [other_agent.pk]


def test_with_nobody_on_duty_it_rings_for_nobody_breaks_and_waits_for_the_morning(
    talk: Conversation, agent: Membership, other_agent: Membership, minute: Any, says: Any, rung: Rung
):
    shift(agent, "15:00", "23:00")
    pattern = ShiftPatternFactory(shop=agent.shop, blocks=[["09:00", "18:00"]])
    DutyFactory(membership=other_agent, pattern=pattern, day=MONDAY + timedelta(days=1))
    says(talk, agent, "半小时后回复您", at("22:50"))

    for clock in ("23:14", "23:20"):
        minute(at(clock))
    assert [(rang.owner_id, rang.late) for rang in rung] == [(None, False), (None, True)]
    todo = Todo.objects.get()
    assert (todo.state, todo.outcome, todo.owner) == (State.OPEN, "broken", agent)

    minute(at("09:00", MONDAY + timedelta(days=1)))
    todo.refresh_from_db()
    assert (todo.state, todo.owner) == (State.OPEN, other_agent)


def test_another_time_rings_then(talk: Conversation, agent: Membership, minute: Any, says: Any, rung: Rung):
    says(talk, agent, "10分钟后回复您", at("15:30"))
    says(talk, agent, "不好意思，再给我10分钟", at("15:37"))

    for passed in range(8, 18):
        minute(at("15:30") + passed * MINUTE)

    assert [(rang.at, rang.late) for rang in rung] == [(at("15:45"), False), (at("15:47"), True)]


def test_a_promise_whose_listener_was_killed_rings_all_the_same(
    talk: Conversation, agent: Membership, minute: Any, says: Any, rung: Rung
):
    says(talk, agent, "10分钟后回复您", at("15:30"), heard=False)
    assert not Todo.objects.exists()

    minute(at("15:31"))
    minute(at("15:38"))

    assert [rang.todo["due"] for rang in rung] == ["2026-03-02T07:40:00.000Z"]


def test_kept_and_broken_are_counted_for_who_promised_and_anew_where_a_list_comes_later(
    talk: Conversation, agent: Membership, other_agent: Membership, minute: Any, says: Any
):
    shop, tuesday = talk.shop, MONDAY + timedelta(days=1)
    theirs = ConversationFactory(buyer__shop=shop, agent=other_agent, opened_at=at("15:00"))
    order = OrderFactory(buyer=theirs.buyer)
    says(talk, agent, "10分钟后回复您", at("15:30"))
    says(talk, agent, "查到了，在杭州", at("15:35"))
    says(theirs, other_agent, "今天下午给您发货的", at("15:31"))
    says(theirs, other_agent, "10分钟后给您回复单号", at("15:32"))
    minute(at("16:00"))
    assert kept_share(shop, at("16:00")) == {None: (1, 3, True)}
    behind = chats_behind(shop, key="promises_kept", first=MONDAY, last=MONDAY, at=at("16:00"))
    assert {(chat.conversation_id, chat.counted) for chat in behind.chats} == {
        (talk.pk, True), (theirs.pk, False)
    }  # fmt: skip

    minute(at("00:01", tuesday))
    count_some(shop=shop, at=at("00:03", tuesday), most=9)
    assert kept_share(shop, at("00:05", tuesday), Cut.AGENT) == {"小美": (1, 1, False), "阿杰": (0, 2, False)}

    order.shipped_at = at("17:40")
    order.save()
    minute(at("09:00", tuesday))
    assert days_to_count(shop, at=at("09:01", tuesday)) == [MONDAY]
    count_some(shop=shop, at=at("09:01", tuesday), most=9)
    assert kept_share(shop, at("09:02", tuesday), Cut.AGENT) == {"小美": (1, 1, False), "阿杰": (1, 2, False)}


@pytest.mark.parametrize(("module", "name"), [(promises, "settle"), (ringing, "share_out")])
def test_one_shops_trouble_keeps_no_others_from_ringing(
    shop: Shop,
    neighbour: Membership,
    minute: Any,
    rung: Rung,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    module: Any,
    name: str,
):
    theirs = TodoFactory(owner=neighbour, opened_at=at("15:30"))
    with broken(monkeypatch, module, name, "yunshang"):
        minute(at("15:40"))

    theirs.refresh_from_db()
    assert theirs.outcome == "broken"
    assert len(rung) == 1
    assert f"{name} failed for yunshang" in caplog.text


def test_every_list_is_filled_and_ended_by_the_clock_and_one_shops_trouble_is_its_own(
    shop: Shop, other_shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    noon = at("12:00")
    for each in (shop, other_shop):
        OrderFactory(
            shop=each,
            buyer__shop=each,
            number="77",
            status="unpaid",
            paid_at=None,
            created_at=noon - 2 * HOUR,
        )
    with time_machine.travel(noon, tick=False):
        with broken(monkeypatch, filling, "fill", other_shop.key):
            followups.fill_lists.call_local()
        assert list(Todo.objects.values_list("shop", "listing", "key")) == [(shop.pk, "silent_unpaid", "77")]
        followups.fill_lists.call_local()
        Order.objects.filter(shop=shop).update(status="paid", paid_at=noon)
        followups.fill_lists.call_local()
        followups.reckon_followups.call_local()
        followups.look_through_buyers.call_local()

    ended = dict(Todo.objects.order_by("pk").values_list("shop", "state"))
    assert ended == {shop.pk: State.LEFT, other_shop.pk: State.OPEN}
    assert f"fill failed for {other_shop.key}" in caplog.text
