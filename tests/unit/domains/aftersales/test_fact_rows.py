"""Which cases count, whose they are, and when they were answered and settled."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.aftersales import CaseFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.fact_rows import cases_between, has_cases
from guitai.domains.aftersales.models import Case
from guitai.domains.trade.models import Buyer

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({}, (None, None)),
        ({"answered_at": 4}, ("2026-03-02 02:04:00", None)),
        (
            {"answered_at": 4, "ended_at": 60, "state": "ended", "outcome": "refused"},
            ("2026-03-02 02:04:00", "2026-03-02 03:00:00"),
        ),
    ],
)
def test_a_case_counts_with_when_it_was_answered_and_settled(
    buyer: Buyer, agent: Membership, now: datetime, about: dict[str, Any], told: tuple[str | None, ...]
) -> None:
    moments = {name: now + value * MINUTE for name, value in about.items() if isinstance(value, int)}
    CaseFactory(order=OrderFactory(buyer=buyer), owner=agent, opened_at=now, **{**about, **moments})

    (row,) = cases_between(agent.shop, since=now, until=now + MINUTE)

    assert row == ("tb_demo01", agent.pk, "2026-03-02 02:00:00", *told)


def test_one_that_nobody_has_is_of_who_opened_it_and_a_merged_one_counts_where_it_went(
    buyer: Buyer, agent: Membership, lead: Membership, shop: Shop, other_shop: Shop, now: datetime
) -> None:
    opened = CaseFactory(order=OrderFactory(buyer=buyer), owner=None, opened_by=lead, opened_at=now)
    merged = CaseFactory(order=OrderFactory(buyer=buyer), owner=agent, opened_at=now)
    Case.objects.filter(pk=merged.pk).update(state="merged", ended_at=now, merged_into=opened)

    assert [row.member_id for row in cases_between(shop, since=now, until=now + MINUTE)] == [lead.pk]
    assert cases_between(shop, since=now - MINUTE, until=now) == []
    assert (has_cases(shop), has_cases(other_shop)) == (True, False)
