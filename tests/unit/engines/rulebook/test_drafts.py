"""Clauses, sentences, pauses and digits of a draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.rulebook.drafts import Draft, joined, longest
from guitai.engines.rulebook.lexicon import Lexicon
from guitai.engines.rulebook.types import Scope, Words


def draft(text, begins=0, **named):
    lexicon = Lexicon()
    numbers = {name: lexicon.add(words) for name, words in named.items()}
    lexicon.close()
    return Draft(text, lexicon, numbers, None, begins)


@pytest.mark.parametrize(
    ("scope", "around"),
    [
        (Scope.CLAUSE, "明天肯定到的"),
        (Scope.BEFORE, "明天"),
        (Scope.AFTER, "到的"),
        (Scope.SENTENCE, "放心,明天肯定到的,您拍"),
        (Scope.DRAFT, "在。放心,明天肯定到的,您拍!好"),
    ],
)
def test_a_hit_has_a_stretch_around_it(scope, around):
    text = draft("在。放心，明天肯定到的，您拍！好")
    start = text.text.index("肯定")

    first, last = text.around(start, start + 2, scope)

    assert text.text[first:last] == around


def test_a_comma_between_thousands_is_no_break():
    text = draft("满1,000减50")

    assert text.clause(1, 2) == "满1,000减50"


def test_the_writer_stops_at_a_sign_or_a_pause():
    text = draft("能到吗 亲，好")

    assert [text.stops_after(end) for end in (0, 3, 4)] == [3, 3, 4]


def test_a_pause_between_two_places_is_seen():
    text = draft("不用担心 肯定到")

    assert text.has_gap(2, 4)
    assert not text.has_gap(0, 2)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("电话138 0000-0001哦", ["13800000001"]),
        ("幺三八零零零零零零零幺", ["13800000001"]),
        ("一三八0零00①②③4", ["13800001234"]),
        ("138****0001", ["0001"]),
        ("第一二天", []),
        ("满300,减50", []),
        ("一五八，零零零零，一二三四", ["15800001234"]),
    ],
)
def test_digits_in_any_writing_are_one_number(written, digits):
    assert [run.value for run in draft(written).digits] == digits


def test_words_of_kinds_come_with_their_kind_the_longest_first():
    couriers = Words(frozenset({"顺丰", "顺丰速运"}), kinds=(("顺丰", "SF"), ("顺丰速运", "SF")))

    assert draft("发顺丰速运", couriers=couriers).kinds("couriers") == [((1, 5), "SF")]


def test_where_the_draft_begins_after_earlier_messages():
    assert draft("加 微信聊", begins=3).begins == 2


def test_a_written_stretch_is_found_in_the_text():
    text = draft("王 小 明")

    assert text.from_written(2, 5) == (1, 3)
    assert text.from_written(1, 2) is None


def test_spans_that_overlap_are_joined_or_the_longest_is_kept():
    spans = [(0, 2), (1, 3), (5, 6)]

    assert joined(spans) == [(0, 3), (5, 6)]
    assert longest(spans) == [(0, 2), (5, 6)]


@given(st.text(), st.integers(0, 40), st.integers(0, 5))
def test_every_stretch_lies_in_the_text_and_holds_the_hit(written, start, length):
    text = draft(written)
    start = min(start, len(text.text))
    end = min(start + length, len(text.text))

    for scope in (Scope.CLAUSE, Scope.SENTENCE, Scope.DRAFT):
        first, last = text.around(start, end, scope)
        assert 0 <= first <= start <= end <= last <= len(text.text)
