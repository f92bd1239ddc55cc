"""The page of what was changed."""

from datetime import timedelta

import pytest

from guitai.common import audit
from guitai.domains.accounts import actions

PAGE = "/s/yunshang/setup/history/"


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead.person)
    return client


def test_an_empty_history_says_so(as_lead):
    assert as_lead.get(PAGE).context["lines"] == []


def test_changes_are_shown_with_before_and_after_newest_first(as_lead, shop, lead, agent, presale, now):
    actions.change_shop_settings(shop=shop, by=lead, at=now, reply_seconds=120, greeting="您好")
    actions.change_member(membership=agent, by=lead, at=now + timedelta(minutes=1), groups=[presale])

    member, settings = as_lead.get(PAGE).context["lines"]

    assert (member.by, member.subject) == ("王芳", "小美")
    assert [detail.partition(": ")[2] for detail in member.details] == ["— → 售前"]
    assert [detail.partition(": ")[2] for detail in settings.details] == ["180 → 120", "— → 您好"]


def test_facts_are_shown_and_empty_ones_left_out(as_lead, shop, now):
    audit.record(
        "flag_set", subject=shop, by=None, at=now, shop_id=shop.pk, flag="red", note="", hours=[["9", "18"]]
    )

    line = as_lead.get(PAGE).context["lines"][0]

    assert (line.deed, line.by) == ("flag_set", "guitai")
    assert line.details[0] == "flag: red"
    assert line.details[1].endswith(": 9, 18")
    assert len(line.details) == 2


def test_another_shops_history_is_not_shown(as_lead, other_shop, other_lead, now):
    actions.change_shop_settings(shop=other_shop, by=other_lead, at=now, greeting="您好")

    assert as_lead.get(PAGE).context["lines"] == []


@pytest.mark.parametrize(("page", "count"), [("1", 50), ("2", 1), ("99", 1), ("x", 50)])
def test_a_long_history_comes_in_pages(as_lead, shop, now, page, count):
    for number in range(51):
        audit.record("thing_done", subject=shop, by=None, at=now, shop_id=shop.pk, number=number)

    assert len(as_lead.get(f"{PAGE}?page={page}").context["lines"]) == count
