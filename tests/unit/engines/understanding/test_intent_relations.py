import pytest

from guitai.engines.understanding.intent_relations import Hit, Message, Relations, independent
from guitai.kernel.normalised import normalise

RELATIONS = {"size": Relations(frozenset({"exchange"}), frozenset({"exchange", "return"}))}


@pytest.mark.parametrize(
    ("text", "size", "other", "stands"),
    [
        ("换大一码", "大一码", ("exchange", "换"), False),  # a part of it
        ("换货多大码合适", "多大码", ("exchange", "换货"), True),  # a question of its own
        ("有点小了,我要退货", "小了", ("return", "退货"), False),  # the reason
        ("会不会偏小,我要退货", "偏小", ("return", "退货"), True),  # asked
        ("大了的话能怎样,我要退货", "大了", ("return", "退货"), False),  # a condition
        ("再不合身,我就退货", "合身", ("return", "退货"), True),  # a threat
        ("有点小了,多少钱", "小了", ("price", "多少钱"), True),  # of something else
    ],
)
def test_a_part_a_reason_and_a_condition_give_way(text: str, size: str, other: tuple[str, str], stands: bool):
    plain = normalise(text)
    hits = [
        Hit(intent, 0.9, plain.text.index(word), plain.text.index(word) + len(word))
        for intent, word in (("size", size), other)
    ]

    kept = independent(hits, RELATIONS, Message(plain, {}))

    assert [hit.intent for hit in kept] == (["size", other[0]] if stands else [other[0]])


def test_a_hint_gives_way_even_to_what_it_is_asked_beside():
    message = Message(normalise("能改大吗,我要退货"), {})
    hits = [Hit("size", 0.55, 2, 3), Hit("return", 0.9, 7, 9)]

    assert independent(hits, RELATIONS, message) == hits[1:]
