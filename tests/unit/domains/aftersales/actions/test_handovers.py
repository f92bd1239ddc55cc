"""Handovers gather themselves once for each end of a shift, and by hand before somebody leaves."""

from datetime import timedelta

import pytest
from django.utils import translation
from tests.factories.chat import PresenceFactory
from tests.factories.handover import HandoverFactory
from tests.factories.leaving import (
    at,
    in_queue,
    left,
    owns,
    promised,
    to_do,
    waits,
    works,
)

from guitai.common.models import AuditEntry
from guitai.domains.aftersales.actions import handover_items
from guitai.domains.aftersales.actions.handovers import add_note, gather, gather_now
from guitai.domains.aftersales.errors import HandoverRefusedError
from guitai.domains.aftersales.models import Handover, HandoverItem
from guitai.domains.chat.actions import look_after_shift_ends
from guitai.domains.followups.actions import ringing

MINUTE = timedelta(minutes=1)


@pytest.fixture
def night(agent, other_agent):
    """小美 works the night from Sunday to Monday, 阿杰 the day after it."""
    works(agent, "23:00-07:00", day=1)
    works(other_agent, "07:00-18:00")


def test_everything_that_is_open_is_gathered_for_those_who_come(night, shop, agent, other_agent, announced):
    talk, promise = waits(agent, since=at("06:50")), promised(agent, due=at("08:00"))
    case, todo = owns(agent, due=at("11:00")), to_do(agent, due=at("20:00"))

    with announced() as heard:
        made = gather(shop=shop, at=at("07:00"))

    handover = Handover.objects.get()
    assert (made, handover.member, handover.ends_at, handover.by_night) == (1, agent, at("07:00"), True)
    assert left() == sorted(
        [("talk", talk.pk), ("promise", promise.pk), ("case", case.pk), ("todo", todo.pk)], key=str
    )
    (told,) = heard
    assert (told.handover_id, told.unclaimed, told.whom, told.why) == (
        handover.pk, 4, (other_agent.pk,), "gathered"
    )  # fmt: skip


def test_it_is_gathered_once_however_often_the_clock_looks(night, shop, agent, announced):
    waits(agent, since=at("06:50"))
    gather(shop=shop, at=at("07:00"))
    promised(agent, due=at("08:00"))

    with announced() as heard:
        assert [gather(shop=shop, at=at("07:00") + minutes * MINUTE) for minutes in (1, 5, 30)] == [0, 0, 0]

    assert heard == []
    assert HandoverItem.objects.count() == 1


@pytest.mark.parametrize(("clock", "made"), [("06:59", 0), ("07:00", 1), ("07:30", 1), ("07:31", 0)])
def test_it_looks_back_half_an_hour(night, shop, clock, made):
    assert gather(shop=shop, at=at(clock)) == made


def test_nothing_left_is_noted_and_calls_nobody(night, shop, announced):
    with announced() as heard:
        gather(shop=shop, at=at("07:00"))

    assert heard == []
    assert Handover.objects.get().settled_at == at("07:00")


def test_shifts_that_touch_are_one_and_hand_over_at_the_last_end(shop, agent):
    works(agent, "09:00-13:00", "13:00-18:00")

    assert gather(shop=shop, at=at("13:00")) == 0
    assert gather(shop=shop, at=at("18:00")) == 1


def test_a_day_after_the_night_goes_on_without_a_handover(shop, agent):
    works(agent, "23:00-07:00", day=1)
    works(agent, "07:00-12:00")

    assert gather(shop=shop, at=at("07:00")) == 0


def test_two_blocks_a_day_are_two_ends_and_the_second_has_what_the_first_had(shop, agent):
    works(agent, "09:00-12:00", "14:00-18:00")
    todo = to_do(agent, due=at("13:00"))
    assert gather(shop=shop, at=at("12:00")) == 1

    assert gather(shop=shop, at=at("18:00")) == 1

    first, second = Handover.objects.order_by("ends_at")
    assert [list(each.items.values_list("subject", flat=True)) for each in (first, second)] == [[todo.pk]] * 2
    assert first.items.get().settled_at == first.settled_at == at("18:00")
    assert second.items.get().settled_at is None


def test_who_is_on_duty_again_hands_nothing_over(shop, agent):
    works(agent, "09:00-12:00", "12:20-18:00")
    waits(agent, since=at("11:50"))

    assert gather(shop=shop, at=at("12:25")) == 0
    assert gather(shop=shop, at=at("12:10")) == 1


def test_on_a_day_off_and_without_a_roster_nothing_is_gathered(shop, agent):
    waits(agent, since=at("17:50"))
    assert gather(shop=shop, at=at("18:00")) == 0

    works(agent, "09:00-18:00", day=3)
    assert gather(shop=shop, at=at("18:00")) == 0


def test_who_answers_no_buyers_and_who_left_hand_nothing_over(shop, agent, warehouse, former):
    for member in (warehouse, former):
        works(member, "09:00-18:00")

    assert gather(shop=shop, at=at("18:00")) == 0


def test_the_shop_next_door_gathers_its_own(shop, other_shop, agent, neighbour):
    works(neighbour, "09:00-18:00")
    waits(neighbour, since=at("17:50"))
    in_queue(agent, since=at("17:00"))

    assert gather(shop=shop, at=at("18:00")) == 0
    assert gather(shop=other_shop, at=at("18:00")) == 1
    assert {item.handover.shop for item in HandoverItem.objects.all()} == {other_shop}


def test_whom_nobody_has_stands_once_when_several_leave_together(shop, agent, other_agent, lead):
    for member in (agent, other_agent):
        works(member, "09:00-18:00")
    works(lead, "18:00-23:00")
    talk = in_queue(agent, since=at("17:00"))

    assert gather(shop=shop, at=at("18:00")) == 2
    assert left() == [("talk", talk.pk)]

    works(lead, "23:00-23:30")
    gather(shop=shop, at=at("23:30"))
    assert left(Handover.objects.filter(member=lead)) == [("talk", talk.pk)]
    assert HandoverItem.objects.filter(settled_at=None).count() == 1


def test_the_clock_still_sees_whose_the_talk_was_and_shows_who_has_it(night, shop, agent, other_agent):
    talk = waits(agent, since=at("06:50"))
    PresenceFactory(membership=other_agent, seen_at=at("07:00"))

    look_after_shift_ends(shop=shop, at=at("07:00"))
    gather(shop=shop, at=at("07:01"))

    talk.refresh_from_db()
    assert talk.agent == other_agent
    assert left(Handover.objects.filter(member=agent)) == [("talk", talk.pk)]


def test_to_dos_that_move_to_the_next_shift_are_gathered_before_and_not_moved_back(
    night, shop, agent, other_agent
):
    todo = to_do(agent, due=at("08:00"))

    gather(shop=shop, at=at("07:00"))
    ringing.share_out(shop=shop, at=at("07:00"))
    gather(shop=shop, at=at("07:01"))

    todo.refresh_from_db()
    assert todo.owner == other_agent
    assert left() == [("todo", todo.pk)]
    assert HandoverItem.objects.get().taken_by is None


def test_what_a_night_left_stays_with_it_when_its_taker_leaves(night, shop, agent, other_agent):
    case = owns(agent, due=at("23:00"))
    gather(shop=shop, at=at("07:00"))
    handover_items.take(item_id=HandoverItem.objects.get().pk, by=other_agent, at=at("07:05"))

    gather(shop=shop, at=at("18:00"))

    of_night, of_day = HandoverItem.objects.order_by("pk")
    assert (of_night.subject, of_day.subject) == (case.pk, case.pk)
    assert of_night.settled_at is of_day.settled_at is None


# By hand


def test_before_leaving_it_is_made_for_the_end_of_the_shift_and_completed_then(shop, agent, announced):
    works(agent, "09:00-18:00")
    first = waits(agent, since=at("17:00"))

    with announced() as heard:
        handover = gather_now(member=agent, at=at("17:40"), note="仓库四点盘点")
    assert (handover.ends_at, handover.note) == (at("18:00"), "仓库四点盘点")
    assert [event.why for event in heard] == ["gathered"]
    assert left() == [("note", None), ("talk", first.pk)]

    second = waits(agent, since=at("17:50"), name="tb_second")
    assert gather(shop=shop, at=at("18:00")) == 1
    assert left() == sorted([("note", None), ("talk", first.pk), ("talk", second.pk)], key=str)
    assert gather(shop=shop, at=at("18:01")) == 0
    assert AuditEntry.objects.filter(deed="handover_gathered", by_id=agent.pk).count() == 1


def test_what_was_settled_meanwhile_and_is_open_again_is_open(shop, agent, other_agent):
    works(agent, "09:00-18:00")
    waits(agent, since=at("17:00"))
    gather_now(member=agent, at=at("17:40"))
    item = HandoverItem.objects.get()
    handover_items.settle(item_id=item.pk, by=other_agent, at=at("17:45"))

    gather(shop=shop, at=at("18:00"))

    item.refresh_from_db()
    assert (item.settled_at, item.taken_by) == (None, None)
    assert Handover.objects.get().settled_at is None


def test_off_the_roster_pressing_again_is_the_same_leaving(agent):
    waits(agent, since=at("17:00"))
    first = gather_now(member=agent, at=at("17:40"))
    second = gather_now(member=agent, at=at("17:50"))
    third = gather_now(member=agent, at=at("20:00"))

    assert first == second != third
    assert (first.ends_at, third.ends_at, first.by_night) == (at("17:40"), at("20:00"), False)
    assert HandoverItem.objects.filter(settled_at=None).get().handover == third


def test_a_moment_after_the_end_it_is_the_one_the_clock_made(shop, agent):
    works(agent, "09:00-18:00")
    gather(shop=shop, at=at("18:00"))

    assert gather_now(member=agent, at=at("18:10"), note="钥匙在抽屉").ends_at == at("18:00")


def test_before_midnight_a_night_is_one_already(agent):
    works(agent, "22:00-06:00")

    handover = gather_now(member=agent, at=at("23:30"))

    assert (handover.ends_at, handover.by_night) == (at("06:00", 3), True)


# Notes


def test_a_note_is_an_item_and_says_whose_words_it_is(agent, other_agent, now, announced):
    handover = HandoverFactory(member=agent, settled_at=now)

    add_note(handover_id=handover.pk, text="  圆通停发\n新疆 ", by=agent, at=now)
    add_note(handover_id=handover.pk, text="样衣在二楼", by=other_agent, at=now)

    assert [item.told for item in handover.items.order_by("pk")] == ["圆通停发 新疆", "阿杰：样衣在二楼"]
    handover.refresh_from_db()
    assert handover.settled_at is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "Write what the next shift has to know."),
        ("长" * 301, "A note has at most 300 characters; this one has 301."),
    ],
)
def test_an_empty_or_long_note_is_refused(agent, now, text, sentence):
    handover = HandoverFactory(member=agent)

    with translation.override("en"), pytest.raises(HandoverRefusedError) as refused:
        add_note(handover_id=handover.pk, text=text, by=agent, at=now)

    assert refused.value.sentence == sentence
    assert not HandoverItem.objects.exists()


def test_no_note_goes_to_another_shops_or_an_old_handover(agent, neighbour, now):
    theirs = HandoverFactory(member=neighbour)
    old = HandoverFactory(member=agent, ends_at=now - timedelta(days=3))

    for handover in (theirs, old):
        with pytest.raises(HandoverRefusedError):
            add_note(handover_id=handover.pk, text="看一下", by=agent, at=now)

    assert not HandoverItem.objects.exists()


def test_a_note_that_is_too_long_makes_no_handover(agent, now):
    with pytest.raises(HandoverRefusedError):
        gather_now(member=agent, at=now, note="长" * 301)

    assert not Handover.objects.exists()
