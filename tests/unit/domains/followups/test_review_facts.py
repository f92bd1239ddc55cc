"""Poor reviews come onto their list, with what they find fault with, and leave it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import ShopFactory
from tests.factories.followups import PublicAnswerFactory
from tests.factories.trade import ORDERED, BuyerFactory, OrderFactory, ReviewFactory

from guitai.common.journal import Journal
from guitai.domains.followups.changed_orders import forget_untouched, orders_of_deed
from guitai.domains.followups.filling import Filled, fill
from guitai.domains.followups.models import Listing, PublicAnswer, Todo
from guitai.domains.followups.review_facts import with_text
from guitai.domains.trade.drafts import ReviewDraft
from guitai.domains.trade.importing_reviews import put_reviews
from guitai.domains.trade.models import OrderStatus, Review
from guitai.engines.worklists import ReviewFact
from guitai.engines.worklists.reviews import review_reason

pytestmark = pytest.mark.django_db

SAID = ORDERED + timedelta(days=7)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def shop():
    return ShopFactory()


@pytest.fixture
def order(shop):
    return OrderFactory(
        buyer=BuyerFactory(shop=shop), status=OrderStatus.FINISHED, shipped_at=ORDERED, finished_at=ORDERED
    )


def test_a_poor_review_is_listed_with_its_likely_reason(shop, order):
    review = ReviewFactory(order=order)
    ReviewFactory(order=order, stars=4)
    ReviewFactory(order=order, reply="感谢您的反馈")

    filled = fill(shop=shop, at=SAID + HOUR)

    todo = Todo.objects.get()
    assert filled == Filled(opened=1)
    assert (todo.listing, todo.key, todo.review, todo.order) == (
        Listing.POOR_REVIEW,
        review.number,
        review,
        order,
    )
    assert (todo.buyer, todo.value_fen, todo.due_at) == (order.buyer, 15800, SAID + DAY)
    assert todo.why == {"stars": 2, "reason": "size"}


def test_filling_twice_opens_nothing(shop, order):
    ReviewFactory(order=order)
    fill(shop=shop, at=SAID + HOUR)

    assert fill(shop=shop, at=SAID + 2 * HOUR) == Filled()


def test_a_review_without_an_order_finds_its_buyer_by_name(shop):
    buyer = BuyerFactory(shop=shop, account="小鱼")
    BuyerFactory(account="小鱼")
    ReviewFactory(order=None, shop=shop, order_number="", buyer_account="小鱼")
    ReviewFactory(order=None, shop=shop, order_number="", buyer_account="小**")

    fill(shop=shop, at=SAID + HOUR)

    assert {todo.buyer for todo in Todo.objects.all()} == {buyer, None}


@pytest.mark.parametrize(
    ("change", "outcome"),
    [({"reply": "已为您换货"}, "answered"), ({"stars": 5}, "content")],
)
def test_an_import_that_tells_of_an_answer_or_more_stars_takes_it_off(shop, order, change, outcome):
    review = ReviewFactory(order=order)
    fill(shop=shop, at=SAID + HOUR)
    Review.objects.filter(pk=review.pk).update(**change)

    filled = fill(shop=shop, at=SAID + DAY, orders=[order.pk])

    assert (filled.left, Todo.objects.get().outcome) == (1, outcome)


@pytest.mark.parametrize(
    ("state", "outcome"), [(PublicAnswer.State.POSTED, "answered"), (PublicAnswer.State.AGREED, "")]
)
def test_an_answer_counts_once_it_is_put_up(shop, order, state, outcome):
    review = ReviewFactory(order=order)
    fill(shop=shop, at=SAID + HOUR)
    PublicAnswerFactory(review=review, state=state)

    fill(shop=shop, at=SAID + DAY)

    assert Todo.objects.get().outcome == outcome


def test_a_list_of_reviews_fills_at_once_and_taken_back_takes_the_to_do_along(shop, order, now):
    journal = Journal.begin(shop_id=shop.pk, at=now)
    draft = ReviewDraft(number="9001", order_number=order.number, stars=1, text="起球", at=SAID)
    put_reviews(shop=shop, drafts=[draft], journal=journal)
    journal.close()

    changed = orders_of_deed(journal.id)
    fill(shop=shop, at=SAID + HOUR, orders=changed)

    assert changed == {order.pk}
    assert Todo.objects.get().why["reason"] == "quality"
    assert forget_untouched(journal.id) == 1


def test_how_many_questions_are_asked_does_not_grow_with_the_reviews(shop, order):
    def asked(many):
        for _number in range(many):
            ReviewFactory(order=order)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            fill(shop=shop, at=SAID + HOUR)
        return len(
            [each for each in queries if "trade_review" in each["sql"] or "trade_buyer" in each["sql"]]
        )

    few = asked(2)
    assert asked(8) == few


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("偏小太多了，平时穿M的根本套不进去", "size"),
        ("物流很快，就是洗一次就起球", "quality"),
        ("跟直播间颜色差好多，退了", "colour"),
        ("快递太慢，足足等了十天", "logistics"),
        ("东西还可以，客服说话太难听", "service"),
        ("刚买完第二天就降价了", "worth"),
        ("套装少了一个杯盖，联系了说补也没补", "missing"),
        ("和想象中的不一样", "expectation"),
        ("一星都不想给", "unsaid"),
        ("", "unsaid"),
        ("衣服好看，尺码也准，就是等太久了，差评给快递", "logistics"),
        ("颜色喜欢，但是说明书和遥控器都没有", "missing"),
    ],
)
def test_the_likely_reason_is_what_is_found_fault_with_first(text, reason):
    review = with_text(ReviewFact(number="1", stars=1, at=SAID), text, "")

    assert review_reason(review) == reason
