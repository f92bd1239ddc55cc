"""What the parts of a playbook are called."""

from django.utils import translation

from guitai.domains.aftersales.playbook_texts import parsed, shipped
from guitai.web.playbooks import names

BOOKS = {key: parsed(text) for key, text in shipped().items()}


def test_every_start_has_a_name():
    with translation.override("en"):
        told = {state: names.start_called(state) for book in BOOKS.values() for state in book.starts}

    assert told["lost"] == "lost on the way"
    assert told["refund"] == "goes back for the money"
    assert [state for state, name in told.items() if name == state and state != "quality"] == []


def test_an_entry_says_how_much_may_be_given():
    answers = {each.key: each for each in BOOKS["quality"].steps["part"].answers}

    with translation.override("en"):
        assert names.entry_called(answers["agreed"]) == "given to the buyer ≤ ¥20.00"
        assert names.entry_called(answers["unsettled"]) == ""


def test_where_a_case_goes_on_is_told_with_its_playbook():
    with translation.override("en"):
        told = names.then_called("returning.refund", BOOKS)

    assert told == f"{BOOKS['returning'].title.en} · goes back for the money"
    assert names.then_called("gone.lost", {}).startswith("gone")


def test_what_is_not_known_is_told_by_its_own_word():
    assert [call("x") for call in (names.who_called, names.flag_called, names.stage_called)] == ["x"] * 3
    assert [call("x") for call in (names.outcome_called, names.task_called)] == ["x"] * 2
