"""Evidence as sentences."""

import pytest

from guitai.engines.understanding.types import Evidence, Language, Mood, Sign
from guitai.engines.understanding.wording import why

SENTENCES = [
    (Sign.WORDS, {"words": "投诉"}, "说了“投诉”", "Said “投诉”"),
    (Sign.MARKS, {"marks": "！！"}, "用了“！！”", "Wrote “！！”"),
    (Sign.REPEATED, {"times": 3}, "同样的话说了 3 遍", "Said the same 3 times"),
    (Sign.PUSHED, {"lines": 3}, "连发 3 句还没有回答", "3 lines without an answer"),
    (Sign.WAITED, {"seconds": 240}, "等了 4 分钟没有回答", "Waited 4 min without an answer"),
    (Sign.EARLIER, {"mood": "angry"}, "之前已经生气", "Was angry before"),
    (
        Sign.SHORTER,
        {"characters": 2, "before": 14},
        "回复越来越短：从 14 个字到 2 个字",
        "Shorter and shorter: from 14 characters to 2",
    ),
    (
        Sign.SLOWER,
        {"seconds": 240, "before": 20},
        "回得越来越慢：从 20 秒到 4 分钟",
        "Slower and slower: from 20 s to 4 min",
    ),
    (Sign.FADING, {"words": "哦", "times": 3}, "第三个“哦”", "“哦” 3 times"),
    (Sign.FADING, {"words": "哦", "times": 12}, "第12个“哦”", "“哦” 12 times"),
    (
        Sign.FADING,
        {"words": "哦、好吧", "times": 2},
        "只剩应声：“哦”“好吧”",
        "Only assents left: “哦” “好吧”",
    ),
    (Sign.PUT_OFF, {"words": "再看看"}, "说了“再看看”", "Said “再看看”"),
    (Sign.NO_QUESTION, {"lines": 4}, "最近 4 句没有再问", "No question in the last 4 lines"),
    (Sign.WAITED, {"seconds": 7300}, "等了 2 小时没有回答", "Waited 2 h without an answer"),
]


@pytest.mark.parametrize(("sign", "facts", "zh", "en"), SENTENCES)
def test_a_sentence_for_every_sign(sign: Sign, facts: dict[str, int | str], zh: str, en: str):
    evidence = Evidence(0, sign, 0.5, facts)

    assert (why(evidence, "zh"), why(evidence, "en")) == (zh, en)


def test_every_sign_and_mood_is_said():
    assert {sign for sign, *_rest in SENTENCES} == set(Sign)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("mood", sorted(set(Mood) - {Mood.NEUTRAL}))
def test_every_mood_can_be_named(mood: Mood, language: Language):
    assert why(Evidence(0, Sign.EARLIER, 0.5, {"mood": str(mood)}), language)
