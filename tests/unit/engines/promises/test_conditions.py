"""After what something is promised."""

import pytest
from tests.unit.engines.promises.made import made

from guitai.engines.promises.conditions import event_of


@pytest.mark.parametrize(
    ("text", "event", "purchase"),
    [
        ("仓库收到后24小时内给您退款", "仓库收到后", False),
        ("收到退货之后，24小时内给您退款", "收到退货之后", False),
        ("等货到了，马上给您发", "等货到了", False),
        ("您付款后48小时内给您发货", "您付款后", True),
        ("现在拍下今天就给您发", "现在拍下", True),
        ("您拍下我今天就给您发", "您拍下我", True),
        ("您把截图传来，我20分钟内给您处理", "您把截图传来", False),
        ("截好图告诉我，5分钟给您备注", "截好图告诉我", False),
        ("到货了当天就给您发", "到货了", False),
        ("主管批了我马上给您退", "主管批了我", False),
        ("工厂一答复我就通知您", "工厂一答复", False),
        ("下周货到了我第一个给您发", "货到了", False),
        ("您确认收货后给您返5元", "您确认收货后", False),
        ("如果您今天付款，我明天给您发", "如果您今天付款", True),
        ("等厂家确认好了，我今天给您换", "等厂家确认好了", False),
    ],
)
def test_what_has_to_happen_first_is_found(text, event, purchase):
    found = event_of(one := made(text)[-1])

    assert (one.text[found.start : found.end], found.purchase) == (event, purchase)


@pytest.mark.parametrize(
    "text",
    [
        "10分钟后回复您",
        "售后会在1小时内联系您",
        "您拍下的今天给您发",
        "收到，10分钟内回复您",
        "稍后给您发",
        "配件到了，下午给您发",
        "核实完明天给您答复",
        "您发的照片看到了，半小时内给您方案",
        "您先休息，明天给您处理",
        "请给我10分钟，我核实",
    ],
)
def test_most_promises_wait_for_nothing(text):
    assert event_of(made(text)[0]) is None
