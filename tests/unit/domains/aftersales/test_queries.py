"""What can be asked about cases."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales import queries
from guitai.domains.aftersales.models import Case
from guitai.domains.trade.models import Buyer

HOUR = timedelta(hours=1)


@pytest.fixture
def case(buyer: Buyer, agent: Membership) -> Case:
    case = CaseFactory(
        order=OrderFactory(buyer=buyer, number="3515313140000880088"),
        owner=agent,
        number=12,
        fault="破洞",
        waybill="YT12",
    )
    CaseLineFactory(case=case, title="纯色衬衫 米白")
    return case


def _over(case: Case, at: datetime, state: str = "ended", **more: object) -> Case:
    Case.objects.filter(pk=case.pk).update(
        state=state, outcome="refused" if state == "ended" else "", ended_at=at, due_at=None, **more
    )
    return case


def test_the_first_clock_to_run_out_stands_at_the_front(shop: Shop, case: Case, now: datetime) -> None:
    def of(**more: object) -> Case:
        return CaseFactory(order=OrderFactory(buyer=case.buyer), **more)

    calm, late = of(due_at=None), of(due_at=now - HOUR)
    over = _over(of(), now)
    assert list(queries.running_cases(shop)) == [late, case, calm]
    assert list(queries.past_cases(shop)) == [over]
    assert queries.late_count(shop, at=now) == 1
    assert queries.counts_by(shop, "kind") == {"damaged": 3}


def test_a_case_is_seen_by_those_of_its_shop(
    case: Case, agent: Membership, neighbour: Membership, former: Membership
) -> None:
    assert queries.case_numbered(agent.person, shop=case.shop, number=12) == case
    for stranger in (neighbour, former):
        assert queries.case_numbered(stranger.person, shop=case.shop, number=12) is None


@pytest.mark.parametrize(
    "text",
    ["12", "#12", "＃１２", "3515313140000880088", "0088", "yt12", "TB_demo01", "破洞", "米白", " 880088 "],
)
def test_a_text_names_a_case(shop: Shop, case: Case, text: str) -> None:
    assert list(queries.found(queries.running_cases(shop), text=text)) == [case]


@pytest.mark.parametrize("text", ["13", "088", "35153131400008800881", "蓝", "9" * 30])
def test_a_text_that_names_none_finds_none(shop: Shop, case: Case, text: str) -> None:
    assert not queries.found(queries.running_cases(shop), text=text).exists()


def test_the_cases_of_an_order_and_of_a_buyer(case: Case, buyer: Buyer, shop: Shop, now: datetime) -> None:
    before = _over(CaseFactory(order=case.order, kind="lost", opened_at=now - HOUR), now)
    _over(CaseFactory(order=case.order, kind="short"), now, state="merged", merged_into=case)
    bare = OrderFactory(buyer=buyer)

    assert queries.cases_by_order([case.order_id, bare.pk]) == {case.order_id: [case, before], bare.pk: []}
    assert list(queries.cases_of_buyer(buyer.pk, shop=shop)) == [before, case]


def test_cases_of_one_buyer_or_order_may_be_merged(
    case: Case, buyer: Buyer, shop: Shop, now: datetime
) -> None:
    same_order = CaseFactory(order=case.order, kind="lost")
    same_buyer = CaseFactory(order=OrderFactory(buyer=buyer))
    CaseFactory(order=OrderFactory(buyer=BuyerFactory(shop=shop)))
    _over(CaseFactory(order=OrderFactory(buyer=buyer)), now)

    assert queries.may_be_merged_into(case) == [same_buyer, same_order]


def test_each_stage_has_its_time(case: Case, now: datetime) -> None:
    case.stages = {
        "received": (now + 50 * HOUR).isoformat(),
        "applied": now.isoformat(),
        "sent": (now + 2 * HOUR).isoformat(),
    }

    assert queries.days_per_stage(case) == [
        ("applied", now, 2 * HOUR),
        ("sent", now + 2 * HOUR, 48 * HOUR),
        ("received", now + 50 * HOUR, None),
    ]
