"""Whose an account is: facts know agents by their account alone, pages show people."""

from dataclasses import dataclass

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.agent_accounts import account_of as account_of


@dataclass(frozen=True, slots=True)
class AgentName:
    """An account and who has it; one nobody of the shop has is called as it is."""

    account: str
    name: str
    membership_id: int | None


def agents_of(shop: Shop) -> dict[str, AgentName]:
    """Give the people of a shop by account; where somebody took one over, the one who has it now."""
    members = Membership.objects.filter(shop=shop).select_related("person", "shop")
    placed = sorted(members, key=lambda member: (member.left_at is None, member.pk))
    return {
        account: AgentName(account, member.nickname, member.pk)
        for member in placed
        for account in [account_of(member)]
    }
