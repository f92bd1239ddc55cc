"""People, shops, memberships and the roster."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.accounts.models import Duty, Group, Membership, Person, Role, ShiftPattern, Shop, Swap

OPENED = datetime(2026, 1, 1, 1, 0, tzinfo=UTC)


class PersonFactory(DjangoModelFactory):
    """Somebody with no usable password; sign in with ``client.force_login``."""

    class Meta:
        model = Person

    username = factory.Sequence(lambda number: f"person{number}")
    display_name = factory.Sequence(lambda number: f"员工{number}")
    password = "!"


class ShopFactory(DjangoModelFactory):
    class Meta:
        model = Shop

    key = factory.Sequence(lambda number: f"shop{number}")
    name = factory.Sequence(lambda number: f"店铺{number}")
    widget_key = factory.Sequence(lambda number: f"widget-key-{number}")
    widget_secret = factory.Sequence(lambda number: f"widget-secret-{number}")


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    shop = factory.SubFactory(ShopFactory)
    name = factory.Sequence(lambda number: f"组{number}")
    purpose = Group.Purpose.PRESALE


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    shop = factory.SubFactory(ShopFactory)
    person = factory.SubFactory(PersonFactory)
    role = Role.AGENT
    nickname = factory.LazyAttribute(lambda member: member.person.display_name)
    joined_at = OPENED


class ShiftPatternFactory(DjangoModelFactory):
    """A plain day shift, 09:00 to 18:00."""

    class Meta:
        model = ShiftPattern

    shop = factory.SubFactory(ShopFactory)
    name = factory.Sequence(lambda number: f"班{number}")
    blocks = factory.LazyFunction(lambda: [["09:00", "18:00"]])


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = Duty

    membership = factory.SubFactory(MembershipFactory)
    pattern = factory.SubFactory(ShiftPatternFactory, shop=factory.SelfAttribute("..membership.shop"))
    day = date(2026, 3, 2)


class SwapFactory(DjangoModelFactory):
    """Asked of a colleague, for nothing in return; the duty itself is the test's to make."""

    class Meta:
        model = Swap

    member = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("member.shop")
    day = date(2026, 3, 3)
    pattern = factory.SubFactory(ShiftPatternFactory, shop=factory.SelfAttribute("..shop"))
    colleague = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    asked_at = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
