from datetime import date, datetime, time

import ibis
import pytest

from guitai.engines.metrics.grain import GRAINS, By, Grain, business_day
from guitai.engines.metrics.settings import Settings


@pytest.mark.parametrize(
    ("begins", "at", "day"),
    [
        (time(0), "2026-11-09 23:59:59.999", date(2026, 11, 9)),
        (time(0), "2026-11-10 00:00", date(2026, 11, 10)),
        (time(4), "2026-11-10 03:59:59", date(2026, 11, 9)),
        (time(4), "2026-11-10 04:00", date(2026, 11, 10)),
        (time(4, 30), "2026-11-01 04:29", date(2026, 10, 31)),
    ],
)
def test_a_day_is_split_where_the_shop_says(begins, at, day):
    found = business_day(ibis.literal(datetime.fromisoformat(at)), Settings(day_begins=begins))

    assert ibis.duckdb.connect().to_pyarrow(found).as_py() == day


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.SHOP, ("shop",)),
        (By.AGENT, ("shop", "agent")),
        (By.DAY, ("shop", "day")),
        (By.HOUR, ("shop", "hour")),
        (By.AGENT_DAY, ("shop", "agent", "day")),
    ],
)
def test_the_keys_of_a_grain_begin_with_the_shop(by, keys):
    assert GRAINS[by].keys == keys


def test_buyers_are_told_apart_by_agent_or_by_shop():
    assert Grain(agents=True, days=True).who == ("shop", "agent")
    assert Grain(agents=False, days=True).who == ("shop",)
