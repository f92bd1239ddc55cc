"""How fast a feeling fades."""

from guitai.engines.understanding.mood_fading import fading
from guitai.engines.understanding.mood_lines import line_of


def left(
    text: str,
    *,
    content: bool = False,
    pushed: bool = False,
    answer: str | None = "在的",
    rested: bool = False,
) -> float:
    return fading(line_of(text), content=content, pushed=pushed, answer=answer, rested=rested)


def test_it_stays_while_the_buyer_complains_or_nobody_answers():
    assert left("骗子") == left("在吗", pushed=True) > left("有黑色吗", answer=None) > left("有黑色吗")


def test_help_and_calm_words_let_it_go():
    shares = [
        left("有黑色吗"),
        left("嗯"),
        left("好的"),
        left("好的", answer="已为您补发"),
        left("谢谢"),
        left("没事"),
    ]

    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.3


def test_hours_cool_but_not_who_comes_back_complaining():
    assert left("有黑色吗", rested=True) < 0.5 * left("有黑色吗")
    assert left("骗子", rested=True) == left("骗子")


def test_contentment_is_short():
    shares = [left(text, content=True) for text in ("太好了", "好的", "有黑色吗", "骗子")]

    assert shares == sorted(shares, reverse=True)
