import pytest

from guitai.engines.agreement.statements import statements
from guitai.engines.agreement.types import Kind


def yes_or_no(text: str, question: str = "") -> list[tuple[str, int]]:
    return [(one.subject, one.lo) for one in statements(text, question) if one.kind is Kind.YES_NO]


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("新疆不包邮", "", [("postage_remote", 0)]),
        ("包邮的", "新疆包邮吗", [("postage_remote", 1)]),
        ("不包邮", "邮费", []),  # nobody knows where to
        ("发货后不能改地址", "", [("address", 0)]),
        ("不能改地址", "没发货能改地址吗", []),  # depends on the order
        ("可以的", "没发货能改地址吗", []),
        ("可以的呢", "这条裤子能机洗吗", [("machine_wash", 1)]),
        ("可以的呢", "这条裤子支持货到付款吗", [("cod", 1)]),
        ("可以的", "能叠加吗", []),  # nobody knows which coupon
        ("已经，可以的", "能机洗吗", [("machine_wash", 1)]),
        ("可以的", "可以刻字吗", [("", 1)]),
        ("刻字可以的", "可以刻字吗", [("", 1)]),
        ("好看的", "可以刻字吗", []),
        ("可以的", "今天能刻字吗", []),  # depends on the day
        ("可以的", "洗过退货运费谁出能退吗", []),  # asks two things
        ("可以的", "你好", []),
    ],
)
def test_yes_and_no_are_of_what_is_named_or_asked(text: str, question: str, found: list[tuple[str, int]]):
    assert yes_or_no(text, question) == found


def test_a_yes_to_a_question_about_goods_is_for_those_goods():
    (of_product,) = statements("可以的呢", "这条裤子能机洗吗")
    (of_shop,) = statements("可以的呢", "这条裤子支持货到付款吗")

    assert of_product.conditions == {"goods:裤子"}
    assert of_shop.conditions == frozenset()
