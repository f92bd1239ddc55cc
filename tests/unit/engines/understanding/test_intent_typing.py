import pytest

from guitai.engines.understanding.intent_typing import mended
from guitai.kernel.normalised import normalise


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("什么时候发货", "什么时候发货"),
        ("发活了吗", "发货了吗"),  # by sound
        ("快低到哪了", "快递到哪了"),
        ("我要发火了", "我要发火了"),  # right as it is
        ("你吃吗", "你吃吗"),  # sounds like 尺码, and no character of it
        ("木有收到", "没有收到"),  # slang
        ("fahuo了吗", "发货了吗"),  # pinyin
        ("fa huo le ma", "发货了吗"),
        ("smsh fh", "什么时候发货"),  # initials
        ("有yhq吗", "有优惠券吗"),
        ("you ma", "youma"),  # fillers alone say nothing
        ("iphone", "iphone"),
        ("170cm", "170cm"),
    ],
)
def test_words_of_the_trade_are_put_right(written: str, meant: str):
    assert mended(normalise(written)).text == meant


def test_places_lead_back_to_what_was_typed():
    plain = mended(normalise("亲 fa huo 了，发活"))

    assert plain.text == "亲发货了,发货"
    assert [plain.written[slice(*plain.span(at, at + 2))] for at in (1, 5)] == ["fa huo", "发活"]
    assert plain.gaps == [1, 3]
