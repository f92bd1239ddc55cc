"""One thing changed in a playbook's text leaves all else as it was."""

import pytest
from tests.factories.aftersales import SHORT

from guitai.domains.aftersales import playbook_changes as changes
from guitai.domains.aftersales.errors import PlaybookRefusedError
from guitai.domains.aftersales.playbook_texts import parsed, shipped
from guitai.engines.playbooks import Entry, Words, load

CAN = {"zh": "能修", "en": "It can be mended"}


@pytest.mark.parametrize("key", sorted(shipped()))
def test_a_text_that_is_written_anew_says_the_same(key: str):
    text = shipped()[key]
    book = parsed(text)
    step = next(iter(book.steps.values()))

    assert load(changes.change_step(text, step.key, {"say": step.say})) == book


def test_a_step_gets_other_words_and_keeps_its_answers():
    before = parsed(SHORT).steps["look"]
    fields = {"say": "亲，请拍照。", "hours": 0, "evidence": None, "ask": {"zh": "图呢", "en": "Pictures?"}}

    step = load(changes.change_step(SHORT, "look", fields)).steps["look"]

    assert (step.say, step.hours, step.evidence, step.ask) == (
        "亲，请拍照。",
        0,
        None,
        Words("图呢", "Pictures?"),
    )
    assert step.answers == before.answers


def test_all_other_steps_stay():
    after = load(changes.change_step(SHORT, "look", {"say": "亲，请拍照。"}))

    assert {**parsed(SHORT).steps, "look": after.steps["look"]} == after.steps
    assert after.ends == parsed(SHORT).ends


def test_an_answer_gets_another_remark_and_loses_its_entry():
    fields = {"remark": "补一点", "entry": "", "amount": None, "most": ""}

    answer = load(changes.change_answer(SHORT, "give", "part", fields)).steps["give"].answer("part")

    assert answer is not None
    assert (answer.remark, answer.entry, answer.amount, answer.most) == ("补一点", None, None, None)
    assert (answer.flag, answer.to) == ("yellow", "kept")


def test_an_answer_stands_behind_the_others():
    fields = {**CAN, "to": "kept", "entry": "spent", "amount": {"zh": "多少", "en": "How much"}}

    step = load(changes.add_answer(SHORT, "give", "mend", fields)).steps["give"]

    assert [answer.key for answer in step.answers] == ["part", "returns", "again", "not_here", "mend"]
    assert step.answers[-1].entry is Entry.SPENT


def test_an_answer_is_taken_away():
    step = load(changes.remove_answer(SHORT, "look", "none")).steps["look"]

    assert [answer.key for answer in step.answers] == ["photos"]


def test_a_step_comes_in_between():
    fields = {"ask": CAN, "who": "agent", "answers": {"yes": CAN, "no": CAN}}

    book = load(changes.add_step(SHORT, "mend", fields, behind=("give", "returns")))

    assert book.steps["give"].answer("returns").to == "mend"
    assert [answer.to for answer in book.steps["mend"].answers] == ["goes_back", "goes_back"]
    assert list(book.steps)[2:4] == ["give", "mend"]


def test_an_answer_leads_to_a_new_end():
    text = changes.add_answer(SHORT, "give", "mend", {**CAN, "to": "kept"})

    book = load(changes.add_end(text, "mended", {**CAN, "outcome": "kept"}, behind=("give", "mend")))

    assert book.steps["give"].answer("mend").to == "mended"
    assert book.ends["mended"].outcome == "kept"


def test_an_end_counts_as_something_else():
    end = load(changes.change_end(SHORT, "refused", {"outcome": "nothing", "say": "亲，查过了。"})).ends[
        "refused"
    ]

    assert (end.outcome, end.say, end.title) == ("nothing", "亲，查过了。", Words("没退", "Not paid back"))


def test_a_step_is_taken_away_and_what_led_there_leads_elsewhere():
    book = load(changes.remove_step(SHORT, "confirm", instead="refused"))

    assert "confirm" not in book.steps
    assert book.steps["search"].answer("wrong").to == "refused"


@pytest.mark.parametrize("instead", ["", "decide"])
def test_a_step_stays_while_an_arrow_leads_there(instead: str):
    with pytest.raises(PlaybookRefusedError, match=r"look\.拍不了, claim\.不赔") as refused:
        changes.remove_step(SHORT, "decide", instead=instead)

    assert refused.value.facts == {"at": "steps.decide", "field": "instead"}


def test_what_nobody_comes_to_any_more_is_named_and_taken_away():
    text = changes.change_answer(SHORT, "search", "wrong", {"to": "arrived", "entry": ""})

    assert changes.not_come_to(text) == ["confirm"]
    assert "confirm" not in load(changes.without_what_nobody_comes_to(text)).steps


@pytest.mark.parametrize(
    "change",
    [
        lambda: changes.change_step(SHORT, "gone", {}),
        lambda: changes.change_answer(SHORT, "look", "gone", {}),
        lambda: changes.change_end(SHORT, "gone", {}),
        lambda: changes.add_answer(SHORT, "look", "none", CAN),
        lambda: changes.remove_answer(SHORT, "confirm", "so"),
        lambda: changes.add_step(SHORT, "kept", {"answers": {}}, behind=("look", "none")),
        lambda: changes.add_end(SHORT, "look", CAN, behind=("look", "none")),
    ],
    ids=["no step", "no answer", "no end", "answer's key", "only answer", "end's key", "step's key"],
)
def test_what_is_not_there_or_there_already_is_refused(change):
    with pytest.raises(PlaybookRefusedError) as refused:
        change()

    assert refused.value.facts["at"]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("It can be mended!", "it_can_be_mended"),
        ("能修", "answer"),
        ("3 days", "answer"),
        ("Gone", "gone_2"),
        ("A title that is a good deal longer than forty letters", "a_title_that_is_a_good_deal_longer_t"),
    ],
)
def test_a_key_is_made_of_the_english_title(title: str, key: str):
    assert changes.free_key(title, {"gone", "kept"}, otherwise="answer") == key
