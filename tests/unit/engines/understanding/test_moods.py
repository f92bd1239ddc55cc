"""The mood after a talk; the cases stand in ``mood_talks.yaml``."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engines.understanding.mood_made import talk, told

from guitai.engines.understanding.moods import SHOWN_FROM, mood_of
from guitai.engines.understanding.types import Mood, Sign, Turn

TALKS = told("mood_talks.yaml")
CLEAR = TALKS["clear"] + TALKS["widened"] + TALKS["wide"]


@pytest.mark.parametrize(("mood", "said"), [(mood, said) for mood, _sat, *said in CLEAR])
def test_the_mood_of_a_clear_talk(mood: str, said: list[str]):
    feeling = mood_of(talk(*said))

    assert feeling.mood == mood
    assert bool(feeling.evidence) is (mood != Mood.NEUTRAL)


def test_of_the_hard_talks_nine_in_ten_are_read():
    right = [mood_of(talk(*said)).mood == mood for mood, _sat, *said in TALKS["hard"]]

    assert sum(right) >= 0.9 * len(right)


def test_there_are_cases_enough_of_each_mood():
    moods = [mood for mood, *_rest in CLEAR]

    assert min(moods.count(mood) for mood in Mood) >= 25


def test_evidence_says_what_in_which_turn():
    evidence = mood_of(talk("B 怎么回事！！我要投诉", "A 抱歉", "B 快点")).evidence

    assert [(each.turn, each.sign, dict(each.facts)) for each in evidence] == [
        (0, Sign.WORDS, {"words": "我要投诉"}),
        (0, Sign.WORDS, {"words": "怎么回事！！"}),
        (2, Sign.EARLIER, {"mood": "angry"}),
        (0, Sign.MARKS, {"marks": "！！"}),
    ]


def test_a_buyer_who_calms_down_is_no_longer_angry():
    angry = ["B 你们什么态度，我要投诉"]

    strengths = [
        mood_of(talk(*angry, *after)).heat
        for after in (
            [],
            ["A 抱歉", "B 麻烦看一下"],
            ["A 已安排补发", "B 好的"],
            ["A 已安排补发", "B 没事了"],
        )
    ]

    assert strengths == sorted(strengths, reverse=True)
    assert strengths[1] >= SHOWN_FROM > strengths[3]


def test_waiting_is_told_where_times_are_known():
    waited = mood_of(talk("B+0 这个有货吗", "B+400 在吗"))

    assert waited.mood is Mood.ANXIOUS
    assert {(each.sign, *each.facts.values()) for each in waited.evidence} == {
        (Sign.WAITED, 400),
        (Sign.PUSHED, 2),
    }
    assert mood_of(talk("B+0 这个有货吗", "B+5 在吗")).mood is Mood.NEUTRAL


def test_an_answer_ends_the_waiting():
    waiting = ["B+0 这个有货吗", "B+400 在吗"]

    assert mood_of(talk(*waiting, "B+20 M码的")).heat > 2 * mood_of(talk(*waiting, "A 在的", "B M码的")).heat


def test_a_night_is_no_waiting_and_cools():
    night = 9 * 3600

    assert mood_of(talk("B+0 这个有货吗", f"B+{night} 在吗")).mood is Mood.NEUTRAL
    assert (
        mood_of(talk("B+0 气死我了", f"B+{night} 有黑色吗")).heat
        < mood_of(talk("B 气死我了", "B 有黑色吗")).heat
    )


def test_the_same_question_again_and_again():
    asked = [
        "B 发票抬头可以改成公司吗",
        "A 稍等",
        "B 发票抬头可以改成公司吗",
        "A 稍等",
        "B 发票抬头可以改公司吗",
    ]

    again = mood_of(talk(*asked))

    assert again.mood is Mood.ANXIOUS
    assert [each.facts["times"] for each in again.evidence] == [3, 2]
    card = "咨询订单号：12345 商品ID：678"
    assert mood_of([Turn("buyer", card)] * 4).mood is Mood.NEUTRAL


def test_pushing_is_anger_in_somebody_angry():
    pushing = mood_of(talk("B 骗子", "A 您好", "B 退钱的事说一下", "B 人呢", "B ？？"))

    assert pushing.mood is Mood.ANGRY
    assert Sign.PUSHED in {each.sign for each in pushing.evidence}


def test_an_empty_talk_is_neutral():
    assert mood_of([]).mood is Mood.NEUTRAL
    assert mood_of(talk("A 亲，在吗")).evidence == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(alphabet="急气死谢好不没差评!！?？哦 ~😡在吗投诉\u200b[怒]1", max_size=20), max_size=6)
)
def test_whatever_is_typed_strengths_stay_in_bounds(texts: list[str]):
    turns = [Turn("agent" if place % 3 == 2 else "buyer", text) for place, text in enumerate(texts)]

    feeling = mood_of(turns)

    assert 0 <= feeling.heat <= feeling.peak <= 1 and 0 <= feeling.strength <= 1
    assert all(0 < each.weight <= 1 and turns[each.turn].by == "buyer" for each in feeling.evidence)
