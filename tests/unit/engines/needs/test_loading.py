"""The check lists, motives and places that come with the engine."""

import re
from pathlib import Path

import pytest

from guitai.engines.needs.loading import EVERY_KIND, kinds, places, topics
from guitai.engines.needs.recognisers import RECOGNISERS
from guitai.engines.needs.types import Kind

KINDS = kinds()
NEEDS = [(kind, need) for kind in KINDS for need in kind.needs]
PROVINCES = (
    "北京、天津、河北、山西、内蒙古、辽宁、吉林、黑龙江、上海、江苏、浙江、安徽、福建、江西、山东、河南、湖北、"
    "湖南、广东、广西、海南、重庆、四川、贵州、云南、西藏、陕西、甘肃、青海、宁夏、新疆、香港、澳门、台湾"
)


def _name(kind: Kind) -> str:
    return kind.key


def test_every_kind_has_a_name_of_its_own_and_the_last_is_for_the_rest():
    assert len({kind.key for kind in KINDS}) == len(KINDS)
    assert KINDS[-1].key == "general"
    assert [kind.key for kind in KINDS if not kind.words] == ["general"]


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_a_kind_asks_for_something_and_names_no_need_twice(kind: Kind):
    keys = [need.key for need in kind.needs]

    assert any(not need.also for need in kind.needs)
    assert len(set(keys)) == len(keys)
    assert {other for need in kind.needs for other in need.settled_by} - {"size", "bra"} == set()


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_a_need_can_be_heard_asked_for_and_read(kind: Kind):
    for need in kind.needs:
        assert need.hears in RECOGNISERS
        assert need.asked
        assert bool(need.options) is (need.hears in {"choice", "colour", "whom"})
        assert re.fullmatch("亲，[^a-z]+[？。]", need.ask), need.ask
        assert need.title.zh and need.title.en and need.why.zh and need.why.en


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_no_word_stands_for_two_answers_and_every_harmless_turn_holds_one(kind: Kind):
    for need in kind.needs:
        words = [word for _value, own in need.options for word in own]

        assert sorted(set(words)) == sorted(words), need.key
        assert [turn for turn in need.harmless if not any(word in turn for word in words)] == []


def test_every_recogniser_is_used():
    assert {need.hears for _kind, need in NEEDS} == set(RECOGNISERS)


def test_a_kind_may_ask_in_its_own_words():
    asks = {kind.key: need.ask for kind, need in NEEDS if need.key == "height"}

    assert "宝贝" in asks["children"]
    assert "宝贝" not in asks["coats"]


def test_every_topic_has_reasons_for_kinds_there_are():
    known = {kind.key for kind in KINDS} | {EVERY_KIND}

    assert all(topic.reasons and set(topic.reasons) <= known for topic in topics())
    assert all(topic.words and topic.title.zh and topic.title.en for topic in topics())


def test_every_reason_is_followed_up_with_a_courteous_question():
    reasons = [reason for topic in topics() for own in topic.reasons.values() for reason in own]

    assert all(re.fullmatch("亲，[^a-z]+[？。]", reason.ask) for reason in reasons)
    assert all(reason.signs and reason.title.zh and reason.title.en for reason in reasons)


def test_reasons_of_a_kind_come_before_those_of_every_kind():
    arrival = next(topic for topic in topics() if topic.key == "arrival")

    assert [reason.key for reason in arrival.reasons_of("fresh")] == ["spoil", "date", "away"]
    assert [reason.key for reason in arrival.reasons_of("tops")] == ["date", "away"]


def test_every_province_has_its_side_and_winter():
    provinces = PROVINCES.split("、")

    assert len(provinces) == 34
    assert all(places()[name].side in {"北方", "南方"} for name in provinces)
    assert {place.winter for place in places().values()} == {"严寒", "寒冷", "冬冷", "冬暖", "温和", ""}


def test_every_kind_and_recogniser_has_its_line_in_the_reference():
    page = (Path(__file__).parents[4] / "docs" / "reference" / "needs.md").read_text(encoding="utf-8")
    listed = {
        name
        for cell in re.findall(r"^\| (`[^|]+`) \|", page, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }

    assert {*RECOGNISERS, *(kind.key for kind in KINDS)} - listed == set()
