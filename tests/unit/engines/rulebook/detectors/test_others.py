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
        ("手机后面是0001", "0001"),
        ("前面138，中间0000，后面0001", "138，中间0000，后面0001"),
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
        ("tb***01拍的", "tb***01"),
        ("tb_al****", "tb_al****"),
        ("138 **** 0001", "138 **** 0001"),
        ("138……0001", "138……0001"),
        ("138oooo0001", "138oooo0001"),
        ("138开头，后四位0001", "138开头，后四位0001"),
        ("0001结尾的号", "0001"),
        ("后面四个是0001", "0001"),
        ("地址是西湖区那边", "西湖区"),
        ("张x丰", "张x丰"),
        ("姓张的那位", "姓张"),
        ("三丰哥的单", "三丰"),
        ("收件人三丰", "三丰"),
        ("张三峰的单", "张三峰"),
        ("张san丰的单", "张san丰"),
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
        "西湖区的天气真好",
        "三丰的设计",
        "张三李四都穿M码",
        "139开头的尾号0002",
        "tb***",
        "138...起",
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


WORD = {"id": "3515313140002", "buyer": "tb_word", "receiver": "夏天", "phone": "13800000003"}
WORD_TALK = {"buyer": {"id": "tb_b"}, "orders": [WORD, OWN]}


@pytest.mark.parametrize(
    "text", ["收件人夏天", "夏天那单已经发了", "夏天的地址填错了", "夏天女士签收的", "寄给夏天的", "夏天"]
)
def test_a_name_that_is_an_everyday_word_is_found_where_somebody_is_meant(text: str) -> None:
    assert "夏天" in detected("others_data", text, WORD_TALK)


@pytest.mark.parametrize("text", ["这款夏天穿不闷", "夏天盖正好", "是夏天的薄款"])
def test_and_is_left_alone_where_it_is_the_word(text: str) -> None:
    assert detected("others_data", text, WORD_TALK) == []
