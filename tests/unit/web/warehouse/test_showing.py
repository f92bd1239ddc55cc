from datetime import datetime, timedelta

import pytest
from django.utils import translation
from tests.factories.warehouse import ASKED, AnsweredTaskFactory, TaskFactory

from guitai.domains.warehouse.models import Task
from guitai.web.warehouse.showing import ICONS, DoneShown, TaskShown, due_of, stamp_of


@pytest.mark.parametrize(
    ("minutes", "words", "level"),
    [
        (0, "30 min left", "calm"),
        (20, "10 min left", "soon"),
        (30, "1 min late", "late"),
        (95, "1 h 5 min late", "late"),
    ],
)
def test_the_clock_says_how_pressing_it_is(minutes: int, words: str, level: str) -> None:
    task = TaskFactory.build(asked_at=ASKED, order=None, shop=None, asked_by=None)
    with translation.override("en"):
        due = due_of(task, at=ASKED + timedelta(minutes=minutes))

    assert (due.words, due.level) == (words, level)


def test_far_ahead_the_clock_says_when() -> None:
    task = Task(kind="resend", asked_at=ASKED, due_at=ASKED + timedelta(hours=24))
    with translation.override("en"):
        assert due_of(task, at=ASKED).words == "tomorrow 10:00"


def test_every_kind_has_its_icon_and_answers() -> None:
    assert set(ICONS) == set(Task.Kind.values)
    for kind in Task.Kind.values:
        shown = TaskShown(
            Task(kind=kind, asked_at=ASKED, due_at=ASKED),
            due_of(Task(asked_at=ASKED, due_at=ASKED), at=ASKED),
        )
        assert [(each.key, each.is_good) for each in shown.answers] == [(1, True), (2, False)]
        assert shown.wants_waybill is (kind == "resend")


def test_the_number_is_parted_where_people_say_it_and_the_receiver_is_masked(db: None, now: datetime) -> None:
    task = TaskFactory(order__number="35153131408888")
    shown = TaskShown(task, due_of(task, at=now))

    assert (shown.number_begins, shown.number_ends) == ("3515313140", "8888")
    assert (shown.receiver, shown.phone) == ("张*", "138****0001")


@pytest.mark.parametrize(("minutes", "may"), [(10, True), (11, False)])
def test_an_answer_is_taken_back_for_a_while(db: None, minutes: int, may: bool) -> None:
    task = AnsweredTaskFactory()

    assert DoneShown.of(task, at=task.answered_at + timedelta(minutes=minutes)).may_reopen is may


def test_the_stamp_changes_when_a_task_does(db: None, now: datetime) -> None:
    task = TaskFactory()
    before = stamp_of([task])
    assert stamp_of([Task.objects.get()]) == before

    task.state, task.taken_at = Task.State.TAKEN, now
    assert stamp_of([task]) != before
