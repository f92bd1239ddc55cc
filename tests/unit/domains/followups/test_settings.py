"""How a shop keeps its lists."""

import pytest
from tests.factories.accounts import GroupFactory, MembershipFactory
from tests.factories.trade import ORDERED

from guitai.common.models import AuditEntry
from guitai.domains.followups.errors import SettingRefusedError
from guitai.domains.followups.models import Listing, ListSetting
from guitai.domains.followups.settings import change_list, most_of, numbers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MembershipFactory()


def change(member, listing="unpaid", **changed):
    """Change a list."""
    told = {"is_on": True, "group": None, "numbers": {}} | changed
    return change_list(shop=member.shop, listing=listing, by=member, at=ORDERED, **told)


def test_a_shop_has_the_rules_numbers(member):
    numbers = numbers_of(member.shop)

    assert numbers.platform == "taobao"
    assert numbers.lists.keys() == {*Listing} - {Listing.PROMISE}
    assert numbers.lists["unpaid"] == {"after_minutes": 30, "oldest_hours": 72, "least_fen": 0, "most": 2}


def test_what_a_shop_changed_stands_over_them(member):
    group = GroupFactory(shop=member.shop)

    setting = change(member, numbers={"after_minutes": 45, "oldest_hours": 72, "most": 1}, group=group)

    assert (setting.numbers, setting.group) == ({"after_minutes": 45, "most": 1}, group)
    assert numbers_of(member.shop).lists["unpaid"]["after_minutes"] == 45
    assert most_of(member.shop, Listing.UNPAID) == 1
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.facts["before"]["numbers"]) == ("list_changed", {})


def test_a_list_that_is_off_has_no_numbers(member):
    change(member, is_on=False)

    assert "unpaid" not in numbers_of(member.shop).lists


def test_nothing_changed_is_not_written_down(member):
    change(member, numbers={"after_minutes": 30})

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"listing": "promise"}, "listing"),
        ({"listing": "moon"}, "listing"),
        ({"numbers": {"moons": 1}}, "moons"),
        ({"numbers": {"after_minutes": 19}}, "after_minutes"),
        ({"numbers": {"after_minutes": 1441}}, "after_minutes"),
        ({"numbers": {"after_minutes": "30"}}, "after_minutes"),
        ({"numbers": {"most": 0}}, "most"),
        ({"numbers": {"most": 10}}, "most"),
    ],
)
def test_what_can_not_be_is_refused_by_its_field(member, changed, field):
    with pytest.raises(SettingRefusedError) as refused:
        change(member, **changed)

    assert refused.value.facts["field"] == field
    assert not ListSetting.objects.exists()


def test_another_shops_group_is_refused(member):
    with pytest.raises(SettingRefusedError) as refused:
        change(member, group=GroupFactory())

    assert refused.value.facts["field"] == "group"
