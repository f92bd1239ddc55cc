from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.understanding.intent_data import catalogue
from guitai.engines.understanding.intents import asked_in, asked_in_turns, intents
from guitai.engines.understanding.types import Asked, Turn

CASES = yaml.safe_load(Path(__file__).with_name("intents_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "asked"), [each for cases in CASES.values() for each in cases])
def test_a_message_asks_this_and_nothing_else(text: str, asked: str):
    assert sorted(found.intent for found in asked_in(text)) == sorted(asked.split())


@pytest.mark.parametrize(
    ("key", "text", "is_asked"),
    [(each.key, text, True) for each in catalogue().intents for text in each.hits]
    + [(each.key, text, False) for each in catalogue().intents for text in each.misses],
)
def test_the_worked_cases_of_every_intent_hold(key: str, text: str, *, is_asked: bool):
    assert (key in {found.intent for found in asked_in(text)}) is is_asked


def test_the_development_set_asks_everything():
    assert {key for cases in CASES.values() for _text, asked in cases for key in asked.split()} == set(
        intents()
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("請 問 什 麼 時 候 發 貨", {"dispatch": "什 麼 時 候 發 貨"}),
        ("到货了，洗了一次就掉色！", {"quality": "掉色"}),
        ("fa huo le ma", {"dispatch": "fa huo le ma"}),
        ("这件有Ｍ码吗", {"stock": "有Ｍ码"}),
    ],
)
def test_the_place_points_at_what_was_written(text: str, places: dict[str, str]):
    assert {found.intent: text[found.start : found.end] for found in asked_in(text)} == places


def test_what_is_said_twice_is_surer_and_manners_stand_behind_a_question():
    once, twice, beside = (
        {found.intent: found.score for found in asked_in(text)}
        for text in ("退货", "退货 我说退货", "你好 我要退货 谢谢")
    )

    assert twice["return"] > once["return"]
    assert asked_in("你好")[0].score == once["return"]
    assert beside["greeting"] == beside["thanks"] < beside["return"]


def test_a_hint_counts_only_where_nothing_surer_is_said():
    assert [found.intent for found in asked_in("我的快递")] == ["tracking"]
    assert [found.intent for found in asked_in("快递几天能到广州")] == ["delivery"]


def test_only_the_buyer_asks():
    turns = [Turn("buyer", "有货吗"), Turn("agent", "有货的亲，包邮哦"), Turn("buyer", "包邮吗 多少钱")]

    assert asked_in_turns(turns) == (
        Asked("stock", 0, 0.9, 0, 2),
        Asked("postage", 2, 0.9, 0, 2),
        Asked("price", 2, 0.9, 4, 7),
    )


@pytest.mark.parametrize(
    "text", ["", "\ud800", "退货\udc00", "退货" * 5_000, "什么时候到" * 2_000, "\0\u200b"]
)
def test_nothing_that_is_written_is_too_odd_or_too_long(text: str):
    assert {found.intent for found in asked_in(text)} <= {"return", "delivery"}


@given(st.text(st.sampled_from("退换货发快递到哪了吗没不多少钱码有 ,。fahuo①２😀\ud800"), max_size=30))
def test_every_place_lies_in_the_message_and_every_score_is_a_part_of_one(text: str):
    found = asked_in(text)

    assert all(0 <= each.start < each.end <= len(text) and 0 < each.score < 1 for each in found)
    assert len({each.intent for each in found}) == len(found)
    assert [each.start for each in found] == sorted(each.start for each in found)
