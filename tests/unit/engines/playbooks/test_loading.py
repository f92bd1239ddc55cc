"""A playbook is read whole, or refused with the key that is at fault."""

import pytest
import yaml

from guitai.engines.playbooks import Answer, End, PlaybookError, Step, Who, Words, load

WORDS = {"zh": "是", "en": "Yes"}
TEA = {
    "key": "tea",
    "version": 2,
    "title": {"zh": "泡茶", "en": "Make tea"},
    "starts": {"cold": "boil"},
    "steps": {
        "boil": {
            "ask": {"zh": "开了吗？", "en": "Does it boil?"},
            "who": "agent",
            "say": "亲，{买家}，稍等。",
            "task": "heat",
            "answers": {
                "boils": {
                    "zh": "开了",
                    "en": "It does",
                    "to": "drink",
                    "remark": "已开",
                    "flag": "red",
                    "wants": WORDS,
                },
                "again": {"zh": "没有", "en": "No", "to": "boil"},
            },
        }
    },
    "ends": {
        "drink": {
            "zh": "喝茶",
            "en": "Drink",
            "outcome": "drunk",
            "remark": "喝了",
            "flag": "green",
            "say": "好喝",
        }
    },
}


def test_all_that_is_written_is_read():
    tea = load(yaml.safe_dump(TEA, sort_keys=False, allow_unicode=True))

    boils = Answer("boils", Words("开了", "It does"), "drink", "已开", "red", Words("是", "Yes"))
    again = Answer("again", Words("没有", "No"), "boil")
    assert (tea.key, tea.version, tea.title, tea.starts) == (
        "tea",
        2,
        Words("泡茶", "Make tea"),
        {"cold": "boil"},
    )
    assert tea.steps == {
        "boil": Step(
            "boil",
            Words("开了吗？", "Does it boil?"),
            Who.AGENT,
            (boils, again),
            "亲，{买家}，稍等。",
            "heat",
        )
    }
    assert tea.ends == {"drink": End("drink", Words("喝茶", "Drink"), "drunk", "喝了", "green", "好喝")}


STEP = {**TEA["steps"]["boil"]}


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("colour", "red", "colour: there is no such key here"),
        ("version", True, "version: a whole number from 1 is wanted"),
        ("key", "", "key: a text is wanted"),
        ("title.en", None, "title.en: a text is wanted"),
        ("starts", {}, "starts: keys with values are wanted"),
        ("starts.cold", "pour", "starts.cold: there is no step or end 'pour'"),
        ("steps.boil.ask.zh", " ", "steps.boil.ask.zh: a text is wanted"),
        ("steps.boil.who", "cat", "steps.boil.who: 'cat' is none of agent, buyer, warehouse, courier, lead"),
        ("steps.boil.tells", "x", "steps.boil.tells: there is no such key here"),
        ("steps.boil.say", "", "steps.boil.say: a text is wanted"),
        ("steps.boil.answers", {}, "steps.boil.answers: keys with values are wanted"),
        ("steps.boil.answers", {True: {}}, "steps.boil.answers.True: write this key in quotation marks"),
        ("steps.boil.answers.again.en", "", "steps.boil.answers.again.en: a text is wanted"),
        (
            "steps.boil.answers.again.flags",
            "red",
            "steps.boil.answers.again.flags: there is no such key here",
        ),
        (
            "steps.boil.answers.again.to",
            "pour",
            "steps.boil.answers.again.to: there is no step or end 'pour'",
        ),
        (
            "steps.boil.answers.boils.wants",
            {"zh": "几度"},
            "steps.boil.answers.boils.wants.en: a text is wanted",
        ),
        ("steps.boil.answers.boils.to", "boil", "ends.drink: nobody comes here"),
        ("steps.pour", STEP, "steps.pour: nobody comes here"),
        ("ends.pour", {**WORDS, "outcome": "x"}, "ends.pour: nobody comes here"),
        ("ends.boil", {**WORDS, "outcome": "x"}, "ends.boil: a step has this key already"),
        ("ends.drink.outcome", None, "ends.drink.outcome: a text is wanted"),
    ],
)
def test_what_is_wrong_is_named(place, value, said):
    told = yaml.safe_load(yaml.safe_dump(TEA))
    *path, last = place.split(".")
    line = told
    for key in path:
        line = line[key]
    line[last] = value

    with pytest.raises(PlaybookError) as refused:
        load(yaml.safe_dump(told, sort_keys=False))

    assert str(refused.value) == said


def test_a_loop_without_a_way_out_is_named():
    told = yaml.safe_load(yaml.safe_dump(TEA))
    told["steps"]["boil"]["answers"]["again"]["to"] = "wait"
    told["steps"]["wait"] = {**STEP, "answers": {"on": {**WORDS, "to": "wait"}}}

    with pytest.raises(PlaybookError, match=r"^steps\.wait: there is no way from here to an end$"):
        load(yaml.safe_dump(told))


@pytest.mark.parametrize("text", ["[]", "tea", "{key: ", ""])
def test_what_is_no_playbook_at_all_is_refused(text):
    with pytest.raises(PlaybookError, match=r"^playbook: "):
        load(text)
