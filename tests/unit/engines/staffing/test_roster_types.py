"""Shifts as half hours and as nights."""

from guitai.engines.staffing.roster_types import Pattern, Rules, counted

LATE = Pattern(2, ((990, 1470),))


def test_only_half_hours_worked_from_end_to_end_count():
    # 09:15-12:00 and 12:30-14:10: from 09:30, with a break, up to 14:00.
    pattern = Pattern(1, ((555, 720), (750, 850)))

    assert pattern.half_hours() == (19, 20, 21, 22, 23, 25, 26, 27)
    assert (pattern.minutes, pattern.start, pattern.end) == (265, 555, 850)


def test_a_night_is_a_night_on_either_side_of_midnight():
    assert LATE.touches(0, 360)
    assert LATE.touches(23 * 60, 30 * 60)
    assert not Pattern(1, ((540, 1080),)).touches(23 * 60, 30 * 60)
    assert Pattern(3, ((300, 780),)).touches(23 * 60, 30 * 60)


def test_what_reaches_over_midnight_counts_on_the_next_day():
    counts = counted([(-1, LATE), (0, LATE), (6, LATE)])

    assert (counts[0], counts[33], counts[48], counts[335]) == (1, 1, 1, 1)
    assert sum(counts) == 1 + 16 + 15


def test_rest_is_counted_over_midnight():
    # Ends 00:30, the next begins 09:00: 8.5 hours.
    early = Pattern(1, ((540, 1080),))

    assert Rules(rest=511, days_in_a_row=6, night=(0, 360)).too_close(LATE, early)
    assert not Rules(rest=510, days_in_a_row=6, night=(0, 360)).too_close(LATE, early)
