"""A guide goes to the buyer step by step."""

from datetime import datetime

import pytest
from tests.factories.chat import PictureFactory
from tests.factories.knowledge import GuideFactory, GuideStepFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import actions
from guitai.domains.chat.errors import NotYoursError, UnknownCardError
from guitai.domains.chat.models import Conversation, Kind
from guitai.domains.knowledge.models import Guide


@pytest.fixture
def refund(shop: Shop) -> Guide:
    guide = GuideFactory(shop=shop, title="申请退款", steps=["打开我的订单"])
    GuideStepFactory(guide=guide, position=2, text="点退款", picture=PictureFactory(shop_id=shop.pk))
    return guide


def _send(conversation: Conversation, by: Membership, guide: Guide, step: int, at: datetime):
    return actions.send_guide_step(
        conversation_id=conversation.pk,
        by=by,
        local_id=f"k1-{step}",
        guide_id=guide.pk,
        step=step,
        at=at,
    )


def test_a_step_is_kept_as_it_was_sent(
    conversation: Conversation, agent: Membership, refund: Guide, now: datetime
):
    sent = _send(conversation, agent, refund, 2, now).message
    picture = refund.steps.get(position=2).picture
    refund.steps.all().delete()

    sent.refresh_from_db()
    assert (sent.kind, sent.text, sent.picture) == (Kind.GUIDE, "", picture)
    assert sent.card == {"guide": refund.pk, "step": 2, "of": 2, "title": "申请退款", "text": "点退款"}


def test_a_repeated_step_is_sent_once(
    conversation: Conversation, agent: Membership, refund: Guide, now: datetime
):
    _send(conversation, agent, refund, 1, now)

    assert _send(conversation, agent, refund, 1, now).again
    assert conversation.messages.count() == 1


def test_a_step_answers_the_buyer_and_is_the_last_words_of_the_row(
    queued: Conversation, agent: Membership, refund: Guide, now: datetime
):
    _send(queued, agent, refund, 1, now)

    queued.refresh_from_db()
    assert (queued.agent, queued.waiting_since, queued.first_reply_at) == (agent, None, now)
    assert (queued.last_kind, queued.last_text) == ("guide", "申请退款 1/2")


def test_a_step_that_is_not_there_is_refused(
    conversation: Conversation,
    agent: Membership,
    refund: Guide,
    other_shop: Shop,
    now: datetime,
):
    foreign = GuideFactory(shop=other_shop, steps=["一"])

    for guide, step in ((refund, 3), (refund, 0), (foreign, 1)):
        with pytest.raises(UnknownCardError):
            _send(conversation, agent, guide, step, now)
    assert not conversation.messages.exists()


def test_a_colleagues_buyer_gets_no_steps_of_mine(
    conversation: Conversation, other_agent: Membership, refund: Guide, now: datetime
):
    with pytest.raises(NotYoursError):
        _send(conversation, other_agent, refund, 1, now)
