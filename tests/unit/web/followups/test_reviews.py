"""Poor reviews, their wordings, and what is done with an answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.chat import ConversationFactory
from tests.factories.followups import PublicAnswerFactory, TodoFactory
from tests.factories.trade import BuyerFactory, OrderFactory, ReviewFactory
from tests.unit.web.followups.conftest import FOLLOWUPS, HTMX

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.followups.models import Listing, PublicAnswer
from guitai.domains.trade.models import Review

REVIEWS = f"{FOLLOWUPS}reviews/"
State = PublicAnswer.State
Make = Callable[..., Review]


@pytest.fixture
def make(shop: Shop, now: datetime) -> Make:
    """Give ``make(**columns)``: two stars of yesterday, of a buyer of 云裳女装."""

    def review(**told: Any) -> Review:
        order = OrderFactory(buyer=BuyerFactory(shop=shop))
        return ReviewFactory(order=order, **{"at": now - timedelta(days=1)} | told)

    return review


def show(client: Client, query: str = "", **more: Any) -> str:
    response = client.get(f"{REVIEWS}?{query}", **more)
    assert response.status_code == 200
    return response.content.decode()


def do(client: Client, review: Review, deed: str, query: str = "show=open", **data: Any) -> str:
    response = client.post(f"{REVIEWS}{review.pk}/{deed}/?{query}", data, headers=HTMX)
    assert response.status_code == 200
    return response.content.decode()


def opened(body: str) -> str:
    return body[body.index("followups-opened") : body.index("followups-rows")]


def test_a_poor_review_is_opened_with_its_words_order_reason_and_wordings(client: Client, make: Make):
    review = make(added="洗了还缩水")
    talk = ConversationFactory(buyer=review.order.buyer)
    make(stars=5, text="好看")

    body = show(client)

    assert "好看" not in body
    for words in (
        review.text,
        "洗了还缩水",
        review.order_number,
        "¥158.00",
        "尺码不合",
        f"/s/yunshang/desk/?c={talk.pk}",
    ):
        assert words in opened(body)
    for key in ("1", "2", "3", "o", "w"):
        assert f'data-key="{key}"' in opened(body)
    assert "纯色衬衫" in opened(body) and "{" not in opened(body)


def test_a_wording_goes_into_the_field_by_its_key(client: Client, make: Make):
    review = make()

    body = show(client, f"pk={review.pk}&template=quality-1", headers=HTMX)

    assert body.lstrip().startswith("<div")
    field = body[body.index('id="review-draft"') :]
    assert "这不是我们想交到您手上的样子" in field[: field.index("</textarea>")]
    assert 'name="template" value="quality-1"' in body


def test_another_reason_shows_its_own_wordings_and_nonsense_is_left_out(client: Client, make: Make):
    review = make()

    assert "向您道歉，接待中没有" in show(client, f"pk={review.pk}&reason=service")
    for query in ("reason=weather&template=x-1&show=all&pk=x&page=x", "pk=99999999999999999999"):
        assert review.text in show(client, query)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("show=open", "新差评"),
        ("show=asked", "待审"),
        ("show=refused", "退回"),
        ("show=agreed", "待发"),
        ("show=answered", "已回"),
    ],
)
def test_reviews_stand_where_their_answers_have_come_to(client: Client, make: Make, query: str, shown: str):
    make(text="新差评")
    for text, state in (
        ("待审", State.ASKED),
        ("退回", State.REFUSED),
        ("待发", State.AGREED),
        ("已回", State.POSTED),
    ):
        PublicAnswerFactory(
            review=make(text=text), state=state, posted_at=datetime.now().astimezone(), reason="太长"
        )

    body = show(client, query)

    rows = body[body.index("followups-rows") :]
    assert [text for text in ("新差评", "待审", "退回", "待发", "已回") if text in rows] == [shown]


def test_what_an_agent_writes_waits_for_the_lead(client: Client, make: Make, agent: Membership):
    review = make()

    body = do(client, review, "write", text="感谢您的反馈，请联系客服。", template="size-1")

    answer = PublicAnswer.objects.get()
    assert (answer.state, answer.by, answer.template) == ("asked", agent, "size-1")
    assert f"{review.pk}/agree/" not in body


def test_a_plain_request_is_led_back_to_the_review(client: Client, make: Make):
    review = make()

    answer = client.post(f"{REVIEWS}{review.pk}/write/?show=open", {"text": "感谢您的反馈，请联系客服。"})

    assert (answer.status_code, answer.url) == (302, f"{REVIEWS}?show=open&pk={review.pk}")


def test_what_the_rules_hold_stays_in_the_field_with_the_reason(client: Client, make: Make):
    review = make()

    blocked = do(client, review, "write", text="您把差评删了，我给您返20元")
    looked = do(client, review, "write", text="麻烦您把差评改一下")

    assert "您把差评删了，我给您返20元</textarea>" in blocked
    assert "finding-block" in blocked and 'name="confirmed"' not in blocked
    assert 'name="confirmed" value="fake-review-delete"' in looked
    assert not PublicAnswer.objects.exists()

    do(client, review, "write", text="麻烦您把差评改一下", confirmed=["fake-review-delete"])
    assert PublicAnswer.objects.get().state == "asked"


def test_what_names_the_buyer_is_refused_and_kept_in_the_field(client: Client, make: Make):
    review = make()

    body = do(client, review, "write", text="张三丰您好，感谢反馈")

    assert "张三丰您好，感谢反馈</textarea>" in body
    assert 'role="alert"' in body
    assert not PublicAnswer.objects.exists()


def test_a_lead_finds_what_waits_agrees_and_is_shown_the_next(
    lead: Membership, signed_in: Any, make: Make, now: datetime
):
    older = make(at=now - timedelta(days=2))
    newer = make()
    first, second = (PublicAnswerFactory(review=each) for each in (newer, older))
    browser = signed_in(lead)

    assert f"{newer.pk}/agree/" in show(browser)
    body = do(browser, newer, "agree", "show=asked")

    first.refresh_from_db()
    assert (first.state, first.settled_by) == ("agreed", lead)
    assert f"{older.pk}/agree/" in body and second.text in body


def test_sent_back_it_says_why_and_without_a_reason_nothing_happens(
    lead: Membership, signed_in: Any, make: Make, client: Client
):
    answer = PublicAnswerFactory(review=make())
    browser = signed_in(lead)

    assert 'role="alert"' in do(browser, answer.review, "send-back", "show=asked", reason=" ")
    do(browser, answer.review, "send-back", "show=asked", reason="先说怎么换")

    answer.refresh_from_db()
    assert (answer.state, answer.reason) == ("refused", "先说怎么换")
    assert "先说怎么换" in show(client, f"show=refused&pk={answer.review_id}")


@pytest.mark.parametrize("deed", ["agree", "send-back"])
def test_an_agent_agrees_to_nothing(client: Client, make: Make, deed: str):
    answer = PublicAnswerFactory(review=make())

    assert client.post(f"{REVIEWS}{answer.review_id}/{deed}/", {"reason": "不"}).status_code == 403


def test_put_up_it_is_copied_ends_its_to_do_and_may_be_taken_back(
    client: Client, make: Make, agent: Membership
):
    review = make()
    answer = PublicAnswerFactory(review=review, state=State.AGREED)
    todo = TodoFactory(
        owner=agent, listing=Listing.POOR_REVIEW, key=review.number, review=review, conversation=None
    )

    body = do(client, review, "put-up", "show=agreed")
    todo.refresh_from_db()
    assert "data-copied" in body and answer.text in body
    assert todo.outcome == "answered"

    do(client, review, "take-down", "show=agreed")
    todo.refresh_from_db()
    answer.refresh_from_db()
    assert (answer.state, todo.outcome) == ("agreed", "")


def test_what_a_list_told_is_shown_and_nothing_can_be_taken_back(client: Client, make: Make, now: datetime):
    review = make(reply="已为您换货", replied_at=now)

    body = show(client, "show=answered")

    assert "已为您换货" in opened(body)
    assert f"{review.pk}/take-down/" not in body


def test_a_to_do_leads_to_its_review(client: Client, make: Make, agent: Membership):
    review = make()
    todo = TodoFactory(
        owner=agent,
        listing=Listing.POOR_REVIEW,
        key=review.number,
        review=review,
        conversation=None,
        why={"stars": 2, "reason": "size"},
    )

    lists = client.get(FOLLOWUPS).content.decode()

    assert f'href="{REVIEWS}?pk={review.pk}"' in lists
    assert f"pk={todo.pk}" in opened(show(client))


def test_what_is_not_there_or_another_shops_is_not_found(client: Client, other_shop: Shop, make: Make):
    strange = ReviewFactory(order=OrderFactory(buyer=BuyerFactory(shop=other_shop)))
    unanswered = make()

    for pk, deed in ((strange.pk, "write"), (strange.pk, "put-up"), (unanswered.pk, "put-up")):
        assert client.post(f"{REVIEWS}{pk}/{deed}/", {"text": "好"}).status_code == 404


def test_how_many_questions_are_asked_does_not_grow(
    client: Client, make: Make, django_assert_max_num_queries
):
    for _number in range(20):
        make()

    with django_assert_max_num_queries(25):
        show(client)


def test_an_empty_page_says_what_to_do(client: Client, shop: Shop):
    body = show(client)

    assert 'class="empty"' in body
    assert "followups-opened" not in body
