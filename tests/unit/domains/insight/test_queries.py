from datetime import date, datetime, timedelta

import pytest
from tests.factories.insight import LostInquiryFactory

from guitai.domains.accounts.models import Membership, Person
from guitai.domains.insight import queries
from guitai.domains.insight.models import LostInquiry, Reason
from guitai.domains.insight.queries import AgentKey, ConfirmedLoss, Cut, LossSum
from guitai.engines.lostorders import types
from guitai.kernel.money import Money

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def confirmed(agent: Membership, at: datetime, reason: str, **more: object) -> LostInquiry:
    return LostInquiryFactory(agent=agent, confirmed=reason, confirmed_by=agent, confirmed_at=at, **more)


@pytest.fixture
def several(agent: Membership, other_agent: Membership, now: datetime) -> None:
    """Two by price, one by stock, one without a reason, one bought."""
    confirmed(agent, now, "price", value_fen=10000, product=7)
    confirmed(other_agent, now, "price", value_fen=5000, day=TUESDAY)
    confirmed(agent, now, "stock", value_fen=20000, product=7)
    LostInquiryFactory(agent=agent, proposed="", value_fen=1000)
    LostInquiryFactory(agent=agent, bought_at=now)


def found(membership: Membership) -> list[LostInquiry]:
    return list(queries.lost(membership, first=MONDAY, last=TUESDAY))


def test_leads_see_all_that_was_lost_and_agents_their_own(
    several: None, lead: Membership, agent: Membership, other_agent: Membership
):
    assert (len(found(lead)), len(found(agent)), len(found(other_agent))) == (4, 3, 1)


def test_the_door_opens_for_those_who_work_here_alone(
    several: None, lead: Membership, former: Membership, other_lead: Membership, nobody: Person
):
    assert queries.visible_to(lead.person).count() == 5
    for person in (former.person, other_lead.person, nobody):
        assert not queries.visible_to(person).exists()
    assert not queries.of_member(former).exists()


def _sums(lead: Membership, cut: Cut) -> list[LossSum]:
    return queries.summed(queries.lost(lead, first=MONDAY, last=TUESDAY), cut)


def _of(key: object, lost: int, explained: int, fen: int) -> LossSum:
    return LossSum(key=key, lost=lost, explained=explained, value=Money(fen))


def test_sums_by_reason_product_and_agent_have_the_dearest_first(
    several: None, lead: Membership, agent: Membership, other_agent: Membership
):
    assert _sums(lead, Cut.REASON) == [
        _of("stock", 1, 1, 20000),
        _of("price", 2, 2, 15000),
        _of("", 1, 0, 1000),
    ]
    assert _sums(lead, Cut.PRODUCT) == [_of(7, 2, 2, 30000), _of(None, 2, 1, 6000)]
    assert _sums(lead, Cut.AGENT) == [
        _of(AgentKey(agent.pk, ""), 3, 2, 31000),
        _of(AgentKey(other_agent.pk, ""), 1, 1, 5000),
    ]


def test_sums_by_day_and_month_are_in_order(several: None, lead: Membership):
    assert _sums(lead, Cut.DAY) == [_of(MONDAY, 3, 2, 31000), _of(TUESDAY, 1, 1, 5000)]
    assert _sums(lead, Cut.MONTH) == [_of(date(2026, 3, 1), 4, 3, 36000)]


def test_a_proposed_reason_counts_until_another_is_confirmed(
    agent: Membership, now: datetime, lead: Membership
):
    proposed = LostInquiryFactory(agent=agent, proposed="price")
    confirmed(agent, now, "slow", proposed="price")
    every = queries.lost(lead, first=MONDAY, last=TUESDAY)

    assert list(queries.for_reason(every, "price")) == [proposed]
    assert {(each.key, each.explained) for each in queries.summed(every, Cut.REASON)} == {
        ("price", 0),
        ("slow", 1),
    }


def test_to_confirm_are_ones_own_of_a_week_the_oldest_first(
    agent: Membership, other_agent: Membership, now: datetime
):
    new = LostInquiryFactory(agent=agent, last_at=now)
    old = LostInquiryFactory(agent=agent, day=MONDAY - timedelta(days=6), last_at=now - timedelta(days=6))
    LostInquiryFactory(agent=agent, day=MONDAY - timedelta(days=7))
    LostInquiryFactory(agent=agent, bought_at=now)
    LostInquiryFactory(agent=other_agent)
    done = confirmed(agent, now, "slow")

    assert list(queries.to_confirm(agent, at=now)) == [old, new]
    assert list(queries.confirmed_today(agent, at=now)) == [done]


def test_the_facts_get_confirmed_losses_under_the_names_of_the_other_facts(
    agent: Membership, lead: Membership, now: datetime
):
    confirmed(agent, now, "price", buyer_name="甲", buyer_account="tb_a")
    confirmed(lead, now, "slow", buyer=77, buyer_account="")
    LostInquiryFactory(agent=agent)
    confirmed(agent, now, "price", bought_at=now)
    confirmed(agent, now, "price", day=date(2026, 3, 4))

    assert queries.confirmed_between(agent.shop, first=MONDAY, last=TUESDAY) == [
        ConfirmedLoss(MONDAY, "tb_a", agent.pk, "", "price"),
        ConfirmedLoss(MONDAY, "#77", lead.pk, "", "slow"),
    ]


def test_the_tables_reasons_are_the_engines():
    assert set(Reason.values) == {reason.value for reason in types.Reason}
