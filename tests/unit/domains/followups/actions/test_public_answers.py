"""An answer in public is written, agreed to, put up, and ends its to-do."""

from datetime import timedelta

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.followups import PublicAnswerFactory, TodoFactory
from tests.factories.trade import ORDERED, BuyerFactory, OrderFactory, ReviewFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.followups.actions import public_answers as deeds
from guitai.domains.followups.errors import PublicAnswerRefusedError
from guitai.domains.followups.events import PublicAnswerChanged
from guitai.domains.followups.models import Listing, PublicAnswer, State, Todo
from guitai.domains.guard.models import Outcome, Verdict
from guitai.domains.trade.models import Review
from guitai.engines.rulebook.types import Severity

AT = ORDERED + timedelta(days=8)
SAID = "感谢您的反馈，尺码不合适可以联系客服换货。"
BOUGHT_OFF = "亲，您把差评删了，我给您返20元。"


@pytest.fixture
def review(shop: Shop) -> Review:
    buyer = BuyerFactory(shop=shop, account="tb_fish01")
    return ReviewFactory(order=OrderFactory(buyer=buyer), buyer_account="tb_fish01")


@pytest.fixture
def todo(review: Review, agent: Membership) -> Todo:
    return TodoFactory(
        owner=agent, listing=Listing.POOR_REVIEW, key=review.number, review=review, conversation=None
    )


def write(review: Review, by: Membership, text: str = SAID, **more) -> deeds.Written:
    return deeds.write(review_id=review.pk, text=text, by=by, at=AT, **more)


def test_what_an_agent_writes_waits_for_the_lead(review, agent, heard):
    answer = write(review, agent, template="size-1").answer

    assert (answer.state, answer.text, answer.template) == ("asked", SAID, "size-1")
    assert (answer.by, answer.at, answer.settled_by) == (agent, AT, None)
    (event,) = heard(PublicAnswerChanged)
    assert (event.review_id, event.state, event.writer_id, event.by_id) == (
        review.pk,
        "asked",
        agent.pk,
        agent.pk,
    )
    assert AuditEntry.objects.get().deed == "public_answer_written"


def test_what_a_lead_writes_is_agreed_to(review, lead):
    answer = write(review, lead).answer

    assert (answer.state, answer.settled_by, answer.settled_at) == ("agreed", lead, AT)


def test_written_anew_it_waits_again(review, agent, lead):
    write(review, lead)

    answer = write(review, agent, "换了一种说法，感谢您的反馈。").answer

    assert PublicAnswer.objects.count() == 1
    assert (answer.state, answer.by, answer.settled_by, answer.settled_at) == ("asked", agent, None, None)


def test_what_breaks_a_rule_is_held_and_kept(review, agent):
    written = write(review, agent, BOUGHT_OFF, confirmed=["fake-review-bought-off"])

    assert written.answer is None
    assert written.verdict.severity is Severity.BLOCK
    kept = Verdict.objects.get()
    assert (kept.outcome, kept.text, kept.account) == (Outcome.HELD, BOUGHT_OFF, "tb_fish01")
    assert not PublicAnswer.objects.exists()


def test_what_wants_a_second_look_goes_on_once_it_was_looked_at(review, agent):
    text = "麻烦您把差评改一下，谢谢您"

    first = write(review, agent, text)
    rules = [each.rule for each in first.verdict.findings if each.severity is Severity.CONFIRM]
    second = write(review, agent, text, confirmed=rules)

    assert (first.answer, first.verdict.severity) == (None, Severity.CONFIRM)
    assert second.answer.state == "asked"
    assert Verdict.objects.get().outcome == Outcome.CONFIRMED


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("  ", "empty"),
        ("好" * 501, "long"),
        ("感谢您购买{商品}", "slot"),
        ("感谢您，订单{number}我们在查", "private"),
        ("tb_fish01您好，感谢反馈", "private"),
        ("张三丰您好，感谢反馈", "private"),
        ("请打13912345678联系", "private"),
    ],
)
def test_what_may_not_stand_in_public_is_refused(review, agent, text, why):
    with pytest.raises(PublicAnswerRefusedError) as refused:
        write(review, agent, text.replace("{number}", review.order_number))

    assert refused.value.facts["why"] == why
    assert not PublicAnswer.objects.exists()


def test_what_is_answered_is_not_answered_again(review, agent, other_shop):
    PublicAnswerFactory(review=review, state=PublicAnswer.State.POSTED)
    told = ReviewFactory(order=review.order, reply="感谢反馈")
    stranger = MembershipFactory(shop=other_shop)

    for each, by, why in ((review, agent, "answered"), (told, agent, "answered"), (told, stranger, "gone")):
        with pytest.raises(PublicAnswerRefusedError) as refused:
            write(each, by)
        assert refused.value.facts["why"] == why


def test_a_lead_agrees_once(review, lead, heard):
    answer = PublicAnswerFactory(review=review)

    agreed = deeds.agree(answer_id=answer.pk, by=lead, at=AT)

    assert (agreed.state, agreed.settled_by, agreed.settled_at) == ("agreed", lead, AT)
    assert [event.state for event in heard(PublicAnswerChanged)] == ["agreed"]
    with pytest.raises(PublicAnswerRefusedError) as refused:
        deeds.agree(answer_id=answer.pk, by=lead, at=AT)
    assert refused.value.facts["why"] == "state"


def test_sent_back_it_says_why(review, lead, heard):
    answer = PublicAnswerFactory(review=review)

    with pytest.raises(PublicAnswerRefusedError) as refused:
        deeds.send_back(answer_id=answer.pk, reason=" ", by=lead, at=AT)
    back = deeds.send_back(answer_id=answer.pk, reason="先说怎么换", by=lead, at=AT)

    assert refused.value.facts["why"] == "reason"
    assert (back.state, back.reason, back.settled_by) == ("refused", "先说怎么换", lead)
    assert len(heard(PublicAnswerChanged)) == 1


def test_put_up_it_ends_the_to_do_and_taken_down_opens_it_again(review, todo, agent):
    answer = PublicAnswerFactory(review=review, state=PublicAnswer.State.AGREED)

    up = deeds.put_up(answer_id=answer.pk, by=agent, at=AT)
    todo.refresh_from_db()
    ended = todo.state, todo.outcome, todo.closed_by
    down = deeds.take_down(answer_id=answer.pk, by=agent, at=AT + timedelta(minutes=1))
    todo.refresh_from_db()

    assert (up.state, up.posted_by, up.posted_at) == ("posted", agent, AT)
    assert ended == (State.DONE, "answered", agent)
    assert (down.state, down.posted_by, down.posted_at) == ("agreed", None, None)
    assert (todo.state, todo.outcome) == (State.OPEN, "")


def test_nobody_puts_up_what_nobody_agreed_to(review, agent, other_shop):
    answer = PublicAnswerFactory(review=review)

    for by, why in ((agent, "state"), (MembershipFactory(shop=other_shop), "gone")):
        with pytest.raises(PublicAnswerRefusedError) as refused:
            deeds.put_up(answer_id=answer.pk, by=by, at=AT)
        assert refused.value.facts["why"] == why


def test_what_a_list_tells_as_answered_is_put_up(shop, review, heard):
    answer = PublicAnswerFactory(review=review)
    Review.objects.filter(pk=review.pk).update(reply=SAID, replied_at=AT)
    PublicAnswerFactory(review=ReviewFactory(order=review.order))

    settled = deeds.settle_seen(shop=shop, at=AT + timedelta(days=1))

    answer.refresh_from_db()
    assert settled == 1
    assert (answer.state, answer.posted_at, answer.posted_by) == ("posted", AT, None)
    assert [event.by_id for event in heard(PublicAnswerChanged)] == [None]
    assert deeds.settle_seen(shop=shop, at=AT) == 0
    with pytest.raises(PublicAnswerRefusedError):
        deeds.take_down(answer_id=answer.pk, by=MembershipFactory(shop=shop, role=Role.AGENT), at=AT)
