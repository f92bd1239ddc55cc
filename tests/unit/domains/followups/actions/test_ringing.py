"""It rings in time and once; what nobody on duty has goes to somebody who is."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.chat import ConversationFactory, PresenceFactory
from tests.factories.followups import TodoFactory

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.chat.models import Presence
from guitai.domains.followups.actions.ringing import ring_due, share_out
from guitai.domains.followups.actions.todos import put_off
from guitai.domains.followups.events import TodoRang
from guitai.domains.followups.models import Listing, ListSetting, State, Todo

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def shift(member: Membership, *blocks: Sequence[str], day: date = date(2026, 3, 2)) -> None:
    pattern = ShiftPatternFactory(shop=member.shop, blocks=[list(block) for block in blocks])
    DutyFactory(membership=member, pattern=pattern, day=day)


def there(member: Membership, at: datetime, **more: Any) -> None:
    PresenceFactory(membership=member, seen_at=at, **more)


def listed(shop: Shop, owner: Membership | None = None, **more: Any) -> Todo:
    about: dict[str, Any] = {"listing": Listing.UNPAID, "conversation": None, "due_at": None, "made_by": None}
    return TodoFactory(shop=shop, owner=owner, **(about | more))


def owner_of(todo: Todo) -> Membership | None:
    todo.refresh_from_db()
    return todo.owner


# Ringing


def test_it_rings_two_minutes_before_ten_are_over_and_once(agent: Membership, now: datetime, announced: Any):
    todo = TodoFactory(owner=agent, opened_at=now)
    there(agent, now + 8 * MINUTE)

    with announced() as heard:
        rung = [ring_due(at=now + minutes * MINUTE) for minutes in (7, 8, 9)]

    assert rung == [0, 1, 0]
    (rang,) = heard
    assert isinstance(rang, TodoRang)
    assert (rang.todo["id"], rang.owner_id, rang.late) == (todo.pk, agent.pk, False)


@pytest.mark.parametrize(
    ("is_on_duty", "state", "is_told"),
    [
        (True, None, True),
        (False, Presence.Choice.ONLINE, True),
        (False, Presence.Choice.AWAY, True),
        (False, Presence.Choice.OFF, False),
        (False, None, False),
    ],
)
def test_it_rings_for_its_owner_only_if_they_are_there(
    agent: Membership, now: datetime, announced: Any, is_on_duty: bool, state: str | None, is_told: bool
):
    TodoFactory(owner=agent, opened_at=now)
    if is_on_duty:
        shift(agent, ("09:00", "18:00"))
    if state:
        there(agent, now + 8 * MINUTE, state=state)

    with announced() as heard:
        ring_due(at=now + 8 * MINUTE)

    assert [event.owner_id for event in heard] == [agent.pk if is_told else None]


def test_after_a_night_without_a_clock_it_rings_late(agent: Membership, now: datetime, announced: Any):
    TodoFactory(owner=agent, opened_at=now)

    with announced() as heard:
        ring_due(at=now + 9 * HOUR)

    assert [event.late for event in heard] == [True]


@pytest.mark.parametrize("state", [State.PROPOSED, State.DONE])
def test_only_what_is_open_rings(agent: Membership, now: datetime, state: str):
    TodoFactory(owner=agent, opened_at=now, state=state, closed_at=now if state == State.DONE else None)

    assert ring_due(at=now + HOUR) == 0


def test_what_is_put_off_rings_again_then(agent: Membership, now: datetime):
    todo = TodoFactory(owner=agent, opened_at=now)
    ring_due(at=now + 8 * MINUTE)
    put_off(todo_id=todo.pk, until=now + 20 * MINUTE, by=agent, at=now + 9 * MINUTE)

    assert [ring_due(at=now + minutes * MINUTE) for minutes in (19, 20, 21)] == [0, 1, 0]


def test_all_shops_are_one_question_an_index_answers(
    agent: Membership, neighbour: Membership, now: datetime, django_assert_num_queries: Any
):
    for member in (agent, neighbour):
        TodoFactory(owner=member, opened_at=now)

    with django_assert_num_queries(1):
        assert ring_due(at=now) == 0
    assert ring_due(at=now + HOUR) == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="says it in the words of SQLite")
def test_the_index_is_of_use(db: None, now: datetime):
    due = Todo.objects.filter(ring_at__lte=now, rang_at=None, state=State.OPEN).order_by("ring_at", "pk")

    assert "followups_todo_to_ring" in due.explain()


# Sharing out


def test_what_one_shift_leaves_the_next_finds(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
):
    shift(agent, ("02:00", "10:00"))
    shift(other_agent, ("10:00", "18:00"))
    soon, later = (TodoFactory(owner=agent, opened_at=now, due_at=now + hours * HOUR) for hours in (1, 12))
    on_list = listed(shop, agent)
    proposed = TodoFactory(owner=agent, opened_at=now, state=State.PROPOSED)

    assert share_out(shop=shop, at=now - MINUTE) == 0
    share_out(shop=shop, at=now + 3 * MINUTE)

    assert [owner_of(todo) for todo in (soon, later, on_list, proposed)] == [
        other_agent, agent, other_agent, agent
    ]  # fmt: skip


def test_over_a_meal_only_what_is_due_soon_goes_to_others(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
):
    shift(agent, ("08:00", "10:00"), ("11:00", "18:00"))
    shift(other_agent, ("08:00", "18:00"))
    soon = TodoFactory(owner=agent, opened_at=now, due_at=now + HOUR)
    on_list = listed(shop, agent)

    assert share_out(shop=shop, at=now + 3 * MINUTE) == 1
    assert [owner_of(todo) for todo in (soon, on_list)] == [other_agent, agent]


def test_with_nobody_on_duty_everything_stays_until_somebody_is(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
):
    shift(agent, ("02:00", "09:00"))
    shift(other_agent, ("11:00", "18:00"))
    left, nobodys = TodoFactory(owner=agent, opened_at=now), listed(shop)

    assert share_out(shop=shop, at=now) == 0
    assert share_out(shop=shop, at=now + HOUR) == 2
    assert {owner_of(left), owner_of(nobodys)} == {other_agent}


def test_a_promise_goes_with_its_talk_and_waits_for_it_while_it_is_handed_over(
    shop: Shop, agent: Membership, other_agent: Membership, lead: Membership, now: datetime
):
    shift(agent, ("02:00", "10:00"))
    for member in (other_agent, lead):
        shift(member, ("10:00", "18:00"))
    talk = ConversationFactory(buyer__shop=shop, agent=agent)
    todo = TodoFactory(owner=agent, conversation=talk, opened_at=now)

    assert share_out(shop=shop, at=now + MINUTE) == 0
    talk.agent = other_agent
    talk.save()
    assert share_out(shop=shop, at=now + 3 * MINUTE) == 1
    assert owner_of(todo) == other_agent


def test_lists_go_to_their_group_and_to_who_has_least(
    shop: Shop,
    agent: Membership,
    other_agent: Membership,
    lead: Membership,
    presale: Group,
    aftersale: Group,
    now: datetime,
):
    for member in (agent, other_agent, lead):
        there(member, now)
    for member in (agent, lead):
        member.groups.add(presale)
    other_agent.groups.add(aftersale)
    TodoFactory(owner=lead)
    unpaid = [listed(shop) for _number in range(3)]
    late = listed(shop, listing=Listing.LATE)

    assert share_out(shop=shop, at=now) == 4

    assert sorted(str(owner_of(todo)) for todo in unpaid) == ["小美", "小美", "王芳"]
    assert owner_of(late) == other_agent


def test_the_group_the_shop_chose_comes_first_and_anybody_if_it_is_empty(
    shop: Shop, agent: Membership, other_agent: Membership, presale: Group, aftersale: Group, now: datetime
):
    for member in (agent, other_agent):
        there(member, now)
    agent.groups.add(presale)
    other_agent.groups.add(aftersale)
    ListSetting.objects.create(shop=shop, listing=Listing.UNPAID, group=aftersale)
    todo = listed(shop)
    share_out(shop=shop, at=now)
    assert owner_of(todo) == other_agent

    Presence.objects.filter(membership=other_agent).delete()
    another = listed(shop)
    share_out(shop=shop, at=now)
    assert owner_of(another) == agent


@pytest.mark.parametrize(
    ("presence", "due", "moves"),
    [
        ({"seen_at": 0}, 60, False),
        ({"seen_at": 5}, 60, False),  # the page is silent, nobody is gone yet
        ({"seen_at": 5, "state": "off", "gone": True}, 60, False),
        ({"seen_at": 5, "state": "off"}, 60, True),
        ({"seen_at": 11}, 60, True),
        ({"seen_at": 11}, None, False),
        ({"seen_at": 1441}, None, True),
        (None, None, True),
    ],
)
def test_without_a_roster_presence_decides(
    shop: Shop,
    agent: Membership,
    other_agent: Membership,
    now: datetime,
    presence: dict[str, Any] | None,
    due: int | None,
    moves: bool,
):
    there(other_agent, now)
    if presence:
        there(agent, now - presence.pop("seen_at") * MINUTE, **presence)
    todo = listed(shop, agent, due_at=due and now + due * MINUTE)

    share_out(shop=shop, at=now)

    assert owner_of(todo) == (other_agent if moves else agent)


def test_who_left_the_shop_keeps_nothing_and_who_does_not_answer_gets_nothing(
    shop: Shop, agent: Membership, former: Membership, warehouse: Membership, now: datetime
):
    for member in (agent, warehouse):
        there(member, now)
    todo = TodoFactory(owner=former, opened_at=now, due_at=now + 30 * HOUR)

    share_out(shop=shop, at=now)

    assert owner_of(todo) == agent


def test_of_those_on_duty_who_sits_there_gets_what_is_due_soon(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
):
    for member in (agent, other_agent):
        shift(member, ("08:00", "18:00"))
    there(other_agent, now)
    TodoFactory(owner=other_agent)
    soon, some_time = listed(shop, due_at=now + HOUR), listed(shop)

    share_out(shop=shop, at=now)

    assert [owner_of(todo) for todo in (soon, some_time)] == [other_agent, agent]


def test_what_was_put_off_waits_for_its_owner(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
):
    shift(agent, ("02:00", "09:00"))
    shift(other_agent, ("09:00", "18:00"))
    todo = listed(shop, agent, next_at=now + 20 * HOUR)

    assert share_out(shop=shop, at=now) == 0
    assert owner_of(todo) == agent


def test_the_shop_next_door_has_its_own(shop: Shop, agent: Membership, neighbour: Membership, now: datetime):
    there(agent, now)
    todo = listed(neighbour.shop)

    assert share_out(shop=shop, at=now) == 0
    assert owner_of(todo) is None
