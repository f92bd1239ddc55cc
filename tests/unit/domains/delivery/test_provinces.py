import pytest

from guitai.domains.delivery.provinces import province_in, provinces, rough_days


@pytest.mark.parametrize(
    ("address", "province"),
    [
        ("浙江省 杭州市 西湖区", "浙江"),
        ("浙江杭州", "浙江"),
        ("内蒙古自治区呼和浩特市", "内蒙古"),
        ("广西壮族自治区 南宁市", "广西"),
        ("黑龙江省哈尔滨市", "黑龙江"),
        ("上海 上海市 浦东新区", "上海"),
        (" 中国 新疆维吾尔自治区 ", "新疆"),
        ("苏州工业园区", "江苏"),
        ("义乌市", "浙江"),
        ("火星", ""),
        ("", ""),
    ],
)
def test_the_province_is_what_an_address_begins_with(address, province):
    assert province_in(address) == province


def test_no_city_stands_in_two_provinces():
    cities = [city for each in provinces().values() for city in each.cities]

    assert len(provinces()) == 34
    assert len(cities) == len(set(cities))


# 杭州 to 上海 are 160 km, to 北京 1,120, to 广州 1,050, to 合肥 330, to 成都 1,550, to 乌鲁木齐 3,200.
@pytest.mark.parametrize(
    ("to", "pace", "days"),
    [
        ("浙江", "usual", (1, 2)),
        ("上海", "usual", (1, 2)),
        ("安徽", "usual", (1, 2)),
        ("北京", "usual", (3, 4)),
        ("四川", "usual", (3, 4)),
        ("四川", "fast", (2, 3)),
        ("四川", "slow", (4, 5)),
        ("新疆", "usual", (4, 8)),
        ("上海", "fast", (1, 1)),
        ("香港", "usual", None),
    ],
)
def test_rough_days_grow_with_the_distance(to, pace, days):
    assert rough_days("浙江", to, pace=pace) == days
    assert rough_days(to, "浙江", pace=pace) == days
