"""What the cases of a period come to."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.catalog import ProductFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.models import Case
from guitai.domains.aftersales.sums import Cut, orders_with_cases, summed, summed_by
from guitai.domains.trade.models import Buyer
from guitai.kernel.periods import Period

HOUR = timedelta(hours=1)


@pytest.fixture
def period(now: datetime) -> Period:
    return Period(now, now + 24 * HOUR)


@pytest.fixture
def cases(buyer: Buyer, agent: Membership, other_agent: Membership, now: datetime) -> None:
    """Four cases of the day, one of the day before, and one that was merged into another.

    Two hours after the first was opened its clock of five minutes has run out unanswered; the second was
    answered in time and ended after its 48 hours, the third late; the fourth was opened just now.
    """

    def opened(paid: datetime = now + HOUR, **more: object) -> Case:
        given = {"owner": agent, "opened_at": now, **more}
        return CaseFactory(order=OrderFactory(buyer=buyer, paid_at=paid), **given)

    opened(kind="damaged", fault="碎了", cost_fen=1000, courier="圆通速递")
    lost = opened(
        kind="lost",
        answered_at=now + HOUR / 60,
        settle_due_at=now + 48 * HOUR,
        ended_at=now + 49 * HOUR,
        state="ended",
        outcome="refunded",
        cost_fen=15800,
        regained_fen=10000,
        courier="圆通速递",
        owner=other_agent,
    )
    opened(
        kind="lost",
        answered_at=now + HOUR,
        settle_due_at=now + 48 * HOUR,
        ended_at=now + 47 * HOUR,
        state="ended",
        outcome="resent",
        cost_fen=600,
    )
    opened(kind="damaged", opened_at=now + 2 * HOUR, fault="碎了")
    opened(paid=now - HOUR, opened_at=now - HOUR, cost_fen=99999)
    opened(state="merged", ended_at=now, merged_into=lost, cost_fen=88888)


def _told(row: object, *names: str) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


@pytest.mark.usefixtures("cases")
def test_a_period_is_summed(shop: Shop, period: Period, now: datetime) -> None:
    found = summed(shop, period=period, at=now + 2 * HOUR)

    assert _told(found, "cases", "ended", "refunded", "exchanged") == (4, 2, 1, 1)
    # Of three whose clock was stopped or ran out one was answered in time; the fourth has three minutes left.
    assert _told(found, "answered_in_time", "answers_decided") == (1, 3)
    assert _told(found, "settled_in_time", "settling_decided") == (1, 2)
    assert _told(found, "cost_fen", "regained_fen") == (17400, 10000)
    assert summed(shop, period=period, at=now + 3 * HOUR).answers_decided == 4


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    ("cut", "sums"),
    [
        (Cut.KIND, [("lost", 2, 16400), ("damaged", 2, 1000)]),
        (Cut.FAULT, [("", 2, 16400), ("碎了", 2, 1000)]),
        (Cut.COURIER, [("圆通速递", 2, 16800), ("", 2, 600)]),
        (Cut.AGENT, [("阿杰", 1, 15800), ("小美", 3, 1600)]),
    ],
)
def test_a_period_is_told_apart_the_dearest_first(
    shop: Shop, period: Period, now: datetime, cut: Cut, sums: list[tuple[str, int, int]]
) -> None:
    rows = summed_by(shop, cut, period=period, at=now)

    assert [_told(row, "key", "cases", "cost_fen") for row in rows] == sums


def test_a_case_counts_for_each_of_its_products_once(
    shop: Shop, buyer: Buyer, period: Period, now: datetime
) -> None:
    cup, saucer = ProductFactory(shop=shop, title="马克杯"), ProductFactory(shop=shop, title="茶托")
    case = CaseFactory(order=OrderFactory(buyer=buyer), opened_at=now, cost_fen=500)
    for product in (cup, cup, saucer, None, None):
        CaseLineFactory(case=case, product=product)

    rows = summed_by(shop, Cut.PRODUCT, period=period, at=now)

    assert sorted((row.key, row.cases, row.cost_fen) for row in rows) == [
        ("", 1, 500),
        ("茶托", 1, 500),
        ("马克杯", 1, 500),
    ]


@pytest.mark.usefixtures("cases")
def test_of_the_orders_paid_in_a_period_some_had_a_case(
    shop: Shop, other_shop: Shop, buyer: Buyer, period: Period, now: datetime
) -> None:
    OrderFactory(buyer=buyer, paid_at=now)
    OrderFactory(buyer=buyer, paid_at=None)

    found = orders_with_cases(shop, period=period)

    # Five orders of the fixture were paid in it, that of the merged case among them, and one without a case.
    assert _told(found, "orders", "with_case", "refunded", "exchanged") == (6, 4, 1, 1)
    assert orders_with_cases(other_shop, period=period).orders == 0
