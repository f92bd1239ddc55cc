"""What tells who somebody is becomes a slot; what everybody may know stays."""

import pytest

from guitai.domains.chat.anonymous import without_persons
from guitai.engines.rulebook.facts import AgentFacts, BuyerFacts, Facts, OrderFacts

FACTS = Facts(
    agent=AgentFacts(name="小美"),
    buyer=BuyerFacts(id="tb_demo01"),
    orders=(
        OrderFacts(
            id="4026110100000000001",
            buyer="tb_demo01",
            receiver="李婷",
            phone="19900000001",
            address="浙江省 杭州市 西湖区 某某路 1 号",
            tracking="YT8800112233445",
        ),
    ),
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("订单4026110100000000001到哪了", "订单{订单号}到哪了"),
        ("您好tb_demo01，我是小美，单号YT8800112233445", "您好{买家}，我是{客服}，单号{单号}"),
        ("李婷的包裹，电话19900000001", "{姓名}的包裹，电话{电话}"),
        ("寄到浙江省杭州市西湖区某某路1号", "寄到{地址}"),
        ("我电话138 0000 0002", "我电话{电话}"),
        ("一三八零零零零零零零二", "{电话}"),
        ("座机0571-88880000", "座机{号码}"),
        ("SF1234567890123", "{号码}"),
        ("改到江苏省南京市玄武区某某花园3栋201，谢谢", "{地址}谢谢"),
        ("收件人改成张小明", "收件人改成{姓名}"),
        ("张女士的单子", "{姓名}女士的单子"),
        ("我微信abc_123", "我微信{账号}"),
        ("发到a.b@example.com", "发到{账号}"),
        ("宝贝小可爱您好", "宝贝{买家}您好"),
    ],
)
def test_persons_are_taken_out(text: str, kept: str) -> None:
    assert without_persons(text, FACTS, names=["小可爱"]) == kept


@pytest.mark.parametrize(
    "text",
    [
        "165 52公斤穿什么码",
        "身高160-165 体重50-55",
        "新疆包邮吗",
        "满300减30，3月15日前有效",
        "2026-02-28 16:00前付款当天发",
        "这位女士款有货吗",
        "1299元能便宜点吗",
        "棉95% 氨纶5%",
    ],
)
def test_what_everybody_may_know_stays(text: str) -> None:
    assert without_persons(text, FACTS) == text
