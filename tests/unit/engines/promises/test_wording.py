"""The words of promises."""

import pytest

from guitai.engines.promises.wording import words


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("给您发照片", ["other", "other"]),
        ("给您发一张优惠券", ["other", "gift"]),
        ("给您发货", ["dispatch"]),
        ("到账户", []),
        ("到账", ["refund"]),
        ("发现", []),
        ("回复率", []),
        ("查收", []),
        ("核实后回复", ["check", "reply"]),
    ],
)
def test_a_deed_is_what_it_says(text, about):
    assert [deed.about for deed in words().deeds(text, 0, len(text))] == about


@pytest.mark.parametrize(("text", "ranks"), [("给您退款", [2, 0]), ("给您核实", [2, 1]), ("马上好", [2])])
def test_a_deed_says_more_or_less(text, ranks):
    assert [deed.rank for deed in words().deeds(text, 0, len(text))] == ranks


def test_what_is_done_for_the_buyer_is_a_deed_whatever_it_is():
    (deed,) = words().deeds("给您刻字", 0, 4)

    assert (deed.group, deed.start, deed.end) == ("served", 0, 4)
    assert words().deeds("给您添麻烦", 0, 5) == []


def test_a_deed_ends_with_its_clause():
    assert [deed.about for deed in words().deeds("明天发您放心", 0, 3)] == ["dispatch"]
    assert words().deeds("明天发您放心", 2, 3, 6)[0].end == 4


def test_slips_are_put_right_in_place():
    assert words().mended("名天回副您") == "明天回复您"


def test_every_slip_keeps_its_length():
    slips = words().slips

    assert slips
    assert all(len(slip) == len(meant) for slip, meant in slips.items())


def test_deeds_begin_inside_the_stretch():
    assert [deed.start for deed in words().deeds("回复回复回复", 2, 4)] == [2]


def test_what_the_shop_does_at_a_time_is_an_act_unless_they_rest_or_have_done_it():
    act = words().act("我明天跑趟邮局", 0, (1, 3), 7)

    assert act is not None
    assert (act.group, act.start) == ("acts", 3)
    assert words().act("明天财务跑趟银行", 0, (0, 2), 8) is not None
    assert words().act("他明天跑趟邮局", 0, (1, 3), 7) is None
    assert words().act("我明天休息", 0, (1, 3), 5) is None
    assert words().act("我明天回来了", 0, (1, 3), 6) is None
