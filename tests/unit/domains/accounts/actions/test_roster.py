"""Shifts and duties: done, refused, written down."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import DutyFactory, ShiftPatternFactory, SwapFactory

from guitai.common import audit
from guitai.common.models import AuditEntry
from guitai.domains.accounts import actions
from guitai.domains.accounts.actions.roster import check_blocks
from guitai.domains.accounts.errors import (
    BlocksRefusedError,
    MembershipEndedError,
    MissingNameError,
    NameTakenError,
    OtherShopError,
    ShiftInUseError,
)
from guitai.domains.accounts.models import Duty, ShiftPattern

MONDAY = date(2026, 3, 2)
YESTERDAY = date(2026, 3, 1)


@pytest.fixture
def day_shift(shop):
    return ShiftPatternFactory(shop=shop, name="早班")


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ([("9:00", "18:00")], [["09:00", "18:00"]]),
        ([("13:00", "18:00"), ("09:00", "12:00")], [["09:00", "12:00"], ["13:00", "18:00"]]),
        ([("17:30", "24:00")], [["17:30", "00:00"]]),
        ([("17:30", "01:00")], [["17:30", "01:00"]]),
        ([("０９：００", "12:00")], [["09:00", "12:00"]]),
        ([("08:00", "08:00")], [["08:00", "08:00"]]),
        ([("01:00", "05:00"), ("22:00", "01:00")], [["01:00", "05:00"], ["22:00", "01:00"]]),
    ],
)
def test_hours_are_kept_in_order_and_in_one_spelling(blocks, kept):
    assert check_blocks(blocks) == kept


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [("25:00", "26:00")],
        [("9:60", "10:00")],
        [("morning", "evening")],
        [("24:30", "01:00")],
        [("09:00", "13:00"), ("12:00", "18:00")],
        [("22:00", "02:00"), ("23:00", "23:30")],
        [("01:00", "05:00"), ("22:00", "02:00")],
        [("08:00", "08:00"), ("09:00", "10:00")],
    ],
)
def test_hours_that_overlap_or_are_no_times_are_refused(blocks):
    with pytest.raises(BlocksRefusedError):
        check_blocks(blocks)


minutes = st.integers(0, 24 * 60 - 1).map(lambda total: f"{total // 60:02}:{total % 60:02}")


@given(st.lists(st.tuples(minutes, minutes), max_size=4))
def test_whatever_hours_are_accepted_are_at_most_a_day_and_accepted_again(blocks):
    try:
        kept = check_blocks(blocks)
    except BlocksRefusedError:
        return

    def length(start, end):
        begin, stop = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (start, end))
        return stop - begin if stop > begin else stop - begin + 24 * 60

    assert sum(length(*block) for block in kept) <= 24 * 60
    assert check_blocks(kept) == kept


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("09:00-12:00 13:00-18:00", [("09:00", "12:00"), ("13:00", "18:00")]),
        ("９：００－１２：００，13:00~18:00", [("9:00", "12:00"), ("13:00", "18:00")]),
        ("17:30至01:00", [("17:30", "01:00")]),
        ("17:30 – 24:00", [("17:30", "24:00")]),
    ],
)
def test_hours_are_read_as_people_write_them(text, blocks):
    assert actions.parse_blocks(text) == blocks


@pytest.mark.parametrize("text", ["", "全天", "09:00", "09:00-12:00 and so on", "9-12"])
def test_what_is_no_pair_of_times_is_refused(text):
    with pytest.raises(BlocksRefusedError):
        actions.parse_blocks(text)


def test_a_shift_is_defined_and_written_down(shop, lead, now):
    pattern = actions.define_pattern(shop=shop, name=" 早班 ", blocks=[("9:00", "18:00")], by=lead, at=now)

    assert (pattern.name, pattern.blocks) == ("早班", [["09:00", "18:00"]])
    assert audit.entries(shop_id=shop.pk).get().facts == {"hours": [["09:00", "18:00"]]}


def test_a_shift_needs_a_name_no_other_shift_has(shop, day_shift, now):
    with pytest.raises(MissingNameError):
        actions.define_pattern(shop=shop, name="", blocks=[("9:00", "18:00")], at=now)
    with pytest.raises(NameTakenError):
        actions.define_pattern(shop=shop, name="早班", blocks=[("9:00", "18:00")], at=now)


def test_a_shift_nobody_worked_yet_is_changed_in_place(agent, day_shift, now):
    DutyFactory(membership=agent, pattern=day_shift, day=MONDAY)

    changed = actions.define_pattern(
        shop=agent.shop, name="白班", blocks=[("08:00", "17:00")], pattern=day_shift, at=now
    )

    assert changed == day_shift
    assert (changed.name, changed.hours()) == ("白班", "08:00-17:00")


def test_new_hours_begin_today_and_the_days_before_keep_the_old_ones(agent, day_shift, now):
    worked = DutyFactory(membership=agent, pattern=day_shift, day=YESTERDAY)
    coming = DutyFactory(membership=agent, pattern=day_shift, day=MONDAY)

    changed = actions.define_pattern(
        shop=agent.shop, name="早班", blocks=[("08:00", "17:00")], pattern=day_shift, at=now
    )

    worked.refresh_from_db()
    coming.refresh_from_db()
    assert (worked.pattern.hours(), worked.pattern.retired_at) == ("09:00-18:00", now)
    assert (coming.pattern, changed.hours(), changed.retired_at) == (changed, "08:00-17:00", None)


def test_a_new_name_alone_is_the_shifts_name_for_all_days(agent, day_shift, now):
    worked = DutyFactory(membership=agent, pattern=day_shift, day=YESTERDAY)

    actions.define_pattern(shop=agent.shop, name="白班", blocks=day_shift.blocks, pattern=day_shift, at=now)

    worked.refresh_from_db()
    assert worked.pattern.name == "白班"


def test_a_shift_still_to_be_worked_cannot_be_taken_away(agent, day_shift, lead, now):
    DutyFactory(membership=agent, pattern=day_shift, day=MONDAY)

    with pytest.raises(ShiftInUseError):
        actions.retire_pattern(pattern=day_shift, by=lead, at=now)


def test_a_shift_that_was_worked_is_kept_out_of_sight(agent, day_shift, lead, now):
    DutyFactory(membership=agent, pattern=day_shift, day=YESTERDAY)

    actions.retire_pattern(pattern=day_shift, by=lead, at=now)

    day_shift.refresh_from_db()
    assert day_shift.retired_at == now


def test_a_shift_nobody_ever_worked_is_gone(day_shift, lead, now):
    actions.retire_pattern(pattern=day_shift, by=lead, at=now)

    assert not ShiftPattern.objects.exists()
    assert AuditEntry.objects.get().deed == "shift_retired"


def test_a_member_works_one_shift_a_day_the_last_one_set(agent, day_shift, lead, now):
    night = ShiftPatternFactory(shop=agent.shop, name="晚班")
    actions.set_duty(membership=agent, day=MONDAY, pattern=day_shift, by=lead, at=now)
    actions.set_duty(membership=agent, day=MONDAY, pattern=night, by=lead, at=now)

    assert [duty.pattern for duty in Duty.objects.all()] == [night]


def test_setting_the_same_duty_again_changes_nothing(agent, day_shift, lead, now):
    first = actions.set_duty(membership=agent, day=MONDAY, pattern=day_shift, by=lead, at=now)
    again = actions.set_duty(membership=agent, day=MONDAY, pattern=day_shift, by=lead, at=now)

    assert first == again
    assert AuditEntry.objects.get().facts == {"day": "2026-03-02", "shift": "早班"}


def test_a_shift_of_another_shop_or_a_retired_one_is_refused(agent, other_shop, shop, lead, now):
    for pattern in (ShiftPatternFactory(shop=other_shop), ShiftPatternFactory(shop=shop, retired_at=now)):
        with pytest.raises(OtherShopError):
            actions.set_duty(membership=agent, day=MONDAY, pattern=pattern, by=lead, at=now)


def test_who_has_left_works_no_shift(former, day_shift, lead, now):
    with pytest.raises(MembershipEndedError):
        actions.set_duty(membership=former, day=MONDAY, pattern=day_shift, by=lead, at=now)


def test_a_day_off_takes_the_shift_away_and_is_written_down_once(agent, day_shift, lead, now):
    DutyFactory(membership=agent, pattern=day_shift, day=MONDAY)

    actions.clear_duty(membership=agent, day=MONDAY, by=lead, at=now)
    actions.clear_duty(membership=agent, day=MONDAY, by=lead, at=now)

    assert not Duty.objects.exists()
    assert [entry.deed for entry in AuditEntry.objects.all()] == ["duty_cleared"]


def test_several_days_are_planned_at_once(agent, other_agent, day_shift, lead, now):
    DutyFactory(membership=other_agent, pattern=day_shift, day=MONDAY)

    actions.plan_days(
        shop=agent.shop,
        planned=[
            actions.PlannedDay(agent.pk, MONDAY, day_shift.pk),
            actions.PlannedDay(other_agent.pk, MONDAY, None),
        ],
        by=lead,
        at=now,
    )

    assert [duty.membership for duty in Duty.objects.all()] == [agent]


def test_a_plan_with_a_stranger_or_a_strange_shift_keeps_nothing(agent, neighbour, day_shift, lead, now):
    good = actions.PlannedDay(agent.pk, MONDAY, day_shift.pk)
    strange_shift = ShiftPatternFactory(shop=neighbour.shop)

    for strange in (
        actions.PlannedDay(neighbour.pk, MONDAY, day_shift.pk),
        actions.PlannedDay(agent.pk, MONDAY, strange_shift.pk),
    ):
        with pytest.raises(OtherShopError):
            actions.plan_days(shop=agent.shop, planned=[good, strange], by=lead, at=now)

    assert not Duty.objects.exists()


def test_a_copied_week_fills_the_free_days_and_leaves_the_planned_ones(agent, former, day_shift, lead, now):
    night = ShiftPatternFactory(shop=agent.shop, name="晚班")
    retired = ShiftPatternFactory(shop=agent.shop, name="旧班", retired_at=now)
    before = MONDAY - timedelta(days=7)
    DutyFactory(membership=agent, pattern=day_shift, day=before)
    DutyFactory(membership=agent, pattern=day_shift, day=before + timedelta(days=1))
    DutyFactory(membership=agent, pattern=retired, day=before + timedelta(days=2))
    DutyFactory(membership=former, pattern=day_shift, day=before)
    DutyFactory(membership=agent, pattern=day_shift, day=before - timedelta(days=1))
    DutyFactory(membership=agent, pattern=night, day=MONDAY)

    count = actions.copy_week(shop=agent.shop, first=MONDAY, by=lead, at=now)

    week = Duty.objects.filter(day__gte=MONDAY).order_by("day")
    assert count == 1
    assert [(duty.day, duty.pattern) for duty in week] == [
        (MONDAY, night),
        (MONDAY + timedelta(days=1), day_shift),
    ]
    assert AuditEntry.objects.get().facts == {"first": "2026-03-02", "shifts": 1}


def test_copying_an_empty_week_adds_nothing_and_leaves_no_entry(shop, lead, now):
    assert actions.copy_week(shop=shop, first=MONDAY, by=lead, at=now) == 0
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("side", ["pattern", "their_pattern"])
def test_a_shift_somebody_wanted_to_swap_stays_behind_what_became_of_it(agent, day_shift, now, side):
    swapped = (
        {"pattern": ShiftPatternFactory(shop=agent.shop), "their_day": MONDAY} if side != "pattern" else {}
    )
    SwapFactory(member=agent, state="refused", **{**swapped, side: day_shift})

    actions.retire_pattern(pattern=day_shift, by=None, at=now)

    assert ShiftPattern.objects.get(pk=day_shift.pk).retired_at == now
