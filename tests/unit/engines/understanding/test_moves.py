"""What is proposed to the agent."""

import re

import pytest

from guitai.domains.guard.loading import rulebook
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Platform, Severity
from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.moves import MOST, Move, moves, proposed
from guitai.engines.understanding.types import Mood

ALL = [*moves().values()]


@pytest.mark.parametrize("move", ALL, ids=lambda move: move.key)
def test_a_move_is_named_and_meant_for_something(move: Move):
    assert move.title["zh"] and move.title["en"]
    assert move.meant_for and move.meant_for <= {*Mood, "losing"}
    assert move.intents <= set(intents())
    assert move.say is None or re.fullmatch("[^a-z]{15,80}[。？]", move.say)


@pytest.mark.parametrize("platform", [Platform.TMALL, None])
@pytest.mark.parametrize("move", [move for move in ALL if move.say], ids=lambda move: move.key)
def test_the_guard_lets_every_wording_pass(move: Move, platform: Platform | None):
    assert (
        check(move.say or "", read_facts({}), rulebook(), platform=platform, language="zh").severity
        is Severity.PASS
    )


@pytest.mark.parametrize("occasion", ["losing", "angry", "anxious", "disappointed", "content"])
def test_there_is_a_move_for_every_occasion_whatever_is_asked(occasion: str):
    keys = (
        proposed(Mood.NEUTRAL, losing=True)
        if occasion == "losing"
        else proposed(Mood(occasion), losing=False)
    )

    assert keys
    assert moves()[keys[0]].say


def test_a_neutral_buyer_who_stays_needs_none():
    assert proposed(Mood.NEUTRAL, losing=False, intents=["stock"]) == ()


def test_what_was_asked_last_comes_first_and_something_general_is_always_there():
    assert proposed(Mood.ANGRY, losing=False, intents=["refund", "damage", "dispatch"]) == (
        "own_slow_refund",
        "own_damage",
        "apologise",
    )
    assert proposed(Mood.NEUTRAL, losing=True, intents=["price", "price"])[:2] == (
        "tell_activity",
        "ask_purpose",
    )


def test_the_angry_and_anxious_are_calmed_before_they_are_won_back():
    both = proposed(Mood.ANXIOUS, losing=True)

    assert "anxious" in moves()[both[0]].meant_for and len(both) <= MOST
    assert "losing" in moves()[proposed(Mood.DISAPPOINTED, losing=True)[0]].meant_for
