"""What is gone and what is new is marked; numbers and slots stay in one piece."""

import pytest

from guitai.web.knowledge.difference import difference

CASES = {
    "a number": ("48小时内发货", "24小时内发货", "-48 +24 =小时内发货"),
    "words added": ("包邮", "满99包邮哦", "+满99 =包邮 +哦"),
    "a slot": ("发{快递}", "发顺丰", "=发 -{快递} +顺丰"),
    "nothing": ("包邮", "包邮", "=包邮"),
    "everything": ("有", "无", "-有 +无"),
}
_SIGNS = {"same": "=", "gone": "-", "new": "+"}


@pytest.mark.parametrize("name", CASES)
def test_what_differs_is_marked(name: str) -> None:
    before, after, expected = CASES[name]

    pieces = difference(before, after)

    assert " ".join(f"{_SIGNS[piece.kind]}{piece.text}" for piece in pieces) == expected
