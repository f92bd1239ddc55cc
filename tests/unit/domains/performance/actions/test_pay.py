"""Targets, margin and schemes agreed on: the deed, the refusal, the line in the history."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.factories.accounts import GroupFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.errors import OtherShopError
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance import shipped_schemes
from guitai.domains.performance.actions import pay as actions
from guitai.domains.performance.errors import MarginRefusedError, MonthOverError, TargetRefusedError
from guitai.domains.performance.models import PayAssignment, PayVersion, Target
from guitai.domains.performance.queries import pay as queries
from guitai.engines.pay.errors import SchemeError

MARCH, FEBRUARY = date(2026, 3, 1), date(2026, 2, 1)  # the tests' now is 2 March 2026
STEPS = shipped_schemes.written()["steps"]


def test_a_target_holds_from_its_month_on(shop: Shop, lead: Membership, now: datetime):
    actions.set_target(
        shop=shop, figure="conversion", value=Decimal("0.42"), month=date(2026, 4, 9), by=lead, at=now
    )

    assert queries.targets_of(shop, month=MARCH) == {}
    assert queries.targets_of(shop, month=date(2026, 4, 1)) == {"conversion": Decimal("0.42")}
    entry = AuditEntry.objects.get(deed="target_set")
    assert (entry.by_id, entry.facts["value"], entry.facts["month"]) == (lead.pk, "0.42", "2026-04")


def test_the_same_target_again_is_nothing_new(shop: Shop, lead: Membership, now: datetime):
    told = {"shop": shop, "figure": "conversion", "value": Decimal("0.4"), "month": MARCH, "by": lead}
    actions.set_target(**told, at=now)

    assert actions.set_target(**told, at=now) is None
    assert Target.objects.count() == AuditEntry.objects.count() == 1


def test_a_target_is_taken_away_and_what_held_before_stays(shop: Shop, lead: Membership, now: datetime):
    told = {"shop": shop, "figure": "conversion", "by": lead, "at": now}
    actions.set_target(**told, value=Decimal("0.4"), month=FEBRUARY)

    actions.set_target(**told, value=None, month=MARCH)

    assert queries.targets_of(shop, month=FEBRUARY) == {"conversion": Decimal("0.4")}
    assert queries.targets_of(shop) == {}


@pytest.mark.parametrize(
    ("figure", "value"),
    [("charm", "1"), ("agent_messages", "9"), ("conversion", "1.01"), ("sales", "0"), ("sales", "-1")],
)
def test_a_target_that_cannot_be_is_refused(shop: Shop, now: datetime, figure: str, value: str):
    with pytest.raises(TargetRefusedError):
        actions.set_target(shop=shop, figure=figure, value=Decimal(value), month=MARCH, by=None, at=now)


def test_a_target_of_a_month_that_is_over_stays(shop: Shop, now: datetime):
    told = {"shop": shop, "figure": "conversion", "month": FEBRUARY, "by": None, "at": now}
    actions.set_target(**told, value=Decimal("0.4"))

    with pytest.raises(MonthOverError, match="2026-02"):
        actions.set_target(**told, value=Decimal("0.5"))


def test_a_margin_is_kept_changed_and_forgotten(shop: Shop, lead: Membership, now: datetime):
    for share in (Decimal("0.35"), Decimal("0.3"), None):
        actions.set_margin(shop=shop, share=share, by=lead, at=now)
        assert queries.margin_of(shop) == share

    told = [(entry.facts["before"], entry.facts["value"]) for entry in AuditEntry.objects.order_by("pk")]
    assert told == [("", "0.35"), ("0.35", "0.3"), ("0.3", "")]


@pytest.mark.parametrize("share", ["0", "-0.1", "1.01"])
def test_a_margin_is_a_share(shop: Shop, now: datetime, share: str):
    with pytest.raises(MarginRefusedError):
        actions.set_margin(shop=shop, share=Decimal(share), by=None, at=now)


def test_a_scheme_in_force_is_a_version_and_a_line_of_history(shop: Shop, lead: Membership, now: datetime):
    told = {"shop": shop, "written": STEPS, "by": lead, "at": now}

    first = actions.put_in_force(**told, month=MARCH)
    second = actions.put_in_force(**told, month=date(2026, 4, 1), why=" 转化更重要\u200b ")

    assert [each.version and each.version.version for each in (first, second)] == [1, 2]
    assert PayVersion.objects.get(version=2).why == "转化更重要"
    assert queries.in_force(shop, month=MARCH) == [first]
    assert queries.in_force(shop, month=date(2026, 5, 1)) == [second]
    assert AuditEntry.objects.filter(deed="pay_scheme_in_force", by_id=lead.pk).count() == 2


def test_a_scheme_nobody_can_read_is_not_put_in_force(shop: Shop, now: datetime):
    with pytest.raises(SchemeError, match="no such figure"):
        actions.put_in_force(
            shop=shop, written=dict(STEPS) | {"lines": [{"figure": "charm"}]}, month=MARCH, by=None, at=now
        )

    assert not PayVersion.objects.exists()


def test_a_month_that_is_over_gets_a_scheme_only_where_it_had_none(shop: Shop, now: datetime):
    told = {"shop": shop, "written": STEPS, "by": None, "at": now}
    actions.put_in_force(**told, month=FEBRUARY)

    with pytest.raises(MonthOverError):
        actions.put_in_force(**told, month=FEBRUARY)

    assert PayAssignment.objects.count() == PayVersion.objects.count() == 1


def test_a_scheme_ends(shop: Shop, agent: Membership, now: datetime):
    whom = {"shop": shop, "membership": agent, "by": None, "at": now}
    actions.put_in_force(**whom, written=STEPS, month=MARCH)

    actions.end_scheme(**whom, month=date(2026, 4, 1))

    assert len(queries.in_force(shop, month=MARCH)) == 1
    assert queries.in_force(shop, month=date(2026, 4, 1)) == []
    assert AuditEntry.objects.filter(deed="pay_scheme_ended").count() == 1


def test_nobody_of_another_shop_is_paid(shop: Shop, neighbour: Membership, now: datetime):
    told = {"shop": shop, "written": STEPS, "month": MARCH, "by": None, "at": now}

    for whom in ({"membership": neighbour}, {"group": GroupFactory(shop=neighbour.shop)}):
        with pytest.raises(OtherShopError):
            actions.put_in_force(**told, **whom)
    with pytest.raises(OtherShopError):
        actions.set_target(
            shop=shop, figure="sales", value=Decimal(1), month=MARCH, membership=neighbour, by=None, at=now
        )
