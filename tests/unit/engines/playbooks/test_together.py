"""Playbooks that lead into one another: where an end goes on, what does not hold together, ways to rest."""

import pytest
import yaml

from guitai.engines.playbooks import Answer, End, PlaybookError, check_together, load, onwards, walks

WORDS = {"zh": "是", "en": "Yes"}


def playbook(key, starts, steps, ends):
    """Build one of ``steps`` with where their answers lead, and of ``ends`` with where they go on, if so."""
    told = {
        "key": key,
        "version": 1,
        "title": WORDS,
        "starts": starts,
        "steps": {
            step: {"ask": WORDS, "who": "agent", "answers": {to: {**WORDS, "to": to} for to in leads.split()}}
            for step, leads in steps.items()
        },
        "ends": {
            end: {**WORDS, "outcome": end} | ({"then": then} if then else {}) for end, then in ends.items()
        },
    }
    return load(yaml.safe_dump(told, sort_keys=False))


# Tea, then washing up; a chipped cup is thrown away, a dirty kettle is washed and boiled in again.
TEA = playbook(
    "tea",
    {"cold": "boil", "hot": "pour"},
    {"boil": "pour dirty", "pour": "drunk spilt"},
    {"dirty": "washing.kettle", "drunk": "washing.cup", "spilt": ""},
)
WASHING = playbook(
    "washing",
    {"cup": "look", "kettle": "scour", "nothing": "done", "waste": "again"},
    {"look": "done chipped", "scour": "done again"},
    {"done": "", "chipped": "", "again": "tea.cold"},
)
BOTH = {"tea": TEA, "washing": WASHING}


def way(walk):
    """Tell a walk: the places it comes through, with the answers."""
    return " ".join(
        f"{stop.playbook}.{stop.at.key}" + (f":{stop.answer.key}" if stop.answer else "") for stop in walk
    )


def test_an_end_goes_on_at_a_start_of_another_or_rests():
    assert onwards(BOTH, TEA.ends["drunk"]) == (WASHING, WASHING.steps["look"])
    assert onwards(BOTH, WASHING.ends["again"]) == (TEA, TEA.steps["boil"])
    assert onwards(BOTH, TEA.ends["spilt"]) is None


@pytest.mark.parametrize("then", ["washing.plate", "cooking.cup", "washing", ".cup", "washing.cup.blue"])
def test_an_end_that_goes_on_nowhere_is_named(then):
    tea = playbook("tea", {"cold": "boil"}, {"boil": "drunk"}, {"drunk": then})

    with pytest.raises(LookupError):
        onwards({"tea": tea, "washing": WASHING}, tea.ends["drunk"])
    with pytest.raises(PlaybookError) as refused:
        check_together({"tea": tea, "washing": WASHING})

    assert str(refused.value) == f"tea.ends.drunk.then: there is no start {then!r}"


@pytest.mark.parametrize("books", [BOTH, {}])
def test_what_holds_together_is_let_pass(books):
    assert check_together(books) is None


def test_a_playbook_stands_under_its_own_key():
    with pytest.raises(PlaybookError) as refused:
        check_together({"coffee": TEA, "washing": WASHING})

    assert str(refused.value) == "coffee.key: this is 'tea'"


@pytest.mark.parametrize(
    ("start", "leads"),
    [
        pytest.param("look", "again", id="through a step"),
        pytest.param("look", "look again", id="through a step that asks again"),
        pytest.param("again", "again", id="from end to end"),
    ],
)
def test_playbooks_that_lead_into_one_another_for_ever_are_named(start, leads):
    tea = playbook("tea", {"cold": "boil"}, {"boil": "drunk"}, {"drunk": "washing.cup"})
    washing = playbook("washing", {"cup": start, "plate": "look"}, {"look": leads}, {"again": "tea.cold"})

    with pytest.raises(PlaybookError) as refused:
        check_together({"tea": tea, "washing": washing})

    assert str(refused.value) == "tea.starts.cold: no way from here comes to rest"


def test_one_way_out_is_enough():
    tea = playbook("tea", {"cold": "boil"}, {"boil": "drunk spilt"}, {"drunk": "washing.cup", "spilt": ""})
    washing = playbook("washing", {"cup": "look"}, {"look": "again"}, {"again": "tea.cold"})

    assert check_together({"tea": tea, "washing": washing}) is None


def test_walks_are_few_and_short_and_come_by_everything_within_reach():
    assert [way(walk) for walk in walks(BOTH, ["tea.cold"])] == [
        # To rest as soon as can be, then for each answer that none gave yet.
        "tea.boil:pour tea.pour:spilt tea.spilt",
        "tea.boil:dirty tea.dirty washing.scour:done washing.done",
        "tea.boil:pour tea.pour:drunk tea.drunk washing.look:done washing.done",
        "tea.boil:dirty tea.dirty washing.scour:again washing.again tea.boil:pour tea.pour:spilt tea.spilt",
        "tea.boil:pour tea.pour:drunk tea.drunk washing.look:chipped washing.chipped",
    ]


def test_each_start_has_a_walk_but_nothing_is_walked_twice():
    found = [way(walk) for walk in walks(BOTH, ["washing.cup", "tea.hot", "washing.nothing"])]

    assert found == [
        "washing.look:done washing.done",
        "washing.look:chipped washing.chipped",
        "tea.pour:spilt tea.spilt",
        "tea.pour:drunk tea.drunk washing.look:done washing.done",
        "washing.done",
    ]


def test_a_start_that_is_an_end_goes_on_elsewhere():
    assert [way(walk) for walk in walks({**BOTH}, ["washing.waste"])][:1] == [
        "washing.again tea.boil:pour tea.pour:spilt tea.spilt"
    ]


def test_every_answer_and_every_end_is_come_by():
    stops = {(stop.at, stop.answer) for walk in walks(BOTH, ["tea.cold", "washing.nothing"]) for stop in walk}

    steps = {
        (step, answer) for book in BOTH.values() for step in book.steps.values() for answer in step.answers
    }
    assert stops == steps | {(end, None) for book in BOTH.values() for end in book.ends.values()}
    assert all(isinstance(at, End) or isinstance(answer, Answer) for at, answer in stops)


@pytest.mark.parametrize("start", ["tea.warm", "coffee.cold", "tea"])
def test_there_is_no_walk_from_a_start_that_is_not_there(start):
    with pytest.raises(LookupError):
        walks(BOTH, [start])
