"""The account under which facts know a member of a shop."""

from guitai.domains.accounts.models import Membership, Shop


def account_of(membership: Membership) -> str:
    """Give the account a member's talks carry in facts: the platform's, else ``<shop key>:<username>``."""
    return membership.account or f"{membership.shop.key}:{membership.person.username}"


def accounts_by_member(shop: Shop) -> dict[int, str]:
    """Give the accounts of everybody who works or worked in a shop, by the keys of their memberships."""
    members = Membership.objects.filter(shop=shop).select_related("person", "shop").order_by("pk")
    return {member.pk: account_of(member) for member in members}
