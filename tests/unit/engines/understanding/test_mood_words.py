"""Which words of a line count, and for what."""

import pytest

from guitai.engines.understanding.mood_words import hits


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.speaks_for, hit.words) for hit in hits(text)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("我很生气", [("angry", "生气")]),
        ("我没有生气", [("calm", "生气")]),
        ("我并不是很生气", [("calm", "生气")]),
        ("换你怎么不生气", [("angry", "生气")]),
        ("会不会来不及", [("anxious", "来不及")]),
        ("不满意", [("disappointed", "不满意")]),
        ("好看吗", []),
        ("好看", [("content", "好看")]),
        ("详情里写着“不满意包退”", []),
        ("评论里说质量差，有现货没", []),
        ("垃圾桶多少钱", []),
        ("气　死 我了", [("angry", "气　死")]),
        ("😡", [("angry", "😡")]),
        ("", []),
    ],
)
def test_words_count_where_they_mean_it(text: str, meant: list[tuple[str, str]]):
    assert found(text) == meant


def test_of_words_inside_one_another_the_longest_counts():
    assert found("再不发货我就投诉了") == [("angry", "再不发货我就投诉")]


def test_places_are_in_the_normalised_text():
    hit = hits("亲 ~~ 急 用")[0]

    assert (hit.words, hit.start, hit.end) == ("急 用", 1, 3)
