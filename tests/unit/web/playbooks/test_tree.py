"""A tree has every step and end once, every arrow, and links where something stands already."""

from collections.abc import Iterator

import pytest
from tests.factories.aftersales import SHORT

from guitai.domains.aftersales.playbook_texts import parsed, shipped
from guitai.engines.playbooks import load
from guitai.web.playbooks.tree import AnswerShown, Root, StepShown, Tree

BOOKS = {key: parsed(text) for key, text in shipped().items()}


def steps(shown: StepShown) -> Iterator[StepShown]:
    yield shown
    for answer in shown.answers:
        if answer.step:
            yield from steps(answer.step)


def answers(roots: list[Root]) -> list[AnswerShown]:
    return [answer for root in roots for step in steps(root.step) for answer in step.answers]


@pytest.mark.parametrize("key", sorted(BOOKS))
def test_every_step_and_every_end_is_shown_once(key: str):
    roots = Tree(BOOKS[key], BOOKS).roots()

    shown = [step.step.key for root in roots for step in steps(root.step)]
    ends = [answer.end.end.key for answer in answers(roots) if answer.end]
    assert sorted(shown) == sorted(BOOKS[key].steps)
    assert sorted(ends) == sorted(BOOKS[key].ends)


def test_a_step_stands_where_it_is_come_to_soonest():
    """``decide`` is one answer from the start, and three by way of the courier."""
    [root, search] = Tree(parsed(SHORT), {}).roots()
    by_title = {answer.answer.key: answer for answer in answers([root])}

    assert [len(root.starts), len(search.starts)] == [2, 1]
    assert by_title["none"].step is not None and by_title["none"].step.step.key == "decide"
    assert by_title["refuses"].step is None
    assert by_title["refuses"].leads_to == parsed(SHORT).steps["decide"].ask.zh
    assert search.step.step.key == "search"


def test_an_end_says_where_it_goes_on():
    tree = Tree(BOOKS["quality"], BOOKS)
    [leaf] = [each.end for each in answers(tree.roots()) if each.end and each.end.end.key == "to_refund"]

    assert (leaf.then_key, BOOKS["returning"].title.zh in leaf.goes_on) == ("returning", True)


def test_a_branch_too_deep_for_a_phone_goes_on_below():
    step = "  s{0}: {{who: agent, ask: {{zh: 问, en: Ask}}, answers: {{go: {{zh: 走, en: Go, to: s{1}}}}}}}"
    links = "\n".join(step.format(number, number + 1) for number in range(20))
    book = load(
        "key: long\nversion: 1\ntitle: {zh: 长, en: Long}\nstarts: {lost: s0}\nsteps:\n"
        f"{links}\nends:\n  s20: {{zh: 完, en: Done, outcome: kept}}\n"
    )

    roots = Tree(book, {}).roots()

    assert [(list(root.starts) != [], root.step.step.key) for root in roots] == [
        (True, "s0"),
        (False, "s9"),
        (False, "s18"),
    ]


def test_a_step_of_the_warehouse_gets_no_answers_of_the_shops_own():
    roots = Tree(parsed(SHORT), {}).roots()
    may_add = {step.step.key: step.may_add for root in roots for step in steps(root.step)}

    assert (may_add["resend"], may_add["look"]) == (False, True)
