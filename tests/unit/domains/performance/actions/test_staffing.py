"""Settings of staffing, members' terms, special days, days summed up."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.factories.staffing import SpecialDayFactory, talked

from guitai.common import audit
from guitai.domains.performance.actions import staffing
from guitai.domains.performance.actions.staffing import Special, Terms
from guitai.domains.performance.errors import StaffingRefusedError
from guitai.domains.performance.models import LoadDay, RosterTerms, SpecialDay, StaffingSettings

TODAY = date(2026, 3, 2)


def test_settings_are_kept_and_told_once(shop, lead, now):
    changes = {"level_percent": 90, "patience_seconds": None}
    for _twice in range(2):
        staffing.change_settings(shop=shop, by=lead, at=now, **changes)

    kept = StaffingSettings.objects.get()
    assert (kept.level_percent, kept.patience_seconds, kept.within_seconds) == (90, None, 30)
    assert [entry.facts for entry in audit.entries(shop_id=shop.pk)] == [{"level_percent": "90"}]


@pytest.mark.parametrize("changes", [{"level_percent": 100}, {"rest_hours": 25}, {"within_seconds": 31}])
def test_slips_of_the_finger_are_refused(shop, now, changes):
    with pytest.raises(StaffingRefusedError):
        staffing.change_settings(shop=shop, by=None, at=now, **changes)

    assert not StaffingSettings.objects.exists()


def test_terms_are_kept_and_told_once(agent, lead, now):
    terms = Terms(may_nights=False, weekdays_off=[6, 5], liked_shifts=["早班"], max_hours_week=20)
    for _twice in range(2):
        staffing.change_terms(membership=agent, terms=terms, by=lead, at=now)

    kept = RosterTerms.objects.get()
    assert (kept.may_nights, kept.weekdays_off, kept.liked_shifts, kept.max_hours_week) == (
        False,
        [5, 6],
        ["早班"],
        20,
    )
    assert [entry.deed for entry in audit.entries(shop_id=agent.shop_id)] == ["roster_terms_changed"]


@pytest.mark.parametrize("terms", [Terms(max_hours_day=25), Terms(weekdays_off=[7])])
def test_terms_nobody_can_keep_are_refused(agent, now, terms):
    with pytest.raises(StaffingRefusedError):
        staffing.change_terms(membership=agent, terms=terms, by=None, at=now)


def test_special_days_ahead_are_replaced_and_those_behind_stay(shop, lead, now):
    SpecialDayFactory(shop=shop, day=TODAY - timedelta(days=1))
    SpecialDayFactory(shop=shop, day=TODAY)
    new = [Special(date(2026, 6, 18), " 618 ", 300)]
    for _twice in range(2):
        staffing.set_special_days(shop=shop, days=new, since=TODAY, by=lead, at=now)

    assert list(SpecialDay.objects.order_by("day").values_list("day", "name", "percent")) == [
        (date(2026, 3, 1), "妇女节", 200),
        (date(2026, 6, 18), "618", 300),
    ]
    assert audit.entries(shop_id=shop.pk).count() == 1


@pytest.mark.parametrize(
    "days",
    [
        [Special(TODAY, "", 100)],
        [Special(TODAY, "x", 10_001)],
        [Special(TODAY - timedelta(days=1), "x", 100)],
        [Special(TODAY, "x", 1), Special(TODAY, "y", 2)],
    ],
)
def test_special_days_that_make_no_sense_are_refused(shop, now, days):
    with pytest.raises(StaffingRefusedError):
        staffing.set_special_days(shop=shop, days=days, since=TODAY, by=None, at=now)


def test_the_newest_days_are_summed_up_first(agent, now):
    talked(agent, datetime(2026, 2, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai")))

    assert staffing.count_load(shop=agent.shop, at=now, most=3) == 3
    assert set(LoadDay.objects.values_list("day", flat=True)) == {
        date(2026, 2, 27),
        date(2026, 2, 28),
        date(2026, 3, 1),
    }
    assert staffing.count_load(shop=agent.shop, at=now, most=99) == 7
    assert staffing.count_load(shop=agent.shop, at=now, most=99) == 0
