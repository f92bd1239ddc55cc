"""Who works in a shop, as what, and in which groups."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit, events
from guitai.domains.accounts.actions.people import create_person, new_password
from guitai.domains.accounts.errors import (
    AlreadyMemberError,
    LastLeadError,
    MembershipEndedError,
    MissingNameError,
    NameTakenError,
    OtherShopError,
    SettingRefusedError,
)
from guitai.domains.accounts.events import MembershipEnded
from guitai.domains.accounts.models import Duty, Group, Membership, Person, Role, Shop
from guitai.domains.accounts.roster import local_day
from guitai.kernel.money import Money
from guitai.kernel.text import clean

MOST_CONVERSATIONS = 200
MOST_AUTHORITY = Money(1_000_000)


class MemberDetails(TypedDict, total=False):
    """What a membership may have besides a role and a name.

    ``account`` is the name exports write; ``max_conversations`` and ``authority_fen`` (what they may give to
    one order by themselves) None take the shop's own figure.
    """

    account: str
    groups: Sequence[Group]
    skills: Sequence[str]
    max_conversations: int | None
    authority_fen: int | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody new, with their first password."""

    membership: Membership
    password: str = field(repr=False)


class MemberChanges(MemberDetails, total=False):
    """What of a membership can be changed, each on its own."""

    role: str
    nickname: str


@transaction.atomic
def add_member(
    *,
    shop: Shop,
    person: Person,
    role: str,
    nickname: str,
    at: datetime,
    by: Membership | None = None,
    **details: Unpack[MemberDetails],
) -> Membership:
    """Take somebody into a shop.

    :param by: the lead who does it, or nobody when the installation does it itself.
    :raises AlreadyMemberError: if they work there already.
    :raises MissingNameError: if there is no name for the buyer to see.
    :raises NameTakenError: if a colleague has the account on the platform.
    :raises OtherShopError: if a group belongs to another shop.
    """
    _lock(shop)
    if Membership.objects.filter(shop=shop, person=person, left_at=None).exists():
        raise AlreadyMemberError(_("%(name)s already works in this shop.") % {"name": person.display_name})
    member = Membership(shop=shop, person=person, joined_at=at)
    _fill(member, {"role": role, "nickname": nickname, **details})
    member.save()
    member.groups.set(_own_groups(member, details.get("groups", ())))
    audit.record("member_added", subject=member, by=by, at=at, shop_id=shop.pk, **_facts(member))
    return member


@transaction.atomic
def add_newcomer(
    *,
    shop: Shop,
    username: str,
    display_name: str,
    role: str,
    nickname: str,
    at: datetime,
    by: Membership,
    **details: Unpack[MemberDetails],
) -> Newcomer:
    """Take in somebody without an account; their first password is handed back, to be told to them once.

    :raises GuitaiError: as :func:`create_person` and :func:`add_member` do.
    """
    password = new_password()
    person = create_person(username=username, display_name=display_name, password=password, by=by, at=at)
    member = add_member(shop=shop, person=person, role=role, nickname=nickname, by=by, at=at, **details)
    return Newcomer(member, password)


@transaction.atomic
def change_member(
    *, membership: Membership, by: Membership | None, at: datetime, **changes: Unpack[MemberChanges]
) -> Membership:
    """Change somebody's role, name, account, groups, skills or capacity; what is not named stays.

    :raises LastLeadError: if the shop would be left without a lead.
    :raises MembershipEndedError: if they no longer work there.
    :raises GuitaiError: as :func:`add_member` does.
    """
    member = _current(membership)
    before = _facts(member)
    if member.role == Role.LEAD and changes.get("role", Role.LEAD) != Role.LEAD:
        _keep_a_lead(member)
    _fill(member, changes)
    member.save()
    if "groups" in changes:
        member.groups.set(_own_groups(member, changes["groups"]))
    after = _facts(member)
    if before != after:
        changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        audit.record("member_changed", subject=member, by=by, at=at, shop_id=member.shop_id, changes=changed)
    return member


@transaction.atomic
def end_membership(*, membership: Membership, by: Membership | None, at: datetime) -> Membership:
    """Let somebody leave the shop: they see nothing of it any more, and their coming shifts are free.

    :raises LastLeadError: if the shop would be left without a lead.
    :raises MembershipEndedError: if they have left already.
    """
    member = _current(membership)
    if member.role == Role.LEAD:
        _keep_a_lead(member)
    member.left_at = at
    member.save(update_fields=["left_at"])
    Duty.objects.filter(membership=member, day__gt=local_day(at)).delete()
    audit.record("membership_ended", subject=member, by=by, at=at, shop_id=member.shop_id)
    events.publish(MembershipEnded(shop_id=member.shop_id, membership_id=member.pk, at=at))
    return member


@transaction.atomic
def create_group(*, shop: Shop, name: str, purpose: str, by: Membership | None, at: datetime) -> Group:
    """Make a group that takes one kind of conversation.

    :raises MissingNameError: if the name is empty.
    :raises NameTakenError: if the shop has a group of that name.
    """
    group = Group(shop=shop)
    _name_group(group, name=name, purpose=purpose)
    audit.record("group_created", subject=group, by=by, at=at, shop_id=shop.pk, purpose=group.purpose)
    return group


@transaction.atomic
def change_group(*, group: Group, name: str, purpose: str, by: Membership | None, at: datetime) -> Group:
    """Give a group another name or another kind of conversation.

    :raises MissingNameError: if the name is empty.
    :raises NameTakenError: if the shop has another group of that name.
    """
    _name_group(group, name=name, purpose=purpose)
    audit.record("group_changed", subject=group, by=by, at=at, shop_id=group.shop_id, purpose=group.purpose)
    return group


@transaction.atomic
def remove_group(*, group: Group, by: Membership | None, at: datetime) -> None:
    """Take a group away; its members stay in the shop, its conversations go on without a group."""
    audit.record("group_removed", subject=group, by=by, at=at, shop_id=group.shop_id)
    group.delete()


def _lock(shop: Shop) -> None:
    # Two leads who each let the other go would leave the shop without one.
    Shop.objects.select_for_update().get(pk=shop.pk)


def _current(membership: Membership) -> Membership:
    _lock(membership.shop)
    member = Membership.objects.select_related("shop", "person").get(pk=membership.pk)
    if member.left_at is not None:
        raise MembershipEndedError(_("%(name)s no longer works in this shop.") % {"name": member.nickname})
    return member


def _keep_a_lead(member: Membership) -> None:
    leads = Membership.objects.filter(shop=member.shop, role=Role.LEAD, left_at=None, person__is_active=True)
    if not leads.exclude(pk=member.pk).exists():
        raise LastLeadError(
            _("%(name)s is the only lead; make somebody else a lead first.") % {"name": member.nickname}
        )


def _fill(member: Membership, changes: MemberChanges) -> None:
    if "role" in changes:
        member.role = Role(changes["role"])
    if "nickname" in changes:
        member.nickname = clean(changes["nickname"])
    if "account" in changes:
        member.account = clean(changes["account"])
    if "skills" in changes:
        member.skills = list(dict.fromkeys(word for skill in changes["skills"] if (word := clean(skill))))
    if "max_conversations" in changes:
        member.max_conversations = changes["max_conversations"]
    if "authority_fen" in changes:
        member.authority_fen = changes["authority_fen"]
    _check(member)


def _check(member: Membership) -> None:
    if not member.nickname:
        raise MissingNameError(_("Write the name the buyer sees."))
    if member.max_conversations is not None and not 1 <= member.max_conversations <= MOST_CONVERSATIONS:
        raise SettingRefusedError(
            _("An agent holds from 1 to %(most)s conversations at once.") % {"most": MOST_CONVERSATIONS}
        )
    if member.authority_fen is not None and not 0 <= member.authority_fen <= MOST_AUTHORITY.fen:
        raise SettingRefusedError(
            _("An agent may give from 0 to %(most)s to one order.") % {"most": MOST_AUTHORITY}
        )
    others = Membership.objects.filter(shop=member.shop, left_at=None).exclude(pk=member.pk)
    if member.account and (other := others.filter(account=member.account).first()):
        raise NameTakenError(
            _("%(name)s already uses the account %(account)s.")
            % {"name": other.nickname, "account": member.account}
        )


def _own_groups(member: Membership, groups: Sequence[Group]) -> Sequence[Group]:
    if any(group.shop_id != member.shop_id for group in groups):
        raise OtherShopError(_("That group belongs to another shop."))
    return groups


def _name_group(group: Group, *, name: str, purpose: str) -> None:
    group.name = clean(name)
    group.purpose = Group.Purpose(purpose)
    if not group.name:
        raise MissingNameError(_("Write the group's name."))
    if Group.objects.filter(shop=group.shop, name=group.name).exclude(pk=group.pk).exists():
        raise NameTakenError(_("There is a group %(name)s already.") % {"name": group.name})
    group.save()


def _facts(member: Membership) -> dict[str, object]:
    return {
        "role": str(member.role),
        "nickname": member.nickname,
        "account": member.account,
        "groups": sorted(group.name for group in member.groups.all()),
        "skills": member.skills,
        "max_conversations": member.max_conversations,
        "authority_fen": None if member.authority_fen is None else Money(member.authority_fen).yuan,
    }
