"""What the pages of handovers ask: what is open, whose it is, what it is by now; no other shop's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.handover import HandoverFactory, HandoverItemFactory
from tests.factories.leaving import at, in_queue, owns, promised, to_do, waits

from guitai.domains.aftersales import handover_queries as queries

NOW = at("18:05")


@pytest.fixture
def handover(agent):
    return HandoverFactory(member=agent, ends_at=at("18:00"))


def now_of(handover, kind, subject):
    item = HandoverItemFactory(handover=handover, kind=kind, subject=subject and subject.pk, told="unpaid")
    return queries.as_they_are([item])[0]


def test_the_handovers_of_two_days_stand_latest_first_and_are_counted(shop, agent, neighbour):
    HandoverFactory(member=agent, ends_at=at("18:00", 1))
    middle, latest = (
        HandoverFactory(member=agent, ends_at=at("18:00", 2)),
        HandoverFactory(member=agent, ends_at=at("07:00", 3)),
    )
    HandoverFactory(member=neighbour, ends_at=at("07:00", 3))
    HandoverItemFactory(handover=middle)
    HandoverItemFactory(handover=middle, settled_at=at("19:00"))

    found = queries.current_handovers(shop, at=at("18:01", 3))

    assert [(each.pk, each.many, each.many_open) for each in found] == [(latest.pk, 0, 0), (middle.pk, 2, 1)]


def test_unclaimed_mine_and_of_the_night(shop, agent, other_agent, neighbour, handover):
    night = HandoverFactory(member=other_agent, ends_at=at("07:00"), by_night=True)
    free, taken = HandoverItemFactory(handover=handover), HandoverItemFactory(handover=night, taken_by=agent)
    HandoverItemFactory(handover=night, taken_by=agent, settled_at=NOW)
    HandoverItemFactory(handover=HandoverFactory(member=neighbour, ends_at=at("18:00")))

    assert list(queries.unclaimed(shop, at=NOW)) == [free]
    assert list(queries.mine(agent, at=NOW)) == [taken]
    assert list(queries.mine(other_agent, at=NOW)) == []
    assert list(queries.night_open(shop, at=NOW)) == [taken]
    assert queries.items_of(night).count() == 2


def test_only_who_works_in_the_shop_sees_any(agent, other_agent, former, neighbour, nobody, handover):
    item = HandoverItemFactory(handover=handover)

    for person in (agent.person, other_agent.person):
        assert list(queries.items_visible_to(person)) == [item]
        assert list(queries.handovers_visible_to(person)) == [handover]
    for person in (former.person, neighbour.person, nobody):
        assert not queries.items_visible_to(person).exists()
        assert not queries.handovers_visible_to(person).exists()


def test_an_item_shows_who_has_it_and_its_clock(handover, agent, other_agent):
    talk = now_of(handover, "talk", waits(other_agent, since=at("17:50")))
    todo = now_of(handover, "todo", to_do(other_agent, due=at("20:00")))
    case = now_of(handover, "case", owns(agent, due=at("21:00")))

    assert (talk.holder, talk.waiting_since, talk.due_at) == (other_agent, at("17:50"), None)
    assert (todo.holder, todo.due_at, todo.waiting_since) == (other_agent, at("20:00"), None)
    assert (case.holder, case.due_at) == (agent, at("21:00"))
    assert now_of(handover, "talk", in_queue(agent, since=at("17:50"))).holder is None
    assert now_of(handover, "note", None).holder is None
    assert not any(each.is_over for each in (talk, todo, case))


def test_a_list_counts_what_is_still_the_leavers(handover, agent, other_agent):
    for due in (at("17:00"), at("23:00"), at("01:00", 3)):
        to_do(agent, due=due)
    to_do(other_agent, due=at("20:00"))

    now = now_of(handover, "todo", None)

    assert (now.is_list, now.left, now.is_over) == (True, 2, False)


@pytest.mark.parametrize(
    ("ends", "noon"),
    [(at("07:00"), at("12:00")), (at("00:30", 3), at("12:00", 3)), (at("23:30"), at("12:00"))],
)
def test_noon_is_that_of_the_day_it_ended_on(agent, ends, noon):
    assert queries.noon_of(HandoverFactory(member=agent, ends_at=ends)) == noon


def test_more_items_are_not_more_questions(handover, agent):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            queries.as_they_are(queries.open_items(agent.shop, at=NOW))
        return len(captured)

    def grow(number):
        for kind, subject in (
            ("talk", waits(agent, since=at("17:50"), name=f"tb_{number}")),
            ("promise", promised(agent, due=at("20:00"))),
            ("case", owns(agent, due=at("20:00"))),
        ):
            HandoverItemFactory(handover=handover, kind=kind, subject=subject.pk)

    grow(1)
    few = asked()
    for number in range(2, 6):
        grow(number)

    assert asked() == few <= 4
