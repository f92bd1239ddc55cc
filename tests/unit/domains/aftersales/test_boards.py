from datetime import timedelta
from typing import Any

import pytest
from tests.factories.aftersales import OPENED, CaseFactory, CaseLineFactory, PlaybookTextFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.boards import Who, at_turn, rows_of, turn_counts, whose_counts
from guitai.domains.aftersales.models import Case
from guitai.domains.aftersales.queries import running_cases

OTHER = """
key: other
version: 1
title: {zh: 丢件, en: Lost}
starts: {lost: look}
steps:
  look:
    who: courier
    ask: {zh: 找到了吗, en: Is it found?}
    answers:
      so: {zh: 找到了, en: It is, to: end}
ends:
  end: {zh: 到了, en: Arrived, outcome: delivered}
"""


@pytest.fixture
def cases(shop: Shop, agent: Membership) -> list[Case]:
    """Four that run: for the buyer, the agent, and the courier by a playbook whose step has the same name."""
    other = PlaybookTextFactory(shop=shop, key="other", written=OTHER)
    made = [
        CaseFactory(shop=shop, owner=agent, **told)
        for told in ({}, {"step": "give"}, {"playbook": other}, {"step": "give", "due_at": OPENED})
    ]
    CaseFactory(shop=shop, owner=agent, state="ended", outcome="kept", ended_at=OPENED)
    return made


def test_turns_are_counted_by_playbook_and_step(shop: Shop, cases: list[Case]):
    CaseFactory()  # another shop's

    counts = turn_counts(running_cases(shop))

    assert counts == {"agent": 2, "buyer": 1, "warehouse": 0, "courier": 1, "lead": 0, "second": 0}
    assert sum(turn_counts(running_cases(shop).none()).values()) == 0


@pytest.mark.parametrize(
    ("who", "places"), [("agent", {1, 3}), ("courier", {2}), ("buyer", {0}), ("lead", set())]
)
def test_cases_are_found_by_whose_turn_it_is(shop: Shop, cases: list[Case], who: str, places: set[int]):
    found = at_turn(running_cases(shop), who, shop=shop)

    assert {case.pk for case in found} == {cases[place].pk for place in places}


def test_those_of_everybody_ones_own_nobodys_and_late_are_counted(
    shop: Shop, agent: Membership, cases: list[Case]
):
    CaseFactory(shop=shop, owner=None, opened_by=agent, due_at=None)

    counts = whose_counts(shop, member=agent, at=OPENED + timedelta(minutes=1))

    assert counts == {"all": 5, "mine": 4, "free": 1, "late": 1}


def test_rows_of_many_cases_take_as_many_questions_as_of_one(
    shop: Shop, cases: list[Case], django_assert_num_queries: Any
):
    for case in cases:
        CaseLineFactory(case=case)

    with django_assert_num_queries(3):
        rows = rows_of(shop, [case.pk for case in cases])
        for row in rows:
            assert row.playbook.written and row.buyer.display_name and row.owner.nickname
            assert [line.title for line in row.lines.all()] == ["纯色衬衫"]

    assert len(rows) == 4
    assert len({id(row.playbook) for row in rows}) == 2


def test_rows_of_another_shop_are_not_given(other_shop: Shop, cases: list[Case]):
    assert rows_of(other_shop, [case.pk for case in cases]) == []


def test_every_one_who_may_be_asked_is_counted():
    assert len(Who) == 6
