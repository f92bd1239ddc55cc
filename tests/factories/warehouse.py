"""What the warehouse is asked to do, and orders that are being cancelled."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guitai.domains.accounts.models import Role
from guitai.domains.warehouse.models import Cancelling, Task
from tests.factories.accounts import MembershipFactory
from tests.factories.trade import OrderFactory

ASKED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class WarehouseMemberFactory(MembershipFactory):
    """Somebody of the warehouse."""

    role = Role.WAREHOUSE


class CancellingFactory(DjangoModelFactory):
    """A paid order an agent began to cancel at 10:00 in Shanghai on Monday 2 March 2026."""

    class Meta:
        model = Cancelling

    order = factory.SubFactory(OrderFactory)
    shop = factory.SelfAttribute("order.shop")
    by = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    version = 1
    began = factory.SelfAttribute("order.status")
    step = "printed"
    opened_at = ASKED


class TaskFactory(DjangoModelFactory):
    """An agent asked at 10:00 in Shanghai on Monday 2 March 2026 to find a paid order's parcel by 10:30."""

    class Meta:
        model = Task

    order = factory.SubFactory(OrderFactory)
    shop = factory.SelfAttribute("order.shop")
    kind = Task.Kind.FIND
    asked_by = factory.SubFactory(MembershipFactory, shop=factory.SelfAttribute("..shop"))
    asked_at = ASKED
    due_at = factory.LazyAttribute(lambda task: task.asked_at + timedelta(minutes=30))


class AnsweredTaskFactory(TaskFactory):
    """The same, found by the warehouse ten minutes later."""

    state = Task.State.ANSWERED
    answer = Task.Answer.FOUND
    answered_by = factory.SubFactory(WarehouseMemberFactory, shop=factory.SelfAttribute("..shop"))
    answered_at = factory.LazyAttribute(lambda task: task.asked_at + timedelta(minutes=10))
