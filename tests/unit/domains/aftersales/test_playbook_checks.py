"""What a playbook of after-sales keeps to besides what the engine asks of any."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from guitai.domains.aftersales.playbook_checks import (
    MOST_BYTES,
    check_conventions,
    fault_in_words,
    faults,
    read,
    told,
)
from guitai.engines import playbooks
from guitai.engines.playbooks import PlaybookError

WORDS = {"zh": "是", "en": "Yes"}
ON = {**WORDS, "to": "done"}
GOOD: dict[str, Any] = {
    "key": "tea",
    "version": 1,
    "title": WORDS,
    "starts": {"damaged": "look"},
    "steps": {
        "look": {
            "ask": WORDS,
            "who": "agent",
            "answers": {
                "wrong": {**WORDS, "to": "again", "entry": "wrong"},
                "worse": {**WORDS, "to": "again", "entry": "wrong"},
                "check": {**WORDS, "to": "check"},
                "away": {**WORDS, "to": "goes_back"},
                "part": {**WORDS, "to": "done", "entry": "given", "amount": WORDS},
            },
        },
        "check": {
            "ask": WORDS,
            "who": "warehouse",
            "task": "verify",
            "answers": {"right": ON, "wrong": {**WORDS, "to": "goes_back"}},
        },
        "again": {
            "ask": WORDS,
            "who": "second",
            "answers": {"so": {**ON, "entry": "confirmed"}, "not_so": {**ON, "entry": "denied"}},
        },
    },
    "ends": {
        "done": {**WORDS, "outcome": "refunded"},
        "goes_back": {**WORDS, "outcome": "refunded", "then": "returning.refund"},
    },
}


def changed(place: str, value: object) -> str:
    """Give the good playbook as a text with one value changed; None takes its key away."""
    told = json.loads(json.dumps(GOOD))
    *way, last = place.split(".")
    there = told
    for key in way:
        there = there[key]
    there[last] = value
    if value is None:
        del there[last]
    return json.dumps(told, ensure_ascii=False)  # which is YAML too


def found(text: str) -> list[str]:
    return [str(fault) for fault in faults(read(text), starts=["damaged"])]


def test_a_good_one_passes():
    assert found(changed("version", 2)) == []


CHECK = "steps.check.answers"
FAULTS = [
    ("starts", {"damaged": "look", "lost": "look"}, "starts.lost: this playbook does not begin with it"),
    ("title.zh", "长" * 201, "title.zh: keep it to 200 letters"),
    ("steps.look.hours", 721, "steps.look.hours: 720 are the most"),
    ("steps.look.say", "亲，{什么}。", "steps.look.say: there is no slot {什么}"),
    ("steps.look.say", "亲" * 501, "steps.look.say: keep it to 500 letters"),
    (
        "steps.look.stage",
        "made",
        "steps.look.stage: 'made' is none of applied, sent, received, checked, refunded, exchanged",
    ),
    (
        "steps.look.answers.part.flag",
        "black",
        "steps.look.answers.part.flag: 'black' is none of red, yellow, green, blue, purple",
    ),
    ("steps.look.answers.part.remark", "长" * 61, "steps.look.answers.part.remark: keep it to 60 letters"),
    ("steps.look.answers.part.most", "100000.01", "steps.look.answers.part.most: 100000 yuan are the most"),
    ("steps.look.answers.part.pictures", 10, "steps.look.answers.part.pictures: 9 are the most"),
    ("steps.look.answers.Part", ON, "steps.look.answers.Part: a key has small letters"),
    ("steps.look.answers." + "a" * 41, ON, "steps.look.answers.aaaaaaaaaaaaaaaaa"),
    (
        "steps.look.answers.worse.to",
        "done",
        "steps.look.answers.worse.to: somebody else confirms a wrong shipment",
    ),
    ("steps.look.who", "warehouse", "steps.look.who: a step waits for the warehouse if it has a task"),
    ("steps.check.who", "agent", "steps.check.who: a step waits for the warehouse if it has a task"),
    ("steps.check.task", "cook", "steps.check.task: 'cook' is none of find, pull, change, resend, verify"),
    (f"{CHECK}.wrong", None, f"{CHECK}: the answers of this task are right, wrong, in this order"),
    (f"{CHECK}.right.pictures", 1, f"{CHECK}.right.pictures: the warehouse answers with a button"),
    ("steps.again.answers.so.entry", "denied", "steps.again.answers: each answer of a second person"),
    ("steps.again.who", "lead", "steps.again.who: only a second person confirms or denies"),
    (
        "ends.done.outcome",
        "lost",
        "ends.done.outcome: 'lost' is none of refunded, part_refunded, exchanged, resent, delivered, kept,",
    ),
    ("ends.goes_back.remark", "退", "ends.goes_back.remark: an end that goes on leaves this"),
    ("ends.goes_back.then", "tea.damaged", "ends.goes_back.then: within one playbook"),
]


@pytest.mark.parametrize(("place", "value", "said"), FAULTS)
def test_what_a_case_cannot_be_led_by_is_named(place: str, value: object, said: str):
    faults_found = found(changed(place, value))

    assert any(fault.startswith(said) for fault in faults_found), faults_found


def test_a_playbook_begins_with_what_it_is_for():
    said = [str(fault) for fault in faults(read(changed("version", 1)), starts=["damaged", "lost"])]

    assert said == ["starts.lost: this playbook has to begin with it; no other does"]


def test_a_case_begins_at_a_step():
    text = changed("starts", {"damaged": "look", "lost": "done"})

    assert "starts.lost: a case begins at a step, not at an end" in [
        str(fault) for fault in faults(read(text), starts=["damaged", "lost"])
    ]


def test_no_more_answers_than_there_are_digits():
    answers = {f"a{number}": ON for number in range(10)}
    text = changed("steps.look.answers", {**GOOD["steps"]["look"]["answers"], **answers})

    assert found(text) == ["steps.look.answers: 9 are the most"]


def test_no_more_steps_than_can_be_looked_over():
    chain = {
        f"s{number}": {"ask": WORDS, "who": "agent", "answers": {"on": {**WORDS, "to": f"s{number + 1}"}}}
        for number in range(78)
    }
    chain["s77"]["answers"] = {"on": ON}
    look = {
        **GOOD["steps"]["look"],
        "answers": {**GOOD["steps"]["look"]["answers"], "on": {**WORDS, "to": "s0"}},
    }
    text = changed("steps", {**GOOD["steps"], "look": look, **chain})

    assert found(text) == ["steps: there are 81; at most 80 are kept"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "the brackets are nested too deep"),
        ("a: &x {b: c}\nd: *x", "a word begins with *, which YAML reads as a reference"),
        ("a: 2026-02-31", "this can't be read: day is out of range"),
        ("a: [", "this can't be read"),
        ("长" * (MOST_BYTES // 3 + 1), "the text has 200001 bytes; at most 200000 are kept"),
    ],
    ids=["deep", "reference", "no day", "no YAML", "long"],
)
def test_what_cannot_be_read_is_refused(text: str, said: str):
    with pytest.raises(PlaybookError) as refused:
        read(text)

    assert str(refused.value).startswith(f"playbook: {said}")


def test_the_first_fault_refuses():
    with pytest.raises(PlaybookError) as refused:
        check_conventions(read(changed("steps.look.hours", 721)), starts=["damaged"])

    assert refused.value.at == "steps.look.hours"


def test_a_fault_is_told_in_a_sentence_with_its_key():
    fault = PlaybookError("steps.tea", "%(most)s are the most", most=3)

    with translation.override("en"):
        assert (told(fault), fault_in_words(fault)) == ("steps.tea: 3 are the most", "3 are the most")


def test_all_that_the_engine_says_is_there_to_be_translated():
    engine = "".join(path.read_text("utf-8") for path in Path(playbooks.__file__).parent.glob("*.py"))
    raised = re.findall(r'PlaybookError\(\s*[^"]*?(?:f?"[^"]*",|[^"]*?,) "([^"]+)"', engine)
    listed = Path(playbooks.__file__).parents[2] / "domains" / "aftersales" / "playbook_checks.py"

    assert len(raised) > 15
    assert [said for said in raised if f'gettext_noop("{said}")' not in listed.read_text("utf-8")] == []
