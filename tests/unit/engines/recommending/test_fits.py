"""Wishes, and words that only sound like one."""

import pytest

from guitai.engines.recommending.fits import doubtful_builds, wished_fit
from guitai.engines.recommending.measure_tokens import plain


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("喜欢宽松", "loose"),
        ("想要大一点的", "loose"),
        ("穿着松点舒服", "loose"),
        ("不要太紧", "loose"),
        ("不喜欢紧身的", "loose"),
        ("怕紧", "loose"),
        ("这款我想要宽松一点", "loose"),
        ("想穿偏大一些的", "loose"),
        ("修身一点", "tight"),
        ("不要太宽松", "tight"),
        ("别太大", "tight"),
        ("要合身的", "regular"),
        ("穿着显瘦", "regular"),
        ("不要太宽松 也不要太紧", "regular"),
        ("修身显瘦", "tight"),
        ("这款宽松吗", None),
        ("会不会太紧", None),
        ("尺码偏大吗", None),
        ("这件是修身的还是宽松的", None),
        ("版型宽松", None),
        ("太大了", None),
        ("在吗", None),
    ],
)
def test_a_wish_is_heard_and_a_question_about_the_goods_is_none(text, fit):
    assert wished_fit(plain(text)) == fit


@pytest.mark.parametrize(
    ("text", "measures"),
    [("有点啤酒肚", ("waist",)), ("胸大 胯宽", ("bust", "hip")), ("肩宽38", ()), ("肩宽", ("shoulder",))],
)
def test_a_build_names_the_measure_to_look_at(text, measures):
    assert doubtful_builds(plain(text)) == measures
