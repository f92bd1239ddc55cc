"""Reviews come in once, grow newer, never older, and find their orders whichever came first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.common.journal import Journal, take_back
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import ReviewDraft
from guitai.domains.trade.importing_reviews import join_reviews, put_reviews
from guitai.domains.trade.models import Order, Review

AT = datetime(2026, 3, 8, 2, 0, tzinfo=UTC)
POOR = ReviewDraft(
    number="900100000001",
    order_number="351531314000000001",
    title="纯色衬衫",
    stars=2,
    text="袖子短了一截",
    at=AT,
)
ADDED = replace(POOR, added="洗了缩水", added_at=AT + timedelta(days=3))
ANSWERED = replace(POOR, reply="已为您补发", replied_at=AT + timedelta(days=1))
SECOND = replace(POOR, number="900100000002", stars=5, text="好看")


def put(shop: Shop, *drafts: ReviewDraft) -> tuple[int, int, int]:
    tally = put_reviews(shop=shop, drafts=drafts)
    return tally.added, tally.updated, tally.unchanged


@pytest.fixture
def order(shop: Shop) -> Order:
    return OrderFactory(buyer=BuyerFactory(shop=shop), number=POOR.order_number)


def test_a_new_review_joins_its_order(shop: Shop, order: Order) -> None:
    assert put(shop, POOR) == (1, 0, 0)

    review = Review.objects.get()
    assert (review.order, review.stars, review.text, review.at) == (order, 2, "袖子短了一截", AT)


def test_the_same_list_twice_changes_nothing(shop: Shop, order: Order) -> None:
    put(shop, POOR, SECOND, POOR)

    assert put(shop, SECOND, POOR, POOR) == (0, 0, 3)


@pytest.mark.parametrize(
    ("known", "told", "counts"),
    [
        (POOR, ADDED, (0, 1, 0)),
        (ADDED, POOR, (0, 0, 1)),
        (POOR, ANSWERED, (0, 1, 0)),
        (ANSWERED, POOR, (0, 0, 1)),
        # The buyer thought better of it after the shop had answered.
        (ANSWERED, replace(ANSWERED, stars=5, text="换了一件，合身"), (0, 1, 0)),
        (ANSWERED, replace(POOR, stars=5), (0, 0, 1)),
        (POOR, replace(POOR, text=""), (0, 0, 1)),
    ],
)
def test_a_list_brings_what_is_newer_and_nothing_older(
    shop: Shop, order: Order, known: ReviewDraft, told: ReviewDraft, counts: tuple[int, int, int]
) -> None:
    put(shop, known)
    before = Review.objects.values().get()

    assert put(shop, told) == counts
    if counts[2]:
        assert Review.objects.values().get() | {"fingerprint": ""} == before | {"fingerprint": ""}


def test_lines_about_one_review_are_joined(shop: Shop, order: Order) -> None:
    assert put(shop, POOR, ADDED, POOR) == (1, 1, 1)

    assert Review.objects.get().added == "洗了缩水"


def test_a_review_that_came_first_waits_for_its_order(shop: Shop, other_shop: Shop) -> None:
    put(shop, POOR)
    order = OrderFactory(buyer=BuyerFactory(shop=shop), number=POOR.order_number)
    OrderFactory(buyer=BuyerFactory(shop=other_shop), number=POOR.order_number)

    join_reviews(shop=shop, numbers=[order.number])

    assert Review.objects.get().order == order


def test_taken_back_a_list_leaves_nothing_and_what_it_changed_is_as_it_was(
    shop: Shop, order: Order, now: datetime
) -> None:
    put(shop, POOR)
    journal = Journal.begin(shop_id=shop.pk, at=now)
    put_reviews(shop=shop, drafts=[ANSWERED, SECOND], journal=journal)
    journal.close()

    taken = take_back(journal.id)

    review = Review.objects.get()
    assert (taken.removed, taken.restored, taken.kept) == (1, 1, 0)
    assert (review.reply, review.replied_at) == ("", None)


def test_how_many_questions_are_asked_does_not_grow_with_the_lines(shop: Shop, order: Order) -> None:
    def asked(many: int) -> int:
        drafts = [replace(POOR, number=f"{many}-{number}") for number in range(many)]
        with CaptureQueriesContext(connection) as queries:
            put_reviews(shop=shop, drafts=drafts)
        return len(queries)

    assert asked(2) == asked(50)
