"""How much of a query each wording covers."""

import pytest

from guitai.engines.retrieval.postings import Postings, Usual
from guitai.engines.retrieval.terms import plain, terms_of

WORDINGS = ("什么时候发货", "可以开发票吗", "会起球吗", "发货以后可以改地址吗")


@pytest.fixture
def postings():
    made = Postings(Usual(100, {"吗": 60, "什": 40, "么": 40}))
    for wording in WORDINGS:
        made.add(wording, terms_of(wording))
    made.close()
    return made


def _coverage(postings, query):
    return postings.coverage(terms_of(plain(query))).tolist()


def test_the_same_words_cover_all_and_others_nothing(postings):
    covered = _coverage(postings, "会起球吗")

    assert covered[2] == pytest.approx(1.0, abs=0.02)
    assert covered[0] == 0.0


def test_the_shorter_of_two_wordings_with_the_words_covers_more(postings):
    covered = _coverage(postings, "发货")

    assert covered[0] > covered[3] > covered[1]


def test_what_everybody_says_counts_little(postings):
    covered = _coverage(postings, "起球吗")

    assert covered[2] > 5 * covered[1]


@pytest.mark.parametrize("typed", ["发活", "fahuo", "fh"])
def test_a_typo_pinyin_and_initials_are_found(postings, typed):
    covered = _coverage(postings, typed)

    assert covered[0] == max(covered) > 0
    assert covered[2] == 0


def test_unknown_words_cover_nothing(postings):
    assert _coverage(postings, "zzz 龘靐") == [0.0] * 4


def test_without_wordings_nothing_is_covered():
    empty = Postings(Usual(0, {}))
    empty.close()

    assert _coverage(empty, "发货") == []
    assert _coverage(empty, "fh") == []
