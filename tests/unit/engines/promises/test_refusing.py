"""Why something is no promise; every reason has its group of cases in ``cases/none.yaml``."""

import pytest
from tests.unit.engines.promises.made import made

from guitai.engines.promises.refusing import why_not


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("今天的订单已经给您安排", "of something"),
        ("3天了给您回复", "of something"),
        ("今天付款给您发", "buyer's act"),
        ("昨天给您发货", "past"),
        ("明天发货可以吗", "asked"),
        ("您看明天给您发货，可以吗", "asked"),
        ("今天不能发货", "denied"),
        ("如果没到，明天给您退款", "hypothetical"),
        ("今天给您发货，如果有货的话", "hypothetical"),
        ("物流显示明天送达", "hearsay"),
        ("请明天联系", "requested"),
        ("快递员明天给您派送", "others'"),
        ("预计明天送到", "forecast"),
        ("48小时内发货", "rule"),
        ("16点前付款的，当天18点前给您发货", "rule"),
        ("11号给您发的券", "of something"),
        ("备注了周六送货", "of something"),
        ("周三已经给您补发过", "past"),
        ("周一给您登记上了", "past"),
        ("今天下午给您回过电话", "past"),
        ("本来今天给您发货", "past"),
        ("您今天提的退款", "buyer's act"),
        ("厂家技术明天打给您", "others'"),
        ("师傅会在签收后24小时内联系您", "others'"),
        ("他下午来取件", "others'"),
        ("平台已介入，三天内给结果", "others'"),
        ("下午给我拍张图", "requested"),
        ("两小时出稿做不到", "denied"),
        ("明天联系当地网点", "requested"),
        ("平台客服24小时内会联系您", "others'"),
        ("充电一小时就好", "rule"),
        ("周一统一发货", "rule"),
        ("新款下周一上架", "rule"),
    ],
)
def test_the_reason_is_named(text, reason):
    assert [why_not(one) for one in made(text)][-1] == reason


@pytest.mark.parametrize(
    "text",
    [
        "10分钟后回复您",
        "有问题的话随时联系，今天给您发货",
        "仓库说今天给您发货",
        "安排师傅明天上门取件",
        "快递今天给您发出",
        "请放心，今天给您发货",
        "不好意思，今天给您发货",
        "我们会在48小时内发货",
        "如果您今天付款，我明天给您发货",
        "厂家回复后1小时内告诉您",
        "我们下周一上架",
        "今晚给您退了",
        "放心，周五给您发新的",
        "我跟技术说了，他下午给您装",
        "老板汇报过了，他说明天给您退",
        "要是没到您跟我说，我今天先帮您催",
        "订单改到周六为您发出",
    ],
)
def test_a_promise_has_none(text):
    assert [why_not(one) for one in made(text)][-1] == ""
