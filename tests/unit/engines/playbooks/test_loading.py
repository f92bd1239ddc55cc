"""A playbook is read whole, or refused with the key that is at fault."""

import pytest
import yaml

from guitai.engines.playbooks import Answer, End, Entry, PlaybookError, Step, Who, Words, load

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
            "evidence": {"zh": "水壶的照片", "en": "A picture of the kettle"},
            "hours": 2,
            "stage": "heating",
            "answers": {
                "boils": {
                    "zh": "开了",
                    "en": "It does",
                    "to": "drink",
                    "remark": "已开",
                    "flag": "red",
                    "wants": WORDS,
                    "pictures": 3,
                    "entry": "given",
                    "amount": {"zh": "给多少", "en": "How much"},
                    "most": "20.00",
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
            "stage": "made",
            "then": "washing.cup",
        }
    },
}


def test_all_that_is_written_is_read():
    tea = load(yaml.safe_dump(TEA, sort_keys=False, allow_unicode=True))

    boils = Answer(
        key="boils",
        title=Words("开了", "It does"),
        to="drink",
        remark="已开",
        flag="red",
        wants=Words("是", "Yes"),
        pictures=3,
        entry=Entry.GIVEN,
        amount=Words("给多少", "How much"),
        most=2000,
    )
    again = Answer("again", Words("没有", "No"), "boil")
    assert (tea.key, tea.version, tea.title, tea.starts) == (
        "tea",
        2,
        Words("泡茶", "Make tea"),
        {"cold": "boil"},
    )
    assert tea.steps == {
        "boil": Step(
            key="boil",
            ask=Words("开了吗？", "Does it boil?"),
            who=Who.AGENT,
            answers=(boils, again),
            say="亲，{买家}，稍等。",
            task="heat",
            evidence=Words("水壶的照片", "A picture of the kettle"),
            hours=2,
            stage="heating",
        )
    }
    assert tea.ends == {
        "drink": End(
            key="drink",
            title=Words("喝茶", "Drink"),
            outcome="drunk",
            remark="喝了",
            flag="green",
            say="好喝",
            stage="made",
            then="washing.cup",
        )
    }


def test_what_is_not_written_is_nothing():
    told = yaml.safe_load(yaml.safe_dump(TEA))
    told["steps"]["boil"] = {key: told["steps"]["boil"][key] for key in ("ask", "who", "answers")}
    told["ends"]["drink"] = {**WORDS, "outcome": "drunk"}

    tea = load(yaml.safe_dump(told))

    step, again = tea.steps["boil"], tea.steps["boil"].answer("again")
    assert (step.say, step.task, step.evidence, step.hours, step.stage) == ("", "", None, 0, "")
    assert (again.pictures, again.entry, again.amount, again.most) == (0, None, None, None)
    assert (tea.ends["drink"].stage, tea.ends["drink"].then) == ("", "")


@pytest.mark.parametrize("entry", Entry)
def test_an_entry_has_an_amount_or_has_none(entry):
    has_none = entry in {"declined", "wrong", "confirmed", "denied"}
    told = yaml.safe_load(yaml.safe_dump(TEA))
    again = told["steps"]["boil"]["answers"]["again"]

    again["entry"] = entry.value
    if has_none:
        assert load(yaml.safe_dump(told)).steps["boil"].answer("again").entry is entry
        said = "amount: no entry says what this amount is"
        again["amount"] = WORDS
    else:
        said = f"entry: {entry} needs the question for its amount"

    with pytest.raises(PlaybookError) as refused:
        load(yaml.safe_dump(told))

    assert str(refused.value) == f"steps.boil.answers.again.{said}"


@pytest.mark.parametrize(
    ("entry", "has_most"), [("given", True), ("postage", True), ("spent", False), ("refunded", False)]
)
def test_only_what_is_given_away_has_a_most(entry, has_most):
    told = yaml.safe_load(yaml.safe_dump(TEA))
    told["steps"]["boil"]["answers"]["again"] |= {"entry": entry, "amount": WORDS, "most": "0.01"}

    if has_most:
        assert load(yaml.safe_dump(told)).steps["boil"].answer("again").most == 1
        return
    with pytest.raises(PlaybookError) as refused:
        load(yaml.safe_dump(told))

    said = "only what is given away has a most (given, postage)"
    assert str(refused.value) == f"steps.boil.answers.again.most: {said}"


STEP = {**TEA["steps"]["boil"]}
BOILS = "steps.boil.answers.boils"


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
        (
            "steps.boil.who",
            "cat",
            "steps.boil.who: 'cat' is none of agent, buyer, warehouse, courier, lead, second",
        ),
        ("steps.boil.tells", "x", "steps.boil.tells: there is no such key here"),
        ("steps.boil.say", "", "steps.boil.say: a text is wanted"),
        ("steps.boil.evidence", {"zh": "照片"}, "steps.boil.evidence.en: a text is wanted"),
        ("steps.boil.evidence", "照片", "steps.boil.evidence: keys with values are wanted"),
        ("steps.boil.hours", 0, "steps.boil.hours: a whole number from 1 is wanted"),
        ("steps.boil.hours", 1.5, "steps.boil.hours: a whole number from 1 is wanted"),
        ("steps.boil.stage", "", "steps.boil.stage: a text is wanted"),
        (f"{BOILS}.pictures", 0, f"{BOILS}.pictures: a whole number from 1 is wanted"),
        (f"{BOILS}.pictures", "two", f"{BOILS}.pictures: a whole number from 1 is wanted"),
        (f"{BOILS}.entry", "lent", f"{BOILS}.entry: 'lent' is none of {', '.join(Entry)}"),
        (f"{BOILS}.entry", "", f"{BOILS}.entry: a text is wanted"),
        (f"{BOILS}.amount", {"zh": "多少"}, f"{BOILS}.amount.en: a text is wanted"),
        (f"{BOILS}.most", 20, f"{BOILS}.most: a text is wanted"),
        (f"{BOILS}.most", "much", f"{BOILS}.most: 'much' is no amount in yuan and fen"),
        (f"{BOILS}.most", "20.005", f"{BOILS}.most: '20.005' is no amount in yuan and fen"),
        (f"{BOILS}.most", "0", f"{BOILS}.most: more than nothing is wanted"),
        (f"{BOILS}.most", "-5.00", f"{BOILS}.most: more than nothing is wanted"),
        ("ends.drink.stage", "", "ends.drink.stage: a text is wanted"),
        ("ends.drink.then", None, "ends.drink.then: a text is wanted"),
        ("ends.drink.hours", 2, "ends.drink.hours: there is no such key here"),
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
