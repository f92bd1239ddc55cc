"""Whose quick phrases a member may see and change; what their role allows, ``accounts`` says."""

from django.db.models import Q, QuerySet

from guitai.domains.accounts.models import Group, Membership
from guitai.domains.accounts.queries import may
from guitai.domains.accounts.rights import Right
from guitai.domains.knowledge.models import QuickPhrase, Scope


def scopes_of(membership: Membership) -> frozenset[Scope]:
    """Give for whom a member may write phrases: everybody for themselves, the rest by their role."""
    allowed = {
        Scope.TEAM: may(membership, Right.EDIT_TEAM_PHRASES),
        Scope.SHOP: may(membership, Right.EDIT_SHOP_PHRASES),
    }
    return frozenset({Scope.PERSONAL} | {scope for scope, is_allowed in allowed.items() if is_allowed})


def groups_to_write_for(membership: Membership) -> QuerySet[Group]:
    """Give the groups a member may write phrases for: their own, and all of them if they write the shop's."""
    groups = Group.objects.filter(shop=membership.shop_id).order_by("pk")
    if may(membership, Right.EDIT_SHOP_PHRASES):
        return groups
    return (
        groups.filter(memberships=membership) if may(membership, Right.EDIT_TEAM_PHRASES) else groups.none()
    )


def within_reach(membership: Membership) -> QuerySet[QuickPhrase]:
    """Give the phrases a member may look at, retired ones too; who writes the shop's sees every group's."""
    groups = membership.groups.values("pk")
    team = (
        Q(scope=Scope.TEAM)
        if may(membership, Right.EDIT_SHOP_PHRASES)
        else Q(scope=Scope.TEAM, group__in=groups)
    )
    return QuickPhrase.objects.filter(
        Q(scope=Scope.SHOP) | team | Q(owner=membership), shop=membership.shop_id
    )


def may_change(membership: Membership, phrase: QuickPhrase) -> bool:
    """Say whether a member may change, move or retire this phrase."""
    match phrase.scope:
        case Scope.PERSONAL:
            return phrase.owner_id == membership.pk
        case Scope.TEAM:
            return groups_to_write_for(membership).filter(quick_phrases=phrase).exists()
        case _:
            return Scope.SHOP in scopes_of(membership)
