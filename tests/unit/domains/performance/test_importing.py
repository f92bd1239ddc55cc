"""Figures of platforms come in once, by agent and days, and find the member they are about."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.factories.accounts import MembershipFactory

from guitai.common.journal import Journal, take_back
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.drafts import FiguresDraft
from guitai.domains.performance.importing import put_figures
from guitai.domains.performance.models import PlatformFigure

DAY = date(2026, 3, 1)
ROW = FiguresDraft(
    source="chitu",
    account="云裳女装:小美",
    first_day=DAY,
    last_day=DAY,
    figures={"received": Decimal(12), "reply_rate": Decimal(12) / Decimal(13), "paid": None},
)
MARCH = replace(ROW, last_day=date(2026, 3, 31))
EVER = replace(ROW, first_day=None, last_day=None)


def put(shop: Shop, at: datetime, *rows: FiguresDraft) -> tuple[int, int, int]:
    tally = put_figures(shop=shop, drafts=rows, at=at)
    return tally.added, tally.updated, tally.unchanged


def kept() -> dict[str, Decimal | None]:
    return dict(PlatformFigure.objects.values_list("key", "value"))


def test_an_agents_row_is_one_record(shop: Shop, now: datetime) -> None:
    assert put(shop, now, ROW, replace(ROW, account="云裳女装:阿杰"), ROW) == (2, 0, 1)
    assert put(shop, now, ROW) == (0, 0, 1)
    assert PlatformFigure.objects.count() == 6


def test_a_rate_is_kept_as_fine_as_the_table_allows(shop: Shop, now: datetime) -> None:
    put(shop, now, ROW)

    assert kept() == {"received": Decimal(12), "reply_rate": Decimal("0.923077"), "paid": None}


def test_a_day_a_month_and_no_days_at_all_are_three_rows(shop: Shop, now: datetime) -> None:
    assert put(shop, now, ROW, MARCH, EVER, replace(ROW, source="sycm")) == (4, 0, 0)

    days = set(PlatformFigure.objects.values_list("period", "day"))
    assert days == {("2026-03-01", DAY), ("2026-03-01/2026-03-31", None), ("", None)}


def test_a_figure_counted_later_is_an_update_and_never_taken_back(shop: Shop, now: datetime) -> None:
    put(shop, now, ROW)
    later = now + timedelta(days=1)
    counted = replace(ROW, figures={"paid": Decimal(3), "sales": Decimal("99.5")})

    assert put(shop, later, counted) == (0, 1, 0)
    assert put(shop, later, ROW) == (0, 0, 1)

    assert (kept()["paid"], kept()["sales"], kept()["received"]) == (3, Decimal("99.5"), 12)
    moved = PlatformFigure.objects.filter(imported_at=later).values_list("key", flat=True)
    assert set(moved) == {"paid", "sales"}


def test_the_member_is_found_by_account_and_by_its_last_part_where_one_has_it(
    shop: Shop, agent: Membership, other_agent: Membership, former: Membership, now: datetime
) -> None:
    for member, account in ((agent, "云裳女装:小美"), (other_agent, "云裳女装:阿杰"), (former, "分店:阿杰")):
        member.account = account
        member.save()
    MembershipFactory(account="云裳女装:小美")  # in another shop

    put(shop, now, ROW, *(replace(ROW, account=name) for name in ("小美", "阿杰", "无名")))

    found = dict(PlatformFigure.objects.values_list("account", "membership"))
    assert found == {"云裳女装:小美": agent.pk, "小美": agent.pk, "阿杰": None, "无名": None}


def test_an_account_that_was_taken_over_means_who_has_it_now(
    shop: Shop, agent: Membership, former: Membership, now: datetime
) -> None:
    for member in (agent, former):
        member.account = "云裳女装:小美"
        member.save()

    put(shop, now, ROW)

    assert set(PlatformFigure.objects.values_list("membership", flat=True)) == {agent.pk}


def test_other_shops_keep_their_own(shop: Shop, other_shop: Shop, now: datetime) -> None:
    put(shop, now, ROW)

    assert put(other_shop, now, ROW) == (1, 0, 0)


def test_it_can_be_taken_back(shop: Shop, now: datetime) -> None:
    put(shop, now, ROW)
    journal = Journal.begin(shop_id=shop.pk, at=now)
    counted = replace(ROW, figures={"paid": Decimal(3)})
    put_figures(shop=shop, drafts=[counted, MARCH], at=now, journal=journal)
    journal.close()

    take_back(journal.id)

    assert (PlatformFigure.objects.count(), kept()["paid"]) == (3, None)
