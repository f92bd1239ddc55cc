from itertools import pairwise

import pytest

from guitai.engines.agreement.types import Bound, Kind
from guitai.engines.agreement.values import values_in
from guitai.kernel.normalised import normalise

DAY = 24 * 60


@pytest.mark.parametrize(
    ("text", "kind", "span", "bound"),
    [
        ("48小时内发出", Kind.DURATION, (2880, 2880), Bound.AT_MOST),
        ("两天内", Kind.DURATION, (2880, 2880), Bound.AT_MOST),
        ("最多七天", Kind.DURATION, (10080, 10080), Bound.AT_MOST),
        ("三天左右", Kind.DURATION, (4320, 4320), Bound.ABOUT),
        ("一般2-3天", Kind.DURATION, (2880, 4320), Bound.ABOUT),
        ("两三天", Kind.DURATION, (2880, 4320), Bound.EXACT),
        ("5天到3天", Kind.DURATION, (4320, 7200), Bound.EXACT),
        ("至少三天", Kind.DURATION, (4320, 4320), Bound.AT_LEAST),
        ("3个工作日", Kind.DURATION, (3 * DAY, 5 * DAY), Bound.EXACT),
        ("一个月", Kind.DURATION, (28 * DAY, 31 * DAY), Bound.EXACT),
        ("两年", Kind.DURATION, (720 * DAY, 732 * DAY), Bound.EXACT),
        ("一个半小时", Kind.DURATION, (90, 90), Bound.EXACT),
        ("当天", Kind.DURATION, (0, DAY), Bound.AT_MOST),
        ("一般次日", Kind.DURATION, (DAY + 1, 2 * DAY), Bound.ABOUT),
        ("补15元", Kind.MONEY, (1500, 1500), Bound.EXACT),
        ("十五块钱", Kind.MONEY, (1500, 1500), Bound.EXACT),
        ("¥12.5", Kind.MONEY, (1250, 1250), Bound.EXACT),
        ("15到20元", Kind.MONEY, (1500, 2000), Bound.EXACT),
        ("不另外收费", Kind.MONEY, (0, 0), Bound.EXACT),
        ("满59包邮", Kind.MONEY, (5900, 5900), Bound.EXACT),
        ("99元包邮", Kind.MONEY, (9900, 9900), Bound.EXACT),
        ("满300立减30", Kind.DEAL, (30000, 3000), Bound.EXACT),
        ("羊毛50%", Kind.PERCENT, (5000, 5000), Bound.EXACT),
        ("百分之五十", Kind.PERCENT, (5000, 5000), Bound.EXACT),
        ("加6个点", Kind.PERCENT, (600, 600), Bound.EXACT),
        ("九五折", Kind.DISCOUNT, (9500, 9500), Bound.EXACT),
        ("8.5折", Kind.DISCOUNT, (8500, 8500), Bound.EXACT),
        ("9折", Kind.DISCOUNT, (9000, 9000), Bound.EXACT),
        ("零下十度", Kind.TEMPERATURE, (-100, -100), Bound.EXACT),
        ("零下5到10度", Kind.TEMPERATURE, (-100, -50), Bound.EXACT),
        ("30℃以下", Kind.TEMPERATURE, (300, 300), Bound.AT_MOST),
        ("M码115cm", Kind.LENGTH, (1150, 1150), Bound.EXACT),
        ("充绒量210克", Kind.WEIGHT, (210_000, 210_000), Bound.EXACT),
        ("1.5升", Kind.VOLUME, (1500, 1500), Bound.EXACT),
        ("短袜一双", Kind.COUNT, (1, 1), Bound.EXACT),
    ],
)
def test_a_number_is_read_with_its_unit_and_how_it_is_meant(
    text: str, kind: Kind, span: tuple[int, int], bound: Bound
):
    (value,) = values_in(normalise(text).text)

    assert (value.kind, (value.lo, value.hi), value.bound) == (kind, span, bound)


@pytest.mark.parametrize(
    "text",
    [
        "一块发给您",
        "二次销售",
        "半天",
        "同一天付款",
        "前一天",
        "五月份",
        "不满59元",
        "二五天",
        "第二天开始",
        "11月5-7日",
        "零折",
    ],
)
def test_what_only_looks_like_a_value_is_none(text: str):
    assert [value for value in values_in(text) if value.kind not in {Kind.CLOCK, Kind.DATE}] == []


def test_values_of_a_clause_come_in_order_and_never_overlap():
    values = values_in("满300减30每单10元3天内发")

    assert [value.kind for value in values] == [Kind.DEAL, Kind.MONEY, Kind.DURATION]
    assert all(one.end <= other.start for one, other in pairwise(values))
