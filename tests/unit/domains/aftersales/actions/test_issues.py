"""Issues are raised by the alarm or opened by hand, given, measured, closed, called false."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation
from tests.factories.catalog import ProductFactory
from tests.factories.faults import ProductIssueFactory, case_of, send

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.aftersales.actions import issues
from guitai.domains.aftersales.actions.issues import look_for_faults
from guitai.domains.aftersales.errors import IssueRefusedError
from guitai.domains.aftersales.events import FaultAlarm
from guitai.domains.aftersales.models import ProductIssue
from guitai.domains.catalog.models import Product

DAY = timedelta(days=1)
State = ProductIssue.State


@pytest.fixture
def shirt(shop: Shop, agent: Membership, now: datetime) -> Product:
    """A shirt of which ten are sent a day, in a shop that keeps cases since seventy days."""
    shirt, other = ProductFactory(shop=shop), ProductFactory(shop=shop)
    for product in (shirt, other):
        send(shop, product, days=80, pieces=10, until=now)
    for number in range(5):
        case_of(other, at=now - (70 - 14 * number) * DAY, owner=agent, fault="色差")
    return shirt


@pytest.fixture
def fault(shirt: Product, agent: Membership, now: datetime) -> None:
    """Three buyers say within three days that its seam came open."""
    for back in (2, 1, 0):
        case_of(shirt, at=now - back * DAY, owner=agent, batch="B7")


@pytest.fixture
def issue(shirt: Product, now: datetime) -> ProductIssue:
    return ProductIssueFactory(shop=shirt.shop, product=shirt, opened_at=now)


@pytest.mark.usefixtures("fault")
def test_the_third_buyer_raises_it_and_the_leads_are_told(shirt: Product, now: datetime, announced):
    with announced() as events:
        (found,) = look_for_faults(shop=shirt.shop, at=now)

    assert (found.product, found.fault, found.batch, found.state) == (shirt, "开线", "B7", State.OPEN)
    assert (found.figures["seen"], found.figures["days"], found.figures["since"]) == (3, 3, "2026-02-28")
    assert found.figures["expected"] < 0.3
    assert found.figures["chance"] < 0.03
    (event,) = events
    told = FaultAlarm(
        shop_id=shirt.shop_id, issue_id=found.pk, product_id=shirt.pk, fault="开线", cases=3, at=now
    )
    assert event == told
    assert AuditEntry.objects.get(deed="issue_raised").by_label == "guitai"


def test_two_buyers_raise_nothing(shirt: Product, agent: Membership, now: datetime):
    for back in (1, 0):
        case_of(shirt, at=now - back * DAY, owner=agent)

    assert look_for_faults(shop=shirt.shop, at=now) == []


def test_a_shop_without_cases_has_no_faults(shop: Shop, now: datetime):
    assert look_for_faults(shop=shop, at=now) == []


@pytest.mark.usefixtures("fault")
def test_while_it_runs_its_figures_are_brought_up_to_date(
    shirt: Product, agent: Membership, now: datetime, announced
):
    (found,) = look_for_faults(shop=shirt.shop, at=now)
    case_of(shirt, at=now + DAY, owner=agent, batch="B7")

    with announced() as events:
        assert look_for_faults(shop=shirt.shop, at=now + DAY) == []

    found.refresh_from_db()
    assert (found.figures["seen"], found.figures["now"]["seen"]) == (3, 4)
    assert events == []


@pytest.mark.usefixtures("fault")
def test_what_was_called_false_stays_quiet_until_more_come(
    shirt: Product, agent: Membership, lead: Membership, now: datetime
):
    (found,) = look_for_faults(shop=shirt.shop, at=now)
    issues.call_false(issue_id=found.pk, by=lead, at=now)
    assert look_for_faults(shop=shirt.shop, at=now + DAY) == []

    for number in range(6):
        case_of(shirt, at=now + (1 + number // 3) * DAY, owner=agent)

    (again,) = look_for_faults(shop=shirt.shop, at=now + 2 * DAY)
    assert (again.product, again.batch) == (shirt, "")
    # The three that were called normal are none of these six.
    assert again.figures["seen"] <= 6


@pytest.mark.usefixtures("fault")
def test_the_shop_next_door_is_not_looked_at(other_shop: Shop, now: datetime):
    assert look_for_faults(shop=other_shop, at=now) == []
    assert not ProductIssue.objects.exists()


def test_a_measure_is_followed(shirt: Product, agent: Membership, lead: Membership, now: datetime):
    for number in range(12):
        # Sent ten days before: the pieces of the twelve days up to ten days ago.
        case_of(shirt, at=now - number * DAY, owner=agent, sent=10 * DAY)
    (found,) = look_for_faults(shop=shirt.shop, at=now)
    issues.take_measure(issue_id=found.pk, measure=" 批次下架 ", by=lead, at=now - 20 * DAY)
    look_for_faults(shop=shirt.shop, at=now)

    found.refresh_from_db()
    assert (found.state, found.measure) == (State.WATCHED, "批次下架")
    # Of what was sent since the measure, ten days ago and before that, cases came; of the days before it one.
    effect = found.effect
    assert effect["seen"] + effect["before_seen"] == 12
    assert effect["seen"] == 11
    assert not effect["is_sure"]


def test_a_measure_that_helps_is_told_from_chance(
    shirt: Product, agent: Membership, lead: Membership, now: datetime
):
    for number in range(12):
        case_of(shirt, at=now - (30 + number) * DAY, owner=agent, sent=8 * DAY)
    found = ProductIssueFactory(
        shop=shirt.shop, product=shirt, opened_at=now - 30 * DAY, figures={"since": "2026-01-15"}
    )
    issues.take_measure(issue_id=found.pk, measure="换供应商", by=lead, at=now - 30 * DAY)
    look_for_faults(shop=shirt.shop, at=now)

    found.refresh_from_db()
    assert (found.effect["seen"], found.effect["before_seen"], found.effect["days"]) == (0, 12, 31)
    assert found.effect["before_sold"] == pytest.approx(200, rel=0.15)  # from 8 January to 30 January
    assert found.effect["is_sure"]
    assert found.effect["chance"] < 0.01


def test_one_opens_it_by_hand(shirt: Product, lead: Membership, agent: Membership, now: datetime):
    case_of(shirt, at=now - DAY, owner=agent, fault="掉扣子")
    found = issues.open_issue(product=shirt, fault=" 掉扣子 ", by=lead, at=now)

    assert (found.fault, found.batch, found.figures["seen"]) == ("掉扣子", "", 1)
    with pytest.raises(IssueRefusedError), translation.override("en"):
        issues.open_issue(product=shirt, fault="掉扣子", by=lead, at=now)
    unheard_of = issues.open_issue(product=shirt, fault="起球", batch="B7", by=lead, at=now)
    assert unheard_of.figures == {}


@pytest.mark.parametrize(
    ("fault", "batch", "sentence"),
    [
        (" ", "", "Say in a few words what is wrong with the product."),
        ("线" * 41, "", "A fault and a batch take at most 40 characters."),
        ("开线", "B" * 41, "A fault and a batch take at most 40 characters."),
    ],
)
def test_what_names_no_fault_is_refused(
    shirt: Product, lead: Membership, now: datetime, fault: str, batch: str, sentence: str
):
    with translation.override("en"), pytest.raises(IssueRefusedError, match=sentence):
        issues.open_issue(product=shirt, fault=fault, batch=batch, by=lead, at=now)


def test_a_lead_gives_it_to_somebody_and_ends_it(
    issue: ProductIssue, lead: Membership, agent: Membership, now: datetime
):
    given = issues.give_issue(issue_id=issue.pk, owner=agent, by=lead, at=now)
    assert given.owner == agent
    # Who looks after it may say what was done, whatever their role.
    issues.take_measure(issue_id=issue.pk, measure="联系工厂", by=agent, at=now)

    ended = issues.close(issue_id=issue.pk, by=lead, at=now + DAY)

    assert (ended.state, ended.closed_at) == (State.CLOSED, now + DAY)
    deeds = set(AuditEntry.objects.values_list("deed", flat=True))
    assert deeds == {"issue_given", "issue_measured", "issue_closed"}
    with translation.override("en"), pytest.raises(IssueRefusedError, match="This issue is over"):
        issues.call_false(issue_id=issue.pk, by=lead, at=now)


def test_others_may_not(
    issue: ProductIssue, agent: Membership, lead: Membership, other_lead: Membership, now: datetime
):
    with translation.override("en"):
        for deed in (issues.close, issues.call_false):
            with pytest.raises(IssueRefusedError, match="Only a lead"):
                deed(issue_id=issue.pk, by=agent, at=now)
            with pytest.raises(IssueRefusedError, match="no such issue"):
                deed(issue_id=issue.pk, by=other_lead, at=now)
        with pytest.raises(IssueRefusedError, match="Only a lead"):
            issues.give_issue(issue_id=issue.pk, owner=agent, by=agent, at=now)
        with pytest.raises(IssueRefusedError, match="works in this shop"):
            issues.give_issue(issue_id=issue.pk, owner=other_lead, by=lead, at=now)
        with pytest.raises(IssueRefusedError, match="Only leads and after-sales"):
            issues.take_measure(issue_id=issue.pk, measure="换", by=agent, at=now)
        with pytest.raises(IssueRefusedError, match="Only leads and after-sales"):
            issues.open_issue(product=issue.product, fault="开线", by=agent, at=now)
        with pytest.raises(IssueRefusedError, match="no such product"):
            issues.open_issue(product=issue.product, fault="开线", by=other_lead, at=now)

    agent.role = Role.AFTERSALES
    agent.save()
    assert issues.take_measure(issue_id=issue.pk, measure="换", by=agent, at=now).state == State.WATCHED


@pytest.mark.parametrize(("measure", "sentence"), [(" ", "Say what was done"), ("换" * 301, "at most 300")])
def test_a_measure_has_words(
    issue: ProductIssue, lead: Membership, now: datetime, measure: str, sentence: str
):
    with translation.override("en"), pytest.raises(IssueRefusedError, match=sentence):
        issues.take_measure(issue_id=issue.pk, measure=measure, by=lead, at=now)
