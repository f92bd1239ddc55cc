from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from guitai.kernel.days import SHANGHAI
from guitai.web.followups.telling import day_and_clock, due_in_words, span

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)  # a Monday


@pytest.mark.parametrize(
    ("minutes", "shown", "level"),
    [
        (-1, "1 min late", "late"),
        (-200, "3 h 20 min late", "late"),
        (-3 * 24 * 60, "3 days late", "late"),
        (45, "45 min left", "soon"),
        (90, "today 11:30", "calm"),
        (24 * 60, "03-03 10:00", "calm"),
    ],
)
def test_what_is_due_says_how_pressing_it_is(minutes: int, shown: str, level: str):
    with override("en"):
        due = due_in_words(NOW + timedelta(minutes=minutes), at=NOW)

    assert (due.words, due.level) == (shown, level)
    assert due.title.startswith("2026-0")


def test_what_has_no_time_says_nothing():
    assert due_in_words(None, at=NOW).words == ""


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-03-02T18:00", "today 18:00"),
        ("2026-03-03T00:00", "today 24:00"),
        ("2026-03-03T09:30", "tomorrow 09:30"),
        ("2026-03-06T12:00", "03-06 Fri 12:00"),
    ],
)
def test_a_moment_to_come_is_written_as_people_say_it(moment: str, shown: str):
    with override("en"):
        assert day_and_clock(datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI), at=NOW) == shown


def test_a_stretch_is_never_nothing():
    assert span(timedelta(0)) == span(timedelta(minutes=1))
