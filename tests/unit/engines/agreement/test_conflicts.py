from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from guitai.engines.agreement.conflicts import conflicts
from guitai.engines.agreement.types import Answer, Conflict, KnownAnswer

CASES = yaml.safe_load(Path(__file__).with_name("cases").joinpath("pairs.yaml").read_text(encoding="utf-8"))
AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def said(text: str, question: str = "", number: int = 0, **told: Any) -> Answer:
    facts = {"who": f"agent {number}", "at": AT + timedelta(days=number), "conversation": number}
    return Answer(**{"question": question, "text": text, "message": number, "product": ""} | facts | told)


def entry(answer: str, *questions: str, **told: Any) -> KnownAnswer:
    return KnownAnswer(**{"id": "1", "questions": questions, "answer": answer} | told)


def between(pair: dict[str, Any]) -> list[Conflict]:
    sides = [
        said(
            pair[side],
            pair["asks"] if isinstance(pair["asks"], str) else pair["asks"][number],
            number,
            product=_of(pair.get("product", ""), number),
        )
        for number, side in enumerate(("one", "other"))
    ]
    return conflicts(sides, ())


def _of(told: str | list[str], number: int) -> str:
    return told if isinstance(told, str) else told[number]


def _name(pair: dict[str, Any]) -> str:
    return f"{pair['one']} - {pair['other']}"


@pytest.mark.parametrize("pair", CASES["contradictions"], ids=_name)
def test_answers_that_contradict_one_another_are_found(pair: dict[str, Any]):
    assert pair["topic"] in {conflict.topic for conflict in between(pair)}


@pytest.mark.parametrize("pair", CASES["near_misses"], ids=_name)
def test_answers_that_may_both_be_true_are_not(pair: dict[str, Any]):
    assert between(pair) == [], pair["why"]


def test_there_are_cases_enough_nearly_half_of_them_near_misses():
    assert len(CASES["contradictions"]) + len(CASES["near_misses"]) >= 120
    assert len(CASES["near_misses"]) >= 60


def test_a_conflict_shows_the_knowledge_first_and_who_says_otherwise():
    answers = [
        said("72小时内发货", "多久发货", 1),
        said("48小时内发货", "多久发货", 2),
        said("一周内发货", "几天发货", 3),
        said("7天内发货", "几天发货", 4),
    ]

    (found,) = conflicts(answers, [entry("付款后48小时内发出。", "什么时候发货")])

    assert (found.topic, found.product, found.question) == ("dispatch", "", "什么时候发货")
    assert [side.shown for side in found.sides] == ["48小时", "7天", "72小时"]
    assert [side.who for side in found.sides] == [(), ("agent 4", "agent 3"), ("agent 1",)]
    assert found.is_against_knowledge
    text = found.sides[2].quotes[0]
    assert text.answer.text[text.start : text.end] == "72小时"


def test_where_the_knowledge_is_silent_the_side_most_are_on_comes_first():
    answers = [
        said(text, "多久发货", number) for number, text in enumerate(("3天内发", "2天内发", "两天内发"))
    ]

    (found,) = conflicts(answers, ())

    assert [len(side.quotes) for side in found.sides] == [2, 1]
    assert not found.is_against_knowledge


def test_what_the_knowledge_agrees_with_is_right_whatever_others_say():
    answers = [said("包邮的，满59包邮", "包邮吗", 1), said("满59元包邮", "包邮吗", 2)]

    assert conflicts(answers, [entry("满59元包邮。", "包邮吗")]) == []


def test_an_entry_counts_only_on_its_days():
    wrong = said("72小时内发货", "多久发货", 1)
    over = entry("48小时内发货", "多久发货", valid_until=date(2026, 11, 1))

    assert conflicts([wrong], [over]) == []


def test_a_statement_for_no_case_is_held_against_all_cases_of_the_knowledge():
    known = [entry("支付宝当天到账，银行卡3个工作日内到账。", "退款多久到账")]

    assert conflicts([said("一般十天到账", "退款多久", 1)], known) != []
    assert conflicts([said("3天内到账", "退款多久", 1)], known) == []
    one_case = [entry("银行卡3个工作日内到账。", "退款多久到账")]
    assert conflicts([said("一般十天到账", "退款多久", 1)], one_case) == []


def test_an_exception_is_not_the_rule():
    known = [entry("新疆5到7天到，西藏8到10天到。", "几天到")]

    assert conflicts([said("一般三天到", "几天到", 1)], known) == []


def test_a_product_has_its_own_entries_before_the_shop_has():
    own = entry("这款72小时内发货。", "什么时候发货", id="2", product="A1")
    known = [entry("48小时内发货。", "什么时候发货"), own]
    late = "72小时内发货"

    assert conflicts([said(late, "多久发货", 1, product="A1")], known) == []
    assert conflicts([said(late, "多久发货", 1, product="B2")], known) != []


def test_an_entry_on_a_kind_of_goods_holds_for_a_product_of_it():
    known = [entry("羽绒服不能机洗。", "羽绒服怎么洗")]

    (found,) = conflicts([said("羽绒服可以机洗", "能机洗吗", 1, product="A1")], known)

    assert (found.topic, found.product) == ("machine_wash", "A1")
    assert conflicts([said("可以机洗", "能机洗吗", 1, product="A1")], known) == []


def test_answers_of_one_talk_are_not_held_against_one_another():
    two = [said("3天内发", "多久发货", 1), said("2天内发", "多久发货", 2)]

    assert conflicts(two, ()) != []
    assert conflicts([said(each.text, each.question, 1) for each in two], ()) == []


def test_questions_no_topic_knows_are_joined_by_who_knows_better():
    answers = [said("表带可以换", "表带能换吗", 1), said("不能的", "可以更换链子么", 2)]

    assert conflicts(answers, ()) == []
    (found,) = conflicts(answers, (), same=lambda _one, _other: 0.9)
    assert (found.topic, found.question) == ("", "可以更换链子么")


def test_a_bare_noun_is_a_subject_of_its_own():
    answers = [said("绳径是8毫米", "有多粗", 1, product="A1"), said("绳径10毫米", "粗细", 2, product="A1")]

    (found,) = conflicts(answers, ())

    assert found.topic == "绳径"


def test_the_strongest_comes_first_and_an_old_answer_counts_less():
    shop = [said("满99包邮", "包邮吗", 60), said("满59包邮", "包邮吗", 59), said("满59包邮", "包邮吗", 58)]
    old = [said("3天内发", "多久发货", 1), said("2天内发", "多久发货", 2)]

    found = conflicts([*old, *shop], ())

    assert [conflict.topic for conflict in found] == ["postage_free_from", "dispatch"]
    assert found[0].strength > found[1].strength > 0
    assert conflicts([], ()) == []


def test_the_same_answers_in_another_order_give_the_same():
    answers = [said("满99包邮", "包邮吗", 3), said("满59包邮", "包邮吗", 2), said("3天内发", "多久发货", 1)]

    assert conflicts(answers, ()) == conflicts(answers[::-1], ())
