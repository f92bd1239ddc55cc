"""Whose phrases a member may see and change."""

from tests.factories.knowledge import QuickPhraseFactory

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.knowledge import rights
from guitai.domains.knowledge.models import Scope


def test_roles_write_for_different_circles(
    lead: Membership, agent: Membership, outsourced: Membership
) -> None:
    assert rights.scopes_of(lead) == set(Scope)
    assert rights.scopes_of(agent) == {Scope.PERSONAL, Scope.TEAM}
    assert rights.scopes_of(outsourced) == {Scope.PERSONAL}


def test_an_agent_writes_for_their_own_groups_alone(
    presale: Group, aftersale: Group, agent: Membership, lead: Membership, outsourced: Membership
) -> None:
    for member in (agent, outsourced):
        member.groups.add(presale)

    assert list(rights.groups_to_write_for(agent)) == [presale]
    assert list(rights.groups_to_write_for(lead)) == [presale, aftersale]
    assert not rights.groups_to_write_for(outsourced).exists()


def test_each_phrase_is_changed_by_those_it_belongs_to(
    shop: Shop, presale: Group, aftersale: Group, agent: Membership, other_agent: Membership, lead: Membership
) -> None:
    agent.groups.add(presale)
    phrases = {
        "shop": QuickPhraseFactory(shop=shop),
        "own": QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=agent),
        "another's": QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=other_agent),
        "own group": QuickPhraseFactory(shop=shop, scope=Scope.TEAM, group=presale),
        "other group": QuickPhraseFactory(shop=shop, scope=Scope.TEAM, group=aftersale),
    }

    allowed = {name for name, phrase in phrases.items() if rights.may_change(agent, phrase)}
    leads = {name for name, phrase in phrases.items() if rights.may_change(lead, phrase)}

    assert allowed == {"own", "own group"}
    assert leads == {"shop", "own group", "other group"}


def test_the_lead_looks_through_every_group_and_nobodys_own(
    shop: Shop, presale: Group, agent: Membership, lead: Membership
) -> None:
    team = QuickPhraseFactory(shop=shop, scope=Scope.TEAM, group=presale)
    QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=agent)

    assert list(rights.within_reach(lead)) == [team]
