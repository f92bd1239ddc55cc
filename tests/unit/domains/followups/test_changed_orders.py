"""Which orders an import changed."""

import pytest
from tests.factories.trade import ORDERED, OrderFactory, OrderLineFactory, RefundFactory

from guitai.common.journal import Journal, take_back
from guitai.domains.followups import changed_orders
from guitai.domains.followups.changed_orders import forget_untouched, orders_of_deed
from guitai.domains.followups.models import Listing, Todo
from guitai.domains.trade.models import Order, OrderLine, Refund

pytestmark = pytest.mark.django_db


def test_orders_count_that_changed_by_themselves_or_by_what_they_hold():
    new, changed, lined, refunded, left = (OrderFactory() for _each in range(5))
    line, refund = OrderLineFactory(order=lined), RefundFactory(order=refunded)
    journal = Journal.begin(shop_id=1, at=ORDERED)
    journal.added(Order, new.pk, new.pk)
    journal.changed(Order, changed.pk, {"status": "unpaid"}, {"status": "paid"})
    journal.added(OrderLine, line.pk, line.pk)
    journal.changed(Refund, refund.pk, {"status": "asked"}, {"status": "done"})
    journal.close()

    found = orders_of_deed(journal.id)

    assert found == {new.pk, changed.pk, lined.pk, refunded.pk}
    assert left.pk not in (found or ())


def test_of_very_many_none_is_named(monkeypatch):
    monkeypatch.setattr(changed_orders, "MOST", 5)
    journal = Journal.begin(shop_id=1, at=ORDERED)
    journal.added(Order, 1, 6)
    journal.close()

    assert orders_of_deed(journal.id) is None


def test_an_import_of_talks_changed_none():
    assert orders_of_deed(Journal.begin(shop_id=1, at=ORDERED).id) == set()


def test_what_is_taken_back_takes_its_to_dos_along_but_where_somebody_worked():
    new, worked_on = OrderFactory(), OrderFactory()
    for order, attempts in ((new, 0), (worked_on, 1)):
        Todo.objects.create(
            shop=order.shop,
            listing=Listing.LATE,
            key=order.number,
            order=order,
            opened_at=ORDERED,
            attempts=attempts,
        )
    journal = Journal.begin(shop_id=1, at=ORDERED)
    journal.added_ids(Order, [new.pk, worked_on.pk])
    journal.close()

    forgotten = forget_untouched(journal.id)
    taken = take_back(journal.id)

    assert (forgotten, taken.removed, taken.kept) == (1, 1, 1)
    assert [todo.order for todo in Todo.objects.all()] == [worked_on]
