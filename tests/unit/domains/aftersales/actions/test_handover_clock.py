"""The clock settles what is done, and rings: after a quarter of an hour, and of the night at noon."""

from datetime import timedelta

import pytest
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.leaving import at, in_queue, owns, promised, to_do, waits, works

from guitai.domains.aftersales.actions.cases import give_case
from guitai.domains.aftersales.actions.handover_clock import ring_unclaimed, settle_done
from guitai.domains.aftersales.actions.handover_items import give_back, take
from guitai.domains.aftersales.models import Case, HandoverItem
from guitai.domains.followups.actions.todos import close, pass_on

MINUTE = timedelta(minutes=1)


@pytest.fixture
def handover(agent):
    return HandoverFactory(member=agent, ends_at=at("18:00"))


@pytest.fixture
def night(agent):
    return HandoverFactory(member=agent, ends_at=at("07:00"), by_night=True)


def item_of(handover, kind, subject, **more):
    return HandoverItemFactory(handover=handover, kind=kind, subject=subject.pk, told="", **more)


def settled(item):
    item.refresh_from_db()
    return item.settled_at is not None


# Settling


def test_a_talk_is_settled_once_it_is_answered_or_closed(handover, shop, agent):
    first, second = waits(agent, since=at("17:50")), waits(agent, since=at("17:50"), name="tb_second")
    waiting = waits(agent, since=at("17:50"), name="tb_third")
    items = [item_of(handover, "talk", talk) for talk in (first, second, waiting)]
    assert settle_done(shop=shop, at=at("18:01")) == 0

    first.waiting_since = None
    first.save()
    second.state, second.closed_at = "closed", at("18:02")
    second.save()

    assert settle_done(shop=shop, at=at("18:03")) == 2
    assert [settled(item) for item in items] == [True, True, False]


def test_a_to_do_is_settled_once_it_is_closed_and_the_handover_with_its_last(
    handover, shop, agent, other_agent, announced
):
    promise, todo = promised(agent, due=at("20:00")), to_do(agent, due=at("20:00"))
    items = [item_of(handover, "promise", promise), item_of(handover, "todo", todo)]
    close(todo_id=todo.pk, outcome="paid", by=agent, at=at("18:01"))
    assert settle_done(shop=shop, at=at("18:02")) == 1
    assert [settled(item) for item in items] == [False, True]

    close(todo_id=promise.pk, outcome="kept", by=other_agent, at=at("18:03"))
    with announced() as heard:
        settle_done(shop=shop, at=at("18:04"))

    handover.refresh_from_db()
    assert handover.settled_at == at("18:04")
    assert [(event.why, event.whom) for event in heard] == [("changed", ())]


def test_a_case_is_settled_once_it_is_over_and_what_is_gone_is_settled(handover, shop, agent):
    case, gone = owns(agent, due=at("20:00")), to_do(agent, due=at("20:00"))
    items = [item_of(handover, "case", case), item_of(handover, "todo", gone)]
    gone.delete()
    Case.objects.filter(pk=case.pk).update(state="ended", outcome="kept", ended_at=at("18:01"))

    assert settle_done(shop=shop, at=at("18:02")) == 2
    assert all(map(settled, items))


def test_a_note_is_settled_by_hand_alone(handover, shop):
    HandoverItemFactory(handover=handover)

    assert settle_done(shop=shop, at=at("20:00")) == 0


def test_a_list_is_settled_once_nothing_of_it_is_the_leavers(handover, shop, agent, other_agent):
    todo = to_do(agent, due=at("20:00"))
    HandoverItemFactory(handover=handover, kind="todo", told="unpaid")
    assert settle_done(shop=shop, at=at("18:01")) == 0

    pass_on(todo_id=todo.pk, to=other_agent, by=None, at=at("18:01"))

    assert settle_done(shop=shop, at=at("18:02")) == 1


def test_after_a_break_what_nobody_took_is_no_more_handed_over(handover, shop, agent, other_agent):
    works(agent, "09:00-18:00", "19:00-22:00")
    kept, taken = to_do(agent, due=at("20:00")), to_do(agent, due=at("20:00"))
    moved, queued = to_do(other_agent, due=at("20:00")), in_queue(agent, since=at("17:00"))
    items = [item_of(handover, "todo", todo) for todo in (kept, taken, moved)]
    items.append(item_of(handover, "talk", queued))
    take(item_id=items[1].pk, by=other_agent, at=at("18:05"))

    assert settle_done(shop=shop, at=at("18:59")) == 0
    assert settle_done(shop=shop, at=at("19:00")) == 1
    assert [settled(item) for item in items] == [True, False, False, False]


def test_what_was_taken_goes_with_whoever_has_it_by_now(handover, shop, agent, other_agent, lead):
    todo, case = to_do(agent, due=at("20:00")), owns(agent, due=at("20:00"))
    items = [item_of(handover, "todo", todo), item_of(handover, "case", case)]
    untouched = item_of(handover, "todo", to_do(lead, due=at("20:00")))
    for item in items:
        take(item_id=item.pk, by=other_agent, at=at("18:05"))

    pass_on(todo_id=todo.pk, to=lead, by=other_agent, at=at("18:10"))
    give_case(case_id=case.pk, to=lead, by=other_agent, at=at("18:10"))
    settle_done(shop=shop, at=at("18:11"))

    for item in items:
        item.refresh_from_db()
        assert (item.taken_by, item.taken_at) == (lead, at("18:11"))
    untouched.refresh_from_db()
    assert untouched.taken_by is None


def test_another_shops_items_are_its_own(handover, shop, other_shop, agent):
    item_of(handover, "todo", to_do(agent, due=None, state="done", closed_at=at("18:00")))

    assert settle_done(shop=other_shop, at=at("18:01")) == 0
    assert settle_done(shop=shop, at=at("18:01")) == 1


# Ringing


def test_the_lead_on_duty_is_called_once_after_a_quarter_of_an_hour(
    handover, shop, lead, other_agent, announced
):
    works(lead, "09:00-20:00")
    for _number in range(2):
        HandoverItemFactory(handover=handover)
    HandoverItemFactory(handover=handover, taken_by=other_agent, taken_at=at("18:05"))

    with announced() as heard:
        rung = [ring_unclaimed(shop=shop, at=at("18:00") + minutes * MINUTE) for minutes in (14, 15, 16, 600)]

    assert rung == [0, 1, 0, 0]
    assert [(event.why, event.unclaimed, event.whom) for event in heard] == [("unclaimed", 2, (lead.pk,))]


def test_with_no_lead_on_duty_every_lead_is_called(handover, shop, lead, agent, announced):
    works(agent, "09:00-23:00")
    HandoverItemFactory(handover=handover)

    with announced() as heard:
        ring_unclaimed(shop=shop, at=at("18:20"))

    assert [event.whom for event in heard] == [(lead.pk,)]


def test_what_is_given_back_rings_anew(handover, shop, lead, other_agent):
    item = HandoverItemFactory(handover=handover)
    ring_unclaimed(shop=shop, at=at("18:20"))
    take(item_id=item.pk, by=other_agent, at=at("18:21"))
    assert ring_unclaimed(shop=shop, at=at("18:22")) == 0

    give_back(item_id=item.pk, by=other_agent, at=at("18:23"))

    assert ring_unclaimed(shop=shop, at=at("18:24")) == 1


def test_of_the_night_what_is_not_settled_at_noon_rings_once_more_taken_or_not(
    night, shop, lead, other_agent, announced
):
    first, second = HandoverItemFactory(handover=night), HandoverItemFactory(handover=night)
    done = HandoverItemFactory(handover=night, settled_at=at("09:00"))
    take(item_id=second.pk, by=other_agent, at=at("07:05"))

    with announced() as heard:
        for clock in ("07:15", "11:59", "12:00", "12:01", "23:00"):
            ring_unclaimed(shop=shop, at=at(clock))

    assert [(event.why, event.at) for event in heard] == [("unclaimed", at("07:15")), ("noon", at("12:00"))]
    assert {item.rang_at for item in HandoverItem.objects.filter(pk__in=[first.pk, second.pk])} == {
        at("12:00")
    }
    done.refresh_from_db()
    assert done.rang_at is None


def test_a_clock_that_was_down_until_the_afternoon_says_it_once(night, shop, lead, announced):
    HandoverItemFactory(handover=night)

    with announced() as heard:
        for clock in ("13:00", "13:01"):
            ring_unclaimed(shop=shop, at=at(clock))

    assert [event.why for event in heard] == ["noon"]


def test_what_came_by_day_does_not_ring_at_noon(handover, shop, lead, other_agent):
    HandoverItemFactory(handover=handover, taken_by=other_agent, taken_at=at("18:05"))

    assert ring_unclaimed(shop=shop, at=at("12:00", 3)) == 0


def test_a_handover_of_three_days_ago_rings_no_more(shop, agent, lead):
    HandoverItemFactory(handover=HandoverFactory(member=agent, ends_at=at("18:00", 1), by_night=True))

    assert ring_unclaimed(shop=shop, at=at("18:01", 3)) == 0
