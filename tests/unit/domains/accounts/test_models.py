"""What the tables themselves refuse."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError
from tests.factories.accounts import DutyFactory, MembershipFactory, PersonFactory, ShiftPatternFactory

from guitai.domains.accounts.models import Person
from guitai.kernel.periods import Block


def test_nobody_has_two_places_in_a_shop_at_once(agent):
    with pytest.raises(IntegrityError):
        MembershipFactory(shop=agent.shop, person=agent.person)


def test_an_account_on_the_platform_belongs_to_one_member(shop):
    MembershipFactory(shop=shop, account="云裳女装:小美")

    with pytest.raises(IntegrityError):
        MembershipFactory(shop=shop, account="云裳女装:小美")


def test_nobody_leaves_before_they_came(agent):
    agent.left_at = agent.joined_at - timedelta(days=1)

    with pytest.raises(IntegrityError):
        agent.save()


def test_a_retired_shift_leaves_its_name_free(shop, now):
    ShiftPatternFactory(shop=shop, name="早班", retired_at=now)

    assert ShiftPatternFactory(shop=shop, name="早班").pk


def test_a_shift_reads_as_blocks_and_as_people_write_it():
    pattern = ShiftPatternFactory.build(shop=None, blocks=[["09:00", "12:00"], ["17:30", "01:00"]])

    assert pattern.as_blocks() == (Block(time(9), time(12)), Block(time(17, 30), time(1)))
    assert pattern.hours() == "09:00-12:00 17:30-01:00"


def test_people_are_found_whatever_the_capitals_of_their_name(db):
    person = PersonFactory(username="wangfang")

    assert Person.objects.get_by_natural_key("WangFang") == person


def test_labels_are_what_people_call_them(agent, presale):
    duty = DutyFactory.build(membership=agent, pattern=ShiftPatternFactory.build(shop=None, name="早班"))

    labels = [str(one) for one in (agent.person, agent.shop, agent, presale, duty.pattern, duty)]

    assert labels == ["小美", "云裳女装", "小美", "售前", "早班", "2026-03-02 早班 小美"]
