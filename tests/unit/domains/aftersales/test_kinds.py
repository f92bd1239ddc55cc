"""What went wrong is heard in a buyer's own words; the held-apart sentences are scored elsewhere."""

import pytest

from guitai.domains.aftersales.kinds import heard, kind_of_intent
from guitai.domains.aftersales.models import Kind
from guitai.engines.understanding.intents import intents


@pytest.mark.parametrize(
    ("text", "kind", "fault"),
    [
        ("杯子收到就碎了", "damaged", "碎了"),
        ("寄来的鞋子开胶了", "quality", "开胶"),
        ("裤子掉色严重，白鞋都染了", "quality", "掉色"),
        ("拍了3件只收到2件", "short", ""),
        ("少了个盖子", "missing", ""),
        ("多发了一件", "extra", ""),
        ("我要的是红色发来是蓝色", "missent", ""),
        ("你们把备注抄错了", "miscopied", ""),
        ("不想要了退货", "own_reasons", ""),
        ("快递说联系不上我", "unreachable", ""),
        ("显示签收了但我没收到", "misdelivered", ""),
        ("包裹丢了", "lost", ""),
        ("快递说在路上压坏了", "broken", "压坏"),
    ],
)
def test_each_kind_is_heard_with_its_fault(text: str, kind: str, fault: str):
    said = heard(text)

    assert (said.kind, said.fault) == (kind, fault)


@pytest.mark.parametrize(
    "text",
    [
        "会起球吗",
        "没有色差",
        "坏了包退吗",
        "玻璃杯会碎吗",
        "不会掉毛吧",
        "今天发货吗",
        "收到了很满意",
        "",
        "？",
    ],
)
def test_what_is_asked_beforehand_or_denied_tells_nothing(text: str):
    said = heard(text)

    assert (dict(said.kinds), said.fault) == ({}, "")


def test_a_question_beforehand_keeps_nothing_back_of_what_is_told_beside_it():
    assert heard("袖子开线了，能退吗").kind == "quality"
    assert heard("怕别的也会破，这个盘子收到就裂了").kind == "damaged"


def test_two_ideas_of_a_kind_make_it_surer():
    assert heard("包裹里的杯子碎了，盒子压扁了").kinds["damaged"] > 0.9


def test_kinds_and_intents_of_the_file_are_known():
    told = {kind_of_intent(key) for key in intents()} - {""}

    assert told and told <= set(Kind.values)
    assert kind_of_intent("greeting") == ""


def test_only_the_beginning_of_what_was_pasted_is_read():
    assert heard("嗯" * 2000 + "碎了").kind == ""
