"""Who loses interest, and when it is seen; cases: ``interest_talks.yaml``, ``interest_rounds.yaml``."""

from collections.abc import Sequence

import pytest
from tests.unit.engines.understanding.mood_made import talk, told

from guitai.engines.understanding.interest import LOSING_FROM, interest_of
from guitai.engines.understanding.moods import mood_of
from guitai.engines.understanding.types import Mood, Sign

TALKS = told("interest_talks.yaml")
ROUNDS = told("interest_rounds.yaml")


def first_seen(said: Sequence[str]) -> int | None:
    """Give the first buyer line after which losing interest is shown."""
    turns = talk(*said)
    for place, turn in enumerate(turns):
        before = turns[: place + 1]
        angry = mood_of(before).mood is Mood.ANGRY
        if turn.by == "buyer" and interest_of(before, otherwise_engaged=angry).losing >= LOSING_FROM:
            return place
    return None


def shown_at_the_end(kind: str, talks: Sequence[Sequence[str]]) -> list[bool]:
    """Say of each talk of a kind whether losing interest is shown after its last turn."""
    angry = kind == "angry"
    return [interest_of(talk(*said), otherwise_engaged=angry).losing >= LOSING_FROM for said in talks]


@pytest.mark.parametrize("said", TALKS["staying"])
def test_who_stays_is_never_said_to_go(said: list[str]):
    assert first_seen(said) is None


def test_nine_in_ten_who_go_are_seen_when_a_good_agent_would():
    marks = [
        next(place for place, line in enumerate(said) if line.startswith("B*")) for said in TALKS["losing"]
    ]
    seen = [first_seen(said) for said in TALKS["losing"]]

    in_time = [place is not None and place <= mark for place, mark in zip(seen, marks, strict=True)]

    assert sum(in_time) >= 0.9 * len(in_time)
    assert sum(place is not None for place in seen) >= 0.97 * len(seen)


@pytest.mark.parametrize("name", ROUNDS)
def test_most_of_a_round_that_go_are_seen_and_next_to_none_that_only_look_like_it(name: str):
    shown = {kind: shown_at_the_end(kind, talks) for kind, talks in ROUNDS[name].items()}
    gone, others = shown.pop("losing"), [each for kind in shown.values() for each in kind]

    assert sum(gone) >= 0.5 * len(gone)
    assert sum(others) <= 0.05 * len(others)


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("没有M码了呢", "哦"),
        ("最低价了哦", "这样啊"),
        ("是鸭绒的", "嗷 鸭绒的啊 一般"),
        ("要另外加150", "👌 有点麻烦"),
        ("不支持的", "好的谢谢"),
    ],
)
def test_a_flat_reply_to_what_does_not_suit_is_cooling_at_once(answer: str, reply: str):
    said = ["B 你好，这款羽绒服是鹅绒的吗，有没有M码，价格能便宜吗", f"A {answer}", f"B {reply}"]

    assert interest_of(talk(*said)).losing >= LOSING_FROM
    assert interest_of(talk(said[0], "A 可以的亲", "B 好的谢谢")).losing < LOSING_FROM


def test_no_more_to_ask_after_a_service_is_no_loss():
    said = ["B 请问怎么设置自动续费", "A 在我的里面点设置", "B 好的", "A 还有什么可以帮您", "B 没有了"]

    assert interest_of(talk(*said)).losing < LOSING_FROM


def test_what_the_agent_takes_up_again_is_the_same_visit():
    said = [
        "B+0 这个锅电磁炉能用吗",
        "A+20 可以的",
        "B+20 等我老公看看",
        "A+30000 您先生看了吗",
        "B+90 说一般",
    ]

    assert interest_of(talk(*said)).losing >= LOSING_FROM


def test_there_are_talks_enough_of_both_kinds():
    assert min(len(TALKS["losing"]), len(TALKS["staying"])) >= 30


def test_the_evidence_compares_with_the_buyers_own_beginning():
    said = ["B+0 请问这件大衣零下十度能穿吗", "A+20 可以的", "B+20 会不会起球呢", "A+15 不容易", "B+240 哦"]
    said += ["A+20 现在拍送运费险", "B+300 哦"]

    evidence = interest_of(talk(*said)).evidence

    assert {each.sign: dict(each.facts) for each in evidence} == {
        Sign.FADING: {"words": "哦", "times": 2},
        Sign.SLOWER: {"seconds": 270, "before": 20},
        Sign.SHORTER: {"characters": 1, "before": 10},
        Sign.NO_QUESTION: {"lines": 2},
    }
    assert [each.weight for each in evidence] == sorted((each.weight for each in evidence), reverse=True)


def test_silence_after_the_answer_is_slow_too():
    said = ["B+0 请问有黑色吗", "A+10 有的", "B+10 多少钱呢", "A+10 99元", "A+900 亲还在吗"]

    assert [(each.turn, each.sign) for each in interest_of(talk(*said)).evidence] == [(4, Sign.SLOWER)]


def test_several_words_are_named_together():
    said = ["B 这个锅电磁炉能用吗", "A 可以的", "B 哦", "A 不粘的", "B 好吧"]

    fading = [each for each in interest_of(talk(*said)).evidence if each.sign is Sign.FADING]

    assert dict(fading[0].facts) == {"words": "哦、好吧", "times": 2}


def test_a_buyer_who_comes_back_another_day_begins_anew():
    said = [
        "B+0 这个锅电磁炉能用吗",
        "A+20 可以的",
        "B+20 我再看看",
        "B+90000 在吗",
        "A+20 在的",
        "B+20 好的",
    ]

    assert interest_of(talk(*said[:3])).losing >= LOSING_FROM
    assert interest_of(talk(*said)).losing < LOSING_FROM


def test_somebody_otherwise_engaged_loses_nothing():
    said = talk("B 这个锅电磁炉能用吗", "A 可以的", "B 我再看看")

    assert interest_of(said, otherwise_engaged=True).losing == 0
    assert interest_of([]).losing == 0
