"""New buyers and those who came back, from a shop's own talks and orders."""

from datetime import date, datetime

import pytest
from django.core.cache import cache
from tests.unit.domains.performance.desk_cases import put_case
from tests.unit.engines.metrics.made import AGENTS

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.queries.buyers import BuyersRow, buyers_between
from guitai.kernel.days import SHANGHAI

DAY = date(2026, 11, 11)
NOON = datetime(2026, 11, 12, 12, tzinfo=SHANGHAI)
# x wrote two days before; y and z are new; y buys for ¥50.
CASE = {
    "name": "三位买家",
    "talk": [
        *("09 10:00 x>甲", "09 10:01 甲>x"),
        *("11 10:00 x>甲", "11 10:01 甲>x"),
        *("11 11:00 y>乙", "11 11:01 乙>y"),
        *("11 14:00 z>乙", "11 14:01 乙>z"),
    ],
    "orders": ["1 y 11 12:00 paid 11 12:01 50"],
}


@pytest.fixture
def three(db: None) -> Shop:
    cache.clear()
    return put_case(CASE, 1)


def found(shop: Shop, **more: object) -> list[BuyersRow]:
    rows = buyers_between(shop, first=DAY, last=DAY, at=NOON, **more)  # type: ignore[arg-type]
    assert rows is not None
    return rows


def test_who_wrote_before_the_period_is_returning(three: Shop):
    rows = {(row.returning, row.day): row.values for row in found(three)}

    assert set(rows) == {(False, None), (True, None), (False, DAY), (True, DAY)}
    assert rows[False, None]["consulted"].value == 2 and rows[True, None]["consulted"].value == 1
    assert rows[False, None]["sales"].value == 50 and not rows[True, None]["sales"].value


def test_of_an_agent_only_their_buyers(three: Shop):
    whole = found(three, agent=AGENTS["乙"])[0]

    assert (whole.returning, whole.values["consulted"].value) == (False, 2)
    assert all(row.returning for row in found(three, agent=AGENTS["甲"]))


def test_it_is_kept_for_the_next_who_asks(three: Shop):
    assert buyers_between(three, first=DAY, last=DAY, at=NOON, only_kept=True) is None

    rows = found(three)

    kept = buyers_between(three, first=DAY, last=DAY, at=NOON, only_kept=True)
    assert kept is not None and len(kept) == len(rows)
