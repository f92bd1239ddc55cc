from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.insight import LostInquiryFactory
from tests.factories.trade import OrderFactory
from tests.unit.domains.insight.conftest import MONDAY, said

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.insight.actions import confirm, take_back
from guitai.domains.insight.errors import (
    BoughtMeanwhileError,
    NothingProposedError,
    NotYourInquiryError,
    UnknownReasonError,
)
from guitai.domains.insight.events import LossesChanged
from guitai.domains.insight.models import LostInquiry

HOUR = timedelta(hours=1)


def test_an_inquiry_without_an_order_is_kept_with_a_proposal_and_what_was_at_stake(
    asked: Conversation, agent: Membership, look: Any
):
    assert look() == 1

    row = LostInquiry.objects.get()
    assert (row.day, row.buyer, row.agent, row.conversation) == (MONDAY, asked.buyer_id, agent, asked.pk)
    assert (row.proposed, row.confirmed, row.product) == ("stock", "", asked.product_id)
    assert (row.value_fen, row.value_from, row.quantity) == (31600, "product", 2)
    assert [each["sign"] for each in row.evidence] == ["words", "out_of_stock"]
    assert look() == 0


def test_a_talk_of_the_last_half_hour_waits(asked: Conversation, now: datetime, look: Any):
    assert look(now + timedelta(minutes=30)) == 0
    assert look(now + timedelta(minutes=31)) == 1


@pytest.mark.parametrize(
    ("hours", "rows"),
    [(-1, 0), (-15 * 24 - 1, 1), (1, 0), (37, 0), (38, 1)],
    ids=["paid before", "paid 15 days before", "ordered after", "next day", "the day after next"],
)
def test_orders_decide_what_is_a_lost_inquiry(
    asked: Conversation, now: datetime, look: Any, hours: int, rows: int
):
    at = now + hours * HOUR  # 10:00 and so many hours; the next day ends 38 hours later
    OrderFactory(buyer=asked.buyer, created_at=at, paid_at=at)

    look()

    assert LostInquiry.objects.filter(bought_at=None).count() == rows


def test_an_order_in_time_closes_the_row_and_its_going_opens_it_again(
    asked: Conversation, agent: Membership, later: datetime, look: Any, announced: Any
):
    look()
    confirm(inquiry=LostInquiry.objects.get(), by=agent, at=later)
    order = OrderFactory(buyer=asked.buyer, created_at=later, paid_at=None)
    with announced() as events:
        look(later + HOUR)
    row = LostInquiry.objects.get()
    assert (row.bought_at, row.confirmed) == (later, "stock")
    assert events == [LossesChanged(shop_id=asked.shop_id, day=MONDAY, at=later + HOUR)]

    order.delete()
    look(later + 2 * HOUR)

    assert LostInquiry.objects.get().bought_at is None


def test_what_turns_out_to_be_after_sales_goes(asked: Conversation, now: datetime, look: Any):
    look()
    OrderFactory(buyer=asked.buyer, created_at=now - HOUR, paid_at=now - HOUR)

    look()

    assert not LostInquiry.objects.exists()


def test_a_talk_that_goes_on_with_another_agent_is_theirs_with_a_new_proposal(
    asked: Conversation, other_agent: Membership, later: datetime, look: Any
):
    look()
    said(asked, "藏青的太贵了", later, None)
    said(asked, "亲，不议价的呢", later + timedelta(minutes=1), other_agent)

    assert look(later + HOUR) == 0

    row = LostInquiry.objects.get()
    assert (row.agent, row.proposed) == (other_agent, "price")


def test_a_colleague_who_writes_is_no_inquiry(asked: Conversation, agent: Membership, look: Any):
    agent.account = "云裳女装:小美"
    agent.save()
    asked.buyer.account = "云裳女装:阿杰"
    asked.buyer.save()

    assert look() == 0


def test_another_shop_is_not_looked_through(asked: Conversation, other_shop: Shop, look: Any):
    assert look(shop=other_shop) == 0


@pytest.fixture
def row(agent: Membership) -> LostInquiry:
    return LostInquiryFactory(agent=agent)


def test_the_proposal_is_taken_and_announced(
    row: LostInquiry, agent: Membership, later: datetime, announced: Any
):
    with announced() as events:
        confirm(inquiry=row, by=agent, at=later)

    row.refresh_from_db()
    assert (row.confirmed, row.confirmed_by, row.confirmed_at) == ("price", agent, later)
    assert events == [LossesChanged(shop_id=row.shop_id, day=MONDAY, at=later)]


def test_confirmed_twice_is_once_and_another_reason_takes_its_place(
    row: LostInquiry, agent: Membership, lead: Membership, later: datetime, announced: Any
):
    confirm(inquiry=row, by=agent, at=later)
    with announced() as events:
        again = confirm(inquiry=row, by=lead, at=later + HOUR)
    assert (again.confirmed_by, again.confirmed_at, events) == (agent, later, [])

    other = confirm(inquiry=row, by=lead, reason="slow", at=later + HOUR)

    assert (other.confirmed, other.confirmed_by) == ("slow", lead)


def test_taking_back_forgets_who_and_when(
    row: LostInquiry, agent: Membership, later: datetime, announced: Any
):
    confirm(inquiry=row, by=agent, at=later)

    with announced() as events:
        take_back(inquiry=row, by=agent, at=later)
        take_back(inquiry=row, by=agent, at=later)

    row.refresh_from_db()
    assert (row.confirmed, row.confirmed_by, row.confirmed_at) == ("", None, None)
    assert len(events) == 1


def test_another_agents_is_refused_and_a_leads_is_not(
    row: LostInquiry, other_agent: Membership, lead: Membership, later: datetime
):
    for deed in (confirm, take_back):
        with pytest.raises(NotYourInquiryError):
            deed(inquiry=row, by=other_agent, at=later)

    assert confirm(inquiry=row, by=lead, at=later).confirmed == "price"


def test_a_lead_next_door_finds_no_such_row(row: LostInquiry, other_lead: Membership, later: datetime):
    with pytest.raises(LostInquiry.DoesNotExist):
        confirm(inquiry=row, by=other_lead, at=later)


def test_what_makes_no_sense_is_refused(agent: Membership, later: datetime):
    unclear = LostInquiryFactory(agent=agent, proposed="")
    bought = LostInquiryFactory(agent=agent, bought_at=later)

    with pytest.raises(NothingProposedError):
        confirm(inquiry=unclear, by=agent, at=later)
    with pytest.raises(UnknownReasonError):
        confirm(inquiry=unclear, by=agent, reason="weather", at=later)
    with pytest.raises(BoughtMeanwhileError):
        confirm(inquiry=bought, by=agent, at=later)
