"""A buyer sees their own cases in plain words, and nothing of how the shop works on them."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation
from tests.factories.aftersales import CaseFactory, CaseLineFactory, LedgerLineFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.buyer_view import account_of, cases_for_buyer
from guitai.domains.aftersales.models import Case, Kind, Outcome, Stage
from guitai.domains.trade.models import Buyer


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def case(buyer: Buyer, agent: Membership) -> Case:
    case = CaseFactory(order=OrderFactory(buyer=buyer), owner=agent)
    CaseLineFactory(case=case, title="手绘陶瓷水杯")
    return case


def test_a_running_case_says_who_waits_and_what_was_told(case: Case, shop: Shop, now: datetime):
    (seen,) = cases_for_buyer(shop=shop, account="tb_demo01", at=now)

    assert (seen.number, seen.kind, seen.goods) == (case.number, "Arrived damaged", "手绘陶瓷水杯")
    assert (seen.state, seen.waits_for_buyer, seen.is_over) == ("We wait for your answer", True, False)
    assert seen.told.startswith("亲，麻烦您拍一下")
    assert seen.stages == ()


@pytest.mark.parametrize("step", ["claim", "give", "decide", "resend"])
def test_who_of_the_shop_works_on_it_is_not_said(case: Case, shop: Shop, now: datetime, step: str):
    Case.objects.update(step=step)

    (seen,) = cases_for_buyer(shop=shop, account="tb_demo01", at=now)

    assert (seen.state, seen.waits_for_buyer) == ("We are working on it", False)


def test_nothing_inside_the_shop_is_shown(case: Case, shop: Shop, now: datetime):
    Case.objects.update(
        fault="内部叫法", batch="B77", cost_fen=7700, regained_fen=6600, courier="某某速递", said="买家原话",
        trail=[{"playbook": case.playbook_id, "step": "look", "answer": "photos", "by": 1, "name": "小美",
                "at": now.isoformat(), "note": "难缠的买家"}],
    )  # fmt: skip
    LedgerLineFactory(case=case, note="索赔记录")

    seen = str(cases_for_buyer(shop=shop, account="tb_demo01", at=now))

    for word in ("内部叫法", "B77", "7700", "77.00", "66", "某某速递", "难缠", "索赔", "小美"):
        assert word not in seen


def test_the_way_of_goods_that_come_back_shows_what_is_still_to_come(case: Case, shop: Shop, now: datetime):
    Case.objects.update(stages={"applied": now.isoformat(), "sent": now.isoformat()})

    (seen,) = cases_for_buyer(shop=shop, account="tb_demo01", at=now)

    assert [(stage.name, stage.at == now) for stage in seen.stages] == [
        ("Applied", True),
        ("Sent back", True),
        ("Received", False),
        ("Checked", False),
        ("Paid back", False),
    ]


def test_what_was_gone_over_or_will_not_come_is_left_out(case: Case, shop: Shop, now: datetime):
    reached = {"applied": now.isoformat(), "exchanged": now.isoformat()}
    Case.objects.update(stages=reached, state="ended", outcome="exchanged", ended_at=now)

    (seen,) = cases_for_buyer(shop=shop, account="tb_demo01", at=now)

    assert [stage.name for stage in seen.stages] == ["Applied", "Exchanged"]
    assert (seen.state, seen.is_over) == ("Exchanged", True)


def test_it_goes_a_month_after_it_ended_and_merged_ones_at_once(case: Case, shop: Shop, now: datetime):
    ended = {"state": "ended", "outcome": "refused", "ended_at": now}
    Case.objects.update(**ended)
    assert [each.state for each in cases_for_buyer(shop=shop, account="tb_demo01", at=now)] == ["Settled"]
    assert cases_for_buyer(shop=shop, account="tb_demo01", at=now + timedelta(days=31)) == []

    into = CaseFactory(order=case.order, owner=case.owner, kind="quality")
    Case.objects.filter(pk=case.pk).update(state="merged", outcome="", merged_into=into)
    assert [each.number for each in cases_for_buyer(shop=shop, account="tb_demo01", at=now)] == [into.number]


def test_another_buyer_another_shop_and_nobody_see_none_of_it(
    case: Case, shop: Shop, other_shop: Shop, now: datetime
):
    BuyerFactory(shop=shop, account="tb_other")
    BuyerFactory(shop=other_shop, account="tb_demo01")
    CaseFactory(order=OrderFactory(buyer=None, shop=shop))

    assert cases_for_buyer(shop=shop, account="tb_other", at=now) == []
    assert cases_for_buyer(shop=other_shop, account="tb_demo01", at=now) == []
    assert cases_for_buyer(shop=shop, account="", at=now) == []


def test_each_kind_outcome_and_stage_has_words(case: Case, shop: Shop, now: datetime):
    for kind in Kind.values:
        Case.objects.update(kind=kind)
        assert cases_for_buyer(shop=shop, account="tb_demo01", at=now)[0].kind
    for outcome in Outcome.values:
        Case.objects.update(
            state="ended", outcome=outcome, ended_at=now, stages=dict.fromkeys(Stage.values, now.isoformat())
        )
        assert cases_for_buyer(shop=shop, account="tb_demo01", at=now)[0].state


def test_the_account_whose_window_shows_a_case(case: Case):
    nobodys = CaseFactory(order=OrderFactory(buyer=None, shop=case.shop))

    assert account_of(case.pk) == "tb_demo01"
    assert account_of(nobodys.pk) == account_of(0) == ""
