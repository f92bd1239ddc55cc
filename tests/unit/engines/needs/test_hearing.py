"""What is ticked from a talk; the cases stand in ``cases/heard.yaml``."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engines.needs.made import kind, talk

from guitai.engines.needs.hearing import asked_in, heard
from guitai.engines.needs.loading import kinds
from guitai.engines.needs.types import Evidence, Kind, Turn

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "heard.yaml").read_text(encoding="utf-8"))
ALL = [case for cases in CASES.values() for case in cases]


@pytest.mark.parametrize(("key", "said", "known"), ALL, ids=[" / ".join(said) for _key, said, _known in ALL])
def test_what_the_buyer_said_is_ticked_and_nothing_else(key: str, said: list[str], known: dict[str, str]):
    assert heard(kind(key), talk(*said)).known == known


def test_there_are_near_misses_enough():
    assert len(ALL) >= 150
    assert len(CASES["near_misses"]) >= 60


def test_evidence_points_at_what_was_written():
    turns = talk("B 在吗", "B 我 身高：１６５ｃｍ 体重110斤", "A 好的")

    items = {item.need.key: item for item in heard(kind("tops"), turns).items}

    assert items["height"].evidence == Evidence(1, 5, 10)
    assert turns[1].text[5:10] == "１６５ｃｍ"
    assert items["weight"].evidence == Evidence(1, 13, 17)
    assert items["fit"].evidence is None


def test_what_was_said_last_counts_with_its_evidence():
    turns = talk("B 身高165", "B 不是165，是156")

    height = heard(kind("tops"), turns).items[0]

    assert (height.value, height.evidence) == ("156cm", Evidence(1, 7, 10))


def test_longer_words_of_a_question_are_not_read_as_shorter_ones():
    assert asked_in(kind("children"), "平时穿多大码呢") == {"size"}
    assert asked_in(kind("children"), "宝贝多大了呢") == {"age"}


def test_an_agent_who_names_a_need_without_asking_opens_nothing():
    assert heard(kind("tops"), talk("A 身高只是参考哦", "B 165")).known == {}
    assert heard(kind("tops"), talk("A 身高多少呢", "B 165")).known == {"height": "165cm"}


def test_an_answer_closes_the_question():
    said = heard(kind("tops"), talk("A 身高多少呢", "B 165", "B 尾号158"))

    assert said.known == {"height": "165cm"}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(kinds()),
    st.lists(
        st.text(
            alphabet="165一米0八九十.,-/ ~斤岁个月不是我穿M码xl尺号平元要给妈冬天😀\u200bＡ北京", max_size=25
        ),
        max_size=4,
    ),
)
def test_whatever_is_typed_the_evidence_lies_inside_it(of: Kind, texts: list[str]):
    turns = [Turn("agent" if place % 3 == 1 else "buyer", f"{text}?") for place, text in enumerate(texts)]

    for item in heard(of, turns).items:
        assert (item.value is None) is (item.evidence is None)
        if item.evidence is not None:
            assert turns[item.evidence.turn].by == "buyer"
            assert 0 <= item.evidence.start < item.evidence.end <= len(turns[item.evidence.turn].text)
