"""What each role may do."""

import pytest

from guitai.domains.accounts.models import Role
from guitai.domains.accounts.rights import RIGHTS, Right


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_rights(role):
    assert role in RIGHTS


def test_only_those_at_the_counter_answer():
    assert {role for role, rights in RIGHTS.items() if Right.ANSWER in rights} == {
        Role.LEAD,
        Role.AGENT,
        Role.AFTERSALES,
        Role.OUTSOURCED,
    }


def test_outsourced_agents_answer_and_do_nothing_else():
    assert RIGHTS[Role.OUTSOURCED] == {Right.ANSWER}


def test_a_lead_may_do_everything():
    assert RIGHTS[Role.LEAD] == set(Right)


def test_only_a_lead_edits_people_roster_and_shop_takes_over_and_imports():
    for right in (Right.EDIT_PEOPLE, Right.EDIT_ROSTER, Right.EDIT_SHOP, Right.TAKE_OVER, Right.IMPORT):
        assert [role for role, rights in RIGHTS.items() if right in rights] == [Role.LEAD]


def test_only_a_lead_approves_and_edits_rules_and_a_trainer_sees_what_was_found():
    holders = {right: {role for role, rights in RIGHTS.items() if right in rights} for right in Right}

    assert holders[Right.APPROVE] == holders[Right.EDIT_RULES] == {Role.LEAD}
    assert holders[Right.SEE_VERDICTS] == {Role.LEAD, Role.TRAINER}


def test_only_a_lead_sees_the_figures_of_all_and_says_what_they_pay():
    for right in (Right.SEE_FIGURES, Right.EDIT_PAY):
        assert [role for role, rights in RIGHTS.items() if right in rights] == [Role.LEAD]
