"""The likely reason; how it is found stands in the cases of the orders and talks."""

import pytest
from tests.unit.engines.worklists.worked import moment

from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.types import Mood
from guitai.engines.worklists import Talked, rules
from guitai.engines.worklists.reasons import likely_reason


@pytest.mark.parametrize(
    ("listing", "reason"), [("unpaid", "forgot"), ("asked", ""), ("late", ""), ("poor_review", "unsaid")]
)
def test_who_said_nothing_may_have_forgotten_what_they_ordered(listing, reason):
    assert likely_reason(None, listing) == reason


@pytest.mark.parametrize(
    "word",
    [(next(iter(each.say)), each.key, word) for each in rules().reasons for word in each.words],
    ids=str,
)
def test_every_word_speaks_for_its_reason(word):
    listing, reason, said = word

    assert likely_reason(Talked(at=moment("20 10:00"), said=(f"亲，{said}啊",)), listing) == reason


def test_reasons_speak_of_intents_and_moods_there_are():
    known = rules().reasons

    assert {intent for each in known for intent in each.intents} | rules().buying <= {*intents()}
    assert {mood for each in known for mood in each.moods} <= {*Mood, "losing"}
