"""Slots are put back where a reply says what they were filled with."""

import pytest

from guitai.domains.knowledge.unfilling import slots_put_back

PATTERN = "您好{买家}，{快递}单号{单号}，共{数量}件"
FILLED = "您好小明，圆通单号YT221，共1件"
CASES = {
    "nothing changed": (FILLED, "您好小明，圆通单号YT221，共1件", "您好{买家}，{快递}单号{单号}，共1件"),
    "words added": (FILLED, "小明，单号YT221今天发出，1件", "{买家}，单号{单号}今天发出，1件"),
    "a slot left open": ("您好小明，{快递}单号YT221，共1件", "小明，走顺丰", "{买家}，走顺丰"),
    "offered as something else": ("您好", "小明，走顺丰", "小明，走顺丰"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_filled_in_becomes_its_slot(name: str) -> None:
    filled, sent, expected = CASES[name]

    assert slots_put_back(PATTERN, filled=filled, sent=sent) == expected


def test_the_longest_value_goes_first() -> None:
    assert slots_put_back("{金额}，{付款金额}", filled="¥15，¥158", sent="付了¥158") == "付了{付款金额}"
