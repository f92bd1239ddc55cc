"""Who is invited to what as the tables tell it, who is not, and when that is over."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import ShopFactory
from tests.factories.catalog import ActivityFactory, ProductFactory, SkuFactory
from tests.factories.chat import ConversationFactory
from tests.factories.guard import NoContactFactory
from tests.factories.trade import ORDERED, BuyerFactory, OrderFactory, RefundFactory, ReviewFactory

from guitai.domains.chat.models import Channel
from guitai.domains.followups.filling import Filled, fill, fill_buyers
from guitai.domains.followups.models import Listing, ListSetting, State, Todo
from guitai.domains.trade.models import OrderStatus, RefundStatus

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = ORDERED + 5 * HOUR  # 15:00


@pytest.fixture
def shop():
    return ShopFactory()


@pytest.fixture
def buyer(shop):
    return BuyerFactory(shop=shop)


def talk(buyer, at=ORDERED - HOUR, mood="content", **more):
    """Make a talk with an agent, imported and over."""
    return ConversationFactory(
        buyer=buyer,
        channel=Channel.IMPORTED,
        agent_account="示例店:小美",
        mood=mood,
        opened_at=at,
        last_at=at,
        closed_at=at,
        **more,
    )


def asked(buyer, outcome, *, state=State.DONE, product=None):
    """Make a to-do about something asked that was closed an hour ago."""
    about = talk(buyer, mood="neutral", product=product)
    return Todo.objects.create(
        shop=buyer.shop, listing=Listing.ASKED, key=str(about.pk), buyer=buyer, conversation=about,
        opened_at=ORDERED, due_at=ORDERED, closed_at=NOW - HOUR, state=state, outcome=outcome,
    )  # fmt: skip


def signed(buyer, days, **more):
    """Make an order that was signed for so many days ago."""
    return OrderFactory(
        buyer=buyer,
        status=OrderStatus.FINISHED,
        shipped_at=ORDERED,
        finished_at=NOW - days * DAY,
        **more,
    )


def invited(shop):
    """Give what runs, by buyer and kind."""
    running = Todo.objects.filter(shop=shop, listing=Listing.INVITE, state=State.OPEN)
    return {(todo.buyer_id, todo.why["kind"]) for todo in running}


def test_who_paid_after_a_good_talk_makes_the_shop_a_favourite(shop, buyer):
    said, order = talk(buyer), OrderFactory(buyer=buyer)

    filled = fill(shop=shop, at=NOW)

    todo = Todo.objects.get()
    assert filled == Filled(opened=1)
    assert (todo.listing, todo.key, todo.why) == (
        "invite",
        f"{buyer.pk}@2026-03-01",
        {"kind": "favourite"},
    )
    assert (todo.buyer, todo.order, todo.conversation) == (buyer, order, said)
    assert (todo.due_at, todo.value_fen) == (ORDERED + HOUR / 2, 15800)
    assert fill(shop=shop, at=NOW) == Filled()


@pytest.mark.parametrize(
    "talked",
    [{"mood": "neutral"}, {"at": ORDERED + HOUR}, {"at": ORDERED - 11 * HOUR}, {"agent_account": ""}],
    ids=str,
)
def test_without_a_good_talk_of_the_day_nobody_is_asked_for_that(shop, buyer, talked):
    more = {"agent_account": "示例店:小美"} | talked
    ConversationFactory(
        buyer=buyer,
        channel=Channel.IMPORTED,
        agent_account=more["agent_account"],
        mood=more.get("mood", "content"),
        opened_at=more.get("at", ORDERED - HOUR),
        last_at=more.get("at", ORDERED - HOUR),
        closed_at=NOW,
    )
    OrderFactory(buyer=buyer)

    assert fill(shop=shop, at=NOW) == Filled()


@pytest.mark.parametrize(
    ("outcome", "stock", "kinds"),
    [
        ("waits", 8, {"cart"}),
        ("no_answer", 0, {"cart"}),
        ("no_answer", 8, set()),
        ("declined", 0, set()),
        ("ordered", 8, set()),
    ],
)
def test_who_waits_for_what_they_asked_about_puts_it_into_the_cart(shop, buyer, outcome, stock, kinds):
    product = SkuFactory(product=ProductFactory(shop=shop), stock=stock).product
    asked(buyer, outcome, product=product)

    fill(shop=shop, at=NOW)

    assert {kind for _buyer, kind in invited(shop)} == kinds


def test_who_ordered_meanwhile_does_not_wait(shop, buyer):
    asked(buyer, "waits")
    OrderFactory(buyer=buyer, created_at=NOW - HOUR / 2, paid_at=NOW - HOUR / 2)

    fill(shop=shop, at=NOW)

    assert invited(shop) == set()


def test_a_coupon_is_for_who_likes_their_first_order(shop):
    told, starred, silent, again = BuyerFactory.create_batch(4, shop=shop)
    for buyer in (told, starred, silent, again):
        order = signed(buyer, days=8)
        if buyer is starred:
            ReviewFactory(order=order, stars=5, at=NOW - DAY)
    talk(told, NOW - 9 * DAY), talk(again, NOW - 9 * DAY)
    signed(again, days=9)

    fill_buyers(shop=shop, at=NOW)

    assert invited(shop) == {(told.pk, "coupon"), (starred.pk, "coupon")}
    assert Todo.objects.get(buyer=told).order == told.orders.get()


def test_the_second_page_is_for_who_comes_back_while_something_is_new(shop):
    back, vip, once = BuyerFactory(shop=shop), BuyerFactory(shop=shop, is_vip=True), BuyerFactory(shop=shop)
    ListSetting.objects.create(shop=shop, listing=Listing.VIP, is_on=False)
    for buyer in (back, back, vip, once):
        OrderFactory(buyer=buyer, status=OrderStatus.FINISHED, created_at=ORDERED - 40 * DAY)
    before = fill_buyers(shop=shop, at=NOW)
    ActivityFactory(shop=shop, starts_at=NOW - HOUR)

    fill_buyers(shop=shop, at=NOW)

    assert before == Filled()
    assert invited(shop) == {(back.pk, "page"), (vip.pk, "page")}


@pytest.mark.parametrize(
    ("starts", "more"),
    [(NOW - 4 * DAY, {}), (NOW + HOUR, {}), (NOW - DAY, {"ends_at": NOW}), (NOW - DAY, {"retired_at": NOW})],
    ids=["old", "to come", "over", "taken off"],
)
def test_what_is_not_new_is_no_reason(shop, buyer, starts, more):
    OrderFactory.create_batch(2, buyer=buyer, status=OrderStatus.FINISHED)
    ActivityFactory(shop=shop, starts_at=starts, **more)

    assert fill_buyers(shop=shop, at=NOW) == Filled()


def _silence(buyer, order):
    NoContactFactory(shop=buyer.shop, account=buyer.account)


def _anger(buyer, order):
    talk(buyer, ORDERED, "angry")


def _complain(buyer, order):
    ReviewFactory(order=order, stars=1)


def _complain_without_an_order(buyer, order):
    ReviewFactory(order=None, shop=buyer.shop, order_number="", buyer_account=buyer.account, stars=3)


def _ask_back(buyer, order):
    RefundFactory(order=order, status=RefundStatus.RETURNED, asked_at=ORDERED)


def _have_something_open(buyer, order):
    Todo.objects.create(
        shop=buyer.shop, listing=Listing.PROMISE, key="1:1", buyer=buyer, opened_at=ORDERED
    )  # fmt: skip


FORBIDDING = [_silence, _anger, _complain, _complain_without_an_order, _ask_back, _have_something_open]


@pytest.mark.parametrize("forbid", FORBIDDING, ids=lambda forbid: forbid.__name__)
def test_who_must_not_be_invited_is_not(shop, buyer, forbid):
    talk(buyer)
    forbid(buyer, OrderFactory(buyer=buyer))

    fill(shop=shop, at=NOW)

    assert invited(shop) == set()


@pytest.mark.parametrize("forbid", FORBIDDING, ids=lambda forbid: forbid.__name__)
def test_who_must_not_be_invited_any_more_leaves(shop, buyer, forbid):
    talk(buyer)
    order = OrderFactory(buyer=buyer)
    fill(shop=shop, at=NOW)
    forbid(buyer, order)

    fill(shop=shop, at=NOW)

    todo = Todo.objects.get(listing=Listing.INVITE)
    assert (todo.state, todo.outcome) == (State.LEFT, "declined" if forbid is _silence else "no_answer")


def test_who_orders_again_has_come(shop, buyer):
    talk(buyer), OrderFactory(buyer=buyer)
    fill(shop=shop, at=NOW)
    OrderFactory(buyer=buyer, created_at=NOW + HOUR, status=OrderStatus.UNPAID, paid_at=None)

    fill(shop=shop, at=NOW + 3 * HOUR)

    assert Todo.objects.get(listing=Listing.INVITE).outcome == "ordered"


def test_who_was_invited_rests(shop, buyer):
    talk(buyer), OrderFactory(buyer=buyer)
    fill(shop=shop, at=NOW)
    over = fill(shop=shop, at=NOW + 4 * DAY)
    Todo.objects.exclude(listing=Listing.INVITE).delete()
    OrderFactory(buyer=buyer, status=OrderStatus.FINISHED, created_at=ORDERED - DAY)
    ActivityFactory(shop=shop, starts_at=ORDERED + 5 * DAY)

    fill_buyers(shop=shop, at=NOW + 6 * DAY)

    assert over.left == 1
    assert [todo.outcome for todo in Todo.objects.filter(listing=Listing.INVITE)] == ["no_answer"]


def test_no_more_are_invited_at_once_than_the_shop_wants(shop):
    ListSetting.objects.create(shop=shop, listing=Listing.INVITE, numbers={"at_once": 2})
    buyers = [OrderFactory(buyer__shop=shop, paid_fen=fen).buyer for fen in (9000, 20000, 15000)]
    for buyer in buyers:
        talk(buyer)

    fill(shop=shop, at=NOW)
    again = fill(shop=shop, at=NOW)

    assert invited(shop) == {(buyer.pk, "favourite") for buyer in buyers[1:]}
    assert again == Filled()


def test_whom_another_list_takes_just_now_is_not_invited(shop, buyer):
    talk(buyer), OrderFactory(buyer=buyer, dispatch_by=NOW)

    fill(shop=shop, at=NOW)

    assert [todo.listing for todo in Todo.objects.all()] == ["late"]


def test_a_list_that_is_off_invites_nobody(shop, buyer):
    talk(buyer), OrderFactory(buyer=buyer)
    ListSetting.objects.create(shop=shop, listing=Listing.INVITE, is_on=False)

    assert fill(shop=shop, at=NOW) == fill_buyers(shop=shop, at=NOW) == Filled()


def test_questions_do_not_grow_with_the_buyers(shop):
    counts = []
    for many in (2, 10):
        for _each in range(many):
            buyer = BuyerFactory(shop=shop)
            talk(buyer), OrderFactory(buyer=buyer), asked(buyer, "waits")
        with CaptureQueriesContext(connection) as captured:
            fill(shop=shop, at=NOW)
        counts.append(len(captured))
        Todo.objects.all().delete()

    assert counts[0] == counts[1]
