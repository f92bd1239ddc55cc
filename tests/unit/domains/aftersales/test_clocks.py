"""When a case's clocks run out: over midnight, on days off, on feasts, on duty and off it.

Times are Shanghai's. The shop's night shift works 21:00-02:00, its day shift 09:00-12:00 and 13:00-18:00.
"""

from datetime import date, datetime, timedelta

import pytest

from guitai.domains.accounts.actions.roster import define_pattern, set_duty
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales import clocks
from guitai.domains.aftersales.models import Case, CaseSetting
from guitai.kernel.days import SHANGHAI


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture
def roster(shop: Shop, agent: Membership, other_agent: Membership, now: datetime) -> None:
    """小美 works by day from Monday 2 to Friday 6 March 2026, 阿杰 by night from Monday to Wednesday."""
    day = define_pattern(
        shop=shop, name="白班", blocks=[("09:00", "12:00"), ("13:00", "18:00")], by=None, at=now
    )
    night = define_pattern(shop=shop, name="夜班", blocks=[("21:00", "02:00")], by=None, at=now)
    for number in range(2, 7):
        set_duty(membership=agent, day=date(2026, 3, number), pattern=day, by=None, at=now)
    for number in range(2, 5):
        set_duty(membership=other_agent, day=date(2026, 3, number), pattern=night, by=None, at=now)


@pytest.mark.usefixtures("roster")
@pytest.mark.parametrize(
    ("opened", "minutes", "due"),
    [
        ("2026-03-02 10:00", 5, "2026-03-02 10:05"),
        ("2026-03-02 11:58", 5, "2026-03-02 13:03"),  # two minutes before the break, three after it
        ("2026-03-02 17:59", 5, "2026-03-02 21:04"),  # the night shift goes on
        ("2026-03-02 23:58", 5, "2026-03-03 00:03"),  # over midnight
        ("2026-03-03 01:58", 5, "2026-03-03 09:03"),  # the night ends
        ("2026-03-03 03:00", 5, "2026-03-03 09:05"),  # nobody is there
        ("2026-03-05 17:58", 5, "2026-03-06 09:03"),  # no night shift on Thursday
        (
            "2026-03-06 17:58",
            5,
            "2026-03-09 09:03",
        ),  # the weekend: off, as it was planned; Monday as last Monday
        ("2026-03-02 17:00", 300, "2026-03-03 01:00"),  # one hour by day, four by night
    ],
)
def test_the_first_answer_is_counted_on_duty(shop: Shop, opened: str, minutes: int, due: str) -> None:
    CaseSetting.objects.create(shop=shop, answer_minutes=minutes)

    assert clocks.answer_due(shop, at=_at(opened)) == _at(due)


@pytest.mark.usefixtures("roster")
def test_a_shop_may_let_its_clock_run_always(shop: Shop) -> None:
    CaseSetting.objects.create(shop=shop, answer_on_duty=False)

    assert clocks.answer_due(shop, at=_at("2026-03-06 17:58")) == _at("2026-03-06 18:03")


def test_a_shop_without_a_roster_is_always_on_duty(shop: Shop) -> None:
    assert clocks.answer_due(shop, at=_at("2026-03-02 03:00")) == _at("2026-03-02 03:05")


def test_feasts_nobody_planned_are_off(shop: Shop, agent: Membership, now: datetime) -> None:
    """The plan ends on Thursday 30 April 2026; the first of May to the fifth are a feast."""
    day = define_pattern(shop=shop, name="白班", blocks=[("09:00", "18:00")], by=None, at=now)
    for number in range(24, 31):
        set_duty(membership=agent, day=date(2026, 4, number), pattern=day, by=None, at=now)

    assert clocks.answer_due(shop, at=_at("2026-04-30 17:58")) == _at("2026-05-06 09:03")


@pytest.mark.usefixtures("roster")
def test_couriers_have_48_hours_by_the_clock_or_on_duty(shop: Shop) -> None:
    opened = _at("2026-03-02 10:00")
    assert clocks.settle_due(shop, "lost", at=opened) == _at("2026-03-04 10:00")
    assert clocks.settle_due(shop, "damaged", at=opened) is None

    # 8 hours a day, and five by night: Monday has 7 left and its night 5, Tuesday 13, Wednesday 8.
    CaseSetting.objects.create(shop=shop, settle_hours=30, settle_on_duty=True)
    assert clocks.settle_due(shop, "lost", at=opened) == _at("2026-03-04 15:00")


def test_the_first_of_the_running_clocks_counts(now: datetime) -> None:
    minute = timedelta(minutes=1)
    case = Case(answer_due_at=now + 5 * minute, settle_due_at=now + 9 * minute, step_due_at=now + 7 * minute)

    assert clocks.running_clocks(case) == [
        (now + 5 * minute, "answer"),
        (now + 7 * minute, "step"),
        (now + 9 * minute, "settle"),
    ]
    case.answered_at = now
    assert clocks.first_due(case) == now + 7 * minute
    case.step_due_at = None
    assert clocks.first_due(case) == now + 9 * minute
    case.ended_at = now
    assert clocks.first_due(case) is None
