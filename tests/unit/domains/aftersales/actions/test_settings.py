from datetime import datetime
from typing import Any

import pytest

from guitai.common.audit import entries
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.settings import change_settings
from guitai.domains.aftersales.clocks import setting_of
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.models import CaseSetting


def test_the_clocks_are_kept_in_another_way_and_the_history_knows(lead: Membership, now: datetime):
    change_settings(by=lead, at=now, answer_minutes=8, answer_warns_minutes=3, settle_on_duty=True)

    setting = setting_of(lead.shop)
    assert (setting.answer_minutes, setting.answer_warns_minutes, setting.settle_hours) == (8, 3, 48)
    assert setting.settle_on_duty
    kept = entries(shop_id=lead.shop_id).get()
    assert kept.deed == "case_settings_changed"
    assert (kept.facts["before"]["answer_minutes"], kept.facts["after"]["answer_minutes"]) == (5, 8)


def test_the_same_again_leaves_no_trace(lead: Membership, now: datetime):
    change_settings(by=lead, at=now, answer_minutes=5)

    assert not entries(shop_id=lead.shop_id).exists()


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"answer_minutes": 0}, "answer_minutes"),
        ({"answer_minutes": 1441}, "answer_minutes"),
        ({"answer_minutes": True}, "answer_minutes"),
        ({"settle_hours": 241}, "settle_hours"),
        ({"answer_warns_minutes": 6}, "answer_warns_minutes"),
        ({"settle_hours": 3}, "settle_warns_hours"),
        ({"answer_on_duty": 1}, "answer_on_duty"),
        ({"shop_id": 3}, "shop_id"),
    ],
)
def test_what_is_out_of_its_bounds_is_refused(
    lead: Membership, now: datetime, figures: dict[str, Any], field: str
):
    with pytest.raises(CaseRefusedError) as refused:
        change_settings(by=lead, at=now, **figures)

    assert refused.value.facts["field"] == field
    assert not CaseSetting.objects.exists()


@pytest.mark.parametrize(
    "figures",
    [
        {"answer_minutes": 1, "answer_warns_minutes": 1},
        {"answer_minutes": 1440},
        {"settle_hours": 240, "settle_warns_hours": 240},
    ],
)
def test_the_bounds_themselves_are_allowed(lead: Membership, now: datetime, figures: dict[str, int]):
    change_settings(by=lead, at=now, **figures)

    assert {name: getattr(setting_of(lead.shop), name) for name in figures} == figures
