"""Issues in a list, and one with its cases, weeks and pictures."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image
from tests.factories.catalog import ProductFactory
from tests.factories.faults import ProductIssueFactory, case_of, send

from guitai.common.files import keep_picture
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales import issue_queries
from guitai.domains.aftersales.models import CasePicture, Kind, ProductIssue
from guitai.domains.catalog.models import Product
from guitai.kernel.days import business_day

DAY = timedelta(days=1)
State = ProductIssue.State


@pytest.fixture
def shirt(shop: Shop) -> Product:
    return ProductFactory(shop=shop)


@pytest.fixture
def issue(shirt: Product, now: datetime) -> ProductIssue:
    since = business_day(now - 9 * DAY).isoformat()
    figures = {"since": since, "sold": 50.0, "expected": 2.0}
    return ProductIssueFactory(shop=shirt.shop, product=shirt, opened_at=now, figures=figures)


def test_what_is_to_be_looked_after_stands_first(shirt: Product, now: datetime):
    made = {
        state: ProductIssueFactory(
            shop=shirt.shop,
            product=shirt,
            fault=state,
            state=state,
            opened_at=now - age * DAY,
            closed_at=now if state in {State.CLOSED, State.FALSE} else None,
        )
        for age, state in enumerate((State.FALSE, State.CLOSED, State.WATCHED, State.OPEN))
    }

    assert [each.state for each in issue_queries.issues_of(shirt.shop)] == [
        "open",
        "watched",
        "false",
        "closed",
    ]
    assert list(issue_queries.issues_of(shirt.shop, "watched")) == [made[State.WATCHED]]
    assert issue_queries.running_count(shirt.shop) == 2


def test_nobody_sees_the_shop_next_door(issue: ProductIssue, agent: Membership, neighbour: Membership):
    assert list(issue_queries.issues_visible_to(agent.person)) == [issue]
    assert list(issue_queries.issues_visible_to(neighbour.person)) == []
    assert issue_queries.issue_to_tell(shop_id=neighbour.shop_id, issue_id=issue.pk) is None
    assert issue_queries.issue_to_tell(shop_id=agent.shop_id, issue_id=issue.pk) == issue


def test_its_cases_are_those_of_its_product_fault_batch_and_time(
    issue: ProductIssue, shirt: Product, agent: Membership, now: datetime
):
    first = case_of(shirt, at=now - 9 * DAY, owner=agent, batch="B7")
    last = case_of(shirt, at=now, owner=agent)
    case_of(shirt, at=now - 10 * DAY, owner=agent)  # before it began
    case_of(shirt, at=now, owner=agent, fault="色差")
    case_of(ProductFactory(shop=shirt.shop), at=now, owner=agent)

    assert list(issue_queries.cases_of(issue)) == [last, first]
    issue.batch = "B7"
    assert list(issue_queries.cases_of(issue)) == [first]
    issue.batch, issue.closed_at = "", now - DAY
    assert list(issue_queries.cases_of(issue)) == [first]


def test_a_fault_that_is_a_kind_has_the_cases_nobody_named_a_fault_in(
    issue: ProductIssue, shirt: Product, agent: Membership, now: datetime
):
    issue.fault = Kind.DAMAGED
    unnamed = case_of(shirt, at=now, owner=agent, fault="", kind=Kind.DAMAGED)
    case_of(shirt, at=now, owner=agent, fault="开线", kind=Kind.DAMAGED)

    assert list(issue_queries.cases_of(issue)) == [unnamed]
    with translation.override("en"):
        assert issue_queries.fault_name(issue.fault) == "arrived damaged"
    assert issue_queries.fault_name("开线") == "开线"


def test_weeks_have_their_cases_and_those_to_be_expected(
    issue: ProductIssue, shirt: Product, agent: Membership, now: datetime
):
    send(shirt.shop, shirt, days=100, pieces=10, until=now)
    for back in (20, 6, 0):
        case_of(shirt, at=now - back * DAY, owner=agent)

    weeks = issue_queries.weeks_of(issue, at=now)

    assert len(weeks) == issue_queries.WEEKS
    assert weeks[-1].begin == business_day(now - 6 * DAY)
    assert [week.cases for week in weeks[-3:]] == [1, 0, 2]
    # 2 of 50, of the 70 pieces of a week; nothing is expected before cases were kept.
    assert weeks[-1].expected == pytest.approx(2.8, rel=0.1)
    assert weeks[0].expected is None


def test_a_week_expects_nothing_where_no_past_is_known(issue: ProductIssue, now: datetime):
    issue.figures = {}

    assert {week.expected for week in issue_queries.weeks_of(issue, at=now)} == {None}


def test_its_pictures_show_the_fault_or_its_cases(
    issue: ProductIssue, shirt: Product, agent: Membership, now: datetime
):
    drawn = BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "PNG")
    picture = keep_picture(drawn.getvalue(), shop_id=shirt.shop_id, at=now)
    case = case_of(shirt, at=now, owner=agent)

    def filed(**about: object) -> CasePicture:
        return CasePicture.objects.create(
            shop=shirt.shop, picture=picture, original_size=1, source="upload", at=now, **about
        )

    wanted = [filed(case=case), filed(product=shirt, fault="开线")]
    filed(product=shirt, fault="色差")
    filed(product=shirt, fault="开线", removed_at=now)

    assert set(issue_queries.pictures_of(issue)) == set(wanted)
