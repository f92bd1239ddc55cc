"""What belongs to other accounts, in any spelling."""

import pytest
from tests.unit.engines.rulebook.made import detected

THEIRS = {
    "id": "3515313140001",
    "buyer": "tb_alpha01",
    "receiver": "张三丰",
    "phone": "+86 138-0000-0001",
    "address": "浙江省杭州市西湖区文三路1号",
    "tracking": "YT2210001234567",
}
OWN = {
    "id": "3515313149999",
    "buyer": "tb_b",
    "receiver": "李四",
    "phone": "13900000002",
    "address": "江苏省苏州市姑苏区人民路8号",
    "tracking": "YT2210009999999",
}
TALK = {"buyer": {"id": "tb_b"}, "orders": [THEIRS, OWN]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收件人张三丰", "张三丰"),
        ("收件人張 三 豐吗", "張 三 豐"),
        ("收件人张3丰", "张3丰"),
        ("zhang san feng的单", "zhang san feng"),
        ("张先生那单", "张先生"),
        ("张*丰的单", "张*丰"),
        ("张**的单", "张**"),
        ("*三丰的单", "*三丰"),
        ("电话13800000001", "13800000001"),
        ("电话１３８ 0000 0001", "１３８ 0000 0001"),
        ("幺三八零零零零零零零幺", "幺三八零零零零零零零幺"),
        ("①③⑧00000001", "①③⑧00000001"),
        ("0000001结尾的8位138000000", "138000000"),
        ("尾号0001", "0001"),
        ("138****0001", "138****0001"),
        ("YT221***4567", "YT221***4567"),
        ("西湖区，寄杭州的", "西湖区，寄杭州"),
        ("tb＿alpha01", "tb＿alpha01"),
        ("文三路那边", "文三路"),
        ("文叁路一号", "文叁路一号"),
        ("浙江西湖区", "浙江西湖区"),
        ("杭州市的西湖", "杭州市的西湖"),
        ("yt 2210001234567", "yt 2210001234567"),
        ("22100012345的件", "22100012345"),
        ("单号后四位4567", "4567"),
        ("订单3515313140001", "3515313140001"),
        ("TB_alpha01拍的", "TB_alpha01"),
        ("t**1拍的", "t**1"),
        ("tbalpha01", "tbalpha01"),
    ],
)
def test_what_is_somebody_elses_is_found(text, found):
    assert found in detected("others_data", text, TALK)


@pytest.mark.parametrize(
    "text",
    [
        "收件人李四，13900000002，人民路8号，YT2210009999999，3515313149999，tb_b",
        "李先生您好",
        "139****0002",
        "139****0001",
        "西湖边的景色",
        "尾号0002",
        "您是杭州的吗",
        "退货寄回浙江杭州西湖区的仓库",
        "一共三件",
        "0001号店铺",
    ],
)
def test_the_buyers_own_and_what_tells_nothing_pass(text):
    assert detected("others_data", text, TALK) == []


def test_a_buyer_nobody_knows_owns_nothing():
    assert detected("others_data", "李四", {"orders": [OWN]}) == ["李四"]


def test_what_both_have_may_be_told():
    shared = {"buyer": {"id": "tb_b"}, "orders": [THEIRS | {"receiver": "李四"}, OWN]}

    assert detected("others_data", "李四您好", shared) == []


def test_only_the_parts_that_are_set_are_looked_for():
    assert detected("others_data", "张三丰13800000001", TALK, parts=["phone"]) == ["13800000001"]


def test_double_surnames_and_names_of_one_character():
    orders = {"orders": [{"receiver": "欧阳修"}, {"receiver": "明"}]}

    assert detected("others_data", "欧阳女士", orders) == ["欧阳女士"]
    assert detected("others_data", "欧女士的明**", orders) == ["明"]


def test_without_orders_nothing_is_looked_for():
    assert detected("others_data", "张三丰", {}) == []
