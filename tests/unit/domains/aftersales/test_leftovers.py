"""What is open at the end of a shift: what falls due before its owner is back, not what can wait for them."""

from datetime import timedelta

import pytest
from tests.factories.leaving import at, in_queue, owns, promised, to_do, waits, works

from guitai.domains.aftersales import leftovers
from guitai.domains.aftersales.leftovers import back_at, left_by, queued, stretch_at, was_by_night
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.models import Assignment
from guitai.kernel.periods import Period


def of_kind(kind, member, *, ends_at):
    return [each.subject for each in left_by(member, ends_at=ends_at) if each.kind == kind]


@pytest.mark.parametrize(
    ("next_shift", "back"),
    [
        ((2, "14:00-18:00"), at("14:00")),
        ((3, "09:00-12:00"), at("09:00", 3)),
        ((5, "22:00-06:00"), at("22:00", 5)),
        (None, at("12:00", 3)),
    ],
)
def test_somebody_is_back_when_they_work_next_or_a_day_later(agent, next_shift, back):
    works(agent, "09:00-12:00")
    if next_shift:
        works(agent, next_shift[1], day=next_shift[0])

    assert back_at(agent, ends_at=at("12:00")) == back


def test_a_buyer_who_waits_is_left_and_an_answered_one_is_not(agent, other_agent):
    talk = waits(agent, since=at("17:50"))
    waits(agent, since=at("17:00"), name="tb_answered")
    agent.conversations.exclude(pk=talk.pk).update(waiting_since=None)
    waits(other_agent, since=at("17:50"), name="tb_other")

    (found,) = left_by(agent, ends_at=at("18:00"))

    assert (found.kind, found.subject, found.told) == ("talk", talk.pk, "tb_waits · 在吗")


def test_a_talk_that_was_handed_on_at_the_end_is_still_theirs_to_tell_of(agent, other_agent):
    talk = waits(other_agent, since=at("17:50"))
    earlier = waits(other_agent, since=at("17:00"), name="tb_earlier")
    for each, moment, reason in (
        (talk, at("18:00"), "shift_end"),
        (earlier, at("17:30"), "shift_end"),
        (waits(other_agent, since=at("17:10"), name="tb_moved"), at("18:00"), "transfer"),
    ):
        Assignment.objects.create(
            conversation=each, from_agent=agent, to_agent=other_agent, reason=reason, at=moment
        )

    assert of_kind("talk", agent, ends_at=at("18:00")) == [talk.pk]


def test_promises_due_before_they_are_back_are_left_and_one_without_a_time(agent, other_agent):
    works(agent, "09:00-18:00", day=3)
    late, evening = promised(agent, due=at("17:00")), promised(agent, due=at("20:00"))
    vague = promised(agent, due=None)
    promised(agent, due=at("09:00", 3))
    promised(agent, due=at("17:00"), state="left", closed_at=at("17:00"))
    promised(other_agent, due=at("20:00"))

    assert of_kind("promise", agent, ends_at=at("18:00")) == [late.pk, evening.pk, vague.pk]


def test_a_promise_put_off_until_then_is_left_too(agent):
    works(agent, "09:00-18:00", day=3)
    asked_again = promised(agent, due=at("18:00", 5), next_at=at("19:00"))

    assert of_kind("promise", agent, ends_at=at("18:00")) == [asked_again.pk]


def test_cases_whose_clock_runs_out_before_they_are_back_are_left(agent, other_agent):
    works(agent, "09:00-18:00", day=3)
    near = owns(agent, due=at("23:00"))
    owns(agent, due=at("12:00", 3))
    owns(agent, due=None)
    owns(agent, due=at("23:00"), state=Case.State.ENDED, outcome="kept", ended_at=at("17:00"))
    owns(other_agent, due=at("23:00"))

    assert of_kind("case", agent, ends_at=at("18:00")) == [near.pk]


def test_to_dos_of_the_day_are_left_one_by_one(agent):
    today, late = to_do(agent, due=at("23:00")), to_do(agent, due=at("12:00", 1))
    to_do(agent, due=at("00:00", 3))
    to_do(agent, due=None)

    assert set(of_kind("todo", agent, ends_at=at("18:00"))) == {today.pk, late.pk}


def test_in_a_break_only_what_falls_due_in_it_is_left(agent):
    works(agent, "09:00-12:00", "14:00-18:00")
    in_break = to_do(agent, due=at("13:00"))
    to_do(agent, due=at("15:00"))
    owns(agent, due=at("16:00"))

    found = left_by(agent, ends_at=at("12:00"))

    assert [(each.kind, each.subject) for each in found] == [("todo", in_break.pk)]


def test_what_ends_at_midnight_ends_its_own_day(agent):
    to_do(agent, due=at("08:00", 3))

    assert left_by(agent, ends_at=at("00:00", 3)) == []
    assert len(left_by(agent, ends_at=at("00:30", 3))) == 1


def test_too_many_to_dos_are_one_item_for_each_list(agent, monkeypatch):
    monkeypatch.setattr(leftovers, "MOST_TODOS", 2)
    for listing in ("unpaid", "unpaid"):
        to_do(agent, due=at("20:00"), listing=listing)
    assert len(left_by(agent, ends_at=at("18:00"))) == 2

    to_do(agent, due=at("20:00"), listing="late")

    told = [(each.kind, each.subject, each.told) for each in left_by(agent, ends_at=at("18:00"))]
    assert told == [("todo", None, "late"), ("todo", None, "unpaid")]


def test_whom_nobody_has_is_told_apart_and_of_this_shop(agent, neighbour):
    first = in_queue(agent, since=at("17:00"))
    in_queue(neighbour, since=at("17:00"))
    waits(agent, since=at("16:00"))

    assert [each.subject for each in queued(agent.shop)] == [first.pk]


def test_the_stretch_is_the_one_worked_in_or_just_ended(agent):
    works(agent, "22:00-02:00")
    worked = Period(at("22:00"), at("02:00", 3))

    assert stretch_at(agent, at=at("01:00", 3)) == worked
    assert stretch_at(agent, at=at("02:00", 3)) == worked
    assert stretch_at(agent, at=at("02:01", 3)) is None
    assert stretch_at(agent, at=at("21:59")) is None


@pytest.mark.parametrize(
    ("start", "end", "is_night"),
    [
        (at("22:00"), at("06:00", 3), True),
        (at("00:00", 3), at("08:00", 3), True),
        (at("17:30"), at("00:30", 3), True),
        (at("16:00"), at("00:00", 3), False),
        (at("09:00"), at("18:00"), False),
        (at("06:00"), at("09:01"), False),
    ],
)
def test_a_night_crosses_midnight_or_ends_before_the_morning(start, end, is_night):
    assert was_by_night(Period(start, end)) is is_night


def test_what_was_said_is_cut_to_what_an_item_holds(agent):
    promised(agent, due=at("19:00"), why={"said": "马" * 400})

    (found,) = left_by(agent, ends_at=at("18:00"))

    assert len(found.told) == 300
    assert found.due_at == at("18:00") + timedelta(hours=1)
