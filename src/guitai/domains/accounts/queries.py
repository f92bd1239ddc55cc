"""Who works where and may do what; every way to a shop begins at somebody's membership."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField, Prefetch, QuerySet, Subquery

from guitai.common.statements import Question, given
from guitai.domains.accounts.models import Group as Group
from guitai.domains.accounts.models import Membership as Membership
from guitai.domains.accounts.models import People
from guitai.domains.accounts.models import Person as Person
from guitai.domains.accounts.models import Platform as Platform
from guitai.domains.accounts.models import Role as Role
from guitai.domains.accounts.models import ShiftPattern as ShiftPattern
from guitai.domains.accounts.models import Shop as Shop
from guitai.domains.accounts.rights import RIGHTS
from guitai.domains.accounts.rights import Right as Right
from guitai.domains.accounts.roster import ending_shifts as ending_shifts
from guitai.domains.accounts.roster import has_roster as has_roster
from guitai.domains.accounts.roster import on_duty as on_duty
from guitai.domains.accounts.roster import week_roster as week_roster
from guitai.kernel.money import Money
from guitai.kernel.periods import Period

# Asked before anything is written from a desk.
_seat = Question(
    lambda: (
        Membership.objects.filter(pk=given("place"), left_at=None, person__is_active=True)
        .select_related("person", "shop")
        .annotate(
            session_data=Subquery(
                Session.objects.filter(
                    session_key=given("session"), expire_date__gt=given("at", DateTimeField())
                ).values("session_data")
            )
        )
    )
)


def is_set_up() -> bool:
    """Say whether anybody can sign in yet."""
    return Person.objects.exists()


def sign_in_name(typed: str) -> str:
    """Give a sign-in name as it is kept: half width, small letters."""
    return People.normalise(typed)


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Give a person's places in the shops they work in now, with the shops, in the order of their names."""
    return (
        Membership.objects.filter(person=person, person__is_active=True, left_at=None)
        .select_related("shop", "person")
        .order_by("shop__name", "pk")
    )


def membership_of(person: Person, shop_key: str) -> Membership | None:
    """Give a person's place in a shop; none if they do not work there now, or there is no such shop."""
    return memberships_of(person).filter(shop__key=shop_key).first()


def who_sits(
    place: Membership, *, session_key: str, at: datetime
) -> tuple[Membership | None, dict[str, Any]]:
    """Ask who sits at a desk, as the tables have it at this moment.

    :returns: the same place, with person and shop, or none if it has ended; and what is kept of the session
        they signed in with, nothing if that has ended.
    """
    seat = _seat.first(place=place.pk, session=session_key, at=at)
    kept = getattr(seat, "session_data", None)
    return seat, SessionStore().decode(kept) if kept else {}


def may(membership: Membership, right: Right) -> bool:
    """Say whether a member's role carries the right; who has left may nothing."""
    return membership.left_at is None and right in rights_of(membership)


def rights_of(membership: Membership) -> frozenset[Right]:
    """Give everything the member's role allows."""
    return RIGHTS[Role(membership.role)]


def authority_of(membership: Membership) -> Money:
    """Give what a member may give to one order without asking: their own figure, else the shop's."""
    own = membership.authority_fen
    return Money(membership.shop.authority_fen if own is None else own)


def shop_by_key(key: str) -> Shop | None:
    """Give a shop by its key, for what the installation itself does; people go through a membership."""
    return Shop.objects.filter(key=key).first()


def shop_by_widget_key(key: str) -> Shop | None:
    """Give the shop whose chat window has this public key."""
    return Shop.objects.filter(widget_key=key).first()


def shops() -> QuerySet[Shop]:
    """Give every shop, for work that is done for each of them by the clock."""
    return Shop.objects.order_by("pk")


def active_members(shop: Shop) -> QuerySet[Membership]:
    """Give those who work in the shop now, with the person and the groups, in the order they joined."""
    return (
        Membership.objects.filter(shop=shop, left_at=None, person__is_active=True)
        .select_related("person", "shop")
        .prefetch_related(Prefetch("groups", Group.objects.order_by("pk")))
        .order_by("joined_at", "pk")
    )


def answering_members(shop: Shop) -> QuerySet[Membership]:
    """Give those of the shop whose role answers buyers."""
    return active_members(shop).filter(
        role__in=[role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
    )


def shift_over(shop: Shop, *, at: datetime, within: timedelta) -> set[int]:
    """Give the ids of those whose shift ended so recently and who are not on duty again."""
    ended = ending_shifts(shop, between=Period(at - within, at + timedelta(microseconds=1)))
    return {end.membership_id for end in ended} - on_duty(shop, at=at)


def former_members(shop: Shop) -> QuerySet[Membership]:
    """Give the places that have ended, latest first."""
    return (
        Membership.objects.filter(shop=shop)
        .exclude(left_at=None)
        .select_related("person")
        .order_by("-left_at", "pk")
    )


def people_known_to(membership: Membership) -> QuerySet[Person]:
    """Give the people of the other shops a lead leads, and those who left: they have an account already."""
    led = memberships_of(membership.person).filter(role=Role.LEAD).values("shop_id")
    return (
        Person.objects.filter(memberships__shop_id__in=led, is_active=True)
        .exclude(memberships__in=active_members(membership.shop).values("pk"))
        .distinct()
        .order_by("display_name", "pk")
    )


def groups_of(shop: Shop) -> QuerySet[Group]:
    """Give the shop's groups."""
    return Group.objects.filter(shop=shop).order_by("pk")


def shift_patterns_of(shop: Shop) -> QuerySet[ShiftPattern]:
    """Give the shifts the shop plans with; not the retired ones."""
    return ShiftPattern.objects.filter(shop=shop, retired_at=None).order_by("pk")


def leads_every_shop_of(person: Person, *, lead: Membership) -> bool:
    """Say whether a lead leads all shops the person works in, and so may decide about the account itself."""
    led = memberships_of(lead.person).filter(role=Role.LEAD).values("shop_id")
    return not person.is_operator and not memberships_of(person).exclude(shop_id__in=led).exists()
