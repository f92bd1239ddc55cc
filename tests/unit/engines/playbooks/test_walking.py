"""Going through a playbook, answer by answer and every way at once."""

import pytest

from guitai.engines.playbooks import go, load, paths

# boil: ready → drink, not yet → wait; wait: look again → boil, give up → none.
TEA = load("""
key: tea
version: 1
title: {zh: 泡茶, en: Make tea}
starts: {cold: boil, empty: none}
steps:
  boil:
    ask: {zh: 开了吗, en: Does it boil}
    who: agent
    answers: {ready: {zh: 开了, en: It does, to: drink}, not_yet: {zh: 没有, en: Not yet, to: wait}}
  wait:
    ask: {zh: 还等吗, en: Wait on}
    who: buyer
    answers: {look: {zh: 再看, en: Look, to: boil}, leave: {zh: 不等, en: Leave, to: none}}
ends:
  drink: {zh: 喝茶, en: Drink, outcome: drunk}
  none: {zh: 没茶, en: No tea, outcome: dry}
""")


@pytest.mark.parametrize(("step", "answer", "to"), [("boil", "not_yet", "wait"), ("boil", "ready", "drink")])
def test_an_answer_leads_to_a_step_or_an_end(step, answer, to):
    assert go(TEA, step, answer).key == to


@pytest.mark.parametrize(("step", "answer"), [("boil", "leave"), ("pour", "ready"), ("drink", "ready")])
def test_what_is_not_there_leads_nowhere(step, answer):
    with pytest.raises(LookupError):
        go(TEA, step, answer)


def test_every_way_to_an_end_comes_through_no_step_twice():
    found = [
        ([(step.key, answer.key) for step, answer in path.turns], path.end.key) for path in paths(TEA, "boil")
    ]

    assert found == [
        ([("boil", "ready")], "drink"),
        ([("boil", "not_yet"), ("wait", "leave")], "none"),
    ]


def test_an_end_is_a_way_of_its_own():
    assert [(path.turns, path.end.key) for path in paths(TEA, "none")] == [((), "none")]
