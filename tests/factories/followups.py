"""What is to be done for buyers."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guitai.domains.followups.models import Listing, Process, PublicAnswer, State, Todo
from tests.factories.accounts import MembershipFactory, ShopFactory
from tests.factories.chat import ConversationFactory
from tests.factories.trade import ReviewFactory

SAID = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class TodoFactory(DjangoModelFactory):
    """The promise of an agent, at 10:00 in Shanghai on Monday 2 March 2026, to answer in ten minutes."""

    class Meta:
        model = Todo

    owner = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("owner.shop")
    listing = Listing.PROMISE
    key = factory.Sequence(lambda number: f"{number}:5")
    conversation = factory.SubFactory(
        ConversationFactory,
        buyer__shop=factory.SelfAttribute("...shop"),
        agent=factory.SelfAttribute("..owner"),
    )
    buyer = factory.LazyAttribute(lambda todo: todo.conversation.buyer if todo.conversation else None)
    message = factory.Sequence(lambda number: number)
    made_by = factory.SelfAttribute("owner")
    opened_at = SAID
    due_at = factory.LazyAttribute(lambda todo: todo.opened_at + timedelta(minutes=10))
    ring_at = factory.LazyAttribute(lambda todo: todo.due_at and todo.due_at - timedelta(minutes=2))
    state = State.OPEN
    why = factory.LazyFunction(
        lambda: {
            "said": "10分钟后回复您", "about": "reply", "kind": "exact", "firm": True, "start": 5, "end": 13
        }
    )  # fmt: skip


class ProcessFactory(DjangoModelFactory):
    """What was asked is answered within two hours, by the clock."""

    class Meta:
        model = Process

    shop = factory.SubFactory(ShopFactory)
    key = factory.Sequence(lambda number: f"own-{number}")
    title = "向快递核实物流"
    about = "reply"
    starts = "asked"
    within_minutes = 120
    answer = "2 小时内给您回复"
    updated_at = SAID


class PublicAnswerFactory(DjangoModelFactory):
    """What an agent wrote to a poor review; a lead has not looked at it yet."""

    class Meta:
        model = PublicAnswer

    review = factory.SubFactory(ReviewFactory)
    shop = factory.SelfAttribute("review.shop")
    text = "感谢您的反馈，尺码不合适可以联系客服换货。"
    template = "size-1"
    by = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    at = SAID
