from datetime import UTC, datetime, timedelta

import pytest

from guitai.engines.agreement.gaps import gaps
from guitai.engines.agreement.types import Asked, KnownAnswer

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def asked(*texts: str, product: str = "") -> list[Asked]:
    return [
        Asked(text=text, at=AT + timedelta(days=number), conversation=number, message=number, product=product)
        for number, text in enumerate(texts)
    ]


def test_questions_without_an_entry_are_counted_with_their_wordings():
    (gap,) = gaps(
        asked("可以刻字吗", "能刻字不", "可以刻字吗 /:066", "可以刻字吗"), (), answered=lambda _: 0.1
    )

    assert (gap.question, gap.count, gap.topic) == ("可以刻字吗", 4, "")
    assert (gap.first, gap.last) == (AT, AT + timedelta(days=3))
    assert gap.conversations == (3, 2, 1, 0)
    assert gap.examples[0] == "可以刻字吗"


def test_questions_of_a_topic_are_one_and_about_goods_one_for_each_product():
    shop = asked("什么时候发货", "多久能寄出来")
    goods = [*asked("能机洗吗", "可以机洗不", product="A1"), *asked("能机洗吗", "怎么机洗", product="B2")]

    found = gaps([*shop, *goods], (), answered=lambda _: 0)

    assert sorted((gap.topic, gap.product, gap.count) for gap in found) == [
        ("dispatch", "", 2),
        ("machine_wash", "A1", 2),
        ("machine_wash", "B2", 2),
    ]


def test_what_the_knowledge_answers_is_no_gap():
    entry = KnownAnswer(id="1", questions=("可以刻字吗",), answer="可以。")
    questions = asked("能刻字吗", "能刻字吗", "有礼品袋吗", "有礼品袋吗")

    assert gaps(questions, [entry], answered=lambda text: 0.9 if "礼" in text else 0) == []


def test_numbers_make_no_other_question_and_one_buyer_asks_once():
    found = gaps(asked("95斤穿多大码数", "109斤穿多大码数"), (), answered=lambda _: 0)
    twice = [Asked(text="可以刻字吗", at=AT, conversation=1, message=number) for number in range(3)]

    assert [gap.count for gap in found] == [2]
    assert gaps(twice, (), answered=lambda _: 0) == []
    assert [gap.count for gap in gaps(twice, (), answered=lambda _: 0, least=1)] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "在吗",
        "谢谢",
        "收到了 谢谢",
        "我的快递到哪了",
        "订单什么时候发",
        "帮我备注一下可以吗",
        "https://item.taobao.com/item.htm?id=1",
        "好的那就这样",
        "可以刻字吗" * 13,
    ],
)
def test_greetings_thanks_and_single_orders_are_left_out(text: str):
    assert gaps(asked(text, text), (), answered=lambda _: 0) == []


def test_the_caller_may_say_which_questions_are_the_same():
    questions = asked("表带能换吗", "表带换得了别的颜色么")

    found = gaps(questions, (), answered=lambda _: 0, same=lambda _one, _other: 1.0)

    assert [gap.count for gap in found] == [2]
