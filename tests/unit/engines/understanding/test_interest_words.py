"""What a line tells of how much its writer still wants to know."""

import pytest

from guitai.engines.understanding.interest_words import is_no_yes, said_in, told_in


@pytest.mark.parametrize(
    ("text", "fading", "put_off"),
    [
        ("哦哦。", "哦", ""),
        ("嗯嗯~", "嗯", ""),
        ("好的呢", "好", ""),
        ("我再看看吧", "", "再看看"),
        ("你再看看有没有别的", "", ""),
        ("我再看看，M码还有吗", "", ""),
        ("不用了，谢谢", "", "不用了"),
        ("不用插电吗", "", ""),
        ("有点贵", "", "有点贵"),
        ("👌", "👌", ""),
        ("……", "……", ""),
        ("？", "", ""),
        ("好滴吧", "好吧", ""),
        ("哦 好的 知道了", "知道了", ""),
        ("我跟我对象合计合计", "", "跟我对象合计合计"),
        ("等发工资再说", "", "等发工资再说"),
        ("去拼多多瞅瞅", "", "去拼多多瞅瞅"),
        ("先撤了哈", "", "先撤"),
        ("心里没底", "", "没底"),
        ("问了我爸他说要带灯的", "", ""),
        ("", "", ""),
    ],
)
def test_assents_and_putting_off(text: str, fading: str, put_off: str):
    said = said_in(text)

    assert (said.fading, said.put_off) == (fading, put_off)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("有黑色没", "asks"),
        ("好看不", "asks"),
        ("165 110斤", "measures"),
        ("帮我推荐一款", "asks"),
        ("那我拍L码", "decides"),
        ("嗯那L吧", "decides"),
        ("我的快递到哪了", "aftersales"),
        ("谢谢啦", "thanks"),
        ("你好在吗", "greets"),
        ("整两对", "decides"),
        ("没拼音也行", "accepts"),
        ("[图片]", "requests"),
        ("没法用", "objects"),
        ("第一次买，给我讲讲", "learns"),
        ("什么态度", "heated"),
        ("这个多少钱", "chooses"),
        ("怎么绑定账号", "serves"),
    ],
)
def test_signs_of_somebody_who_stays(text: str, sign: str):
    assert getattr(said_in(text), sign)


@pytest.mark.parametrize("text", ["拍了多久发货", "还没拍", "不拍了"])
def test_asking_about_an_order_is_no_order(text: str):
    assert not said_in(text).decides


def test_returning_what_is_not_bought_yet_is_no_aftersales():
    assert not said_in("收到不合适可以退吗").aftersales
    assert said_in("我要退货").aftersales


def test_what_the_agent_asks():
    assert told_in("您平时穿多大码呢").asks
    assert told_in("还有什么可以帮您的吗") == told_in("请问还有其他问题吗")
    assert told_in("还有什么可以帮您的吗").closes and not told_in("还有什么可以帮您的吗").asks
    assert told_in("感谢您的惠顾").ordered


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("亲，M码没有了呢", {"denies"}),
        ("现在下单送手套", {"pitches"}),
        ("没问题的，可以放心", {"pitches"}),
        ("不会起球的哦", set()),
        ("感谢您的惠顾", {"ordered"}),
    ],
)
def test_what_an_answer_is_to_somebody_choosing(text: str, signs: set[str]):
    told = told_in(text)

    assert {sign for sign in ("denies", "pitches", "ordered") if getattr(told, sign)} == signs


@pytest.mark.parametrize(
    ("question", "answer", "is_none"),
    [
        ("是鹅绒吗", "白鸭的哦", True),
        ("是鹅绒吗", "是的亲", False),
        ("是鹅绒吗", "鹅绒哦", False),
        ("接头带不带", "带两个", False),
        ("多少钱", "白鸭的哦", False),
        ("有黑色吗", "稍等哦", False),
    ],
)
def test_an_answer_that_is_no_yes(question: str, answer: str, is_none: bool):
    assert is_no_yes(question, answer) is is_none
